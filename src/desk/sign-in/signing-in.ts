/** Creates, inspects, uses and ends sign-in links and sessions. Only hashes are stored. */
import { dayNumber } from '../../domain/date.ts';
import type { Origin, SignInLink } from '../../store/staff-model.ts';
import type { StoreReads, StoreTransaction } from '../../store/store.ts';
import { hashSecret, isSecret, makeSecret } from '../../web/secret.ts';
import { say } from '../../words/say.ts';
import { revokeLinksOf, revokeTokensOf } from '../access/ending.ts';
import { FORGOTTEN_AFTER, LINK_LASTS, RENEWAL_LASTS, sessionEnd } from '../access/lifetime.ts';
import { readMail } from '../access/mail-address.ts';
import { limitGrants, makersOf, originFor, personId, readGrants } from '../access/origin.ts';
import { covers, type Grant } from '../access/role.ts';
import type { Actor, DeskContext, Visitor } from '../desk-context.ts';
import { type CampusAccount, claimAccount } from './campus-account.ts';

export type LinkValidity = 'open' | 'used' | 'expired' | 'revoked' | 'unknown';

export interface SignedIn {
  readonly secret: string;
  readonly mail: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly grants: readonly Grant[];
}

/** Creates a link within the caller's transaction, and returns its secret. */
export async function makeLink(
  tx: StoreTransaction,
  link: {
    readonly mail: string;
    readonly by: string;
    readonly now: number;
    readonly lasts: number;
    readonly origin: Required<Origin>;
  },
): Promise<string> {
  const secret = makeSecret();
  const { mail, by, now, lasts, origin } = link;
  const expiresAt = now + lasts;
  await tx.saveSignInLink({
    hash: hashSecret(secret),
    mail,
    madeAt: now,
    madeBy: by,
    expiresAt,
    usedAt: null,
    revokedAt: null,
    ...origin,
  });
  return secret;
}

/** Whether a link is valid, without using it. */
export async function lookAtLink(
  { store, clock }: DeskContext,
  secret: string,
): Promise<{ readonly validity: LinkValidity; readonly mail: string | null }> {
  const link = isSecret(secret) ? await store.signInLink(hashSecret(secret)) : null;
  if (!link) return { validity: 'unknown', mail: null };
  const now = clock();
  const validity = validityOf(link, now);
  if (validity !== 'open') return { validity, mail: null };
  const grants = await grantsThrough(store, now, link.mail, originOf(link));
  return grants ? { validity, mail: link.mail } : { validity: 'revoked', mail: null };
}

function originOf(link: SignInLink): Required<Origin> {
  return { makers: makersOf(link), ceiling: link.ceiling ?? null };
}

/** The grants of a person signing in this way; null if none, or if they are not staff. */
async function grantsThrough(
  reads: StoreReads,
  now: number,
  mail: string,
  origin: Required<Origin>,
): Promise<readonly Grant[] | null> {
  const member = await reads.staffMember(mail);
  if (!member) return null;
  const grants = await limitGrants(reads, now, readGrants(member.grants), origin);
  return grants.length === 0 && origin.makers.length > 0 ? null : grants;
}

function validityOf(link: SignInLink, now: number): LinkValidity {
  if (link.revokedAt !== null) return 'revoked';
  if (link.usedAt !== null) return 'used';
  return link.expiresAt <= now ? 'expired' : 'open';
}

export interface Device {
  /** 'Firefox on Android': for the list of devices. */
  readonly name: string;
  /** The hash of the browser's previous session, which ends: this prevents session fixation. */
  readonly previous: string | null;
}

/** Uses a link once, and begins a session with a new secret. */
export async function signIn(
  context: DeskContext,
  secret: string,
  device: Device,
): Promise<SignedIn | { readonly validity: Exclude<LinkValidity, 'open'> }> {
  const { store, clock } = context;
  const terms = await termEnds(context);
  if (!isSecret(secret)) return { validity: 'unknown' };
  return store.write(async (tx) => {
    const now = clock();
    const link = await tx.useSignInLink(hashSecret(secret), now);
    if (!link) {
      const found = await tx.signInLink(hashSecret(secret));
      const validity = found ? validityOf(found, now) : 'unknown';
      return { validity: validity === 'open' ? 'unknown' : validity };
    }
    const origin = originOf(link);
    const signedIn = await beginSession(tx, { mail: link.mail, origin, device, now, terms });
    if (signedIn && origin.makers.length > 0) {
      const entry = { at: now, who: link.mail, what: 'sign in', subject: '*', before: null };
      await tx.addAudit({ ...entry, after: { mail: link.mail, linkBy: link.madeBy, device: device.name } });
    }
    return signedIn ?? { validity: 'revoked' };
  });
}

/** A credential without other makers. */
const OWN: Required<Origin> = { makers: [], ceiling: null };

/**
 * Begins a session for a campus account. `unknown`: no staff member has that mail address; `other account`: the member
 * signed in with another account before.
 */
export async function signInAs(
  context: DeskContext,
  { mail, account }: { readonly mail: string; readonly account: CampusAccount },
  device: Device,
): Promise<SignedIn | 'unknown' | 'other account'> {
  const terms = await termEnds(context);
  return context.store.write(async (tx) => {
    const now = context.clock();
    const member = await tx.staffMember(mail);
    if (!member) return 'unknown';
    if (!(await claimAccount(tx, member, account, now))) return 'other account';
    return (await beginSession(tx, { mail, origin: OWN, device, now, terms })) ?? 'unknown';
  });
}

interface Beginning {
  readonly mail: string;
  readonly origin: Required<Origin>;
  readonly device: Device;
  readonly now: number;
  readonly terms: ReadonlyMap<string, number>;
}

async function beginSession(
  tx: StoreTransaction,
  { mail, origin, device, now, terms }: Beginning,
): Promise<SignedIn | null> {
  const grants = await grantsThrough(tx, now, mail, origin);
  if (!grants) return null;
  if (device.previous !== null) await tx.endSession(device.previous, now);
  const ends = grants.flatMap(({ scope }) => terms.get(scope.split('/')[0] ?? '') ?? []);
  const expiresAt = sessionEnd(now, grants.some(({ scope }) => scope === '*') ? [...terms.values()] : ends);
  const secret = makeSecret();
  const { name } = device;
  const session = { hash: hashSecret(secret), mail, device: name, madeAt: now, expiresAt, endedAt: null };
  await tx.saveSession({ ...session, ...origin });
  await tx.forgetSignIns(now - FORGOTTEN_AFTER);
  return { secret, mail, expiresAt, grants };
}

/** The midnights after the last days of the published terms. */
async function termEnds(context: DeskContext): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const term of context.courses.terms()) {
    const facts = context.courses.inTerm(term).facts();
    if (facts) ends.set(term, (dayNumber(facts.span.until) + 1) * 86_400_000);
  }
  return ends;
}

export function signOut({ store, clock }: DeskContext, visitor: Visitor): Promise<void> {
  return store.write((tx) => tx.endSession(visitor.hash, clock()));
}

/** Ends all the person's sessions and unused links, and the tokens and unused links that they made. */
export function signOutEverywhere({ store, clock }: DeskContext, visitor: Visitor): Promise<void> {
  return store.write((tx) => endEverywhere(tx, visitor.mail ?? '', visitor, clock()));
}

async function endEverywhere(tx: StoreTransaction, mail: string, by: Pick<Actor, 'name'>, now: number): Promise<void> {
  await tx.revokeSignInLinks(mail, now);
  await tx.endSessions(mail, now);
  await revokeLinksOf(tx, personId(mail), now);
  await revokeTokensOf(tx, personId(mail), { by, now });
}

/** Signs somebody out everywhere, if the visitor has at least their rights; otherwise returns false. */
export function signOutMember(
  { store, clock }: DeskContext,
  visitor: Pick<Visitor, 'name' | 'grants'>,
  mailText: string,
  subject: string,
): Promise<boolean> {
  const mail = readMail(mailText);
  return store.write(async (tx) => {
    const member = mail === null ? null : await tx.staffMember(mail);
    if (!member || !covers(visitor.grants, readGrants(member.grants))) return false;
    const now = clock();
    await endEverywhere(tx, member.mail, visitor, now);
    const entry = { at: now, who: visitor.name, what: 'sign out', subject };
    await tx.addAudit({ ...entry, before: { mail: member.mail }, after: null });
    return true;
  });
}

/** A link for one's own next device or for a colleague. Null if that person has more rights than the visitor. */
export async function makeRenewal(
  { store, clock }: DeskContext,
  visitor: Visitor,
  mail: string,
  subject: string,
): Promise<{ readonly secret: string; readonly mail: string; readonly lasts: number } | null> {
  return store.write(async (tx) => {
    const member = await tx.staffMember(mail);
    if (!member) return null;
    if (mail !== visitor.mail && !covers(visitor.grants, readGrants(member.grants))) return null;
    const now = clock();
    const lasts = RENEWAL_LASTS;
    const secret = await makeLink(tx, { mail, by: visitor.name, now, lasts, origin: originFor(visitor, mail) });
    if (mail !== visitor.mail) {
      const entry = { at: now, who: visitor.name, what: 'sign-in link', subject };
      await tx.addAudit({ ...entry, before: null, after: { mail } });
    }
    return { secret, mail, lasts };
  });
}

/** Mails a new link to staff; nothing is sent to others, and the caller cannot tell the difference. */
export async function mailRenewal(
  context: DeskContext,
  mail: string,
  letter: { readonly siteName: string; readonly linkOf: (secret: string) => string },
): Promise<void> {
  if (!context.mail || !(await context.store.staffMember(mail))) return;
  const now = context.clock();
  const link = { mail, by: mail, now, lasts: RENEWAL_LASTS, origin: OWN };
  const secret = await context.store.write((tx) => makeLink(tx, link));
  await context.mail({
    to: mail,
    subject: say('signIn.signInTo', { siteName: letter.siteName }),
    text: [
      say('signIn.mailText', { siteName: letter.siteName }),
      '',
      letter.linkOf(secret),
      '',
      say('signIn.mailEnd'),
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
  /** Whether it was started with somebody else's link, whose rights limit it. */
  readonly isLimited: boolean;
}

/** A visitor's sessions, newest first. */
export async function listDevices({ store, clock }: DeskContext, visitor: Visitor): Promise<OwnDevice[]> {
  const sessions = visitor.mail === null ? [] : await store.sessionsOf(visitor.mail);
  return sessions
    .filter(({ expiresAt }) => expiresAt > clock())
    .map(({ device, madeAt, expiresAt, hash, makers }) => ({
      name: device,
      since: madeAt,
      until: expiresAt,
      isThis: hash === visitor.hash,
      isLimited: makers?.some((maker) => maker !== 'console') === true,
    }));
}

/** A new link for a staff member, from the command line. Null if nobody has that mail address. */
export function renewStaff({ store, clock }: DeskContext, by: Actor, mailText: string): Promise<string | null> {
  const mail = readMail(mailText);
  return store.write(async (tx) => {
    if (mail === null || !(await tx.staffMember(mail))) return null;
    const now = clock();
    await tx.addAudit({ at: now, who: by.name, what: 'sign-in link', subject: '*', before: null, after: { mail } });
    return makeLink(tx, { mail, by: by.name, now, lasts: LINK_LASTS, origin: originFor(by, mail) });
  });
}
