/**
 * Roles and what they allow. A grant is a role over one scope: a course (`term/course`), a term, or everything (`*`).
 */

export const ROLES = ['viewer', 'editor', 'head', 'publisher', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export interface Grant {
  readonly role: Role;
  readonly scope: string;
}

/**
 * - `view`: read the desk's side of a course or term, reasons for staff and the history among it
 * - `change`: make and undo changes
 * - `staff`: invite and remove people, make and revoke tokens
 * - `own`: everything else: all staff, redaction
 */
export type Action = 'view' | 'change' | 'staff' | 'own';

export const EVERYTHING = '*';

/** What each role may do within its own scope. */
const ALLOWS: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['view'],
  editor: ['view', 'change'],
  head: ['view', 'change', 'staff'],
  publisher: ['view', 'change'],
  owner: ['view', 'change', 'staff', 'own'],
};

const WORDS: Readonly<Record<Role, string>> = {
  viewer: 'sees the history and the reasons',
  editor: 'changes meetings',
  head: 'changes meetings, invites and removes staff',
  publisher: 'changes a whole term: closings, breaks, every course',
  owner: 'may do everything',
};

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** 'changes meetings' */
export function describeRole(role: Role): string {
  return WORDS[role];
}

/** Whether a role can be given over a scope: `owner` over everything, `publisher` over a term, the rest over a course. */
export function fitsScope(role: Role, scope: string): boolean {
  if (role === 'owner') return scope === EVERYTHING;
  const ids = scope.split('/');
  return ids.every((id) => id !== '' && id !== EVERYTHING) && ids.length === (role === 'publisher' ? 1 : 2);
}

/** @param subject a course's key, a term's id, or `*` for the site itself */
export function may(grants: readonly Grant[], action: Action, subject: string): boolean {
  return grants.some(
    ({ role, scope }) => fitsScope(role, scope) && reaches(scope, subject) && ALLOWS[role].includes(action),
  );
}

/** A term's grant reaches its courses; nobody's but an owner's reaches the site. */
function reaches(scope: string, subject: string): boolean {
  return scope === EVERYTHING || scope === subject || subject.startsWith(`${scope}/`);
}

/**
 * Whether whoever has `grants` may do all that `others` allow. Making a sign-in link for somebody is acting as that
 * person, so nobody makes one for a person who may do more.
 */
export function covers(grants: readonly Grant[], others: readonly Grant[]): boolean {
  return others.every(({ role, scope }) => ALLOWS[role].every((action) => may(grants, action, scope)));
}

/** Roles that somebody with these grants may give over a subject, least first. */
export function rolesToGive(grants: readonly Grant[], subject: string): readonly Role[] {
  if (!may(grants, 'staff', subject)) return [];
  return ROLES.filter((role) => fitsScope(role, subject) && covers(grants, [{ role, scope: subject }]));
}
