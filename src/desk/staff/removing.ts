/** Removes a role, and with the last one everything that depends on it. */
import type { StaffMember, StoredGrant } from '../../store/staff-model.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import { endSessionsOf, revokeLinksOf, revokeTokensOf } from '../access/ending.ts';
import { readMail } from '../access/mail-address.ts';
import { personId, readGrants } from '../access/origin.ts';
import { covers, may } from '../access/role.ts';
import type { Actor, DeskContext } from '../desk-context.ts';

/**
 * Removes somebody's role over one scope. With the last one end their sessions and links, and all that they made for
 * others: links, the sessions started with them, tokens.
 * @param scope null: every role that they have
 */
export function removeStaff(
  { store, clock }: DeskContext,
  maker: Actor,
  mailText: string,
  scope: string | null,
): Promise<Removal> {
  return store.write(async (tx) => {
    const found = await findTaken(tx, mailText, scope);
    if (!found) return { type: 'refused', why: say('deskStaff.notAmongStaff', { mailText: mailText.slice(0, 80) }) };
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

/** The grants to remove; null if the person has none there. */
async function findTaken(tx: StoreTransaction, mailText: string, scope: string | null): Promise<Grants | null> {
  const mail = readMail(mailText);
  const member = mail ? await tx.staffMember(mail) : null;
  const taken = member?.grants.filter((grant) => scope === null || grant.scope === scope) ?? [];
  return member && (taken.length > 0 || scope === null) ? { member, taken } : null;
}

type Removal = { readonly type: 'removed' } | { readonly type: 'refused'; readonly why: string };

/** Why the actor may not remove these grants; null if allowed. */
async function judgeRemoval(
  tx: StoreTransaction,
  maker: Actor,
  { member, taken }: Grants,
  subject: string,
): Promise<string | null> {
  if (!may(maker.grants, 'staff', subject) || !covers(maker.grants, readGrants(taken)))
    return say('deskStaff.mayNotRemove', { mail: member.mail });
  const isLastOwner = taken.some(({ role }) => role === 'owner') && !(await isOwnedWithout(tx, member.mail));
  return isLastOwner ? say('deskStaff.lastOwner', { mail: member.mail }) : null;
}

async function isOwnedWithout(tx: StoreTransaction, mail: string): Promise<boolean> {
  return (await tx.listStaff('*')).some((member) => member.mail !== mail);
}
