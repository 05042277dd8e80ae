/**
 * Cells that hold days and time together, once or several times: `MWF 10:00am-10:50am`, `MoWe 10:00AM - 11:15AM`,
 * `Mon/Wed | 9:30 AM - 10:45 AM | Main Hall 101`, `09/05/2022-12/16/2022 Lecture Tuesday 09:00AM - 10:15AM, Main Hall, Room 101`.
 */
import { readTimes, type TimeStyle } from './column-times.ts';
import { findKind } from './kinds.ts';
import { type LooseSpan, readLooseSpan } from './loose-date.ts';
import { type DayNotation, type DaysRead, readDays } from './weekdays.ts';

export interface MeetingText {
  readonly days: string;
  readonly time: string;
  readonly where: string | null;
  readonly dates: LooseSpan | null;
  /** "Alternate weeks", as a bracket behind the days says it. */
  readonly weeks: string | null;
}

const CLOCK = String.raw`(?:\d{1,2}(?:[:.]\d{2}){1,2}|\d{3,4}|\d{1,2})\s?(?:[ap]\.?\s?m\b\.?|[ap]\b)?|noon|midnight`;
const RANGE = new RegExp(`(?<![\\d/:.-])(?:${CLOCK})\\s*(?:-|–|—|\\bto\\b)\\s*(?:${CLOCK})(?![\\d/:])`, 'i');
/** Separators of meetings: semicolons, line breaks, and a comma before days and a time. */
const PIECES = new RegExp(`\\s*(?:;|\\n)\\s*|,\\s*(?=[A-Za-z]{1,9}\\.? ?(?:${CLOCK})\\s*(?:-|–|—|to\\b))|\\s{3,}`, 'i');
const DATE = String.raw`(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, ?\d{4})?)`;
const DATES = new RegExp(`${DATE}(?:\\s*(?:-|–|—|\\bto\\b)\\s*${DATE})?`, 'i');

const WEEKS = /\(([^()]{0,40}\bweeks?\b[^()]{0,40})\)/i;

/** The meetings a cell names; null when it has no days and times in it. */
export function splitMeetings(cell: string): readonly MeetingText[] | null {
  const found: MeetingText[] = [];
  let carried = '';
  for (const piece of cell.split(PIECES)) {
    const text = (carried === '' ? piece : `${carried} ${piece}`).trim();
    if (text === '') continue;
    const several = splitRanges(text).map(splitMeeting);
    const read = several.filter((one) => one !== null);
    // If there are several times, each of them must be readable.
    if (several.length > 1 && read.length < several.length) return null;
    found.push(...read);
    // "Mon; Wed 10:00-10:50": days are combined with the next time.
    carried = read.length > 0 ? '' : text;
    if (carried.length > 200) return null;
  }
  return carried === '' && found.length > 0 ? found : null;
}

/** "MON 10:00-11:00 WED 10:00-11:00": a piece for each time, with what stands before it. */
function splitRanges(text: string): readonly string[] {
  if (text.length > 400) return [text];
  const bare = text.replace(DATES, (dates) => ' '.repeat(dates.length));
  const times = [...bare.matchAll(new RegExp(RANGE.source, 'gi'))];
  if (times.length < 2) return [text];
  const ends = times.map((time) => time.index + time[0].length);
  return ends.map((end, at) => text.slice(at === 0 ? 0 : ends[at - 1], at === ends.length - 1 ? text.length : end));
}

function splitMeeting(text: string): MeetingText | null {
  if (text.length > 400) return null;
  const dated = DATES.exec(text);
  const span = dated ? readLooseSpan(dated[0]) : null;
  const dates = span === 'unreadable' ? null : span;
  const rest = dates && dated ? `${text.slice(0, dated.index)} ${text.slice(dated.index + dated[0].length)}` : text;
  const bracket = WEEKS.exec(rest);
  const weeks = bracket?.[1] ?? null;
  const plain = bracket ? rest.replace(bracket[0], ' ') : rest;
  const time = RANGE.exec(plain);
  if (!time) return null;
  const before = tidy(plain.slice(0, time.index));
  const after = tidy(plain.slice(time.index + time[0].length));
  const days = withoutKind(before);
  if (days !== '') return { days, time: time[0], where: after === '' ? null : after, dates, weeks };
  // The days follow the time: "10:00am-10:50am MWF".
  const [first = '', ...others] = after.split(/\s*[|,]\s*/);
  return first === '' ? null : { days: first, time: time[0], where: others.join(', ') || null, dates, weeks };
}

function tidy(text: string): string {
  return text.replace(/^[\s|,:@()-]+/, '').replace(/[\s|,:@(-]+$/, '');
}

/** "Lecture Monday, Wednesday" → "Monday, Wednesday". */
function withoutKind(text: string): string {
  const first = /^(\p{L}{3,})[\s:,|-]+(?=\S)/u.exec(text);
  if (!first || findKind(first[1] ?? '') === null) return text;
  return text.slice(first[0].length);
}

/** Cells of days alone out of meeting cells, for learning their notation. */
export function daysOfMeetings(cell: string): readonly string[] {
  return (splitMeetings(cell) ?? []).map(({ days }) => days);
}

export interface MeetingRead {
  readonly days: DaysRead;
  readonly time: ReturnType<typeof readTimes>;
}

export function readMeeting(text: MeetingText, notation: DayNotation, style: TimeStyle): MeetingRead {
  return { days: readDays(text.days, notation), time: readTimes([text.time], style) };
}
