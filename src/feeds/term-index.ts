/** What is asked of a term's courses as a whole, from their index entries. */
import type { CourseEntry } from '../store/course-entry.ts';

export interface TermIndex {
  /** In insertion order; drafts only if asked for. */
  readonly entries: readonly CourseEntry[];
  readonly ids: readonly string[];
  /** Those that have exams. */
  readonly exams: readonly CourseEntry[];
  /**
   * Of the latest publication of any course, drafts included (epoch ms): a feed also changes when a course leaves it.
   * 0: there is none.
   */
  readonly lastModified: number;
}

export function makeTermIndex(all: Iterable<CourseEntry>, drafts: boolean): TermIndex {
  const entries: CourseEntry[] = [];
  let latest = 0;
  for (const entry of all) {
    latest = Math.max(latest, entry.lastModified);
    if (drafts || !entry.draft) entries.push(entry);
  }
  return {
    entries,
    ids: entries.map(({ id }) => id),
    exams: entries.filter(({ exams }) => exams),
    lastModified: latest,
  };
}
