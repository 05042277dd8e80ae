/** Dates and spans of dates: `2018-09-12`, `Wed 2018-09-12`, `2018-09-12 to 2018-12-14`. */
import { type DateSpan, isLocalDate, type LocalDate, weekdayOf } from '../domain/date.ts';
import { WEEKDAY_NAMES } from './english-style.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { findWeekday } from './weekday.ts';

const WRITE_DATE = 'Write a date as 2018-09-12, with its weekday if you like: Wed 2018-09-12.';
const EARLIEST = '1970-01-01';
const LATEST = '2199-12-31';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The month (1 to 12) that a word's first three letters name. */
export function findMonth(word: string): number | null {
  const index = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

/** Reads a date; a weekday before it must match. */
export function readDate(text: string): Read<LocalDate> {
  const written = text.trim();
  const match = /^(?:([A-Za-z]+)\.?,?\s+)?(\d{4}-\d{2}-\d{2})$/.exec(written);
  if (!match) return mistaken('bad-date', `${quote(written)} is no date.`, suggestDate(written), written);
  const [, word, date] = match as unknown as [string, string | undefined, string];
  if (!isLocalDate(date)) return mistaken('no-such-date', `There is no ${date}.`, 'Check the day and the month.', date);
  if (date < EARLIEST || date > LATEST)
    return mistaken('no-such-date', `${date} is too far away.`, 'Check the year.', date);
  if (word === undefined) return understood(date);
  const named = findWeekday(word);
  if (!named) return mistaken('bad-weekday', `${quote(word)} is no weekday.`, WRITE_DATE, word);
  const real = weekdayOf(date);
  if (named !== real) {
    const message = `${date} is a ${WEEKDAY_NAMES[real]}, not a ${WEEKDAY_NAMES[named]}.`;
    return mistaken('weekday-disagrees', message, 'Mend the date or its weekday.', written);
  }
  return understood(date);
}

/** Reads `DATE to DATE`; a single date is a span of one day. */
export function readSpan(text: string): Read<DateSpan> {
  const parts = text.split(/\s(?:to|until|till|through|-)\s|–|—|\.\.\.?/);
  if (parts.length > 2)
    return mistaken(
      'bad-span',
      `${quote(text)} is no span of dates.`,
      'Write a span as 2018-09-12 to 2018-12-14.',
      text,
    );
  const from = readDate(parts[0] as string);
  if (!from.ok || parts[1] === undefined) return from.ok ? understood({ from: from.value, until: from.value }) : from;
  const until = readDate(parts[1]);
  if (!until.ok) return until;
  if (until.value < from.value) {
    return mistaken(
      'span-backwards',
      `${until.value} lies before ${from.value}.`,
      'Put the earlier date first, or mend the year.',
      text.trim(),
    );
  }
  return understood({ from: from.value, until: until.value });
}

/** The inverse of `readSpan`. */
export function writeSpan({ from, until }: DateSpan): string {
  return from === until ? from : `${from} to ${until}`;
}

/** Converts a date in another order, or with a month's name, to this notation; undefined if that is ambiguous. */
function suggestDate(text: string): string {
  const year = /\b(\d{4})\b/.exec(text)?.[1];
  const word = /[A-Za-z]{3,}/g;
  const month = [...text.matchAll(word)].map((match) => findMonth(match[0])).find((found) => found !== null);
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(text.replace(/\d{4}/, ''))?.[1];
  if (year && month !== undefined && day) return `Write ${year}-${pad(String(month))}-${pad(day)}.`;
  const short = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (short) return `Write ${short[1]}-${pad(short[2] as string)}-${pad(short[3] as string)}.`;
  return WRITE_DATE;
}

function pad(number: string): string {
  return number.padStart(2, '0');
}
