/** The sections with meetings that a plan changes. */
import { foldId } from '../domain/id.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { MeetingDifference } from '../publication/difference.ts';

export interface TouchedSection {
  /** 'term/course/section', folded, for each of the course's ids. */
  readonly places: readonly string[];
  /** Of its affected meetings, before and after. */
  readonly dates: readonly string[];
}

/** A course's affected sections, with those that include them through `with:`. */
export function listTouched(
  { next }: { readonly next: PublishedCourse },
  differences: readonly MeetingDifference[],
): TouchedSection[] {
  if (differences.length === 0) return [];
  const { term, id, formerly, crossListed } = next.course;
  const ids = [id, ...formerly, ...crossListed.map((listed) => listed.id)];
  const riding = new Map(next.sections.map((section) => [section.id, section.with]));
  const dates = new Map<string, Set<string>>();
  for (const facts of differences.flatMap(({ before, after }) => [before, after])) {
    if (!facts) continue;
    for (const section of [facts.section, ...(riding.get(facts.section) ?? [])]) {
      dates.set(section, (dates.get(section) ?? new Set()).add(facts.date));
    }
  }
  return [...dates].map(([section, days]) => ({
    places: ids.map((one) => foldId(`${term}/${one}/${section}`)),
    dates: [...days],
  }));
}
