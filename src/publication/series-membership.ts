/**
 * Decides whether a downloaded file shows a meeting within its weekly series or as a separate event (feed rule 1):
 * both forms of a feed must expand to the same meetings in every calendar program.
 */
import { addDays, type LocalDate, minutesOf, weekdayOf } from '../domain/date.ts';
import type { PublishedMeeting, Standing } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts, ScheduledSeries } from '../domain/schedule.ts';
import { findOffsets, isPlainAt, type ZoneOffsets } from '../domain/zone.ts';
import { sameJson } from './same.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** The zone's offsets for a course, for checking its meetings' wall times. */
export function offsetsOf(course: CourseFacts): ZoneOffsets {
  return findOffsets(course.zone, course.span.from, course.span.until);
}

/** Whether downloaded files show the meeting, possibly marked as cancelled. */
export function isShown({ facts, taken }: Pick<PublishedMeeting, 'facts' | 'taken'>, course: CourseFacts): boolean {
  return facts.status === 'confirmed' || (taken === undefined && course.cancelled !== 'removed');
}

interface StandingInput {
  /** Whether its series gives it. */
  readonly fits: boolean;
  readonly shown: boolean;
  /** Undefined: never published before. */
  readonly was: Standing | undefined;
  readonly wasShown: boolean;
}

/** If a meeting is no longer a separate event, that event stays as cancelled. */
export function standingOf({ fits, shown, was, wasShown }: StandingInput): Standing {
  if (fits) return was === undefined || was === 'inside' || was === 'gone' ? 'inside' : 'returned';
  if (shown) return 'apart';
  if (was === undefined || was === 'inside') return 'gone';
  // In documents of earlier releases, meetings left out of downloads are `apart`.
  if (!wasShown) return was;
  return was === 'gone' ? 'gone' : 'ended';
}

/** Whether the series' rule alone gives this meeting in every calendar program, ignoring topics and numbers. */
export function fitsSeries(
  facts: MeetingFacts,
  originalDate: LocalDate,
  rule: ScheduledSeries | undefined,
  offsets: ZoneOffsets,
): boolean {
  return (
    rule !== undefined &&
    facts.status === 'confirmed' &&
    facts.movedFrom === null &&
    facts.date === originalDate &&
    rule.weekdays.includes(weekdayOf(originalDate)) &&
    facts.startTime === rule.startTime &&
    facts.endTime === rule.endTime &&
    facts.whereToBeAnnounced === rule.whereToBeAnnounced &&
    facts.copies === rule.copies &&
    sameJson(facts.where, rule.where) &&
    sameJson(facts.staff, rule.staff) &&
    sameJson(facts.notes, rule.notes) &&
    runsPlainly(facts, offsets)
  );
}

/**
 * Whether wall times and instants agree in every calendar program: no clock change skips or repeats either end or
 * lies between the two (RFC 5545 §3.8.5.3 gives all instances the same exact duration).
 */
function runsPlainly(facts: MeetingFacts, offsets: ZoneOffsets): boolean {
  if (!isPlainAt(offsets, facts.date, facts.startTime, facts.start)) return false;
  if (facts.end === null || facts.endTime === null) return facts.end === null && facts.endTime === null;
  const length = minutesOf(facts.endTime) - minutesOf(facts.startTime);
  const nextDay = length <= 0;
  const endDate = nextDay ? addDays(facts.date, 1) : facts.date;
  if (facts.end - facts.start !== (length + (nextDay ? DAY_MINUTES : 0)) * MINUTE) return false;
  return isPlainAt(offsets, endDate, facts.endTime, facts.end);
}
