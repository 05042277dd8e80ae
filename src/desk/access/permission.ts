/** What a visitor may do, for the edges that ask. */

import type { CourseKey } from '../../domain/model.ts';
import { formTokenOf, sameText } from '../../web/secret.ts';
import type { DeskParts, Visitor } from '../desk-parts.ts';
import { type Action, describeRole, may, type Role, rolesToGive } from './role.ts';

export type Permission = Action;

export function allows(visitor: Pick<Visitor, 'grants'>, action: Permission, subject: string): boolean {
  return may(visitor.grants, action, subject);
}

/** Courses that a visitor may look at, by key. */
export function visibleCourses({ courses }: DeskParts, visitor: Pick<Visitor, 'grants'>): CourseKey[] {
  return courses
    .keys()
    .filter((key) => allows(visitor, 'view', key))
    .sort();
}

/** Terms over which a visitor may make changes. */
export function visibleTerms({ courses }: DeskParts, visitor: Pick<Visitor, 'grants'>): string[] {
  return courses
    .terms()
    .filter((term) => allows(visitor, 'view', term))
    .sort();
}

/** What a form of this session carries. */
export function formTokenFor(sessionSecret: string): string {
  return formTokenOf(sessionSecret);
}

export function isFormToken(sessionSecret: string, given: string): boolean {
  return sameText(formTokenOf(sessionSecret), given);
}

/** Roles that the visitor may give over a subject, with what they allow. */
export function giveableRoles(
  visitor: Pick<Visitor, 'grants'>,
  subject: string,
): { readonly role: Role; readonly about: string }[] {
  return rolesToGive(visitor.grants, subject).map((role) => ({ role, about: describeRole(role) }));
}
