/** The announcement times of a course's written changes. */
import type { Course, Term } from '../domain/model.ts';

/** The distinct `announced` instants (epoch ms) of changes in the files of the course and its term, in order. */
export function listAnnouncements(course: Course, term: Term): number[] {
  const instants = new Set([...term.changes, ...course.changes].map(({ announced }) => announced));
  return [...instants].sort((a, b) => a - b);
}
