/** A weekly rule as one recurring VEVENT with wall times, for downloaded files. */
import {
  addDays,
  datesOf,
  dayNumber,
  type LocalDate,
  sortWeekdays,
  type Weekday,
  weekdayOf,
  weekStart,
} from '../domain/date.ts';
import { isNthOfMonth } from '../domain/month-week.ts';
import type { PublishedMeeting, PublishedSeries } from '../domain/published.ts';
import type { ScheduledSeries } from '../domain/schedule.ts';
import { findOffsets, toInstant } from '../domain/zone.ts';
import { formatUtc, formatWallTime } from './date-time.ts';
import {
  chooseUrl,
  describeDate,
  describeSeries,
  type EventContext,
  printLocation,
  printSummary,
} from './event-text.ts';
import { writeSeries } from './ics-writer.ts';
import { markOf, stampOf, transparencyOf } from './meeting-event.ts';

/**
 * UNTIL is this long after the last start: a widely used reader converts it with the first date's UTC offset, and
 * would lose the last meeting of a series that begins in winter and ends in summer.
 */
const UNTIL_MARGIN = 3 * 3_600_000;

/**
 * The series' VEVENT: weekly, every few weeks or monthly from its first date to its last (UNTIL in UTC, RFC 5545 §3.3.10),
 * with an EXDATE for each date in between without a meeting.
 * @param meetings those inside the series; their topics and numbers are listed by date in the description
 */
export function printSeries(
  series: PublishedSeries,
  meetings: readonly PublishedMeeting[],
  context: EventContext,
): string {
  const { zone } = context.course;
  const { rule, dates } = series;
  const [first, last] = [dates[0] as LocalDate, dates.at(-1) as LocalDate];
  const { frequency, byDay, missing } = chooseRecurrence(dates, rule, context.course.weekStarts);
  const until = formatUtc(toInstant(findOffsets(zone, last, last), last, rule.startTime) + UNTIL_MARGIN);
  const shape = {
    summary: printSummary({ number: null, topic: null, status: 'confirmed' }, context),
    location: printLocation(rule),
    description: describeSeries(rule, listDates(meetings, context), context),
    status: 'CONFIRMED',
    transp: transparencyOf(context),
    url: chooseUrl(rule, context),
    alarmMinutes: context.alarmMinutes ?? null,
    ...markOf(context),
  } as const;
  const stamp = {
    uid: rule.uid,
    ...stampOf(series, context),
    start: formatWallTime(first, rule.startTime),
    end: rule.endTime === null ? null : formatWallTime(endDateOf(rule, first), rule.endTime),
  };
  return writeSeries(shape, stamp, {
    zone,
    rule: `${frequency};UNTIL=${until};${byDay}`,
    excluded: missing.map((date) => formatWallTime(date, rule.startTime)),
  });
}

/** An end at or before the start is on the next day. */
function endDateOf(rule: ScheduledSeries, date: LocalDate): LocalDate {
  return rule.endTime !== null && rule.endTime <= rule.startTime ? addDays(date, 1) : date;
}

interface Recurrence {
  readonly frequency: string;
  readonly byDay: string;
  /** Dates that become EXDATEs. */
  readonly missing: readonly LocalDate[];
}

/**
 * Every second week, every so many weeks of the rule, or the rule's days of the month, if that covers all dates with
 * fewer EXDATEs: some readers lose EXDATEs.
 */
function chooseRecurrence(
  dates: readonly LocalDate[],
  { interval = 2, ofMonth }: ScheduledSeries,
  weekStarts: Weekday,
): Recurrence {
  const weekdays = sortWeekdays(dates.map(weekdayOf));
  const first = dayNumber(weekStart(dates[0] as LocalDate, weekStarts));
  const isInWeek = (date: LocalDate): boolean => Math.floor((dayNumber(date) - first) / 7) % interval === 0;
  const isInMonth = (date: LocalDate): boolean => ofMonth !== undefined && isNthOfMonth(date, ofMonth);
  const missing = missingDates(dates);
  const missingOf = (isIn: (date: LocalDate) => boolean): LocalDate[] | null => {
    const left = missing.filter(isIn);
    return dates.every(isIn) && left.length < missing.length ? left : null;
  };
  const byDay = `BYDAY=${weekdays.join(',')}`;
  const monthly = missingOf(isInMonth);
  if (monthly && ofMonth) {
    const days = ofMonth.flatMap((nth) => weekdays.map((weekday) => `${nth}${weekday}`));
    return { frequency: 'FREQ=MONTHLY', byDay: `BYDAY=${days.join(',')}`, missing: monthly };
  }
  const spaced = missingOf(isInWeek);
  if (spaced)
    return {
      frequency: `FREQ=WEEKLY;INTERVAL=${interval}`,
      byDay: `${byDay};WKST=${weekStarts}`,
      missing: spaced,
    };
  return { frequency: 'FREQ=WEEKLY', byDay, missing };
}

/** The dates that the weekdays of `dates` give between the first and the last, and that are not in `dates`. */
function missingDates(dates: readonly LocalDate[]): LocalDate[] {
  const members = new Set(dates);
  const weekdays = new Set(dates.map(weekdayOf));
  const between = datesOf({ from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate });
  return between.filter((date) => weekdays.has(weekdayOf(date)) && !members.has(date));
}

function listDates(meetings: readonly PublishedMeeting[], context: EventContext): string[] {
  return meetings
    .toSorted((a, b) => a.facts.start - b.facts.start)
    .map(({ facts }) => describeDate(facts, context.section))
    .filter((line) => line !== null);
}
