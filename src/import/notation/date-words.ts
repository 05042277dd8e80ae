/** Dates in words, read only to measure the length of a range. */
import { LANGUAGES } from '../../words/vocabulary/languages.ts';

const MONTHS = new Map<string, number>();
for (const { weeks } of LANGUAGES)
  for (const [i, name] of weeks.months.split(' ').entries()) if (i < 12 && !MONTHS.has(name)) MONTHS.set(name, i);
for (const [i, name] of 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').entries()) MONTHS.set(name, i);

/** Eleven weeks: shorter ranges are a part of a term. */
const TERM_DAYS = 77;

/** Whether a range of dates is as long as a term; false if the dates are unreadable. */
export function lastsATerm(text: string): boolean {
  const days = [
    ...text.matchAll(
      /(\d{1,4})[-/.](\d{1,2})(?:[-/.](\d{1,4}))?|(\p{L}{3,})\.?\s?(\d{1,2})|(\d{1,2})\D{0,5}?\s?(\p{L}{3,})/giu,
    ),
  ]
    .map(dayOfYear)
    .filter((day) => day !== null);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 2) return false;
  return (last - first + 365) % 365 >= TERM_DAYS;
}

/** Approximate: 30.5 days per month. */
function dayOfYear(match: RegExpMatchArray): number | null {
  const [, a, b, c, before, day, dayFirst, month] = match;
  const at = (index: number, of: number): number => Math.round(index * 30.4 + of);
  if (a?.length === 4) return at(Number(b) - 1, Number(c ?? 1));
  if (a && b) return match[0].includes('/') ? at(Number(a) - 1, Number(b)) : at(Number(b) - 1, Number(a));
  const name = (before ?? month ?? '').toLowerCase();
  const index = MONTHS.get(name) ?? MONTHS.get(name.slice(0, 3));
  return index === undefined ? null : at(index, Number(day ?? dayFirst ?? 1));
}
