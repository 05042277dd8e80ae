/** When subscriptions to a term's notices are deleted. */
import type { CourseKey } from '../domain/model.ts';
import { findOffsets, toInstant } from '../domain/zone.ts';
import type { Courses } from './courses.ts';

const KEPT_AFTER = 14 * 86_400_000;

/** Two weeks after the last of these courses' terms (epoch ms); 0 where none of them is served. */
export function endOfTerms(courses: Pick<Courses, 'entry'>, keys: readonly CourseKey[]): number {
  const ends = keys.map((key) => {
    const facts = courses.entry(key)?.termFacts;
    if (!facts) return 0;
    const offsets = findOffsets(facts.zone, facts.span.from, facts.span.until);
    return toInstant(offsets, facts.span.until, '23:59') + KEPT_AFTER;
  });
  return Math.max(0, ...ends);
}
