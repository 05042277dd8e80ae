/** Decides by the digests of a term's files, without parsing them, whether publishing it would change anything. */
import type { SourceFile } from '../catalog/catalog.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseSummary, StoreReads } from '../store/store.ts';
import { hasEnded, listKept } from './agreed-rules.ts';
import { openClosed } from './closing.ts';
import { type FindDeskChanges, openDeskChanges } from './desk-changes.ts';
import { digestFiles, digestTermFiles } from './rules.ts';
import { termOfKey } from './rules-files.ts';

/** What was published, for comparing the folder with it at a start. */
export interface Published {
  /** Terms with a course that has not ended, case-folded. */
  readonly terms: ReadonlySet<string>;
  isCurrent(term: string, files: readonly SourceFile[]): Promise<boolean>;
  /** Whether the term's calendar is published as these files have it. */
  areHolidaysCurrent(term: string, files: readonly SourceFile[]): boolean;
}

export async function openPublished(reads: StoreReads): Promise<Published> {
  const byTerm = Map.groupBy(await reads.listCourses(), ({ key }) => termOfKey(key));
  const kept = await listKept(reads);
  const held = new Set((await reads.heldEdits()).map(({ key }) => termOfKey(key)));
  const deskChanges = await openDeskChanges(reads);
  const isClosed = await openClosed(reads);
  const going = [...byTerm].filter(([term, courses]) => !isClosed(term) && courses.some((one) => !hasEnded(one)));
  const holidays = new Map((await reads.holidays()).map((found) => [foldId(found.term), found.rules]));
  return {
    areHolidaysCurrent: (term, files) => isClosed(term) || holidays.get(term) === digestTermFiles(files).get(term),
    terms: new Set(going.map(([term]) => term)),
    async isCurrent(term, files) {
      if (isClosed(term)) return true;
      if (held.has(term) || files.some(({ unread }) => unread !== undefined)) return false;
      const digests = await digestFiles(files);
      const courses = new Map((byTerm.get(term) ?? []).map((summary) => [summary.key, summary]));
      const pace = createPace();
      for (const key of new Set([...digests.keys(), ...courses.keys()])) {
        await pace();
        const state = { key, digest: digests.get(key), summary: courses.get(key), isKept: kept.has(key), deskChanges };
        if (!isCourseCurrent(state)) return false;
      }
      return true;
    },
  };
}

interface CourseState {
  readonly key: CourseKey;
  /** The digest of its files; undefined: it has none. */
  readonly digest: string | undefined;
  /** Undefined: never published. */
  readonly summary: CourseSummary | undefined;
  /** Whether the agreed rules are stored. */
  readonly isKept: boolean;
  readonly deskChanges: FindDeskChanges;
}

function isCourseCurrent({ key, digest, summary, isKept, deskChanges }: CourseState): boolean {
  if (!summary) return false;
  // Ended by command or because its file is gone, and published as ended.
  if (summary.retired || digest === undefined) return hasEnded(summary) && summary.retired === (digest !== undefined);
  const desk = deskChanges({ key, term: termOf(key) });
  return isKept && summary.rules === `${digest}.${desk.digest}`;
}
