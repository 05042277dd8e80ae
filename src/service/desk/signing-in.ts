/** Sign-in links and sessions: made, looked at, used once, ended. Only hashes are kept. */
import { LINK_LASTS, RENEWAL_LASTS, sessionEnd } from '../../access/lifetime.ts';
import { readMail } from '../../access/mail-address.ts';
import { covers, type Grant } from '../../access/role.ts';
import { hashSecret, isSecret, makeSecret } from '../../access/secret.ts';
import { dayNumber } from '../../domain/date.ts';
import type { SignInLink } from '../../store/staff.ts';
import type { StoreTransaction } from '../../store/store.ts';
import type { DeskParts, Visitor } from './parts.ts';
import { readGrants } from './visitors.ts';

export type LinkState = 'open' | 'used' | 'expired' | 'revoked' | 'unknown';

export interface SignedIn {
  readonly secret: string;
  readonly mail: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly grants: readonly Grant[];
}

/** The secret of a new link, inside a transaction with whatever it is made for. */
export async function makeLink(
  tx: StoreTransaction,
  link: { readonly mail: string; readonly by: string; readonly now: number; readonly lasts: number },
): Promise<string> {
  const secret = makeSecret();
  const { mail, by, now, lasts } = link;
  const expiresAt = now + lasts;
  await tx.saveSignInLink({
    hash: hashSecret(secret),
    mail,
    madeAt: now,
    madeBy: by,
    expiresAt,
    usedAt: null,
    revokedAt: null,
  });
  return secret;
}

/** What a link is worth, without using it. */
export async function lookAtLink(
  { store, clock }: DeskParts,
  secret: string,
): Promise<{ readonly state: LinkState; readonly mail: string | null }> {
  const link = isSecret(secret) ? await store.signInLink(hashSecret(secret)) : null;
  if (!link) return { state: 'unknown', mail: null };
  const state = stateOf(link, clock());
  if (state !== 'open') return { state, mail: null };
  return (await store.staffMember(link.mail)) ? { state, mail: link.mail } : { state: 'revoked', mail: null };
}

function stateOf(link: SignInLink, now: number): LinkState {
  if (link.revokedAt !== null) return 'revoked';
  if (link.usedAt !== null) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}

export interface Device {
  /** 'Firefox on Android': for the list of devices. */
  readonly name: string;
  /** The hash of the session that the browser came with: it ends, so nobody can plant one. */
  readonly previous: string | null;
}

/** Uses a link, once, and begins a session under a new secret. */
export async function signIn(
  parts: DeskParts,
  secret: string,
  device: Device,
): Promise<SignedIn | { readonly state: Exclude<LinkState, 'open'> }> {
  const { store, clock } = parts;
  const terms = await termEnds(parts);
  if (!isSecret(secret)) return { state: 'unknown' };
  return store.write(async (tx) => {
    const now = clock();
    const link = await tx.useSignInLink(hashSecret(secret), now);
    if (!link) {
      const found = await tx.signInLink(hashSecret(secret));
      const state = found ? stateOf(found, now) : 'unknown';
      return { state: state === 'open' ? 'unknown' : state };
    }
    return (await beginSession(tx, link.mail, device, now, terms)) ?? { state: 'revoked' };
  });
}

/** Begins a session for somebody whom the campus vouches for. Null: nobody of that mail works here. */
export async function signInAs(parts: DeskParts, mail: string, device: Device): Promise<SignedIn | null> {
  const terms = await termEnds(parts);
  return parts.store.write((tx) => beginSession(tx, mail, device, parts.clock(), terms));
}

async function beginSession(
  tx: StoreTransaction,
  mail: string,
  device: Device,
  now: number,
  terms: ReadonlyMap<string, number>,
): Promise<SignedIn | null> {
  const member = await tx.staffMember(mail);
  if (!member) return null;
  if (device.previous !== null) await tx.endSession(device.previous, now);
  const grants = readGrants(member.grants);
  const ends = grants.flatMap(({ scope }) => terms.get(scope.split('/')[0] ?? '') ?? []);
  const expiresAt = sessionEnd(now, grants.some(({ scope }) => scope === '*') ? [...terms.values()] : ends);
  const secret = makeSecret();
  const { name } = device;
  await tx.saveSession({ hash: hashSecret(secret), mail, device: name, madeAt: now, expiresAt, endedAt: null });
  return { secret, mail, expiresAt, grants };
}

/** Midnights after the last days of the terms that are served. */
async function termEnds(parts: DeskParts): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const key of parts.courses.keys()) {
    const course = parts.courses.get(key)?.course;
    if (course) ends.set(course.term, (dayNumber(course.span.until) + 1) * 86_400_000);
  }
  return ends;
}

export function signOut({ store, clock }: DeskParts, visitor: Visitor): Promise<void> {
  return store.write((tx) => tx.endSession(visitor.hash, clock()));
}

/** Every device at once, and every link that was not used yet. */
export function signOutEverywhere({ store, clock }: DeskParts, mail: string): Promise<number> {
  return store.write(async (tx) => {
    const now = clock();
    await tx.revokeSignInLinks(mail, now);
    return tx.endSessions(mail, now);
  });
}

/** Somebody's every device at once, for a colleague who may do all that they may. False: that is not the visitor's to do. */
export function signOutMember(
  { store, clock }: DeskParts,
  visitor: Pick<Visitor, 'name' | 'grants'>,
  mailText: string,
  subject: string,
): Promise<boolean> {
  const mail = readMail(mailText);
  return store.write(async (tx) => {
    const member = mail === null ? null : await tx.staffMember(mail);
    if (!member || !covers(visitor.grants, readGrants(member.grants))) return false;
    const now = clock();
    await tx.revokeSignInLinks(member.mail, now);
    await tx.endSessions(member.mail, now);
    const entry = { at: now, who: visitor.name, what: 'sign out', subject };
    await tx.addAudit({ ...entry, before: { mail: member.mail }, after: null });
    return true;
  });
}

/** A link for one's own next device, or for a colleague beside one. Null: that person may do more than the visitor. */
export async function makeRenewal(
  { store, clock }: DeskParts,
  visitor: Visitor,
  mail: string,
  subject: string,
): Promise<{ readonly secret: string; readonly mail: string; readonly lasts: number } | null> {
  return store.write(async (tx) => {
    const member = await tx.staffMember(mail);
    if (!member || !covers(visitor.grants, readGrants(member.grants))) return null;
    const now = clock();
    const lasts = RENEWAL_LASTS;
    const secret = await makeLink(tx, { mail, by: visitor.name, now, lasts });
    if (mail !== visitor.mail) {
      const entry = { at: now, who: visitor.name, what: 'sign-in link', subject };
      await tx.addAudit({ ...entry, before: null, after: { mail } });
    }
    return { secret, mail, lasts };
  });
}

/** Mails a fresh link to somebody who works here; to anybody else nothing is sent, and the caller cannot tell which. */
export async function mailRenewal(
  parts: DeskParts,
  mail: string,
  letter: { readonly siteName: string; readonly linkOf: (secret: string) => string },
): Promise<void> {
  if (!parts.mail || !(await parts.store.staffMember(mail))) return;
  const now = parts.clock();
  const secret = await parts.store.write((tx) => makeLink(tx, { mail, by: mail, now, lasts: RENEWAL_LASTS }));
  await parts.mail({
    to: mail,
    subject: `Sign in to ${letter.siteName}`,
    text: [
      `Open this link and press its button to sign in to ${letter.siteName}:`,
      '',
      letter.linkOf(secret),
      '',
      'It works once, within 30 minutes. If you did not ask for it, leave it: nothing happens.',
      '',
    ].join('\n'),
  });
}

export const INVITATION_LASTS = LINK_LASTS;

export interface OwnDevice {
  readonly name: string;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number;
  readonly isThis: boolean;
}

/** Where a visitor is signed in, newest first. */
export async function listDevices({ store, clock }: DeskParts, visitor: Visitor): Promise<OwnDevice[]> {
  const sessions = visitor.mail === null ? [] : await store.sessionsOf(visitor.mail);
  return sessions
    .filter(({ expiresAt }) => expiresAt > clock())
    .map(({ device, madeAt, expiresAt, hash }) => ({
      name: device,
      since: madeAt,
      until: expiresAt,
      isThis: hash === visitor.hash,
    }));
}

/** A fresh link for somebody who works here, from the command line. Null: nobody of that mail does. */
export function renewStaff({ store, clock }: DeskParts, by: string, mailText: string): Promise<string | null> {
  const mail = readMail(mailText);
  return store.write(async (tx) => {
    if (mail === null || !(await tx.staffMember(mail))) return null;
    const now = clock();
    await tx.addAudit({ at: now, who: by, what: 'sign-in link', subject: '*', before: null, after: { mail } });
    return makeLink(tx, { mail, by, now, lasts: LINK_LASTS });
  });
}
