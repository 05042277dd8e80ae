/**
 * Who a session's cookie or a script's token belongs to, and what it may do. Everything is asked anew each time: what
 * was revoked is gone at once, and whoever made a credential limits it by what they may do now.
 */
import { hashSecret, isApiSecret, isSecret } from '../../web/secret.ts';
import type { DeskParts, Visitor } from '../desk-parts.ts';
import { isInForce, limitGrants, makersOf, personId, readGrants } from './origin.ts';

/** Null: no such session, or it has ended: with its time, its person, or those through whose hands it came. */
export async function findVisitor({ store, clock }: DeskParts, secret: string): Promise<Visitor | null> {
  if (!isSecret(secret)) return null;
  const session = await store.session(hashSecret(secret));
  const now = clock();
  if (!session || session.endedAt !== null || session.expiresAt <= now) return null;
  const member = await store.staffMember(session.mail);
  if (!member) return null;
  const makers = session.makers ?? [];
  const grants = await limitGrants(store, now, readGrants(member.grants), session);
  if (grants.length === 0 && makers.length > 0) return null;
  return {
    id: personId(member.mail),
    name: member.mail,
    mail: member.mail,
    shownName: member.name,
    grants,
    makers,
    ceiling: session.ceiling ? readGrants(session.ceiling) : null,
    hash: session.hash,
  };
}

/** Null: no such token, or it has expired or been revoked, or one of its makers may no longer do what it does. */
export async function findTokenHolder({ store, clock }: DeskParts, secret: string): Promise<Visitor | null> {
  if (!isApiSecret(secret)) return null;
  const token = await store.apiToken(hashSecret(secret));
  if (!token || !(await isInForce(store, clock(), token))) return null;
  return {
    id: `token:${token.id}`,
    name: `token ${token.label} (${token.id})`,
    mail: null,
    shownName: token.label,
    grants: readGrants([token]),
    makers: makersOf(token),
    ceiling: null,
    hash: token.hash,
  };
}
