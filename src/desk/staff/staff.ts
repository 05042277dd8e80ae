/** Who works on a course, a term or the site: inviting, rosters, removing. */
import type { StaffMember, StoredGrant } from '../../store/staff.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import { endSessionsOf, revokeLinksOf, revokeTokensOf } from '../access/ending.ts';
import { readMail } from '../access/mail-address.ts';
import { handsOf, makersOf, originFor, personId, readGrants } from '../access/origin.ts';
import { covers, fitsScope, type Grant, isRole, may, ROLES, rolesToGive } from '../access/role.ts';
import { findUnknown } from '../access/subject.ts';
import type { Actor, DeskParts, Visitor } from '../desk-parts.ts';
import { INVITATION_LASTS, makeLink } from '../sign-in/signing-in.ts';

/** It may do everything. */
export const COMMAND_LINE: Actor = {
  id: 'console',
  name: 'command line',
  grants: [{ role: 'owner', scope: '*' }],
  makers: [],
  ceiling: null,
};

export interface StaffText {
  readonly mail: string;
  readonly name: string | null;
  readonly role: string;
  readonly scope: string;
}

export type StaffOutcome =
  | {
      readonly type: 'added';
      readonly member: StaffMember;
      /** Nothing was different. */
      readonly same: boolean;
      /** Signs the person in; null: that is not the maker's to give, because the person may do more elsewhere. */
      readonly secret: string | null;
      /** Another name was given, which is not the maker's to change: it belongs to the person, or to whoever may do as much. */
      readonly nameKept: boolean;
    }
  | { readonly type: 'refused'; readonly why: string };

/** Gives somebody a role, in place of the one that they had there, and a sign-in link. */
export function addStaff(parts: DeskParts, maker: Actor, text: StaffText): Promise<StaffOutcome> {
  return parts.store.write((tx) => addWithin(tx, parts, maker, text, true));
}

async function addWithin(
  tx: StoreTransaction,
  parts: DeskParts,
  maker: Actor,
  text: StaffText,
  withLink: boolean,
): Promise<StaffOutcome> {
  const { role, scope } = text;
  const mail = readMail(text.mail);
  if (!mail) return refuse(say('deskStaff.isNoMailAddress', { text: text.mail.slice(0, 80) }));
  const why = judgeGift(maker, role, scope) ?? (scope === '*' ? null : await findUnknown(parts, scope));
  if (why !== null) return refuse(why);
  const now = parts.clock();
  const before = await tx.staffMember(mail);
  const had = before?.grants.find((grant) => grant.scope === scope);
  if (had && !covers(maker.grants, readGrants([had]))) {
    return refuse(say('deskStaff.hasTheRoleHereWhich', { mail, role: had.role }));
  }
  const { name, nameKept } = nameOf(before, maker, text.name);
  const sameRole = had?.role === role;
  const grant = sameRole ? had : { role, scope, at: now, by: maker.name };
  const earlier = before ?? { mail, grants: [], addedAt: now, addedBy: maker.name };
  const member: StaffMember = { ...earlier, name, grants: replaceGrant(earlier.grants, grant) };
  const same = sameRole && before?.name === name;
  if (!same) {
    await tx.saveStaff(member);
    const entry = { at: now, who: maker.name, what: had ? 'role' : 'invite', subject: scope };
    const was = had ? { mail, role: had.role } : null;
    await tx.addAudit({ ...entry, before: was, after: { mail, role } });
    await limitEarlier(tx, { before, member, maker, now });
  }
  const secret = withLink ? await makeInvitation(tx, maker, member, now) : null;
  return { type: 'added', member, same, secret, nameKept };
}

/** Null: the person may do more elsewhere than the maker, so a link is not the maker's to give. */
async function makeInvitation(
  tx: StoreTransaction,
  maker: Actor,
  { mail, grants }: StaffMember,
  now: number,
): Promise<string | null> {
  if (!covers(maker.grants, readGrants(grants))) return null;
  return makeLink(tx, { mail, by: maker.name, now, lasts: INVITATION_LASTS, origin: originFor(maker, mail) });
}

/** Why somebody may not give a role over a scope; null: they may. */
function judgeGift(maker: Actor, role: string, scope: string): string | null {
  if (!isRole(role)) return say('deskStaff.aRoleIsOneOf', { roles: ROLES.join(', '), role: role.slice(0, 40) });
  if (scope === '') return say('deskStaff.sayOverWhichCourse');
  if (!fitsScope(role, scope)) return say('deskStaff.cannotBeGivenOver', { role, scope: nameScope(scope) });
  return rolesToGive(maker.grants, scope).includes(role) ? null : say('deskStaff.youMayNotGiveThe', { role });
}

/** A name is its person's, or that of somebody who may do at least as much. */
function nameOf(
  before: StaffMember | null,
  maker: Actor,
  given: string | null,
): { readonly name: string | null; readonly nameKept: boolean } {
  const wanted = oneLine(given ?? '', 120) || null;
  if (!before) return { name: wanted, nameKept: false };
  if (wanted === null || wanted === before.name) return { name: before.name, nameKept: false };
  const may = covers(maker.grants, readGrants(before.grants));
  return { name: may ? wanted : before.name, nameKept: !may };
}

function replaceGrant(grants: readonly StoredGrant[], grant: StoredGrant): StoredGrant[] {
  return [...grants.filter(({ scope }) => scope !== grant.scope), grant].sort((a, b) => (a.scope < b.scope ? -1 : 1));
}

/** What was made for somebody before must not carry more than was meant: after a return, or a gain of rights. */
async function limitEarlier(
  tx: StoreTransaction,
  { before, member, maker, now }: { before: StaffMember | null; member: StaffMember; maker: Actor; now: number },
): Promise<void> {
  // Tokens of a person who was removed by an earlier release, which left them to come back to life.
  if (!before) return revokeTokensOf(tx, personId(member.mail), { by: maker, now });
  if (covers(readGrants(before.grants), readGrants(member.grants))) return;
  const hands = handsOf(maker);
  for (const link of await tx.signInLinksOf(member.mail)) {
    const makers = makersOf(link);
    if (makers.length > 0 && !hands.includes(makers[0] ?? 'console')) await tx.revokeSignInLink(link.hash, now);
  }
}

export interface RosterResult {
  readonly added: readonly { readonly mail: string; readonly secret: string | null }[];
  readonly same: number;
  /** Those whose name the roster says otherwise, and which is not the maker's to change. */
  readonly namesKept: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Adds everybody of a roster, in one transaction; a second time changes nothing. New people get links. Nothing is
 * added where any line has a problem: a roster half read is worse than none.
 */
export async function importStaff(
  parts: DeskParts,
  maker: Actor,
  lines: readonly (StaffText & { readonly line: number })[],
): Promise<RosterResult> {
  class Undo extends Error {}
  const problems: string[] = [];
  const added: { mail: string; secret: string | null }[] = [];
  const namesKept: string[] = [];
  let same = 0;
  try {
    await parts.store.write(async (tx) => {
      for (const text of lines) {
        const mail = readMail(text.mail);
        const known = mail !== null && (await tx.staffMember(mail)) !== null;
        const outcome = await addWithin(tx, parts, maker, text, !known);
        if (outcome.type === 'added' && outcome.nameKept) namesKept.push(outcome.member.mail);
        if (outcome.type === 'refused') problems.push(say('deskStaff.line', { line: text.line, why: outcome.why }));
        else if (outcome.same) same += 1;
        else added.push({ mail: outcome.member.mail, secret: outcome.secret });
      }
      if (problems.length > 0) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return { added: [], same: 0, namesKept: [], problems };
  }
  return { added, same, namesKept, problems };
}

/**
 * Takes somebody's role over one scope away. With the last one go their sessions and links, and all that they made for
 * others: links, the sessions that began on them, tokens.
 * @param scope null: every role that they have
 */
export function removeStaff(
  { store, clock }: DeskParts,
  maker: Actor,
  mailText: string,
  scope: string | null,
): Promise<Removal> {
  return store.write(async (tx) => {
    const found = await findTaken(tx, mailText, scope);
    if (!found)
      return { type: 'refused', why: say('deskStaff.isNotAmongTheStaff', { mailText: mailText.slice(0, 80) }) };
    const why = await judgeRemoval(tx, maker, found, scope ?? '*');
    if (why !== null) return { type: 'refused', why };
    const { member, taken } = found;
    const left = member.grants.filter((grant) => !taken.includes(grant));
    const now = clock();
    for (const grant of taken) {
      const entry = { at: now, who: maker.name, what: 'remove', subject: grant.scope };
      await tx.addAudit({ ...entry, before: { mail: member.mail, role: grant.role }, after: null });
    }
    if (left.length > 0) {
      await tx.saveStaff({ ...member, grants: left });
      if (covers(maker.grants, readGrants(member.grants))) await tx.revokeSignInLinks(member.mail, now);
      return { type: 'removed' };
    }
    await tx.removeStaff(member.mail, now);
    await revokeTokensOf(tx, personId(member.mail), { by: maker, now });
    await revokeLinksOf(tx, personId(member.mail), now);
    await endSessionsOf(tx, personId(member.mail), now);
    return { type: 'removed' };
  });
}

interface Grants {
  readonly member: StaffMember;
  readonly taken: readonly StoredGrant[];
}

/** The grants that go; null: somebody of that address has none there. */
async function findTaken(tx: StoreTransaction, mailText: string, scope: string | null): Promise<Grants | null> {
  const mail = readMail(mailText);
  const member = mail ? await tx.staffMember(mail) : null;
  const taken = member?.grants.filter((grant) => scope === null || grant.scope === scope) ?? [];
  return member && (taken.length > 0 || scope === null) ? { member, taken } : null;
}

type Removal = { readonly type: 'removed' } | { readonly type: 'refused'; readonly why: string };

/** Why somebody may not take these grants away; null: they may. */
async function judgeRemoval(
  tx: StoreTransaction,
  maker: Actor,
  { member, taken }: Grants,
  subject: string,
): Promise<string | null> {
  if (!may(maker.grants, 'staff', subject) || !covers(maker.grants, readGrants(taken)))
    return say('deskStaff.youMayNotTakeAway', { mail: member.mail });
  const isLastOwner = taken.some(({ role }) => role === 'owner') && !(await isOwnedWithout(tx, member.mail));
  return isLastOwner ? say('deskStaff.isTheLastOwnerName', { mail: member.mail }) : null;
}

async function isOwnedWithout(tx: StoreTransaction, mail: string): Promise<boolean> {
  return (await tx.listStaff('*')).some((member) => member.mail !== mail);
}

function nameScope(scope: string): string {
  return scope === '*'
    ? say('deskStaff.theWholeSite')
    : scope.includes('/')
      ? say('deskStaff.theCourse', { scope })
      : say('deskStaff.theTerm', { scope });
}

/** A text as one line without control characters. */
export function oneLine(text: string, most: number): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);
}

function refuse(why: string): StaffOutcome {
  return { type: 'refused', why };
}

export interface StaffLine {
  readonly mail: string;
  readonly name: string | null;
  readonly roles: readonly Grant[];
  readonly canRenew: boolean;
  readonly canRemove: boolean;
}

/** @param scope null: everybody, with every role */
export async function describeStaff(
  { store }: DeskParts,
  visitor: Visitor,
  scope: string | null,
): Promise<StaffLine[]> {
  const members = await store.listStaff(scope ?? undefined);
  return members.map((member) => {
    const all = readGrants(member.grants);
    const roles = scope === null ? all : all.filter((grant) => grant.scope === scope);
    return {
      mail: member.mail,
      name: member.name,
      roles,
      canRenew: covers(visitor.grants, all),
      canRemove:
        may(visitor.grants, 'staff', scope ?? '*') && covers(visitor.grants, roles) && member.mail !== visitor.mail,
    };
  });
}

/** Reads a roster and adds everybody; what a line does not say is as `given`. */
export async function importRoster(
  parts: DeskParts,
  maker: Actor,
  text: string,
  given: { readonly role: string; readonly scope: string },
): Promise<RosterResult> {
  // Read once a term: the library for it is loaded then.
  const { readRoster } = await import('../../import/roster.ts');
  const roster = readRoster(text);
  if (!roster.ok) return { added: [], same: 0, namesKept: [], problems: [roster.why] };
  const lines = roster.lines.map(({ line, mail, name, role, scope }) => ({
    line,
    mail,
    name,
    role: role ?? given.role,
    scope: scope ?? given.scope,
  }));
  return importStaff(parts, maker, lines);
}
