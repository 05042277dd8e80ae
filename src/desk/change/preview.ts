/** Describes what a change will do, or did, from the plans of its publication. */

import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { CourseFacts, MeetingFacts } from '../../domain/schedule.ts';
import type { MeetingDifference } from '../../publication/difference.ts';
import { summariseDelta } from '../../publication/summary.ts';
import { type CourseDifference, listVisible, type VisibleDifference } from '../../publish/differences.ts';
import type { CoursePlan } from '../../publish/plan.ts';
import { listTouched, type TouchedSection } from '../../publish/plan-findings.ts';
import { countReaders } from '../../publish/readers.ts';
import type { DeskContext } from '../desk-context.ts';
import { type AskedMeeting, type ClashFinder, type DeskClash, openClashes, type PlannedCourse } from './clashes.ts';

export interface PreviewMeeting extends VisibleDifference, CourseDifference {
  readonly course: CourseFacts;
  readonly after: VisibleDifference['after'];
  /** The clashes that the change causes. */
  readonly clashes: readonly DeskClash[];
}

export interface Preview {
  readonly courses: readonly {
    readonly key: string;
    readonly code: string;
    readonly summary: string;
    /** Sections whose feeds change. */
    readonly sections: readonly string[];
  }[];
  /** The first 200 affected meetings by start; the rest is counted. */
  readonly meetings: readonly PreviewMeeting[];
  readonly more: number;
  /** Whether any begins so soon that most calendars will not show the change in time. */
  readonly soon: boolean;
  /** The number of personal feeds with one of the meetings. */
  readonly personalFeeds: number;
  /** The listed meetings that existed before, with their SEQUENCE: preconditions for publishing. */
  readonly expected: Readonly<Record<string, number>>;
  /** Warnings of the schedule about the outcome. */
  readonly problems: readonly string[];
}

interface TouchedInPlan extends VisibleDifference {
  readonly plan: CoursePlan;
}

/** The most meetings listed: a term's 20,000 would be megabytes. */
const MOST_LISTED = 200;

export async function describePlans(context: DeskContext, plans: readonly CoursePlan[]): Promise<Preview> {
  const now = context.clock();
  const pace = createPace();
  const changed = plans.filter(({ delta }) => delta.feeds.length > 0);
  const courses: Preview['courses'][number][] = [];
  const sections: TouchedSection[] = [];
  let listed: TouchedInPlan[] = [];
  let all = 0;
  let soon = false;
  for (const plan of changed) {
    const touched = listVisible(plan);
    courses.push(summarise(plan));
    sections.push(...(plan.found?.touched ?? listTouched(plan, touched)));
    all += touched.length;
    soon ||= touched.some((one) => isSoon(one, now));
    listed.push(...touched.map((one) => ({ plan, ...one })));
    if (listed.length > 2 * MOST_LISTED) listed = takeFirst(listed);
    await pace();
  }
  listed = takeFirst(listed);
  return {
    courses,
    meetings: await describeMeetings(context, changed, listed),
    more: all - listed.length,
    soon,
    personalFeeds: await countReaders(context.store, sections),
    expected: Object.fromEntries(listed.flatMap(({ was }) => (was ? [[was.identity, was.sequence]] : []))),
    problems: [...new Set(plans.flatMap(({ problems }) => problems.map(({ message }) => message)))],
  };
}

function summarise({ key, code, delta }: CoursePlan): Preview['courses'][number] {
  return { key, code, summary: summariseDelta(delta), sections: delta.feeds };
}

function takeFirst(touched: readonly TouchedInPlan[]): TouchedInPlan[] {
  const sorted = touched.toSorted((a, b) => a.after.start - b.after.start || (a.identity < b.identity ? -1 : 1));
  return sorted.slice(0, MOST_LISTED);
}

async function describeMeetings(
  context: DeskContext,
  plans: readonly CoursePlan[],
  listed: readonly TouchedInPlan[],
): Promise<PreviewMeeting[]> {
  // Cancelled meetings have no clashes.
  if (listed.every(({ after }) => after.status !== 'confirmed')) {
    return listed.map(({ plan, ...difference }) => describeMeeting(plan, difference, []));
  }
  const meetings = listed.map((one) => ({ one, own: one.plan.next, facts: one.after }));
  const would = await openClashes(
    context,
    meetings,
    new Map(plans.map((plan) => takeRevision(plan, plan.next, ({ after }) => after))),
  );
  const found = await findEach(would, meetings);
  const clashed = meetings.flatMap(({ one }) =>
    one.before && one.plan.before && found.get(one)?.length ? [{ one, own: one.plan.before, facts: one.before }] : [],
  );
  // Clashes that existed before are not caused by this change.
  const others = new Set([...found.values()].flat().map(({ course }) => course));
  for (const [one, known] of await findBefore(context, plans, clashed, others)) {
    found.set(one, found.get(one)?.filter(({ key }) => !known.has(key)) ?? []);
  }
  return listed.map((one) => {
    const { plan, ...difference } = one;
    return describeMeeting(plan, difference, found.get(one) ?? []);
  });
}

/** The course of a plan, before or after it, with what the plan has ready of it. @param factsOf in that revision */
function takeRevision(
  plan: CoursePlan,
  course: PublishedCourse,
  factsOf: (difference: VisibleDifference) => MeetingFacts | null,
): readonly [string, PlannedCourse] {
  const { key, found } = plan;
  const listChanged = () => listVisible(plan).flatMap((one) => factsOf(one) ?? []);
  return [key, { course, ready: found && { listChanged, hours: found.hours } }];
}

async function findBefore<T>(
  context: DeskContext,
  plans: readonly CoursePlan[],
  meetings: readonly (AskedMeeting & { readonly one: T })[],
  others: ReadonlySet<string | null>,
): Promise<ReadonlyMap<T, ReadonlySet<string>>> {
  if (meetings.length === 0) return new Map();
  const before = plans.flatMap((plan) => (plan.before ? [takeRevision(plan, plan.before, (one) => one.before)] : []));
  const was = await openClashes(context, meetings, new Map(before), (key) => others.has(key));
  const found = await findEach(was, meetings);
  return new Map([...found].map(([one, clashes]) => [one, new Set(clashes.map(({ key }) => key))]));
}

async function findEach<T>(
  finder: ClashFinder,
  meetings: readonly (AskedMeeting & { readonly one: T })[],
): Promise<Map<T, readonly DeskClash[]>> {
  const pace = createPace();
  const found = new Map<T, readonly DeskClash[]>();
  for (const meeting of meetings) {
    found.set(meeting.one, finder.find(meeting));
    await pace();
  }
  return found;
}

function describeMeeting(
  { code, next }: CoursePlan,
  difference: VisibleDifference,
  clashes: readonly DeskClash[],
): PreviewMeeting {
  return { ...difference, course: next.course, code, clashes };
}

/** Whether a meeting was to begin, or now begins, within 24 hours: most calendars will not show the change in time. */
export function isSoon({ before, after }: MeetingDifference, now: number): boolean {
  return [before, after].some((facts) => facts !== null && facts.start > now && facts.start - now < DAY);
}

const DAY = 86_400_000;
