/** Restores what state-export.ts wrote. */
import { raiseHolidaysAboveLost } from '../publication/holidays.ts';
import { estimateLoss, type Loss, raiseAboveLost } from '../publication/loss.ts';
import type { ApiToken, StaffMember } from './staff-model.ts';
import { isEmptyStore } from './state-export.ts';
import type { Store, StoreTransaction } from './store.ts';
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

/** Ends the transaction without a trace. */
class RestoreRefusal extends Error {}

/**
 * Restores an exported state into a store, in one transaction and in memory that does not grow with it.
 * @param parts the text, cut anywhere
 * @param overwrite whether the contents of a store that is not empty may be lost
 * @param keepSignIns whether sessions and unused links stay valid, although they may have been used or ended since
 * @param afterLoss whether subscribers may have seen later publications than the export's: everything is raised above
 * @param now epoch ms, recorded for what is revoked or ended
 */
export async function restoreState(
  store: Store,
  parts: Iterable<string> | AsyncIterable<string>,
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
  const restore = async (tx: StoreTransaction): Promise<RestoreOutcome> => {
    await makeEmpty(tx, overwrite, now);
    const report = createReport(now);
    let loss: Loss | null = null;
    for await (const line of readLines(parts)) {
      if (afterLoss && 'belltower' in line) loss = estimateLoss(line.instant, now);
      const kept = keepSignIns ? line : endSignIn(line, now);
      report.add(line, kept !== line);
      await writeLine(tx, loss ? raiseLine(kept, loss) : kept);
    }
    return report.outcome();
  };
  try {
    return await store.write(restore);
  } catch (error) {
    if (error instanceof RestoreRefusal) return { restored: false, reason: error.message };
    throw error;
  }
}

async function makeEmpty(tx: StoreTransaction, overwrite: boolean, now: number): Promise<void> {
  if (await isEmptyStore(tx)) return;
  if (!overwrite) throw new RestoreRefusal('the store is not empty, and restoring replaces all it holds');
  await tx.clear(now);
}

/** Collects what a restore answers. */
function createReport(now: number): { add(line: StateLine, isEnded: boolean): void; outcome(): RestoreOutcome } {
  let [lines, ended, last] = [0, 0, 0];
  const tokens: ApiToken[] = [];
  const staff: StaffMember[] = [];
  const isOpen = ({ revokedAt, expiresAt }: ApiToken): boolean =>
    revokedAt === null && (expiresAt === null || expiresAt > now);
  return {
    add(line, isEnded) {
      lines += 1;
      if (isEnded) ended += 1;
      if ('belltower' in line) last = line.instant;
      if ('apiToken' in line && isOpen(line.apiToken)) tokens.push(line.apiToken);
      if ('staff' in line) staff.push(line.staff);
    },
    outcome: () => ({ restored: true, lines, ended, tokens, staff, last }),
  };
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
  if ('holidays' in line) {
    return { holidays: { ...line.holidays, published: raiseHolidaysAboveLost(line.holidays.published, loss) } };
  }
  if (!('personalFeed' in line)) return line;
  return { personalFeed: { ...line.personalFeed, edits: line.personalFeed.edits + lost, instant } };
}

/** The records. @throws RestoreRefusal with what is wrong with the text, in a sentence */
async function* readLines(parts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<StateLine> {
  const seen = new Set<string>();
  let count = 0;
  let index = 0;
  for await (const source of splitLines(parts)) {
    index += 1;
    if (source === '') continue;
    const line = readLine(source);
    if (typeof line === 'string') throw new RestoreRefusal(`line ${index}: ${line}`);
    if (count === 0 && !('belltower' in line)) throw new RestoreRefusal('this is no state exported by Belltower');
    if ('end' in line) return checkEnd(line.end, count);
    if (isRepeated(line, seen)) throw new RestoreRefusal(`line ${index}: the same stands on an earlier line`);
    count += 1;
    yield line;
  }
  throw new RestoreRefusal(count === 0 ? 'the file is empty' : 'the file is incomplete: its last line is missing');
}

async function* splitLines(parts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  // Of the line that is not complete yet: joined once, because a line can be as long as a university's rules.
  let begun: string[] = [];
  for await (const part of parts) {
    const [first = '', ...others] = part.split('\n');
    begun.push(first);
    for (const next of others) {
      const line = begun.join('');
      yield line.endsWith('\r') ? line.slice(0, -1) : line;
      begun = [next];
    }
  }
  yield begun.join('');
}

function checkEnd(exported: number, found: number): void {
  if (exported === found) return;
  throw new RestoreRefusal(`the file is incomplete: ${exported} lines were exported, ${found} are here`);
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
  else if ('agreedText' in line) await tx.saveAgreedTexts([line.agreedText]);
  else if ('agreedRules' in line) await tx.saveAgreedRules([line.agreedRules]);
  else if ('closedTerm' in line) await tx.closeTerm(line.closedTerm);
  else if ('holidays' in line) await tx.saveHolidays(line.holidays);
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
