/**
 * From one clock time to another: `10:00am-10:50am`, `10-10:50am`, `11am-1`, `10pm-1am`, `14:00` (no end given), and with
 * the academic quarter, `10-12 c.t.`, which is 10:15 to 12:00.
 */
import { type LocalTime, timeOfMinutes } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import { type ClockTime, DAY, NOON, readClockTime, readingsOf, writeClockTime } from './clock-time.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';

export interface TimeSpan {
  readonly start: LocalTime;
  /** At or before `start`: on the next day. Null: no end given. */
  readonly end: LocalTime | null;
}

const DASH = /\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill\b)\s*/i;

/** Reads a single time, which has no second time to disambiguate it. */
export function readTime(text: string, hourCycle: HourCycle | null = null): Read<LocalTime> {
  const read = readClockTime(text, hourCycle);
  if (!read.ok) return read;
  if (read.value.settled !== 'open') return understood(timeOf(read.value.minutes));
  const [morning, afternoon] = readingsOf(read.value);
  return openTime(read.value.written, writeMinutes(morning), writeMinutes(afternoon));
}

/** Behind the start or the end: cum tempore (a quarter past the hour) or sine tempore (sharp). */
const ACADEMIC = /\s*(?<![a-z])([cs])\.?\s?t\.?(?![a-z])/i;

/** Reads a start and an optional end. */
export function readTimeSpan(text: string, hourCycle: HourCycle | null = null): Read<TimeSpan> {
  const academic = ACADEMIC.exec(text);
  if (!academic) return readPlainSpan(text, hourCycle);
  // Only places with a 24-hour clock write these.
  const read = readPlainSpan(text.replace(ACADEMIC, ''), 24);
  if (!read.ok || academic[1]?.toLowerCase() === 's') return read;
  if (!read.value.start.endsWith(':00')) {
    return mistaken('bad-time', say('mistake.quarter', { text: quote(text) }), say('remedy.quarter'), text.trim());
  }
  return understood({ ...read.value, start: `${read.value.start.slice(0, 2)}:15` });
}

/** The inverse of `readTimeSpan`: '10:00am-10:50am', or the start alone. */
export function writeTimeSpan({ start, end }: TimeSpan, hourCycle: HourCycle | null = null): string {
  const begin = writeClockTime(start, hourCycle);
  return end === null ? begin : `${begin}-${writeClockTime(end, hourCycle)}`;
}

function readPlainSpan(text: string, hourCycle: HourCycle | null): Read<TimeSpan> {
  const parts = text.split(DASH);
  if (parts.length > 2)
    return mistaken(
      'bad-time',
      say('mistake.noTime', { text: quote(text) }),
      say('remedy.writeStartAndEnd'),
      text.trim(),
    );
  if (parts[1] === undefined) {
    const start = readTime(text, hourCycle);
    return start.ok ? understood({ start: start.value, end: null }) : start;
  }
  const start = readClockTime(parts[0] as string, hourCycle);
  if (!start.ok) return start;
  const end = readClockTime(parts[1], hourCycle);
  if (!end.ok) return end;
  // `8-10pm` is in the evening by any clock.
  const isMarked = start.value.settled === 'half' || end.value.settled === 'half';
  if (hourCycle === 24 && isMarked) return readPlainSpan(text, null);
  return settle(text.trim(), start.value, end.value);
}

/** Minutes from one time of day to the next occurrence of another: 0 to 1439. */
function lengthOf(start: number, end: number): number {
  return (((end - start) % DAY) + DAY) % DAY;
}

function settle(text: string, start: ClockTime, end: ClockTime): Read<TimeSpan> {
  if (start.settled === 'open' && end.settled === 'open') return openSpan(text, start, end);
  const starts = start.settled === 'open' ? candidates(start, end) : [start.minutes];
  const ends = end.settled === 'open' ? candidates(end, start) : [end.minutes];
  const spans = starts.flatMap((from) => ends.map((until) => [from, until] as const));
  const settled = start.settled !== 'open' && end.settled !== 'open';
  const span = settled ? spans[0] : spans.find(([from, until]) => isShort(from, until));
  if (!span) {
    const isStart = start.settled === 'open';
    const wordsOf = (one: number): string => (isStart ? spanWords(one, end.minutes) : spanWords(start.minutes, one));
    const [morning, afternoon] = readingsOf(isStart ? start : end);
    return openTime(text, wordsOf(morning), wordsOf(afternoon));
  }
  const [from, until] = span;
  if (from === until) {
    return mistaken('no-length', say('mistake.noLength', { text: quote(text) }), say('remedy.noLength'), text);
  }
  return understood({ start: timeOf(from), end: timeOf(until) });
}

/** Next to 24-hour notation an ambiguous time is 24-hour notation too; next to am or pm it may be either. */
function candidates(open: ClockTime, other: ClockTime): readonly number[] {
  return other.settled === '24-hour' ? [open.minutes] : readingsOf(open);
}

/** Under twelve hours: at most one of the two values of an ambiguous time is. */
function isShort(from: number, until: number): boolean {
  const length = lengthOf(from, until);
  return length > 0 && length < NOON;
}

function openSpan(text: string, start: ClockTime, end: ClockTime): Read<never> {
  const wordsFrom = (from: number): string => {
    // Of two values twelve hours apart, exactly one always is.
    const until = readingsOf(end).find((minutes) => lengthOf(from, minutes) > 0 && lengthOf(from, minutes) <= NOON);
    return spanWords(from, until as number);
  };
  const [morning, afternoon] = readingsOf(start);
  return openTime(text, wordsFrom(morning), wordsFrom(afternoon));
}

function openTime(text: string, one: string, other: string): Read<never> {
  const message = say('mistake.openTime', { text: quote(text), one, other });
  return mistaken('ambiguous-time', message, say('remedy.openTime', { one, other }), text);
}

function spanWords(from: number, until: number): string {
  return writeTimeSpan({ start: timeOf(from), end: timeOf(until) });
}

function writeMinutes(minutes: number): string {
  return writeClockTime(timeOf(minutes));
}

function timeOf(minutes: number): LocalTime {
  return timeOfMinutes(minutes).time;
}
