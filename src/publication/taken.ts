/**
 * Meetings that the rules gave once and give no more. What a break, a swapped day or a closing takes stays in the
 * feeds, marked, with its reason; what another edit takes away is cancelled for 30 days and then leaves.
 */
import { isWithin } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseSchedule, ScheduledMeeting } from '../domain/schedule.ts';
import type { SectionState } from './sections.ts';

const DAY = 86_400_000;
/** Time for every calendar program to have read that a meeting is cancelled. */
const STAYS = 30 * DAY;
/** So far ahead people have their meetings in mind. */
const IN_MIND = 14 * DAY;

/** A meeting as the next publication is to hold it. */
export type WantedMeeting = ScheduledMeeting & Pick<PublishedMeeting, 'taken'>;

interface TakingContext {
  readonly fresh: Pick<CourseSchedule, 'shutDays' | 'shutHours' | 'takenAway'>;
  readonly sections: readonly SectionState[];
  /** The present id of each last published section, by its folded former id. */
  readonly presentIds: ReadonlyMap<string, string>;
  /** Epoch ms. Not the publication's instant, which lies ahead where the course was first published with a date to come. */
  readonly now: number;
}

/** A published meeting that the rules no longer give, as it stays, under the present id of its section. */
export function takeAway(meeting: PublishedMeeting, context: TakingContext): WantedMeeting {
  const { fresh, now } = context;
  const id = context.presentIds.get(foldId(meeting.facts.section)) ?? meeting.facts.section;
  const { taken, ...rest } = meeting;
  const stays: WantedMeeting = { ...rest, facts: { ...meeting.facts, section: id } };
  const marked: WantedMeeting = { ...stays, facts: { ...stays.facts, status: 'cancelled', number: null } };
  const section = context.sections.find((one) => one.id === id);
  if (section?.gone) {
    // What is over took place.
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

/** What took a meeting away, if that is a break, a swapped day or a closing. Only weekly meetings give way to days. */
export function findReason(
  { series, originalDate, facts }: Pick<PublishedMeeting, 'series' | 'originalDate' | 'facts'>,
  { shutDays, shutHours }: TakingContext['fresh'],
): string | null {
  const hours = shutHours.find(({ begin, end }) => begin <= facts.start && facts.start < end);
  const days = series === null ? undefined : shutDays.find((span) => isWithin(originalDate, span));
  return (days ?? hours)?.name ?? null;
}

/** Whether its section has ended before it. */
function isPastEnd({ originalDate, facts }: PublishedMeeting, ended: SectionState['ended'] | undefined): boolean {
  return ended ? originalDate > ended.on || facts.date > ended.on : false;
}

function isInMind({ facts }: PublishedMeeting, now: number): boolean {
  return facts.start >= now && facts.start - now <= IN_MIND;
}

type Leaving = Pick<PublishedMeeting, 'identity' | 'taken' | 'facts'>;

/** The identities of meetings that leave with a publication now. A section's last event never leaves. */
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

/** When the next of these meetings leave; undefined: none will. */
export function findLeaving(meetings: readonly Leaving[]): number | undefined {
  const leaving = listLeaving(meetings, Number.POSITIVE_INFINITY);
  const instants = meetings.flatMap(({ identity, taken }) =>
    taken !== undefined && leaving.has(identity) ? [taken + STAYS] : [],
  );
  return instants.length === 0 ? undefined : Math.min(...instants);
}

/** `leavesAt` of a course with these meetings, to be spread into it. */
export function stampLeaving(meetings: readonly Leaving[]): Pick<PublishedCourse, 'leavesAt'> {
  const leavesAt = findLeaving(meetings);
  return leavesAt === undefined ? {} : { leavesAt };
}
