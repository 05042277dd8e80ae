/** When something is due, as tables and course sites write it: "10/15/2018 5:00 PM", "Oct 3 at 23:59", "Feb 1". */
import type { LocalDate, LocalTime } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { type DueTime, readDue } from '../../words/due.ts';
import { type LooseDate, readLooseSpan, resolveDate } from '../table/loose-date.ts';

const TIME = String.raw`\d{1,2}(?:[:.]\d\d){0,2}\s*(?:[ap]\.?m\.?|Uhr|h\d{0,2})?|noon|midnight`;
const DATE_AND_TIME = new RegExp(`^(.*?\\d.*?)(?:,?\\s+(?:at\\s+|by\\s+|um\\s+|à\\s+|a las\\s+)?|T)(${TIME})$`, 'i');

/**
 * Text: why it is not read.
 * @param fallback the time of what names a date only
 */
export function settleDue(text: string, term: Term, fallback: LocalTime | null): DueTime | string {
  // The rules have it begin the day; whoever writes that something is due at midnight may mean its end.
  if (/\bmidnight\b/i.test(text)) return `“${text}” may be the start or the end of that day: write 12:00am or 11:59pm`;
  const exact = readDue(text, term);
  if (exact.ok) return exact.value;
  const [, day, timeText] = findDate(text) ? [] : (DATE_AND_TIME.exec(text) ?? []);
  const found = findDate(day ?? text);
  if (!found) return exact.mistake.message;
  const date = settleDate(found, term);
  if (date === null) return `“${text}” may be two dates, or is no date of the term: write it as 2018-10-01`;
  if (timeText === undefined) return fallback ? { date, time: fallback } : `“${text}” has no time`;
  const read = readDue(`${date} ${timeText.replace(/\s*Uhr$/i, '')}`, term);
  return read.ok ? read.value : read.mistake.message;
}

/** The date that is all of a text, its weekday aside; null: there is none. */
export function findDate(text: string): LooseDate | null {
  // A time beside a date is left out by `readLooseSpan`, so that a text with one is no date alone.
  if (/\d:\d\d/.test(text)) return null;
  const span = readLooseSpan(text);
  return span === null || span === 'unreadable' || span.until !== span.from ? null : span.from;
}

/** Where month and day could change places, only one of the two dates may lie in the term. */
function settleDate(date: LooseDate, term: Term): LocalDate | null {
  const dates = term.periods.flatMap(({ from, until }) => [from, until]).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const years = date.year === null ? [...new Set([first, last].map((day) => Number(day.slice(0, 4))))] : [date.year];
  const orders = date.order === null ? (['month first', 'day first'] as const) : [date.order];
  const found = new Set(orders.flatMap((order) => years.flatMap((year) => resolveDate(date, order, year) ?? [])));
  if (found.size === 1) return [...found][0] as string;
  const inside = [...found].filter((day) => first <= day && day <= last);
  return inside.length === 1 ? (inside[0] as string) : null;
}
