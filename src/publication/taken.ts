/**
 * Published meetings that the rules no longer give. Those removed by a break, a swapped day or a closing stay in the
 * feeds, marked as cancelled with the reason; those removed by another edit are cancelled for 30 days, then leave.
 */
import { isWithin } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseSchedule, ScheduledMeeting } from '../domain/schedule.ts';
import { listAbsent } from './absent.ts';
import { pairChanged } from './pairs.ts';
import { stampSections, withoutStamp } from './section-last-modified.ts';
import type { UnstampedSection } from './sections.ts';

const DAY = 86_400_000;
/** Long enough for every calendar program to have fetched the cancellation. */
export const STAYS = 30 * DAY;
/** How far ahead people plan. */
const IN_MIND = 14 * DAY;

/** A meeting for the next publication. */
export type WantedMeeting = ScheduledMeeting & Pick<PublishedMeeting, 'taken'>;

interface TakingContext {
  readonly fresh: Pick<CourseSchedule, 'shutDays' | 'shutHours' | 'takenAway'>;
  readonly sections: readonly UnstampedSection[];
  /** The current id of each last published section, by its folded former id. */
  readonly presentIds: ReadonlyMap<string, string>;
  /** The current time (epoch ms), which differs from the publication's instant if the first one has a future date. */
  readonly now: number;
}

/** A published meeting that the rules no longer give, in the form that stays, under its section's current id. */
export function takeAway(meeting: PublishedMeeting, context: TakingContext): WantedMeeting {
  const { fresh, now } = context;
  const id = context.presentIds.get(foldId(meeting.facts.section)) ?? meeting.facts.section;
  const { taken, ...rest } = meeting;
  const stays: WantedMeeting = { ...rest, facts: { ...meeting.facts, section: id } };
  const marked: WantedMeeting = { ...stays, facts: { ...stays.facts, status: 'cancelled', number: null } };
  const section = context.sections.find((one) => one.id === id);
  if (section?.gone) {
    // Past meetings took place.
    if (meeting.facts.start < now && taken === undefined) return stays;
    return { ...marked, series: null, ...(taken === undefined ? {} : { taken }) };
  }
  if (meeting.facts.status === 'cancelled' && taken === undefined) return marked;
  if (taken !== undefined) return fresh.takenAway === 'marked' ? marked : { ...marked, taken };
  const reason = findReason(meeting, fresh);
  if (reason !== null) return { ...marked, facts: { ...marked.facts, reason } };
  const stayMarked = fresh.takenAway === 'marked' || isPastEnd(meeting, section?.ended) || isInMind(meeting, now);
  return stayMarked ? marked : { ...marked, taken: now };
}

/** The break, swapped day or closing that removed a meeting, if any. Only weekly meetings are affected by days. */
export function findReason(
  { series, originalDate, facts }: Pick<PublishedMeeting, 'series' | 'originalDate' | 'facts'>,
  { shutDays, shutHours }: TakingContext['fresh'],
): string | null {
  if (facts.deadline) return null;
  const isFor = (sections: readonly string[] | undefined): boolean => sections?.includes(facts.section) ?? true;
  const shut = shutHours.find(
    ({ begin, end, sections }) => begin <= facts.start && facts.start < end && isFor(sections),
  );
  const days =
    series === null
      ? undefined
      : shutDays.find((span) => isWithin(originalDate, span) && isFor(span.sections) && isInHours(facts, span.hours));
  return (days ?? shut)?.name ?? null;
}

function isInHours(
  { startTime }: PublishedMeeting['facts'],
  hours: CourseSchedule['shutDays'][number]['hours'],
): boolean {
  return !hours || ((hours.from ?? startTime) <= startTime && (hours.until === null || startTime < hours.until));
}

/** Whether its section has ended before it. */
function isPastEnd({ originalDate, facts }: PublishedMeeting, ended: UnstampedSection['ended'] | undefined): boolean {
  return ended ? originalDate > ended.on || facts.date > ended.on : false;
}

function isInMind({ facts }: PublishedMeeting, now: number): boolean {
  return facts.start >= now && facts.start - now <= IN_MIND;
}

type Leaving = Pick<PublishedMeeting, 'identity' | 'taken' | 'facts'>;

/** The identities of meetings that leave the feeds with this publication. A section's last event never leaves. */
export function listLeaving(meetings: readonly Leaving[], now: number): ReadonlySet<string> {
  const leaving = new Set<string>();
  if (meetings.every(({ taken }) => taken === undefined)) return leaving;
  for (const group of Map.groupBy(meetings, ({ facts }) => facts.section).values()) {
    const due = group.filter(({ taken }) => taken !== undefined && now - taken >= STAYS);
    const last = due.length === group.length ? due.reduce(laterOf) : null;
    for (const meeting of due) if (meeting !== last) leaving.add(meeting.identity);
  }
  return leaving;
}

function laterOf(a: Leaving, b: Leaving): Leaving {
  return a.facts.start > b.facts.start || (a.facts.start === b.facts.start && a.identity > b.identity) ? a : b;
}

/** When the next of these meetings leave (epoch ms); undefined: none will. */
export function findLeaving(meetings: readonly Leaving[]): number | undefined {
  const leaving = listLeaving(meetings, Number.POSITIVE_INFINITY);
  if (leaving.size === 0) return undefined;
  const instants = meetings.flatMap(({ identity, taken }) =>
    taken !== undefined && leaving.has(identity) ? [taken + STAYS] : [],
  );
  return Math.min(...instants);
}

/** `leavesAt` for a course with these meetings, to spread into it. */
export function stampLeaving(meetings: readonly Leaving[]): Pick<PublishedCourse, 'leavesAt'> {
  const leavesAt = findLeaving(meetings);
  return leavesAt === undefined ? {} : { leavesAt };
}

/** The publication caused by time alone: the course without the meetings due to leave; null: none are. @param instant epoch ms of the publication */
export function letLeave(last: PublishedCourse, instant: number, now: number): PublishedCourse | null {
  const leaving = listLeaving(last.meetings, now);
  if (leaving.size === 0) return null;
  const { leavesAt: _, ...rest } = last;
  const meetings = last.meetings.filter(({ identity }) => !leaving.has(identity));
  const kept = {
    course: last.course,
    meetings,
    changed: pairChanged(last.meetings, meetings),
    series: last.series,
    rules: last.series.map(({ rule }) => rule),
    presentIds: new Map<string, string>(),
  };
  const absent = listAbsent(last, kept, instant);
  const sections = stampSections(last, { ...kept, absent, sections: last.sections.map(withoutStamp) }, instant);
  return { ...rest, meetings, absent, sections, ...stampLeaving(meetings), lastModified: instant };
}
