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
 * The series' VEVENT: weekly or every second week from its first date to its last (UNTIL in UTC, RFC 5545 §3.3.10),
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
  const weekdays = sortWeekdays(dates.map(weekdayOf)).join(',');
  const { weekStarts } = context.course;
  const { alternates, missing } = chooseInterval(dates, weekStarts);
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
    rule: `FREQ=WEEKLY;${alternates ? 'INTERVAL=2;' : ''}UNTIL=${until};BYDAY=${weekdays}${alternates ? `;WKST=${weekStarts}` : ''}`,
    excluded: missing.map((date) => formatWallTime(date, rule.startTime)),
  });
}

/** An end at or before the start is on the next day. */
function endDateOf(rule: ScheduledSeries, date: LocalDate): LocalDate {
  return rule.endTime !== null && rule.endTime <= rule.startTime ? addDays(date, 1) : date;
}

/** Every second week if that covers all dates with fewer EXDATEs: some readers lose EXDATEs. */
function chooseInterval(
  dates: readonly LocalDate[],
  weekStarts: Weekday,
): { readonly alternates: boolean; readonly missing: readonly LocalDate[] } {
  const first = dayNumber(weekStart(dates[0] as LocalDate, weekStarts));
  const weekOf = (date: LocalDate): number => Math.floor((dayNumber(date) - first) / 7);
  const missing = missingDates(dates);
  const alternating = dates.every((date) => weekOf(date) % 2 === 0);
  const missingThen = missing.filter((date) => weekOf(date) % 2 === 0);
  if (!alternating || missingThen.length === missing.length) return { alternates: false, missing };
  return { alternates: true, missing: missingThen };
}

/** The dates that the weekdays of `dates` give between the first and the last, and that are not in `dates`. */
function missingDates(dates: readonly LocalDate[]): LocalDate[] {
  const held = new Set(dates);
  const weekdays = new Set(dates.map(weekdayOf));
  const between = datesOf({ from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate });
  return between.filter((date) => weekdays.has(weekdayOf(date)) && !held.has(date));
}

function listDates(meetings: readonly PublishedMeeting[], context: EventContext): string[] {
  return meetings
    .toSorted((a, b) => a.facts.start - b.facts.start)
    .map(({ facts }) => describeDate(facts, context.section))
    .filter((line) => line !== null);
}
