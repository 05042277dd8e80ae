/** The new time of a moved meeting: `Thu 2018-10-11 4pm-5pm`, a date alone, a time alone. */
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import { readDate } from './date.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';
import { readTimeSpan } from './time-span.ts';

export interface Destination {
  readonly date: LocalDate | null;
  readonly start: LocalTime | null;
  readonly end: LocalTime | null;
}

export interface DatedTime {
  readonly date: LocalDate;
  readonly start: LocalTime;
  readonly end: LocalTime | null;
}

const DATE_FIRST = /^((?:[A-Za-z]+\.?,?\s+)?\d{4}-\d{1,2}-\d{1,2})(?:[\s,]+(?:at\s+)?(.+))?$/;

export function readDestination(text: string, hourCycle: HourCycle | null = null): Read<Destination> {
  const written = text.trim();
  const match = DATE_FIRST.exec(written);
  const date = match ? readDate(match[1] as string) : understood(null);
  if (!date.ok) return date;
  const timeText = match ? match[2] : written.replace(/^(?:at|to)\s/i, '');
  if (timeText === undefined) return understood({ date: date.value, start: null, end: null });
  const time = readTimeSpan(timeText, hourCycle);
  if (time.ok) return understood({ date: date.value, start: time.value.start, end: time.value.end });
  // Neither a date nor a time was found: show what both look like.
  if (match || /\d/.test(timeText)) return time;
  return mistaken('bad-time', say('mistake.noDateOrTime', { text: quote(text) }), say('remedy.dateOrTime'), written);
}

export function readDatedTime(text: string, hourCycle: HourCycle | null = null): Read<DatedTime> {
  const read = readDestination(text, hourCycle);
  if (!read.ok) return read;
  const { date, start, end } = read.value;
  if (date === null || start === null)
    return mistaken(
      'pattern-incomplete',
      say('mistake.needsBoth', { text: quote(text) }),
      say('remedy.needsBoth'),
      text.trim(),
    );
  return understood({ date, start, end });
}
