/**
 * Three ways from weekly patterns to dated meetings. Each gives, for every meeting, when it starts and when it ends.
 *
 * `expandSchedule` is Belltower's own: the term's calendar laid out anew (its days, weeks and breaks), each pattern's
 * dates, and both wall times of each date as instants. The zone's offset changes are found once in a process, as a
 * server does, and not counted.
 * `expandRrule` is rrule alone, as it is meant to be used: floating dates in UTC clothes, a break's dates dropped by
 * looking them up, the end a fixed length after the start. Its times are wall times, not instants.
 * `expandLuxon` is the same and luxon's answer to what instant each wall time is.
 */
import { DateTime } from 'luxon';
import rrule from 'rrule';
import { dayNumber } from '../../../src/domain/date.ts';
import { instantsOf } from '../../../src/schedule/slot.ts';
import { openTermCalendar } from '../../../src/schedule/term-calendar.ts';
import { listWeeklyDays } from '../../../src/schedule/weekly-dates.ts';
import { CLASSES, type MeasuredPattern, TERM } from './patterns.ts';

const { RRule } = rrule;
const DAY = 86_400_000;

/** Epoch ms, or for floating times what they would be in UTC. */
export interface Times {
  readonly start: number;
  readonly end: number | null;
}

export function expandSchedule(patterns: readonly MeasuredPattern[]): Times[] {
  const calendar = openTermCalendar(TERM);
  const found: Times[] = [];
  for (const pattern of patterns) {
    const { start, end } = pattern;
    for (const { date } of listWeeklyDays(pattern, calendar)) found.push(instantsOf({ date, start, end }, calendar));
  }
  return found;
}

const CLOSED: ReadonlySet<number> = new Set(
  TERM.breaks.flatMap(({ from, until }) => {
    const first = dayNumber(from);
    return Array.from({ length: dayNumber(until) - first + 1 }, (_, index) => first + index);
  }),
);

export function expandRrule(patterns: readonly MeasuredPattern[]): Times[] {
  const found: Times[] = [];
  for (const pattern of patterns) {
    const length = pattern.minutes * 60_000;
    for (const date of listFloating(pattern)) {
      const start = date.getTime();
      if (!CLOSED.has(Math.floor(start / DAY))) found.push({ start, end: start + length });
    }
  }
  return found;
}

export function expandLuxon(patterns: readonly MeasuredPattern[]): Times[] {
  const found: Times[] = [];
  for (const pattern of patterns) {
    for (const date of listFloating(pattern)) {
      if (CLOSED.has(Math.floor(date.getTime() / DAY))) continue;
      const start = DateTime.fromObject(
        {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
        },
        { zone: TERM.zone },
      );
      found.push({ start: start.toMillis(), end: start.plus({ minutes: pattern.minutes }).toMillis() });
    }
  }
  return found;
}

function listFloating(pattern: MeasuredPattern): Date[] {
  const { weekdays, start, from, until } = pattern;
  return new RRule({
    freq: RRule.WEEKLY,
    byweekday: weekdays.map((weekday) => RRule[weekday]),
    dtstart: new Date(`${from ?? CLASSES.from}T${start}:00Z`),
    until: new Date(`${until ?? CLASSES.until}T${start}:00Z`),
  }).all();
}
