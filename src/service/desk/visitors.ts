/** Who a session's cookie or a script's token belongs to. Everything is asked anew each time: what was revoked is gone at once. */
import { covers, type Grant, isRole } from '../../access/role.ts';
import { hashSecret, isApiSecret, isSecret } from '../../access/secret.ts';
import type { StoredGrant } from '../../store/staff.ts';
import type { DeskParts, Visitor } from './parts.ts';

/** Null: no such session, or it has ended. */
export async function findVisitor({ store, clock }: DeskParts, secret: string): Promise<Visitor | null> {
  if (!isSecret(secret)) return null;
  const session = await store.session(hashSecret(secret));
  if (!session || session.endedAt !== null || session.expiresAt <= clock()) return null;
  const member = await store.staffMember(session.mail);
  if (!member) return null;
  return {
    name: member.mail,
    mail: member.mail,
    shownName: member.name,
    grants: readGrants(member.grants),
    hash: session.hash,
  };
}

/** Null: no such token, or it has expired or been revoked, or its maker may no longer do what it does. */
export async function findTokenHolder({ store, clock }: DeskParts, secret: string): Promise<Visitor | null> {
  if (!isApiSecret(secret)) return null;
  const token = await store.apiToken(hashSecret(secret));
  if (!token || token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= clock())) return null;
  const grants = readGrants([token]);
  if (token.madeBy.includes('@')) {
    const maker = await store.staffMember(token.madeBy);
    if (!maker || !covers(readGrants(maker.grants), grants)) return null;
  }
  return { name: `token ${token.label} (${token.id})`, mail: null, shownName: token.label, grants, hash: token.hash };
}

/** The grants whose roles this release knows. */
export function readGrants(stored: readonly Pick<StoredGrant, 'role' | 'scope'>[]): Grant[] {
  return stored.flatMap(({ role, scope }) => (isRole(role) ? [{ role, scope }] : []));
}
