/**
 * Publishing: one transaction with one instant over one course or two thousand. A preview is the same call without
 * the commit, so what it says is what happens.
 */
import type { SourceFile } from '../catalog/catalog.ts';
import type { CourseKey } from '../domain/model.ts';
import { nextInstant } from '../publication/instant.ts';
import type { CourseSummary, Store, StoreTransaction } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { openDeskChanges } from './desk-changes.ts';
import { createPacker, documentOf } from './packed-course.ts';
import { type CoursePlan, planPublication } from './plan.ts';
import type { Rules } from './rules.ts';
import { unlessUnreadable } from './unreadable-course.ts';

export interface Publication {
  /** Epoch ms; what was published is stamped with it (first revisions with their own dates). */
  readonly instant: number;
  /** Courses whose inputs changed, held ones among them. */
  readonly plans: readonly CoursePlan[];
  /** Courses that were not published because their stored document is damaged: a first revision would go over it. */
  readonly unreadable: readonly CourseKey[];
}

export interface PublishOptions {
  /** Drastic edits are agreed to. */
  readonly confirmed?: boolean;
  readonly only?: ReadonlySet<CourseKey>;
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

/** For callers that write something else in the same transaction: a change and what follows from it are one act. */
export async function publishWithin(
  tx: StoreTransaction,
  clock: Clock,
  rules: Rules,
  options: PublishOptions,
): Promise<Publication> {
  const now = clock();
  const head = await tx.head();
  const instant = nextInstant(now, head.instant);
  const known = new Map((await listCourses(tx, options.only)).map((summary) => [summary.key, summary]));
  const plans: CoursePlan[] = [];
  const unreadable: CourseKey[] = [];
  const packer = createPacker();
  const planned = planPublication({
    rules,
    instant,
    now,
    ...(options.only ? { only: options.only } : {}),
    lastDigest: (key) => known.get(key)?.rules ?? null,
    last: async (key) => {
      const document = known.has(key) ? await tx.loadDocument(key) : null;
      if (document === null) return null;
      const last = unlessUnreadable(() => packer.readWhole(key, document));
      if (last) return last;
      unreadable.push(key);
      return 'unreadable';
    },
    isRetired: (key) => known.get(key)?.retired === true,
    deskChanges: await openDeskChanges(tx, options.only),
    // Agreed in this call, or before it and written down (`belltower publish --confirm` beside a server).
    isAgreed: async (digest) => options.confirmed === true || (await tx.confirmation(digest)) !== null,
  });
  // Courses are saved while others are planned.
  const saving: Promise<unknown>[] = [];
  try {
    for await (const plan of planned) {
      const next = packer.pack(plan.next);
      const { key, digest, held } = plan;
      plans.push({ ...plan, next });
      if (held) continue;
      if (saving.length >= SAVED_AHEAD) rethrow(await saving.shift());
      const stored = { published: next, rules: digest, retired: false };
      saving.push(tx.saveCourse(key, stored, documentOf(next)).catch((error: unknown) => error));
    }
  } finally {
    // Nothing may be written after the end of the transaction, whatever ends it.
    await Promise.all(saving);
  }
  for (const outcome of saving) rethrow(await outcome);
  return { instant, plans, unreadable };
}

/** Each is a text of some kilobytes on its way to the disk. */
const SAVED_AHEAD = 16;

function rethrow(outcome: unknown): void {
  if (outcome instanceof Error) throw outcome;
}

/** So few courses are asked for one by one: a change of one meeting does not look through a university. */
const FEW = 8;

async function listCourses(tx: StoreTransaction, only: ReadonlySet<CourseKey> | undefined): Promise<CourseSummary[]> {
  if (!only || only.size > FEW) return tx.listCourses();
  const found: CourseSummary[] = [];
  for (const key of only) {
    const summary = await tx.findCourse(key);
    if (summary) found.push(summary);
  }
  return found;
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
