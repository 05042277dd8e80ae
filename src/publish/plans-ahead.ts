/**
 * Plans of the courses that a change at the desk is about. Those of a change over a whole term are made before its
 * transaction, so that other changes wait for its writes only.
 */
import { cutBatches } from '../domain/batches.ts';
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { provisionalInstant } from '../publication/instant.ts';
import { createPacker, type Packer } from '../store/packed-course.ts';
import { createQueue } from '../store/queue.ts';
import type { StoreLocation, StoreReads } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { DAMAGED, UNKNOWN_BEFORE_EDIT, type Unreached } from './agreed-rules.ts';
import type { ChangedCourse, ChangedCourses } from './changed-courses.ts';
import { type CourseDeskChanges, type FindDeskChanges, openDeskChanges } from './desk-changes.ts';
import { type CoursePlan, type PlanContext, planCourse } from './plan.ts';
import { type SentPlan, startPlanning } from './planning.ts';
import { digestOf, needsPublication } from './published-from.ts';
import { readAhead } from './read-ahead.ts';
import { stampPlan } from './stamping.ts';
import { loadInTurn } from './stored-courses.ts';

/** A plan counts once, as long as its course stands as it was read, with the same changes. */
export type PlansAhead = Map<CourseKey, PlanAhead>;

interface PlanAhead {
  readonly plan: CoursePlan;
  /** The store's that last wrote the course; 0: it was never published. */
  readonly revision: number;
}

/**
 * @param reads with the desk's changes as the transaction will have them
 * @param location of the same store
 */
export async function planChangesAhead(
  reads: StoreReads,
  location: StoreLocation,
  clock: Clock,
  changed: ChangedCourses,
): Promise<PlansAhead> {
  const now = clock();
  // What is published meanwhile comes before these plans.
  const instant = provisionalInstant(now, (await reads.head()).instant);
  const deskChanges = await openDeskChanges(reads, new Set(changed.courses.keys()));
  const plans = new Map<CourseKey, PlanAhead>();
  const context: PlanContext = { instant, now, deskChanges, sequencesFrom: await reads.sequencesFrom() };
  const due = await listDue(changed, deskChanges);
  const isMany = due.size >= FEWEST_FOR_THREADS;
  for await (const planned of isMany ? planInThreads(location, due, context) : planHere(reads, due, context)) {
    if (!('plan' in planned)) continue;
    plans.set(planned.key, { plan: planned.plan, revision: changed.courses.get(planned.key)?.stored?.revision ?? 0 });
  }
  return plans;
}

/** The courses that were published without the present changes, or with older zone data. */
export async function listDue(
  { courses }: ChangedCourses,
  deskChanges: FindDeskChanges,
): Promise<Map<CourseKey, ChangedCourse>> {
  const due = new Map<CourseKey, ChangedCourse>();
  const pace = createPace();
  for (const [key, course] of courses) {
    const { rules, stored } = course;
    if (!stored || needsPublication(stored, rules, deskChanges)) due.set(key, course);
    await pace();
  }
  return due;
}

export type PlannedDue = { readonly key: CourseKey; readonly plan: CoursePlan } | Unreached;

/** Fewer are planned in the time that a thread takes to start. */
export const FEWEST_FOR_THREADS = 200;

/** In this thread, which alone sees what a transaction has written. */
export async function* planHere(
  reads: StoreReads,
  due: ReadonlyMap<CourseKey, ChangedCourse>,
  context: PlanContext,
): AsyncGenerator<PlannedDue, void> {
  const packer = createPacker();
  const pace = createPace();
  for await (const [key, last] of loadInTurn(reads, due.keys())) {
    await pace();
    const { rules, isFresh } = due.get(key) as ChangedCourse;
    const planned = await unlessUnreadableLater(planLoaded(last, (before) => planCourse(rules, before, context, pace)));
    yield judge(key, isFresh, planned && { ...planned, next: packer.pack(planned.next) });
  }
}

/** @param plan null: the stored document is damaged */
function judge(key: CourseKey, isFresh: boolean, plan: CoursePlan | null): PlannedDue {
  if (!plan) return { key, why: DAMAGED };
  return isFresh && plan.drastic ? { key, why: UNKNOWN_BEFORE_EDIT } : { key, plan };
}

/** In a message to a thread: so few that the event loop is not held while they are copied. */
const COURSES_IN_MESSAGE = 16;
/** Messages under way: enough that no thread waits for the next. */
const SENT_AHEAD = 4;

interface DueCourse extends Pick<ChangedCourse, 'rules' | 'isFresh'> {
  readonly key: CourseKey;
  readonly desk: CourseDeskChanges;
}

async function* planInThreads(
  location: StoreLocation,
  due: ReadonlyMap<CourseKey, ChangedCourse>,
  context: PlanContext,
): AsyncGenerator<PlannedDue, void> {
  const { deskChanges, ...shared } = context;
  const courses = [...due].map(
    ([key, { rules, isFresh }]): DueCourse => ({ key, rules, isFresh, desk: deskChanges(rules.course) }),
  );
  const terms = [...new Set(courses.map(({ rules }) => rules.term))];
  const sites = [...new Set(courses.map(({ rules }) => rules.site))];
  const desks = [...new Set(courses.map(({ desk }) => desk))];
  const planning = startPlanning({ ...shared, terms, sites, desks, location });
  const packer = createPacker();
  const pace = createPace();
  // Several messages begin at once: one after another, with a pause where they take long.
  const beginnings = createQueue();
  const plan = async (batch: readonly DueCourse[]): Promise<PlannedDue[]> => {
    await beginnings.run(pace);
    const planned = await planning.plan(
      batch.map(({ rules: { course, digest, term, site }, desk }) => {
        return { course, digest, term: terms.indexOf(term), site: sites.indexOf(site), desk: desks.indexOf(desk) };
      }),
    );
    return batch.map(({ key, isFresh }, index) => judge(key, isFresh, receivePlan(planned[index] ?? null, packer)));
  };
  try {
    for await (const [, planned] of readAhead(cutBatches(courses, COURSES_IN_MESSAGE), plan, SENT_AHEAD)) {
      for (const one of planned()) {
        await pace();
        yield one;
      }
    }
  } finally {
    planning.end();
  }
}

function receivePlan(sent: SentPlan | null, packer: Packer): CoursePlan | null {
  if (!sent) return null;
  const { rest, before, next, known, visible } = sent;
  return {
    ...rest,
    before: before && packer.wrapIntact(rest.key, before),
    next: packer.wrapIntact(rest.key, next, known),
    visible,
  };
}

/** The plans that still count, with the publication's instant, in place of `due`'s, which are taken out of it. */
export function* takePlansAhead(
  plans: PlansAhead,
  due: Map<CourseKey, ChangedCourse>,
  { deskChanges, instant }: Pick<PlanContext, 'deskChanges' | 'instant'>,
): Generator<PlannedDue, void> {
  const packer = createPacker();
  for (const [key, { rules, stored }] of [...due]) {
    const ahead = plans.get(key);
    if (ahead?.revision !== (stored?.revision ?? 0) || ahead.plan.digest !== digestOf(rules, deskChanges)) continue;
    // Stamping writes over it.
    plans.delete(key);
    const plan = stampPlan(ahead.plan, instant, packer);
    if (!plan) continue;
    due.delete(key);
    yield { key, plan };
  }
}

/** @param last throws where the stored document is damaged */
async function planLoaded(
  last: () => PublishedCourse | null,
  plan: (last: PublishedCourse | null) => Promise<CoursePlan>,
): Promise<CoursePlan> {
  return plan(last());
}
