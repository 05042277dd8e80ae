/** Warns of courses in a term's `for:` that the term does not have. */
import { foldId } from '../../domain/id.ts';
import type { Audience, Course, Term } from '../../domain/model.ts';
import type { Problem } from '../../domain/problem.ts';
import { findNearest } from '../nearest.ts';

/** @param ids of all the term's files, those with errors among them */
export function checkAudiences(term: Term, courses: readonly Course[], ids: readonly string[]): Problem[] {
  const others = courses.flatMap(({ formerly, crossListed }) => [...formerly, ...crossListed.map(({ id }) => id)]);
  const known = new Set([...ids, ...others].map(foldId));
  const audiences = [...term.breaks, ...term.closings, ...term.swaps, ...term.hours].flatMap(
    ({ audience }) => audience ?? [],
  );
  return [...new Set(audiences)].flatMap(({ courses: named, at }: Audience) =>
    (named ?? [])
      .filter((id) => !known.has(foldId(id)))
      .map((id): Problem => {
        const nearest = findNearest(id, ids);
        return {
          code: 'unknown-course',
          severity: 'warning',
          message: `The term ${term.id} has no course ${id}.`,
          hint: nearest ? `Did you mean ${nearest}?` : 'Courses are named by their files: courses/TERM/ID.yaml.',
          at,
        };
      }),
  );
}
