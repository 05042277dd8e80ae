/**
 * Publishing a folder of rules: one transaction with one instant over one course or two thousand. A preview is the
 * same call without the commit, so what it says is what happens. An edit that takes much away is held: nothing but
 * somebody's agreement to this very edit publishes it, and what else happens is laid over the rules from before it.
 */
import type { SourceFile } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { nextInstant } from '../publication/instant.ts';
import type { HeldEdit } from '../store/agreed.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { createAgreedRulesKeeper, listKept, rulesOfDigest } from './agreed-rules.ts';
import { openClosed } from './closing.ts';
import { isConfirmed } from './confirmed.ts';
import { openDeskChanges } from './desk-changes.ts';
import { recordDifferences } from './differences.ts';
import { publishFollowers } from './followers.ts';
import type { CoursePlan, PlanParts } from './plan.ts';
import { sayEdit } from './plan-words.ts';
import { createPlanner, type PublishOptions } from './planner.ts';
import { followRenames } from './renames.ts';
import type { Rules } from './rules.ts';
import { createPlanWriter, isOfTerm, listStored } from './stored-courses.ts';

export interface Publication {
  /** Epoch ms; what was published is stamped with it (first revisions with their own dates). */
  readonly instant: number;
  /** Courses whose inputs changed, held ones among them. */
  readonly plans: readonly CoursePlan[];
  /** Courses that were not published because their stored document is damaged: a first revision would go over it. */
  readonly unreadable: readonly CourseKey[];
  /** Courses changed their keys: more than the plans was written. */
  readonly isRenaming: boolean;
}

/** Publishes whatever the rules and the desk's changes come to, where that differs from what was last published. */
export function publish(store: Store, clock: Clock, rules: Rules, options: PublishOptions = {}): Promise<Publication> {
  return store.write((tx) => publishWithin(tx, clock, rules, options));
}

/** The same, without the commit. */
export function previewPublication(
  store: Store,
  clock: Clock,
  rules: Rules,
  options: PublishOptions = {},
): Promise<Publication> {
  return store.rehearse((tx) => publishWithin(tx, clock, rules, options));
}

/**
 * Publishes a rule set for every replica of one database: the rules become a numbered revision in the store and are
 * published in the same transaction, so two rule sets cannot publish over each other.
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

/** For callers that write something else in the same transaction. */
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
  const parts: PlanParts = { instant, now, deskChanges, sequencesFrom: await tx.sequencesFrom() };
  const planner = createPlanner(tx, rules, known, waiting, parts, options);
  const writer = createPlanWriter(tx);
  const plans: CoursePlan[] = [];
  const unreadable: CourseKey[] = [];
  try {
    for (const key of options.only ?? new Set([...rules.catalog.courses.keys(), ...known.keys()])) {
      if (isClosed(key)) continue;
      const planned = await unlessUnreadableLater(planner(key));
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
    await publishFollowers(tx, writer, plans, parts);
  } finally {
    // Nothing may be written after the end of the transaction, whatever ends it.
    await writer.settle();
  }
  await keeper.finish();
  await registerHeld(tx, plans, waiting, now, isMeant);
  const before = (key: CourseKey): string => rulesOfDigest(known.get(key)?.rules ?? '');
  const isImported = ({ key, digest, ending }: CoursePlan): boolean =>
    isConfirmed(rules.confirmed, key, before(key), ending === 'gone' ? null : rulesOfDigest(digest));
  await recordAgreements(tx, plans, options.agreement?.by, isImported, now);
  return { instant, plans, unreadable, isRenaming: renamed.size > 0 };
}

/** Keeps which edits wait, as they were shown, for every process that shows or agrees to them. */
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
    const edit: HeldEdit = { key, rules: digest, summary: sayEdit(plan), since };
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

/** The files' texts; in place of what cannot be read, what was last published of it. */
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
