/**
 * Accounts of the campus's OpenID Connect provider. Core §5.7: a mail address is no identifier, since it may be given to
 * somebody else; `iss` and `sub` are. They are kept at the first sign-in and must be the same at every other.
 */

import type { CampusAccount, StaffMember } from '../../store/staff.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { readMail } from '../access/mail-address.ts';
import type { Actor, DeskParts } from '../desk-parts.ts';

export type { CampusAccount };

/** Whether the account is the person's; their first one is kept. */
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
 * Lets the next campus sign-in of a person, or of everybody, bring another account.
 * @param mailText null: everybody's, as where the campus changes its provider
 * @returns how many had one
 */
export function forgetAccounts({ store, clock }: DeskParts, by: Actor, mailText: string | null): Promise<number> {
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
