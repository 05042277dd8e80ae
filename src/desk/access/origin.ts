/**
 * The makers of a credential, and its remaining rights, which are computed at each use from the current rights of all
 * its makers.
 */

import type { ApiToken, MakerId, Origin, SignInLink, StaffReads, StoredGrant } from '../../store/staff-model.ts';
import type { Actor } from '../desk-context.ts';
import { readMail } from './mail-address.ts';
import { covers, type Grant, isRole, meet } from './role.ts';

/** The origin of a sign-in link that `actor` makes for `mail`. A link for oneself has one's own limits. */
export function originFor(actor: Actor, mail: string): Required<Origin> {
  if (actor.id === personId(mail)) return { makers: actor.makers, ceiling: actor.ceiling };
  return { makers: handsOf(actor), ceiling: actor.id === 'console' ? null : actor.grants };
}

/** The actor and all its makers, each once. */
export function handsOf({ id, makers }: Actor): readonly MakerId[] {
  return [...new Set([id, ...makers])];
}

export function personId(mail: string): MakerId {
  return `person:${mail}`;
}

/** The makers of a credential; those of an earlier release are parsed from its text. */
export function makersOf(
  made: Pick<ApiToken, 'makers' | 'madeBy'> & Partial<Pick<SignInLink, 'mail'>>,
): readonly MakerId[] {
  const { makers, madeBy, mail } = made;
  if (makers) return makers;
  if (madeBy === mail) return [];
  if (readMail(madeBy) === madeBy) return [personId(madeBy)];
  const token = /^token .* \(([0-9a-f]{12})\)$/s.exec(madeBy)?.[1];
  return [token === undefined ? 'console' : `token:${token}`];
}

/** The remaining grants of a session or link. */
export async function limitGrants(
  reads: StaffReads,
  now: number,
  grants: readonly Grant[],
  { makers = [], ceiling }: Origin,
): Promise<readonly Grant[]> {
  const makerGrants = createMakerGrants(reads, now);
  let left = ceiling ? meet(grants, readGrants(ceiling)) : grants;
  for (const maker of makers) {
    const limit = await makerGrants(maker);
    if (limit) left = meet(left, limit);
  }
  return left;
}

/** Whether a token is valid: open, and within the rights of each of its makers. */
export function isInForce(reads: StaffReads, now: number, token: ApiToken): Promise<boolean> {
  return judgeToken(token, now, createMakerGrants(reads, now));
}

export function isOpenToken({ revokedAt, expiresAt }: ApiToken, now: number): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** A maker's current grants; null means everything. */
type MakerGrants = (maker: MakerId) => Promise<readonly Grant[] | null>;

async function judgeToken(token: ApiToken, now: number, makerGrants: MakerGrants): Promise<boolean> {
  if (!isOpenToken(token, now)) return false;
  for (const maker of makersOf(token)) {
    const limit = await makerGrants(maker);
    if (limit && !covers(limit, readGrants([token]))) return false;
  }
  return true;
}

/** Each maker is evaluated once, even if a chain of tokens names it repeatedly. */
function createMakerGrants(reads: StaffReads, now: number): MakerGrants {
  const known = new Map<MakerId, readonly Grant[]>();
  const judge = async (maker: MakerId): Promise<readonly Grant[]> => {
    const name = maker.slice(maker.indexOf(':') + 1);
    if (maker.startsWith('person:')) return readGrants((await reads.staffMember(name))?.grants ?? []);
    const token = await reads.apiTokenOf(name);
    return token && (await judgeToken(token, now, makerGrants)) ? readGrants([token]) : [];
  };
  const makerGrants: MakerGrants = async (maker) => {
    if (maker === 'console') return null;
    const found = known.get(maker);
    if (found) return found;
    // Two tokens that name each other (only possible in an edited export) allow nothing.
    known.set(maker, []);
    const grants = await judge(maker);
    known.set(maker, grants);
    return grants;
  };
  return makerGrants;
}

/** The grants whose roles this release knows. */
export function readGrants(stored: readonly Pick<StoredGrant, 'role' | 'scope'>[]): Grant[] {
  return stored.flatMap(({ role, scope }) => (isRole(role) ? [{ role, scope }] : []));
}
