/**
 * A pattern's days and time in one text: `Mon Wed 10:00am-10:50am`, `Wed 8pm-10pm x2`, `Fri 14:00`,
 * `first Monday of the month 4pm-5pm`, `2018-10-24 7pm-9pm`, `2018-10-24, 2018-10-31 7pm-9pm`; `TBA` is handled elsewhere.
 */
import { datesOf, dayNumber, type LocalDate, type Weekday } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import type { NthOfMonth } from '../domain/month-week.ts';
import { readWholeDays, takeAllDay, WHOLE_DAY } from './all-day.ts';
import { readSpan } from './date.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { type MonthDays, readMonthDays } from './month-days.ts';
import { say } from './say.ts';
import { readTimeSpan, type TimeSpan } from './time-span.ts';
import { readWeekdays } from './weekday.ts';

export interface MeetingTime {
  readonly on:
    | { readonly weekdays: readonly Weekday[]; readonly ofMonth?: readonly NthOfMonth[] }
    | { readonly dates: readonly LocalDate[]; readonly days?: readonly number[] };
  /** Null: the text has days only. */
  readonly time: TimeSpan | null;
  /** Null: the text has no `x2`. */
  readonly copies: number | null;
}

const MOST_DATES = 400;

/** Finds the start of the time: a digit that is not part of a date, or a word for a time. */
const TIME_BEGINS = /(?:^|[\s,])(?=(?:\d(?!\d{3}-\d{2})|noon\b|midnight\b))/i;

export function readMeetingTime(text: string, hourCycle: HourCycle | null = null): Read<MeetingTime> {
  const [rest, copies] = takeCopies(text.trim());
  const whole = takeAllDay(rest);
  if (whole !== null) return readAllDay(whole, copies);
  const monthly = readMonthDays(rest);
  if (monthly) return monthly.ok ? readMonthly(monthly.value, copies, hourCycle) : monthly;
  const lastDate = [...rest.matchAll(/\d{4}-\d{2}-\d{2}/g)].at(-1);
  const after = lastDate ? lastDate.index + 10 : 0;
  const begins = TIME_BEGINS.exec(rest.slice(after));
  const split = begins ? after + begins.index : rest.length;
  const days = rest.slice(0, split).trim().replace(/[,:]$/, '');
  const timeText = rest.slice(split).replace(/^[\s,]+/, '');
  if (days === '')
    return mistaken(
      'pattern-incomplete',
      say('mistake.noDays', { text: quote(text) }),
      say('remedy.noDays'),
      text.trim(),
    );
  const time = timeText === '' ? understood(null) : readTimeSpan(timeText, hourCycle);
  const on = lastDate ? readDates(days) : readWeekdays(days);
  if (!on.ok) return on;
  if (!time.ok) return time;
  const value = lastDate ? { dates: on.value as readonly LocalDate[] } : { weekdays: on.value as readonly Weekday[] };
  return understood({ on: value, time: time.value, copies });
}

function readAllDay(text: string, copies: number | null): Read<MeetingTime> {
  const on = readWholeDays(text);
  return on.ok ? understood({ on: on.value, time: WHOLE_DAY, copies }) : on;
}

function readMonthly(
  { weekdays, ofMonth, rest }: MonthDays,
  copies: number | null,
  hourCycle: HourCycle | null,
): Read<MeetingTime> {
  const time = rest === '' ? understood(null) : readTimeSpan(rest, hourCycle);
  return time.ok ? understood({ on: { weekdays, ofMonth }, time: time.value, copies }) : time;
}

/** Reads dates and spans of dates, separated by commas; the result is sorted, without duplicates. */
export function readDates(text: string): Read<readonly LocalDate[]> {
  const dates = new Set<LocalDate>();
  for (const part of text.split(/\s*[,;]\s*(?=(?:[A-Za-z]+\.?,?\s+)?\d{4}-)/)) {
    const span = readSpan(part);
    if (!span.ok) return span;
    const length = dayNumber(span.value.until) - dayNumber(span.value.from);
    for (const date of length > MOST_DATES ? [] : datesOf(span.value)) dates.add(date);
    if (length > MOST_DATES || dates.size > MOST_DATES) {
      return mistaken(
        'too-large',
        `These are more than ${MOST_DATES} dates.`,
        'Write a weekly pattern with from and until.',
        text.trim(),
      );
    }
  }
  return understood([...dates].sort());
}

/** Splits `x2` off the end. */
function takeCopies(text: string): readonly [string, number | null] {
  const match = /\s[x×]\s?(\d{1,2})$/i.exec(text);
  const copies = Number(match?.[1]);
  return match && copies >= 1 ? [text.slice(0, match.index), copies] : [text, null];
}
