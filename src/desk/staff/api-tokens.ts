/** Tokens for scripts: one role over one scope, shown once, revocable. */
import type { ApiToken } from '../../store/staff-model.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { hashSecret, makeApiSecret, makePublicId } from '../../web/secret.ts';
import { say } from '../../words/say.ts';
import { revokeLinksOf, revokeTokensOf } from '../access/ending.ts';
import { handsOf } from '../access/origin.ts';
import { covers, fitsScope, isRole, may, type Role } from '../access/role.ts';
import { findUnknown } from '../access/subject.ts';
import type { Actor, DeskContext } from '../desk-context.ts';
import { oneLine } from './one-line.ts';

export type TokenOutcome =
  | { readonly type: 'made'; readonly token: ApiToken; readonly secret: string }
  | { readonly type: 'refused'; readonly why: string };

export interface TokenText {
  readonly label: string;
  readonly role: string;
  readonly scope: string;
  /** Null: valid until revoked. */
  readonly days: number | null;
}

export function makeToken(context: DeskContext, maker: Actor, text: TokenText): Promise<TokenOutcome> {
  const { store, clock } = context;
  return store.write(async (tx): Promise<TokenOutcome> => {
    const { scope, days } = text;
    const label = oneLine(text.label, 60);
    if (label === '') return { type: 'refused', why: say('deskStaff.tokenNeedsLabel') };
    const given = readRole(maker, text);
    if (!given.ok) return { type: 'refused', why: given.why };
    const { role } = given;
    const unknown = scope === '*' ? null : await findUnknown(context, scope);
    if (unknown) return { type: 'refused', why: unknown };
    if (!isLifetime(days)) return { type: 'refused', why: say('deskStaff.tokenDays') };
    const now = clock();
    const secret = makeApiSecret();
    const token: ApiToken = {
      id: makePublicId(),
      hash: hashSecret(secret),
      label,
      role,
      scope,
      madeAt: now,
      madeBy: maker.name,
      expiresAt: earliest(days === null ? null : now + days * 86_400_000, await expiryOf(tx, maker)),
      revokedAt: null,
      makers: handsOf(maker),
    };
    await tx.saveApiToken(token);
    const entry = { at: now, who: maker.name, what: 'token', subject: scope };
    await tx.addAudit({ ...entry, before: null, after: { id: token.id, label, role } });
    return { type: 'made', token, secret };
  });
}

function readRole(
  maker: Actor,
  { role, scope }: TokenText,
): { readonly ok: true; readonly role: Role } | { readonly ok: false; readonly why: string } {
  if (!isRole(role) || !fitsScope(role, scope))
    return { ok: false, why: say('deskStaff.tokenRoleImpossible', { role: role.slice(0, 40) }) };
  if (!may(maker.grants, 'staff', scope) || !covers(maker.grants, [{ role, scope }]))
    return { ok: false, why: say('deskStaff.mayNotMakeToken', { role }) };
  return { ok: true, role };
}

function isLifetime(days: number | null): boolean {
  return days === null || (Number.isInteger(days) && days >= 1 && days <= 3660);
}

/** The earliest end of the tokens with which a token is made; null if they have none. */
async function expiryOf(tx: StoreTransaction, maker: Actor): Promise<number | null> {
  let expires: number | null = null;
  for (const id of handsOf(maker)) {
    if (id.startsWith('token:')) expires = earliest(expires, (await tx.apiTokenOf(id.slice(6)))?.expiresAt ?? null);
  }
  return expires;
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** With every token that was made with it. @returns false: there is none of that id over that scope, or it was revoked before */
export function revokeToken(
  { store, clock }: DeskContext,
  maker: Pick<Actor, 'name'>,
  id: string,
  scope: string,
): Promise<boolean> {
  return store.write(async (tx) => {
    const now = clock();
    const token = await tx.revokeApiToken(id, scope, now);
    if (!token) return false;
    const entry = { at: now, who: maker.name, what: 'revoke token', subject: scope };
    await tx.addAudit({ ...entry, before: { id, label: token.label, role: token.role }, after: null });
    await revokeTokensOf(tx, `token:${id}`, { by: maker, now });
    await revokeLinksOf(tx, `token:${id}`, now);
    return true;
  });
}

/** All tokens of a scope, newest first, including revoked ones. */
export function listTokens({ store }: DeskContext, scope: string): Promise<ApiToken[]> {
  return store.listApiTokens(scope);
}
