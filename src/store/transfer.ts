/**
 * Exports the whole state as one readable file, from any store to any other: JSON lines, one record a line; the first
 * line identifies the format, the last gives the number of records.
 */

import { estimateLoss, type Loss, raiseAboveLost } from '../publication/loss.ts';
import { DOCUMENT_VERSION } from './document.ts';
import type { ApiToken, StaffMember } from './staff.ts';
import type { Store, StoreReads, StoreTransaction } from './store.ts';
import { identityOf, readLine, type StateLine } from './transfer-line.ts';

export type RestoreOutcome =
  | {
      readonly restored: true;
      readonly lines: number;
      /** Ended sessions and unused links that were still valid in the export. */
      readonly ended: number;
      /** Credentials that are valid again, even if they were revoked after the export. */
      readonly tokens: readonly ApiToken[];
      readonly staff: readonly StaffMember[];
      /** The instant of the last publication in the export (epoch ms). */
      readonly last: number;
    }
  | { readonly restored: false; readonly reason: string };

/** Exports a consistent snapshot of the store. Equal states give equal texts. */
export async function exportState(store: Store): Promise<string> {
  const lines = store.writable ? await store.rehearse(collectLines) : await collectLines(store);
  const text = [...lines, { end: lines.length } satisfies StateLine].map((line) => JSON.stringify(line));
  return `${text.join('\n')}\n`;
}

async function collectLines(store: StoreReads): Promise<StateLine[]> {
  const { instant } = await store.head();
  const sequencesFrom = await store.sequencesFrom();
  const courses = [...(await store.loadCourses())].sort(([a], [b]) => (a < b ? -1 : 1));
  const feeds = (await store.personalFeeds()).sort((a, b) => (a.tokenHash < b.tokenHash ? -1 : 1));
  const trail = (await store.auditTrail(Number.MAX_SAFE_INTEGER)).reverse();
  return [
    {
      belltower: 'state',
      format: 1,
      document: DOCUMENT_VERSION,
      instant,
      ...(sequencesFrom > 0 ? { sequencesFrom } : {}),
    },
    ...(await store.allRules()).map((rules) => ({ rules })),
    ...courses.map(([key, course]) => ({ course: key, stored: course })),
    ...(await store.agreedTexts()).map((agreedText) => ({ agreedText })),
    ...(await store.allAgreedRules()).map((agreedRules) => ({ agreedRules })),
    ...(await store.heldEdits()).map((heldEdit) => ({ heldEdit })),
    ...(await store.closedTerms()).map((closedTerm) => ({ closedTerm })),
    ...(await store.deskChanges()).map((deskChange) => ({ deskChange })),
    ...feeds.map((personalFeed) => ({ personalFeed })),
    ...trail.map((audit) => ({ audit })),
    ...(await store.listStaff()).map((staff) => ({ staff })),
    ...(await store.listApiTokens()).reverse().map((apiToken) => ({ apiToken })),
    ...(await store.listSessions()).map((session) => ({ session })),
    ...(await store.listSignInLinks()).map((signInLink) => ({ signInLink })),
    ...(await collectNotices(store)),
  ];
}

async function collectNotices(store: StoreReads): Promise<StateLine[]> {
  const noticeKeys = await store.noticeKeys();
  const changed = (await store.noticeChanges()).map(({ course }) => course).sort();
  const changes: StateLine[] = [];
  for (const course of changed) {
    const noticeChange = await store.noticeChange(course);
    if (noticeChange) changes.push({ noticeChange });
  }
  return [
    ...(noticeKeys ? [{ noticeKeys }] : []),
    ...(await store.noticeSubscriptions()).map((noticeSubscription) => ({ noticeSubscription })),
    ...changes,
    ...(await store.notices()).map((notice) => ({ notice })),
    ...(await store.noticeDeliveries()).map((noticeDelivery) => ({ noticeDelivery })),
  ];
}

/**
 * Restores an exported state into a store, in one transaction.
 * @param overwrite whether the contents of a store that is not empty may be lost
 * @param keepSignIns whether sessions and unused links stay valid, although they may have been used or ended since
 * @param afterLoss whether subscribers may have seen later publications than the export's: everything is raised above
 * @param now epoch ms, recorded for what is revoked or ended
 */
export async function restoreState(
  store: Store,
  text: string,
  {
    overwrite,
    keepSignIns = false,
    afterLoss = false,
    now,
  }: {
    readonly overwrite: boolean;
    readonly keepSignIns?: boolean;
    readonly afterLoss?: boolean;
    readonly now: number;
  },
): Promise<RestoreOutcome> {
  const read = readLines(text);
  if (typeof read === 'string') return { restored: false, reason: read };
  return await store.write(async (tx): Promise<RestoreOutcome> => {
    if (!(await isEmptyStore(tx))) {
      if (!overwrite) return { restored: false, reason: 'the store is not empty, and restoring replaces all it holds' };
      await tx.clear(now);
    }
    const lines = keepSignIns ? read : read.map((line) => endSignIn(line, now));
    const ended = lines.filter((line, index) => line !== read[index]).length;
    const last = read.find((line) => 'belltower' in line)?.instant ?? 0;
    const loss = afterLoss ? estimateLoss(last, now) : null;
    for (const line of lines) await writeLine(tx, loss ? raiseLine(line, loss) : line);
    const isOpen = ({ revokedAt, expiresAt }: ApiToken): boolean =>
      revokedAt === null && (expiresAt === null || expiresAt > now);
    const tokens = read.flatMap((line) => ('apiToken' in line && isOpen(line.apiToken) ? [line.apiToken] : []));
    const staff = read.flatMap((line) => ('staff' in line ? [line.staff] : []));
    return { restored: true, lines: read.length, ended, tokens, staff, last };
  });
}

/** Credentials may have been used or revoked since the export: a used link, a sign-out, a lost device. */
function endSignIn(line: StateLine, now: number): StateLine {
  if ('session' in line && line.session.endedAt === null && line.session.expiresAt > now) {
    return { session: { ...line.session, endedAt: now } };
  }
  if (!('signInLink' in line)) return line;
  const { usedAt, revokedAt, expiresAt } = line.signInLink;
  const isOpen = usedAt === null && revokedAt === null && expiresAt > now;
  return isOpen ? { signInLink: { ...line.signInLink, revokedAt: now } } : line;
}

/** What subscribers have seen of it since the export is below. */
function raiseLine(line: StateLine, loss: Loss): StateLine {
  const { lost, instant } = loss;
  if ('belltower' in line) return { ...line, instant, sequencesFrom: (line.sequencesFrom ?? 0) + lost };
  if ('course' in line) {
    return { course: line.course, stored: { ...line.stored, published: raiseAboveLost(line.stored.published, loss) } };
  }
  if (!('personalFeed' in line)) return line;
  return { personalFeed: { ...line.personalFeed, edits: line.personalFeed.edits + lost, instant } };
}

/** Whether a store has nothing of what an export restores. */
export async function isEmptyStore(tx: StoreReads): Promise<boolean> {
  const held = [
    await tx.listCourses(),
    await tx.deskChanges(),
    await tx.personalFeeds(),
    await tx.auditTrail(1),
    await tx.listStaff(),
    await tx.listApiTokens(),
    await tx.noticeSubscriptions(),
  ];
  return held.every((list) => list.length === 0) && (await tx.rulesNumber()) === 0;
}

/** The records, or an error in one sentence. */
function readLines(text: string): StateLine[] | string {
  const lines: StateLine[] = [];
  const seen = new Set<string>();
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    if (source === '') continue;
    const line = readLine(source);
    if (typeof line === 'string') return `line ${index + 1}: ${line}`;
    if (lines.length === 0 && !('belltower' in line)) return 'this is no state exported by Belltower';
    if ('end' in line) return endAt(line.end, lines);
    if (isRepeated(line, seen)) return `line ${index + 1}: the same stands on an earlier line`;
    lines.push(line);
  }
  return lines.length === 0 ? 'the file is empty' : 'the file is incomplete: its last line is missing';
}

function endAt(exported: number, lines: StateLine[]): StateLine[] | string {
  if (exported === lines.length) return lines;
  return `the file is incomplete: ${exported} lines were exported, ${lines.length} are here`;
}

/** Whether an earlier line is about the same thing. */
function isRepeated(line: StateLine, seen: Set<string>): boolean {
  const identity = identityOf(line);
  if (identity === null) return false;
  if (seen.has(identity)) return true;
  seen.add(identity);
  return false;
}

async function writeLine(tx: StoreTransaction, line: StateLine): Promise<void> {
  if ('belltower' in line) {
    await tx.raiseInstant(line.instant);
    if (line.sequencesFrom !== undefined) await tx.saveSequencesFrom(line.sequencesFrom);
  } else if ('rules' in line) await tx.restoreRules(line.rules);
  else if ('course' in line) await tx.saveCourse(line.course, line.stored);
  else if ('agreedText' in line) await tx.saveAgreedText(line.agreedText);
  else if ('agreedRules' in line) await tx.saveAgreedRules(line.agreedRules);
  else if ('closedTerm' in line) await tx.closeTerm(line.closedTerm);
  else if ('heldEdit' in line) await tx.saveHeldEdit(line.heldEdit);
  else if ('deskChange' in line) await tx.addDeskChange(line.deskChange);
  else if ('personalFeed' in line)
    await tx.savePersonalFeed({ ...line.personalFeed, raised: line.personalFeed.raised ?? null });
  else if ('audit' in line) await tx.addAudit(line.audit);
  else await writeStaffLine(tx, line);
}

async function writeStaffLine(tx: StoreTransaction, line: StateLine): Promise<void> {
  if ('staff' in line) await tx.saveStaff(line.staff);
  else if ('apiToken' in line) await tx.saveApiToken(line.apiToken);
  else if ('session' in line) await tx.saveSession(line.session);
  else if ('signInLink' in line) await tx.saveSignInLink(line.signInLink);
  else await writeNoticeLine(tx, line);
}

async function writeNoticeLine(tx: StoreTransaction, line: StateLine): Promise<void> {
  if ('noticeKeys' in line) await tx.saveNoticeKeys(line.noticeKeys);
  else if ('noticeSubscription' in line) await tx.saveNoticeSubscription(line.noticeSubscription);
  else if ('noticeChange' in line) await tx.saveNoticeChange(line.noticeChange);
  else if ('notice' in line) await tx.restoreNotice(line.notice);
  else if ('noticeDelivery' in line) await tx.restoreDelivery(line.noticeDelivery);
}
