/**
 * Publishes a folder of rules: one transaction with one instant for one course or two thousand. A preview is the same
 * call rolled back, so that it cannot differ. A drastic edit is held: only agreement to exactly this edit publishes it,
 * and until then changes are applied to the last agreed rules.
 */
import type { SourceFile } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { nextInstant } from '../publication/instant.ts';
import type { HeldEdit } from '../store/agreed.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { inVoice } from '../words/voice.ts';
import { createAgreedRulesKeeper, listKept, type Unreached } from './agreed-rules.ts';
import { openClosed } from './closing.ts';
import { isConfirmed } from './confirmed.ts';
import { openDeskChanges } from './desk-changes.ts';
import { recordDifferences } from './differences.ts';
import { publishFollowers } from './followers.ts';
import { publishHolidaysWithin } from './holidays.ts';
import { OlderZoneDataError } from './older-zone-data-error.ts';
import type { CoursePlan, PlanContext } from './plan.ts';
import { sayEdit } from './plan-words.ts';
import { createPlanner, NOTHING, type Planned, type PublishOptions } from './planner.ts';
import { rulesOfDigest } from './published-from.ts';
import { followRenames } from './renames.ts';
import type { Rules } from './rules.ts';
import { createPlanWriter, isOfTerm, listStored } from './stored-courses.ts';

export interface Publication {
  /** Epoch ms; the instant of everything published (first revisions have their own). */
  readonly instant: number;
  /** Courses whose inputs changed, including held ones. */
  readonly plans: readonly CoursePlan[];
  /** Courses not published because their stored document is damaged: they would begin again with a first revision. */
  readonly unreadable: readonly CourseKey[];
  /**
   * Courses that were published with newer zone data than this process has, and stay as they are. A term's calendar is
   * named as 'fall-2018/holidays'.
   */
  readonly outdated: readonly Unreached[];
  /** The store's number of the transaction; null: it wrote nothing, or more courses than the plans', which were renamed. */
  readonly revision: number | null;
}

/** Publishes the rules and desk changes that differ from the last publication. */
export function publish(store: Store, clock: Clock, rules: Rules, options: PublishOptions = {}): Promise<Publication> {
  return store.write((tx) => publishWithin(tx, clock, rules, options));
}

/** The same, rolled back. */
export function previewPublication(
  store: Store,
  clock: Clock,
  rules: Rules,
  options: PublishOptions = {},
): Promise<Publication> {
  return store.rehearse((tx) => publishWithin(tx, clock, rules, options));
}

/**
 * Publishes a rule set for every replica of a database: the rules become a numbered revision in the store in the same
 * transaction, so two rule sets cannot overwrite each other's publication.
 */
export function publishRules(
  store: Store,
  clock: Clock,
  files: readonly SourceFile[],
  rules: Rules,
  options: PublishOptions = {},
): Promise<Publication> {
  return store.write(async (tx) => {
    await tx.publishRules(await withLastReadable(tx, files, rules), clock());
    return publishWithin(tx, clock, rules, options);
  });
}

/** For callers that write more in the same transaction. */
export async function publishWithin(
  tx: StoreTransaction,
  clock: Clock,
  rules: Rules,
  options: PublishOptions,
): Promise<Publication> {
  const now = clock();
  const instant = nextInstant(now, (await tx.head()).instant);
  const isClosed = await openClosed(tx);
  const isMeant = (key: CourseKey): boolean => options.only?.has(key) ?? isOfTerm(key, options.term);
  const stored = await listStored(tx, options.only, options.term);
  const renamed = options.only
    ? new Map<CourseKey, CourseKey>()
    : await followRenames(tx, rules, stored, instant, now, isClosed);
  const known = renamed.size > 0 ? await listStored(tx, undefined, options.term) : stored;
  const kept = await listKept(tx, options.only, options.term);
  const waiting = new Map((await tx.heldEdits()).map((edit) => [edit.key, edit]));
  const keeper = createAgreedRulesKeeper(tx, kept);
  const deskChanges = await openDeskChanges(tx, options.only);
  const context: PlanContext = { instant, now, deskChanges, sequencesFrom: await tx.sequencesFrom() };
  const planner = createPlanner(tx, rules, known, waiting, context, options);
  const writer = createPlanWriter(tx);
  const plans: CoursePlan[] = [];
  const unreadable: CourseKey[] = [];
  const outdated: Unreached[] = [];
  try {
    for (const key of options.only ?? new Set([...rules.catalog.courses.keys(), ...known.keys()])) {
      if (isClosed(key)) continue;
      const planned = await unlessUnreadableLater(unlessOutdated(planner(key), key, outdated));
      if (!planned) {
        unreadable.push(key);
        continue;
      }
      const formerKey = renamed.get(key);
      plans.push(...planned.plans.map((plan) => (formerKey === undefined ? plan : { ...plan, formerKey })));
      for (const plan of planned.plans.filter(({ held }) => !held)) await writer.save(plan);
      const isUnkept = planned.plans.length > 0 || !kept.has(key);
      if (planned.isAgreed && isUnkept) await keeper.keep(key, rules.textsOf(key));
    }
    await writer.finish();
    await keeper.finish();
    await publishFollowers(tx, writer, plans, context);
    outdated.push(...(await publishHolidaysWithin(tx, rules, { instant, isClosed }, options)).outdated);
  } finally {
    // Writes must not be in progress when the transaction ends, even by an exception.
    await writer.settle();
  }
  // What is held of a course that was not planned is held still.
  const unplanned = new Set([...unreadable, ...outdated.map(({ key }) => key)]);
  await registerHeld(tx, plans, waiting, now, (key) => isMeant(key) && !unplanned.has(key));
  const before = (key: CourseKey): string => rulesOfDigest(known.get(key)?.rules ?? '');
  const isImported = ({ key, digest, ending }: CoursePlan): boolean =>
    isConfirmed(rules.confirmed, key, before(key), ending === 'gone' ? null : rulesOfDigest(digest));
  await recordAgreements(tx, plans, options.agreement?.by, isImported, now);
  return { instant, plans, unreadable, outdated, revision: revisionOf(tx, renamed) };
}

/** Nothing of the course is planned, and it is added to `outdated`, if this process's zone data is too old for it. */
async function unlessOutdated(planned: Promise<Planned>, key: CourseKey, outdated: Unreached[]): Promise<Planned> {
  try {
    return await planned;
  } catch (error) {
    if (!(error instanceof OlderZoneDataError)) throw error;
    outdated.push({ key, why: error.why });
    return NOTHING;
  }
}

/** As Publication.revision. */
function revisionOf(tx: StoreTransaction, renamed: ReadonlyMap<CourseKey, CourseKey>): number | null {
  return renamed.size > 0 ? null : tx.revision();
}

/** Stores the held edits as they were shown, for every process that shows or agrees to them. */
async function registerHeld(
  tx: StoreTransaction,
  plans: readonly CoursePlan[],
  before: ReadonlyMap<CourseKey, HeldEdit>,
  now: number,
  isMeant: (key: CourseKey) => boolean,
): Promise<void> {
  const held = new Map(plans.filter((plan) => plan.held).map((plan) => [plan.key, plan]));
  for (const [key, plan] of held) {
    const waits = before.get(key);
    const digest = rulesOfDigest(plan.digest);
    const since = waits?.rules === digest ? waits.since : now;
    const edit: HeldEdit = { key, rules: digest, summary: inVoice(plan.next.course, () => sayEdit(plan)), since };
    if (waits?.rules !== edit.rules || waits.summary !== edit.summary) await tx.saveHeldEdit(edit);
  }
  for (const key of before.keys()) {
    if (!held.has(key) && isMeant(key)) await tx.dropHeldEdit(key);
  }
}

/** Who agreed to an edit that was confirmed while it was imported. */
const CONFIRMED_BY = 'import --confirm';

async function recordAgreements(
  tx: StoreTransaction,
  plans: readonly CoursePlan[],
  by: string | undefined,
  isImported: (plan: CoursePlan) => boolean,
  now: number,
): Promise<void> {
  for (const plan of plans) {
    if (!plan.drastic || plan.held) continue;
    const who = by ?? (isImported(plan) ? CONFIRMED_BY : null);
    if (who === null) continue;
    const entry = { at: now, who, what: 'agree', subject: plan.key };
    await tx.addAudit({
      ...entry,
      before: null,
      after: { rules: rulesOfDigest(plan.digest), ...(await recordDifferences([plan])) },
    });
  }
}

/** The files' texts; for unreadable files, the texts last published. */
async function withLastReadable(
  tx: StoreTransaction,
  files: readonly SourceFile[],
  { unread }: Rules,
): Promise<Record<string, string>> {
  const texts = Object.fromEntries(files.flatMap(({ path, text }) => (unread.has(path) ? [] : [[path, text]])));
  if (unread.size === 0) return texts;
  const last = Object.entries((await tx.latestRules())?.files ?? {});
  const isUnread = (file: string): boolean =>
    unread.has(file) || [...unread.keys()].some((folder) => file.startsWith(`${folder}/`));
  return { ...texts, ...Object.fromEntries(last.filter(([file]) => isUnread(file))) };
}
