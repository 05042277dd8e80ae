/** Times of day in the notation of their column: 11:00 am - 12:15 pm, 0930-1045, 14:15–16:00, 9:30A, noon. */
import { type LocalTime, timeOfMinutes } from '../../domain/date.ts';
import type { HourCycle } from '../../domain/model.ts';
import { saysUnknown } from './cell.ts';

/** A time as written: minutes after midnight in 12-hour notation, and how its half of the day is known. */
interface Face {
  readonly minutes: number;
  /** `full`: no half is needed (14:15, noon); null: it may be either. */
  readonly half: 'am' | 'pm' | 'full' | null;
}

/**
 * The style of a column's times: am and pm marked, 24 hours, or 12 hours without am and pm. `from 7`: 24 hours by the term's
 * clock, though the column has what would be classes at night: those before 7 are in the afternoon.
 */
export type TimeStyle = 'marked' | '24' | 'from 7' | 'bare';

export type TimesRead =
  | {
      readonly type: 'times';
      readonly start: LocalTime;
      readonly end: LocalTime | null;
      readonly doubt: string | null;
      /** Assumptions about missing am and pm where another reading is unlikely. */
      readonly note: string | null;
    }
  | { readonly type: 'none'; readonly note: string | null }
  | { readonly type: 'unreadable'; readonly reason: string };

const ONE =
  /^(?:\d{4}-\d{2}-\d{2}[T ]|\d{1,2}\/\d{1,2}\/\d{2,4} )?(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?(?:\.0+)?Z?\s*([ap])?\.?\s?(?:m\b\.?)?$/i;
const DIGITS = /^(\d{1,2})(\d{2})\s*(?:h(?:rs)?\b)?([ap])?\.?\s?(?:m\b\.?)?$/i;
const FRACTION = /^0?\.\d{2,}$/;
const DAY = 1440;

function readFace(text: string): Face | null {
  const plain = text
    .trim()
    .replace(/\s*(?:uhr|o.?clock)\.?$/i, '')
    .replace(/^(\d{1,2}) ?h$/i, '$1:00');
  if (plain.length > 30) return null;
  if (/^(?:12 ?)?noon$/i.test(plain) || /^12:?(?:00)? ?n$/i.test(plain)) return { minutes: 720, half: 'full' };
  if (/^(?:12 ?)?mid(?:night)?$/i.test(plain)) return { minutes: 0, half: 'full' };
  // Spreadsheets store a time as a fraction of a day: 0.3958333 is 9:30.
  if (FRACTION.test(plain)) return { minutes: Math.round(Number(plain) * DAY) % DAY, half: 'full' };
  const match = DIGITS.exec(plain) ?? ONE.exec(plain);
  if (!match) return null;
  const [, h = '', m = '00', mark] = match;
  const hour = Number(h);
  const minute = Number(m);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  if (mark) return markedFace(hour, minute, mark);
  return { minutes: (hour % 24) * 60 + minute, half: hour > 12 || hour === 0 ? 'full' : null };
}

/** A time with am or pm; 13:00 pm is taken at its hour. */
function markedFace(hour: number, minute: number, mark: string): Face | null {
  const half = /a/i.test(mark) ? 'am' : 'pm';
  if (hour >= 1 && hour <= 12) return { minutes: (hour % 12) * 60 + minute, half };
  return hour > 12 && hour < 24 && half === 'pm' ? { minutes: hour * 60 + minute, half: 'full' } : null;
}

function splitRange(text: string): readonly string[] {
  const parts = text
    .split(/\s*(?:[–—~]|\bto\b|\bthru\b|\buntil\b|\btill\b|\bbis\b|\bhasta\b|-|(?<=[\dmp])\/)\s*/i)
    .filter((part) => part !== '');
  if (parts.length === 1) {
    const spaced = /^(\d{1,2}:?\d{2}\s?(?:[ap]\.?m?\.?)?)\s+(\d{1,2}:?\d{2}\s?(?:[ap]\.?m?\.?)?)$/i.exec(text);
    if (spaced) return [spaced[1] ?? '', spaced[2] ?? ''];
  }
  return parts;
}

/** Learns the style from all time cells of a table. */
export function learnTimeStyle(cells: Iterable<string>): TimeStyle {
  let marked = 0;
  let late = 0;
  let bare = 0;
  for (const cell of cells) {
    const faces = withoutDates(cell).flatMap((part) => readFace(part) ?? []);
    const [start, end] = faces;
    if (faces.some((face) => face.half === 'am' || face.half === 'pm')) marked += 1;
    else if (faces.some((face) => face.half === 'full' && face.minutes >= 780)) late += 1;
    // Classes at 1:00, or from 11:30 to 1:00, imply 12-hour notation.
    else if (start?.half === null && (start.minutes < EARLY || (end?.half === null && end.minutes < start.minutes)))
      bare += 1;
  }
  if (marked > 0) return 'marked';
  // One night class among hundreds in 24-hour notation does not make the others ambiguous; nor does one typing error.
  return bare > 0 && late < bare * 20 ? 'bare' : '24';
}

/** The style of a column whose term says its hour cycle. */
export function settleTimeStyle(learned: TimeStyle, hourCycle: HourCycle | null): TimeStyle {
  if (hourCycle !== 24) return learned;
  return learned === 'bare' ? 'from 7' : '24';
}

/** Classes rarely begin before this hour. */
const EARLY = 360;

function withoutDates(cell: string): readonly string[] {
  return cell.length > 60 ? [] : splitRange(cell);
}

/** Reads one cell (`9:30-10:45`), or a start and an end. */
export function readTimes(texts: readonly [string] | readonly [string, string], style: TimeStyle): TimesRead {
  const written = texts.filter((text) => text !== '').join(' - ');
  // "c.t.": a quarter of an hour after the hour, as German universities begin.
  if (ACADEMIC.test(written))
    return delay(written, readTimes(texts.map((text) => text.replace(ACADEMIC, '').trim()) as [string], style));
  const known = texts.filter((text) => !saysUnknown(text));
  if (known.length === 0) return { type: 'none', note: null };
  if (texts.length === 2 && saysUnknown(texts[0])) return unreadable(written, 'has an end but no start');
  const parts = known.length === 1 ? splitKnown(known[0] ?? '') : known;
  const faces = parts.map(readFace);
  const [first, second] = faces;
  if (parts.length > 2 || !first || (parts.length === 2 && !second))
    return unreadable(written, 'is no time that is known here');
  return settle(written, first, second ?? null, style);
}

const ACADEMIC = /\s*\b[cs]\. ?t\.(?!\w)/i;

function delay(written: string, read: TimesRead): TimesRead {
  if (read.type !== 'times' || !/c\. ?t\./i.test(written) || !read.start.endsWith(':00')) return read;
  const start = `${read.start.slice(0, 3)}15`;
  return { ...read, start, doubt: `“${written}” read as beginning at ${start} (c.t.); it may be ${read.start}` };
}

function splitKnown(text: string): readonly string[] {
  return readFace(text) ? [text] : splitRange(text).filter((part) => !saysUnknown(part));
}

function unreadable(text: string, what: string): TimesRead {
  return { type: 'unreadable', reason: `“${text.slice(0, 40)}” ${what}` };
}

function halvesOf(face: Face, style: TimeStyle): readonly number[] {
  if (face.half === 'full') return [face.minutes];
  const hour = face.minutes % 720;
  if (face.half) return [face.half === 'am' ? hour : hour + 720];
  const isWritten = style === '24' || (style === 'from 7' && face.minutes >= FIRST_CLASS);
  return isWritten ? [face.minutes] : [hour, hour + 720];
}

function settle(written: string, first: Face, second: Face | null, style: TimeStyle): TimesRead {
  const starts = halvesOf(first, style);
  const ends = second ? halvesOf(second, style) : [null];
  const spans = spansOf(starts, ends);
  // The other end resolves a missing half of the day: the shorter span is meant.
  const open = starts.length > 1 && !(second !== null && ends.length === 1);
  const start = open ? likelyStart(startsBeforeMidnight(spans, starts)) : shortest(spans)?.start;
  const span = shortest(spans.filter((one) => one.start === start));
  if (!span) return unreadable(written, 'is no time that is known here');
  const wrong = second ? findWrong(span.start, span.length) : null;
  if (wrong === 'placeholder') return { type: 'none', note: `“${written}” is taken as no time` };
  if (wrong) return unreadable(written, wrong);
  const night = style === '24' && first.half === null && span.start < EARLY;
  return {
    type: 'times',
    start: timeOfMinutes(span.start).time,
    end: span.end === null ? null : timeOfMinutes(span.end).time,
    ...(open || night ? guessed(written, span.start, night) : { doubt: null, note: null }),
  };
}

/** What to say of a half of the day that is not written: a doubt where a class may begin in the other one as well. */
function guessed(written: string, start: number, night: boolean): { doubt: string | null; note: string | null } {
  const other = (start + 720) % DAY;
  return night || (other >= FIRST_CLASS && other <= LAST_CLASS)
    ? { doubt: `${written} read as ${half(start)}; it may be ${half(other)}`, note: null }
    : { doubt: null, note: `times without am or pm, read as ${half(start)}` };
}

interface FaceSpan {
  readonly start: number;
  readonly end: number | null;
  readonly length: number;
}

/** "8-8PM": a class cannot end when it begins, so only one half of the day is left. */
function spansOf(starts: readonly number[], ends: readonly (number | null)[]): readonly FaceSpan[] {
  const all = starts.flatMap((start) =>
    ends.map((end) => ({ start, end, length: end === null ? 0 : (end - start + DAY) % DAY })),
  );
  const lasting = all.filter(({ end, length }) => end === null || length > 0);
  return lasting.length > 0 ? lasting : all;
}

function shortest(spans: readonly FaceSpan[]): FaceSpan | undefined {
  return spans.toSorted((a, b) => a.length - b.length)[0];
}

/** Between these a class may begin; of a bare 9:30 nobody thinks of half past nine at night. */
const FIRST_CLASS = 420;
const LAST_CLASS = 1230;

function half(minutes: number): string {
  const time = minutes % DAY;
  return time < EARLY ? 'night' : time < 720 ? 'morning' : time < 1020 ? 'afternoon' : 'evening';
}

/** A class that can end before midnight does: 7:00-12:20 is in the morning. */
function startsBeforeMidnight(spans: readonly FaceSpan[], starts: readonly number[]): readonly number[] {
  const within = starts.filter((start) => {
    const span = shortest(spans.filter((one) => one.start === start));
    return span !== undefined && start >= EARLY && start + span.length <= DAY;
  });
  return within.length > 0 ? within : starts;
}

/** The usual meaning of an hour without am or pm: 8 to 11 in the morning, 12 to 7 after noon. */
function likelyStart(starts: readonly number[]): number {
  return starts.find((start) => start >= 480 && start < 1200) ?? (starts[0] as number);
}

const LONGEST = 14 * 60;
const LONGEST_PAST_MIDNIGHT = 8 * 60;

function findWrong(start: number, length: number): string | null {
  if (length === 0 || length === 1 || length === DAY - 1) {
    return start === 0 || start === 1 ? 'placeholder' : 'starts and ends at one time';
  }
  const past = start + length > DAY;
  if (length > (past ? LONGEST_PAST_MIDNIGHT : LONGEST)) return `would last ${Math.round(length / 60)} hours`;
  return null;
}
