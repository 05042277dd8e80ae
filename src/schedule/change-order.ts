/** Which changes apply, in which order, and to which meetings. */
import { isWithin } from '../domain/date.ts';
import type { Change, ChangeScope, Course, Section, Term } from '../domain/model.ts';
import type { Draft } from './draft.ts';
import { isNamed } from './section-lookup.ts';

/**
 * The changes announced at or before `until` (epoch ms), in the one order that decides.
 *
 * Changes in files go by `announced`; at one instant the term's come before the course's, and then as they were
 * written. Desk changes keep the order in which they are given, which is the order in which the store took them: no
 * clock decides between two of them. A desk change comes after the changes in the files that it was laid over, and
 * before those announced later than all of these.
 */
export function orderChanges(term: Term, course: Course, desk: readonly Change[], until: number): Change[] {
  const announcedBy = (change: Change): boolean => change.announced <= until;
  // A sort keeps what it finds equal in the order in which it was.
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

/** Changes in the course's files announced up to this instant come before the desk change. */
function reachOf({ laidOver, announced }: Change, { term, key }: Course): number {
  if (!laidOver) return announced;
  return Math.max(laidOver[term] ?? Number.NEGATIVE_INFINITY, laidOver[key] ?? Number.NEGATIVE_INFINITY);
}

/** Whether a change is about the section: named by any of its ids, and of one of the kinds. */
export function concernsSection(scope: ChangeScope, section: Section): boolean {
  if (scope.kinds !== null && !scope.kinds.includes(section.kind)) return false;
  return scope.sections === null || scope.sections.some((id) => isNamed(section, id));
}

/** Whether a change of the section is about the draft: by its original date and, if named, its pattern. */
export function concernsDraft(scope: ChangeScope, draft: Draft): boolean {
  if (scope.dates === null || !isWithin(draft.originalDate, scope.dates)) return false;
  return scope.pattern === null || scope.pattern === draft.pattern;
}
