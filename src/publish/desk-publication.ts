/**
 * Publishing what the desk's changes come to, over the agreed rules of each course. An edit that waits goes on waiting,
 * and a course whose file has an error is reached all the same.
 */

import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { nextInstant } from '../publication/instant.ts';
import { createPacker } from '../store/packed-course.ts';
import type { CourseSummary, StoreReads, StoreTransaction } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import {
  createAgreedRulesKeeper,
  DAMAGED,
  ENDED,
  hasEnded,
  listKept,
  NEVER_PUBLISHED,
  openAgreedRules,
  rulesOfDigest,
  UNKNOWN_BEFORE_EDIT,
  UNKNOWN_RULES,
  type Unreached,
} from './agreed-rules.ts';
import { type CourseRules, findCourseRules } from './course-rules.ts';
import { openDeskChanges } from './desk-changes.ts';
import { listVisible } from './differences.ts';
import { publishFollowers } from './followers.ts';
import { type CoursePlan, digestOf, type PlanParts, planCourse } from './plan.ts';
import type { Publication } from './publisher.ts';
import { readAhead } from './read-ahead.ts';
import type { Rules } from './rules.ts';
import { createLoader, createPlanWriter, listStored } from './stored-courses.ts';

/** The courses that a change is about, each with the rules that it is laid over. */
export interface ChangedCourses {
  readonly courses: ReadonlyMap<CourseKey, ChangedCourse>;
  /** Courses that it cannot reach. */
  readonly unreached: readonly Unreached[];
}

export interface ChangedCourse {
  readonly rules: CourseRules;
  /** Null: it was never published. */
  readonly stored: CourseSummary | null;
  /** The rules are the folder's, to be published with the change: the store has no others, and nothing was held. */
  readonly isFresh: boolean;
}

export interface DeskPublication extends Omit<Publication, 'unreadable' | 'isRenaming'> {
  readonly unreached: readonly Unreached[];
}

/** Finds the rules that a change of these courses is laid over. Ended courses are left out. */
export async function findChangedCourses(
  reads: StoreReads,
  rules: Rules,
  keys: ReadonlySet<CourseKey>,
): Promise<ChangedCourses> {
  const stored = await listStored(reads, keys);
  const agreed = openAgreedRules(reads, rules);
  const courses = new Map<CourseKey, ChangedCourse>();
  const unreached: Unreached[] = [];
  const pace = createPace();
  for (const key of keys) {
    await pace();
    const summary = stored.get(key) ?? null;
    if (summary?.retired) continue;
    const known = summary && (await agreed.read(summary));
    const found = known ?? findCourseRules(rules, key);
    if (found) courses.set(key, { rules: found, stored: summary, isFresh: !known });
    else unreached.push({ key, why: whyUnreached(summary) });
  }
  return { courses, unreached };
}

function whyUnreached(summary: CourseSummary | null): string {
  if (!summary) return NEVER_PUBLISHED;
  return hasEnded(summary) ? ENDED : UNKNOWN_RULES;
}

/** Publishes the desk's changes, as the store has them in this transaction, of these courses. */
export async function publishChanges(
  tx: StoreTransaction,
  clock: Clock,
  rules: Rules,
  { courses, unreached }: ChangedCourses,
): Promise<DeskPublication> {
  const now = clock();
  const instant = nextInstant(now, (await tx.head()).instant);
  const keys = new Set(courses.keys());
  const parts: PlanParts = { instant, now, deskChanges: await openDeskChanges(tx, keys) };
  const kept = await listKept(tx, keys);
  const keeper = createAgreedRulesKeeper(tx, kept);
  const writer = createPlanWriter(tx);
  const packer = createPacker();
  const pace = createPace();
  const plans: CoursePlan[] = [];
  const load = createLoader(tx);
  const late: Unreached[] = [];
  try {
    const due = [...courses].filter(([, { rules: own, stored }]) => stored?.rules !== digestOf(own, parts.deskChanges));
    for await (const [[key, { rules: found, isFresh }], last] of readAhead(due, ([, { stored }]) => load(stored))) {
      await pace();
      const planned = await unlessUnreadableLater(planLoaded(last, (before) => planCourse(found, before, parts, pace)));
      if (!planned) {
        late.push({ key, why: DAMAGED });
        continue;
      }
      if (isFresh && planned.drastic) {
        late.push({ key, why: UNKNOWN_BEFORE_EDIT });
        continue;
      }
      // While the meetings are at hand.
      listVisible(planned);
      const plan = { ...planned, next: packer.pack(planned.next) };
      plans.push(plan);
      await writer.save(plan);
      const isFolders = rules.digests.get(key) === rulesOfDigest(plan.digest);
      if (isFolders && (isFresh || !kept.has(key))) await keeper.keep(key, rules.textsOf(key));
    }
    await writer.finish();
    await publishFollowers(tx, writer, plans, parts);
  } finally {
    // Nothing may be written after the end of the transaction, whatever ends it.
    await writer.settle();
  }
  await keeper.finish();
  return { instant, plans, unreached: [...unreached, ...late] };
}

/** @param last throws where the stored document is damaged */
async function planLoaded(
  last: () => PublishedCourse | null,
  plan: (last: PublishedCourse | null) => Promise<CoursePlan>,
): Promise<CoursePlan> {
  return plan(last());
}
