/** What a change will do, or did, for the people who decide on it: read from the very plans of its publication. */
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { summariseDelta } from '../../publication/summary.ts';
import { type BriefTurn, brief } from '../brief-facts.ts';
import { createPace } from '../pace.ts';
import type { CoursePlan } from '../plan.ts';
import { listTouched, type Touched } from '../touched.ts';
import { type ClashFinder, type DeskClash, openClashes } from './clashes.ts';
import type { DeskParts } from './parts.ts';
import { countReaders } from './readers.ts';

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
  /** By start. */
  readonly meetings: readonly PreviewMeeting[];
  /** Personal feeds that hold one of the meetings. */
  readonly personalFeeds: number;
  /** Touched meetings that were there before, with their SEQUENCE: preconditions for publishing just this. */
  readonly expected: Readonly<Record<string, number>>;
  /** What the schedule finds odd about the outcome. */
  readonly problems: readonly string[];
}

/** Many clashes say no more than some. */
const MOST_COMPARED = 200;

export async function describePlans(parts: DeskParts, plans: readonly CoursePlan[]): Promise<Preview> {
  const changed = plans.filter(({ delta }) => delta.feeds.length > 0);
  const [would, was] = await openBoth(parts, changed);
  const touched: (Touched & { readonly plan: CoursePlan })[] = [];
  const pace = createPace();
  for (const plan of changed) {
    for (const one of listTouched(plan)) touched.push({ plan, ...one });
    await pace();
  }
  const meetings: PreviewMeeting[] = [];
  for (const [index, { plan, before, after, line }] of touched.entries()) {
    await pace();
    meetings.push({
      course: plan.key,
      code: plan.next.course.code,
      identity: after.identity,
      uid: after.uid,
      before: before && brief(before.facts),
      after: brief(after.facts),
      line,
      clashes: index < MOST_COMPARED ? freshClashes(would, was, plan, { before, after }) : [],
    });
  }
  return {
    courses: changed.map(({ key, next, delta }) => ({
      key,
      code: next.course.code,
      summary: summariseDelta(delta),
      sections: delta.feeds,
    })),
    meetings: meetings.sort((a, b) => a.after.startsAt - b.after.startsAt || (a.identity < b.identity ? -1 : 1)),
    personalFeeds: await countReaders(parts.store, listSpans(touched)),
    expected: Object.fromEntries(touched.flatMap(({ before }) => (before ? [[before.identity, before.sequence]] : []))),
    problems: [...new Set(plans.flatMap(({ problems }) => problems.map(({ message }) => message)))],
  };
}

/** The clashes as they would be, and as they were. */
async function openBoth(parts: DeskParts, plans: readonly CoursePlan[]): Promise<readonly [ClashFinder, ClashFinder]> {
  const next = new Map(plans.map((plan) => [plan.key, plan.next]));
  const before = new Map(plans.flatMap((plan) => (plan.before ? [[plan.key, plan.before]] : [])));
  return [await openClashes(parts.courses, next), await openClashes(parts.courses, before)];
}

/** What clashed before clashes without this change too. */
function freshClashes(
  would: ClashFinder,
  was: ClashFinder,
  plan: CoursePlan,
  { before, after }: Pick<Touched, 'before' | 'after'>,
): DeskClash[] {
  const found = would.find(plan.next, after.facts);
  if (!before || !plan.before || found.length === 0) return found;
  const known = new Set(was.find(plan.before, before.facts).map(({ key }) => key));
  return found.filter(({ key }) => !known.has(key));
}

function listSpans(
  touched: readonly {
    readonly plan: CoursePlan;
    readonly before: PublishedMeeting | null;
    readonly after: PublishedMeeting;
  }[],
) {
  const sections = new Map<string, { course: PublishedCourse['course']; section: string; dates: string[] }>();
  for (const { plan, before, after } of touched) {
    const { course, sections: known } = plan.next;
    const { section } = after.facts;
    const ids = [section, ...(known.find(({ id }) => id === section)?.with ?? [])];
    for (const id of ids) {
      const key = `${course.key}/${id}`;
      const span = sections.get(key) ?? { course, section: id, dates: [] };
      span.dates.push(after.facts.date, ...(before ? [before.facts.date] : []));
      sections.set(key, span);
    }
  }
  return [...sections.values()];
}

const DAY = 86_400_000;

/** Whether a meeting was to begin, or now begins, within 24 hours: most calendars will not show the change in time. */
export function isSoon({ before, after }: BriefTurn, now: number): boolean {
  return [after.startsAt, before?.startsAt ?? 0].some((start) => start > now && start - now < DAY);
}
