/** What a change will do, or did, for the people who decide on it: read from the very plans of its publication. */
import { summariseDelta } from '../../publication/summary.ts';
import { type BriefTurn, brief } from '../brief-facts.ts';
import { createPace } from '../pace.ts';
import type { CoursePlan } from '../plan.ts';
import { listTouched, type Touched } from '../touched.ts';
import { type ClashFinder, type DeskClash, openClashes } from './clashes.ts';
import type { DeskParts } from './parts.ts';
import { countReaders } from './readers.ts';
import { listTouchedSections, type TouchedSection } from './touched-sections.ts';

export interface PreviewMeeting extends BriefTurn {
  readonly course: string;
  readonly uid: string;
  readonly line: string | null;
  /** Clashes that the change brings. */
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
  /** The first of the touched meetings by start; past two hundred the rest is counted. */
  readonly meetings: readonly PreviewMeeting[];
  readonly more: number;
  /** Whether one of all of them begins so soon that most calendars will not show the change in time. */
  readonly soon: boolean;
  /** Personal feeds that hold one of the meetings. */
  readonly personalFeeds: number;
  /** Listed meetings that were there before, with their SEQUENCE: preconditions for publishing what was seen. */
  readonly expected: Readonly<Record<string, number>>;
  /** What the schedule finds odd about the outcome. */
  readonly problems: readonly string[];
}

interface TouchedInPlan extends Touched {
  readonly plan: CoursePlan;
}

/** Nobody reads more, and a term's twenty thousand would be megabytes. */
const MOST_LISTED = 200;

export async function describePlans(parts: DeskParts, plans: readonly CoursePlan[]): Promise<Preview> {
  const now = parts.clock();
  const pace = createPace();
  const changed = plans.filter(({ delta }) => delta.feeds.length > 0);
  const courses: Preview['courses'][number][] = [];
  const sections: TouchedSection[] = [];
  let listed: TouchedInPlan[] = [];
  let all = 0;
  let soon = false;
  for (const plan of changed) {
    const touched = listTouched(plan);
    courses.push(summarise(plan));
    sections.push(...listTouchedSections(plan, touched));
    all += touched.length;
    soon ||= touched.some(({ before, after }) => beginsSoon([before?.facts.start, after.facts.start], now));
    listed.push(...touched.map((one) => ({ plan, ...one })));
    if (listed.length > 2 * MOST_LISTED) listed = takeFirst(listed);
    await pace();
  }
  listed = takeFirst(listed);
  return {
    courses,
    meetings: await describeMeetings(parts, changed, listed),
    more: all - listed.length,
    soon,
    personalFeeds: await countReaders(parts.store, sections),
    expected: Object.fromEntries(listed.flatMap(({ before }) => (before ? [[before.identity, before.sequence]] : []))),
    problems: [...new Set(plans.flatMap(({ problems }) => problems.map(({ message }) => message)))],
  };
}

function summarise({ key, next, delta }: CoursePlan): Preview['courses'][number] {
  return { key, code: next.course.code, summary: summariseDelta(delta), sections: delta.feeds };
}

function takeFirst(touched: readonly TouchedInPlan[]): TouchedInPlan[] {
  const sorted = touched.toSorted(
    ({ after: a }, { after: b }) => a.facts.start - b.facts.start || (a.identity < b.identity ? -1 : 1),
  );
  return sorted.slice(0, MOST_LISTED);
}

async function describeMeetings(
  parts: DeskParts,
  plans: readonly CoursePlan[],
  listed: readonly TouchedInPlan[],
): Promise<PreviewMeeting[]> {
  const pace = createPace();
  const would = await openClashes(parts.courses, new Map(plans.map(({ key, next }) => [key, next])));
  const was = await openClashes(
    parts.courses,
    new Map(plans.flatMap(({ key, before }) => (before ? [[key, before]] : []))),
  );
  const meetings: PreviewMeeting[] = [];
  for (const one of listed) {
    await pace();
    const { plan, before, after, line } = one;
    meetings.push({
      course: plan.key,
      code: plan.next.course.code,
      identity: after.identity,
      uid: after.uid,
      before: before && brief(before.facts),
      after: brief(after.facts),
      line,
      clashes: freshClashes(would, was, one),
    });
  }
  return meetings;
}

/** What clashed before clashes without this change too. */
function freshClashes(would: ClashFinder, was: ClashFinder, { plan, before, after }: TouchedInPlan): DeskClash[] {
  const found = would.find(plan.next, after.facts);
  if (!before || !plan.before || found.length === 0) return found;
  const known = new Set(was.find(plan.before, before.facts).map(({ key }) => key));
  return found.filter(({ key }) => !known.has(key));
}

/** Whether a meeting was to begin, or now begins, within 24 hours: most calendars will not show the change in time. */
export function isSoon({ before, after }: BriefTurn, now: number): boolean {
  return beginsSoon([before?.startsAt, after.startsAt], now);
}

const DAY = 86_400_000;

function beginsSoon(starts: readonly (number | undefined)[], now: number): boolean {
  return starts.some((start) => start !== undefined && start > now && start - now < DAY);
}
