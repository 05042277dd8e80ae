/** What another thread looks for in a plan, where its meetings are in memory. */
import type { ConcernCode } from '../domain/concern.ts';
import { foldId } from '../domain/id.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { MeetingDifference } from '../publication/difference.ts';

export interface PlanFindings {
  /** The codes of what findConcerns finds. */
  readonly concerns: readonly ConcernCode[];
  readonly touched: readonly TouchedSection[];
  /** As listHours, of the meetings that stay as they are. */
  readonly hours: Float64Array;
}

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

/**
 * When the course's meetings take place: each one's start and end, if any, or its start again (epoch ms).
 * @param differences of meetings that are left out
 */
export function listHours(
  { meetings }: Pick<PublishedCourse, 'meetings'>,
  differences: readonly MeetingDifference[],
): Float64Array {
  const changed = new Set(differences.map(({ identity }) => identity));
  const held = meetings.filter(({ identity, facts }) => facts.status === 'confirmed' && !changed.has(identity));
  return Float64Array.from(held.flatMap(({ facts }) => [facts.start, facts.end ?? facts.start]));
}
