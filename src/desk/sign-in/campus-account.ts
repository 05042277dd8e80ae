/**
 * Accounts of the campus's OpenID Connect provider. Core §5.7: a mail address is not an identifier, because it may be
 * reassigned; `iss` and `sub` are. They are recorded at the first sign-in and must match afterwards.
 */

import type { CampusAccount, StaffMember } from '../../store/staff-model.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { readMail } from '../access/mail-address.ts';
import type { Actor, DeskContext } from '../desk-context.ts';

export type { CampusAccount };

/** Whether the account is the person's recorded one; records their first. */
export async function claimAccount(
  tx: StoreTransaction,
  member: StaffMember,
  account: CampusAccount,
  now: number,
): Promise<boolean> {
  const { issuer, subject } = account;
  if (member.account) return member.account.issuer === issuer && member.account.subject === subject;
  await tx.saveStaff({ ...member, account: { issuer, subject } });
  const entry = { at: now, who: member.mail, what: 'campus account', subject: '*', before: null };
  await tx.addAudit({ ...entry, after: { mail: member.mail, issuer } });
  return true;
}

/**
 * Forgets the recorded account of a person, or of everybody, so that the next sign-in may use another.
 * @param mailText null: everybody's, for a change of provider
 * @returns the number of accounts forgotten
 */
export function forgetAccounts({ store, clock }: DeskContext, by: Actor, mailText: string | null): Promise<number> {
  return store.write(async (tx) => {
    const mail = mailText === null ? null : readMail(mailText);
    const members = (await tx.listStaff()).filter((one) => one.account && (mailText === null || one.mail === mail));
    for (const { account, ...member } of members) {
      await tx.saveStaff(member);
      const entry = { at: clock(), who: by.name, what: 'campus account', subject: '*', after: null };
      await tx.addAudit({ ...entry, before: { mail: member.mail, issuer: account?.issuer } });
    }
    return members.length;
  });
}
