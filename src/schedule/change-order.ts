/** Which changes apply, in which order, and to which meetings. */
import { isWithin } from '../domain/date.ts';
import type { Change, ChangeScope, Course, Section, Term } from '../domain/model.ts';
import type { Draft } from './draft.ts';
import { isNamed } from './section-lookup.ts';

/**
 * The changes announced at or before `until` (epoch ms), in the one order that decides: by instant announced, at
 * one instant the term's before the course's before the desk's, and then as they were written.
 */
export function orderChanges(term: Term, course: Course, desk: readonly Change[], until: number): Change[] {
  // A sort keeps what it finds equal in the order in which it was.
  return [...term.changes, ...course.changes, ...desk]
    .filter((change) => change.announced <= until)
    .sort((a, b) => a.announced - b.announced);
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
