/** Gives a role over a course, a term or the site. */
import type { StaffMember, StoredGrant } from '../../store/staff-model.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import { revokeTokensOf } from '../access/ending.ts';
import { readMail } from '../access/mail-address.ts';
import { handsOf, makersOf, originFor, personId, readGrants } from '../access/origin.ts';
import { covers, fitsScope, isRole, nameRole, ROLES, rolesToGive } from '../access/role.ts';
import { findUnknown } from '../access/subject.ts';
import type { Actor, DeskContext } from '../desk-context.ts';
import { INVITATION_LASTS, makeLink } from '../sign-in/signing-in.ts';
import { oneLine } from './one-line.ts';

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
      /** Nothing changed. */
      readonly same: boolean;
      /** A sign-in secret; null if the person has more rights elsewhere than the maker. */
      readonly secret: string | null;
      /** The given name differs, but only the person or somebody with as many rights may change it. */
      readonly nameKept: boolean;
    }
  | { readonly type: 'refused'; readonly why: string };

/** Gives somebody a role, replacing the one over the same scope, and a sign-in link. */
export function addStaff(context: DeskContext, maker: Actor, text: StaffText): Promise<StaffOutcome> {
  return context.store.write((tx) => addWithin(tx, context, maker, text, true));
}

export async function addWithin(
  tx: StoreTransaction,
  context: DeskContext,
  maker: Actor,
  text: StaffText,
  withLink: boolean,
): Promise<StaffOutcome> {
  const { role, scope } = text;
  const mail = readMail(text.mail);
  if (!mail) return refuse(say('deskStaff.isNoMailAddress', { text: text.mail.slice(0, 80) }));
  const why = judgeGift(maker, role, scope) ?? (scope === '*' ? null : await findUnknown(context, scope));
  if (why !== null) return refuse(why);
  const now = context.clock();
  const before = await tx.staffMember(mail);
  const had = before?.grants.find((grant) => grant.scope === scope);
  if (had && !covers(maker.grants, readGrants([had]))) {
    return refuse(say('deskStaff.mayNotChangeRole', { mail, role: nameRole(had.role) }));
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

/** Null if the person has more rights elsewhere than the maker. */
async function makeInvitation(
  tx: StoreTransaction,
  maker: Actor,
  { mail, grants }: StaffMember,
  now: number,
): Promise<string | null> {
  if (!covers(maker.grants, readGrants(grants))) return null;
  return makeLink(tx, { mail, by: maker.name, now, lasts: INVITATION_LASTS, origin: originFor(maker, mail) });
}

/** Why the actor may not give a role over a scope; null if allowed. */
function judgeGift(maker: Actor, role: string, scope: string): string | null {
  if (!isRole(role)) return say('deskStaff.unknownRole', { roles: ROLES.join(', '), role: role.slice(0, 40) });
  if (scope === '') return say('deskStaff.sayOverWhichCourse');
  if (!fitsScope(role, scope)) return say('deskStaff.cannotBeGivenOver', { role, scope: nameScope(scope) });
  return rolesToGive(maker.grants, scope).includes(role) ? null : say('deskStaff.mayNotGiveRole', { role });
}

/** Only the person, or somebody with at least their rights, may change a name. */
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

/** Ends earlier links and sessions that a return or a gain of rights would make too powerful. */
async function limitEarlier(
  tx: StoreTransaction,
  { before, member, maker, now }: { before: StaffMember | null; member: StaffMember; maker: Actor; now: number },
): Promise<void> {
  // Earlier releases kept the tokens of removed people; they must not become valid again.
  if (!before) return revokeTokensOf(tx, personId(member.mail), { by: maker, now });
  if (covers(readGrants(before.grants), readGrants(member.grants))) return;
  const hands = handsOf(maker);
  for (const link of await tx.signInLinksOf(member.mail)) {
    const makers = makersOf(link);
    if (makers.length > 0 && !hands.includes(makers[0] ?? 'console')) await tx.revokeSignInLink(link.hash, now);
  }
}

function nameScope(scope: string): string {
  return scope === '*'
    ? say('deskStaff.theWholeSite')
    : scope.includes('/')
      ? say('deskStaff.theCourse', { scope })
      : say('deskStaff.theTerm', { scope });
}

function refuse(why: string): StaffOutcome {
  return { type: 'refused', why };
}
