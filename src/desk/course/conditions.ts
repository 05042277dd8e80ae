/** The conditions that somebody at the desk is shown: those that they may do something about. */
import type { Condition, ConditionCode } from '../../domain/condition.ts';
import { may } from '../access/role.ts';
import type { Visitor } from '../desk-parts.ts';

/** An owner sees all of them, the head of a course those of the course. */
export function visibleConditions(conditions: readonly Condition[], visitor: Pick<Visitor, 'grants'>): Condition[] {
  if (may(visitor.grants, 'own', '*')) return [...conditions];
  return conditions.filter(({ code, subject }) => OF_COURSES.has(code) && may(visitor.grants, 'staff', subject));
}

/** Their subject is a course's key. */
const OF_COURSES: ReadonlySet<ConditionCode> = new Set([
  'course-broken',
  'course-unreadable',
  'course-missing',
  'edit-held',
]);
