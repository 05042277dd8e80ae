/** Decides which changes apply, in which order, and to which meetings. */

import type { Change, ChangeScope } from '../domain/change.ts';
import { isWithin } from '../domain/date.ts';
import type { Course, Section, Term } from '../domain/model.ts';
import type { Draft } from './draft.ts';
import { isNamed } from './section-lookup.ts';

/**
 * The changes announced at or before `until` (epoch ms), in the order in which they are applied.
 *
 * Changes in files are sorted by `announced`; for equal instants the term's come before the course's, then file
 * order. Desk changes keep the given order, which is the store's insertion order: no clock decides between two
 * of them. A desk change comes after the changes in the files that existed when it was made, and before those
 * announced later than all of these.
 */
export function orderChanges(term: Term, course: Course, desk: readonly Change[], until: number): Change[] {
  const announcedBy = (change: Change): boolean => change.announced <= until;
  // The sort is stable.
  const written = [...term.changes, ...course.changes].filter(announcedBy).sort((a, b) => a.announced - b.announced);
  const ordered: Change[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  let next = 0;
  for (const change of desk.filter(announcedBy)) {
    reach = Math.max(reach, reachOf(change, course));
    for (let one = written[next]; one && one.announced <= reach; one = written[next]) {
      ordered.push(one);
      next += 1;
    }
    ordered.push(change);
  }
  return [...ordered, ...written.slice(next)];
}

/** Changes in the course's files announced up to this instant (epoch ms) come before the desk change. */
function reachOf({ laidOver, announced }: Change, { term, key }: Course): number {
  if (!laidOver) return announced;
  return Math.max(laidOver[term] ?? Number.NEGATIVE_INFINITY, laidOver[key] ?? Number.NEGATIVE_INFINITY);
}

/** Whether a change applies to the section: by any of its ids, and by kind. Deadlines have to be named. */
export function concernsSection(scope: ChangeScope, section: Section): boolean {
  if (scope.kinds !== null && !scope.kinds.includes(section.kind)) return false;
  if (scope.sections === null) return section.kind !== 'deadline';
  return scope.sections.some((id) => isNamed(section, id));
}

/** Whether a change of the section applies to the draft: by original date and, if given, pattern; a deadline by its id. */
export function concernsDraft(scope: ChangeScope, draft: Pick<Draft, 'originalDate' | 'pattern'>): boolean {
  if (scope.dates === null) return scope.pattern === draft.pattern;
  if (!isWithin(draft.originalDate, scope.dates)) return false;
  return scope.pattern === null || scope.pattern === draft.pattern;
}

/** The distinct `announced` instants (epoch ms) of changes in the files of the course and its term, in order. */
export function listAnnouncements(course: Course, term: Term): number[] {
  const instants = new Set([...term.changes, ...course.changes].map(({ announced }) => announced));
  return [...instants].sort((a, b) => a - b);
}
