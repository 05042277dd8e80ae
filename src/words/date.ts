/** Dates and spans of dates: `2018-09-12`, `Wed 2018-09-12`, `2018-09-12 to 2018-12-14`. */
import { type DateSpan, isLocalDate, type LocalDate, weekdayOf } from '../domain/date.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';
import { findWeekday } from './weekday.ts';
import { sayWeekday } from './wording.ts';

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
  if (!match)
    return mistaken('bad-date', say('mistake.noDate', { text: quote(written) }), suggestDate(written), written);
  const [, word, date] = match as unknown as [string, string | undefined, string];
  if (!isLocalDate(date))
    return mistaken('no-such-date', say('mistake.noSuchDate', { date }), say('remedy.checkDayAndMonth'), date);
  if (date < EARLIEST || date > LATEST)
    return mistaken('no-such-date', say('mistake.dateTooFar', { date }), say('remedy.checkYear'), date);
  if (word === undefined) return understood(date);
  const named = findWeekday(word);
  if (!named)
    return mistaken('bad-weekday', say('mistake.noWeekday', { text: quote(word) }), say('remedy.writeDate'), word);
  const real = weekdayOf(date);
  if (named !== real) {
    const message = say('mistake.otherWeekday', { date, real: sayWeekday(real), named: sayWeekday(named) });
    return mistaken('weekday-disagrees', message, say('remedy.otherWeekday'), written);
  }
  return understood(date);
}

/** Reads `DATE to DATE`; a single date is a span of one day. */
export function readSpan(text: string): Read<DateSpan> {
  const parts = text.split(/\s(?:to|until|till|through|-)\s|–|—|\.\.\.?/);
  if (parts.length > 2)
    return mistaken('bad-span', say('mistake.noSpan', { text: quote(text) }), say('remedy.writeSpan'), text);
  const from = readDate(parts[0] as string);
  if (!from.ok || parts[1] === undefined) return from.ok ? understood({ from: from.value, until: from.value }) : from;
  const until = readDate(parts[1]);
  if (!until.ok) return until;
  if (until.value < from.value) {
    return mistaken(
      'span-backwards',
      say('mistake.backwards', { until: until.value, from: from.value }),
      say('remedy.dateOrder'),
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
  if (year && month !== undefined && day)
    return say('remedy.write', { text: `${year}-${pad(String(month))}-${pad(day)}` });
  const short = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (short) return say('remedy.write', { text: `${short[1]}-${pad(short[2] as string)}-${pad(short[3] as string)}` });
  return say('remedy.writeDate');
}

function pad(number: string): string {
  return number.padStart(2, '0');
}
