/**
 * Identifies the owner of a session cookie or token, and its rights. Evaluated at each request: revocation takes effect
 * at once, and a credential is limited by its makers' current rights.
 */
import { hashSecret, isApiSecret, isSecret } from '../../web/secret.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';
import { isInForce, limitGrants, makersOf, personId, readGrants } from './origin.ts';

/** Null if there is no such session, or it has ended: by time, with its person, or with one of its makers. */
export async function findVisitor({ store, clock }: DeskContext, secret: string): Promise<Visitor | null> {
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

/** Null if there is no such token, it has expired or been revoked, or one of its makers lost the right. */
export async function findTokenHolder({ store, clock }: DeskContext, secret: string): Promise<Visitor | null> {
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
