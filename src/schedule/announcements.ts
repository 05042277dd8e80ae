/** When the written changes of a course were announced. */
import type { Course, Term } from '../domain/model.ts';

/** The distinct instants (epoch ms) at which the YAML's changes of the course and its term were announced, in order. */
export function listAnnouncements(course: Course, term: Term): number[] {
  const instants = new Set([...term.changes, ...course.changes].map(({ announced }) => announced));
  return [...instants].sort((a, b) => a - b);
}
