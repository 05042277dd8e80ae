/**
 * Roles and what they allow. A grant is a role over one scope: a course (`term/course`), a term, or everything (`*`).
 */
import { isCourseKey, isId } from '../../domain/id.ts';
import { say } from '../../words/say.ts';

export const ROLES = ['viewer', 'editor', 'head', 'publisher', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export interface Grant {
  readonly role: Role;
  readonly scope: string;
}

/**
 * - `view`: read a course or term at the desk, with the reasons for staff and the history
 * - `change`: make and undo changes
 * - `staff`: invite and remove people, make and revoke tokens
 * - `own`: everything else: all staff, redaction
 */
export type Action = 'view' | 'change' | 'staff' | 'own';

export const EVERYTHING = '*';

/** The actions of each role within its scope. */
const ALLOWS: Readonly<Record<Role, readonly Action[]>> = {
  viewer: ['view'],
  editor: ['view', 'change'],
  head: ['view', 'change', 'staff'],
  publisher: ['view', 'change'],
  owner: ['view', 'change', 'staff', 'own'],
};

const WORDS = {
  viewer: 'deskAccess.viewer',
  editor: 'deskAccess.editor',
  head: 'deskAccess.head',
  publisher: 'deskAccess.publisher',
  owner: 'deskAccess.owner',
} as const satisfies Record<Role, string>;

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** 'editor', in the present language; what is no role is left as it is. */
export function nameRole(role: string): string {
  return isRole(role) ? say(`role.${role}`) : role;
}

/** 'changes meetings' */
export function describeRole(role: Role): string {
  return say(WORDS[role]);
}

/** Whether a role fits a scope: `owner` everything, `publisher` a term, the others a course. */
export function fitsScope(role: Role, scope: string): boolean {
  if (role === 'owner') return scope === EVERYTHING;
  return role === 'publisher' ? isId(scope) : isCourseKey(scope);
}

/** @param subject a course's key, a term's id, or `*` for the site itself */
export function may(grants: readonly Grant[], action: Action, subject: string): boolean {
  return grants.some(
    ({ role, scope }) => fitsScope(role, scope) && reaches(scope, subject) && ALLOWS[role].includes(action),
  );
}

/** A term's grant covers its courses; only an owner's covers the site. */
function reaches(scope: string, subject: string): boolean {
  return scope === EVERYTHING || scope === subject || subject.startsWith(`${scope}/`);
}

/**
 * Whether `grants` include all rights of `others`. A sign-in link for somebody allows acting as that person, so nobody
 * can make one for a person with more rights.
 */
export function covers(grants: readonly Grant[], others: readonly Grant[]): boolean {
  return others.every(({ role, scope }) => ALLOWS[role].every((action) => may(grants, action, scope)));
}

/**
 * The intersection of two lists of grants. Where two grants overlap, the narrower scope counts, with the greatest role
 * that both allow over it.
 */
export function meet(grants: readonly Grant[], others: readonly Grant[]): Grant[] {
  const met = new Map<string, Grant>();
  for (const one of grants) {
    for (const other of others) {
      const both = meetTwo(one, other);
      if (both) met.set(`${both.role} ${both.scope}`, both);
    }
  }
  const all = [...met.values()];
  return all.filter((grant) => !all.some((other) => other !== grant && covers([other], [grant])));
}

function meetTwo(one: Grant, other: Grant): Grant | null {
  if (!fitsScope(one.role, one.scope) || !fitsScope(other.role, other.scope)) return null;
  const scope = reaches(one.scope, other.scope) ? other.scope : one.scope;
  if (!reaches(one.scope, scope) || !reaches(other.scope, scope)) return null;
  const role = ROLES.findLast(
    (candidate) =>
      fitsScope(candidate, scope) &&
      ALLOWS[candidate].every((action) => ALLOWS[one.role].includes(action) && ALLOWS[other.role].includes(action)),
  );
  return role === undefined ? null : { role, scope };
}

/** The roles that these grants may give over a subject, least first. */
export function rolesToGive(grants: readonly Grant[], subject: string): readonly Role[] {
  if (!may(grants, 'staff', subject)) return [];
  return ROLES.filter((role) => fitsScope(role, subject) && covers(grants, [{ role, scope: subject }]));
}
