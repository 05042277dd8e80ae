/** Ends what somebody made for others, recursively. */
import type { MakerId } from '../../store/staff-model.ts';
import type { StoreTransaction } from '../../store/store.ts';
import type { Actor } from '../desk-context.ts';
import { makersOf } from './origin.ts';

export interface Ending {
  readonly by: Pick<Actor, 'name'>;
  /** Epoch ms. */
  readonly now: number;
}

/** Revokes a maker's open tokens, and records each in the history. */
export async function revokeTokensOf(tx: StoreTransaction, maker: MakerId, { by, now }: Ending): Promise<void> {
  const gone = new Set<MakerId>([maker]);
  let open = (await tx.listApiTokens()).filter(({ revokedAt }) => revokedAt === null);
  // Tokens of earlier releases name only their direct maker, so their descendants are found in further rounds.
  for (let found = open; found.length > 0; ) {
    found = open.filter((token) => makersOf(token).some((one) => gone.has(one)));
    for (const { id, label, role, scope } of found) {
      gone.add(`token:${id}`);
      await tx.revokeApiToken(id, scope, now);
      const entry = { at: now, who: by.name, what: 'revoke token', subject: scope };
      await tx.addAudit({ ...entry, before: { id, label, role }, after: null });
    }
    open = open.filter((token) => !found.includes(token));
  }
}

/** Revokes a maker's unused links. */
export async function revokeLinksOf(tx: StoreTransaction, maker: MakerId, now: number): Promise<void> {
  for (const link of await tx.listSignInLinks()) {
    if (link.usedAt !== null || link.revokedAt !== null || !makersOf(link).includes(maker)) continue;
    await tx.revokeSignInLink(link.hash, now);
  }
}

/** Ends the sessions started with such a link. */
export async function endSessionsOf(tx: StoreTransaction, maker: MakerId, now: number): Promise<void> {
  for (const { hash, endedAt, makers } of await tx.listSessions()) {
    if (endedAt === null && makers?.includes(maker)) await tx.endSession(hash, now);
  }
}
