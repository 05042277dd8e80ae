/**
 * Dates as registrars write them. `08/09/2022` is 9 August or 8 September: both are kept until the table's other
 * rows or the term settle it, and a date without a year takes the term's.
 */
import { type DateSpan, dateOfDay, isLocalDate, type LocalDate } from '../../domain/date.ts';
import { findMonth } from '../../words/date.ts';

/** Month before day, day before month; null: the notation leaves no doubt. */
export type DateOrder = 'month first' | 'day first';

export interface LooseDate {
  readonly year: number | null;
  /** The number that stands first, and the second, of `08/09/2022`; month and day where `order` says so. */
  readonly first: number;
  readonly second: number;
  readonly order: DateOrder | null;
}

/** From one date to another; the same twice where the table names one. */
export interface LooseSpan {
  readonly text: string;
  readonly from: LooseDate | null;
  readonly until: LooseDate | null;
}

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';

const SHAPES: readonly { readonly pattern: RegExp; readonly read: (m: readonly string[]) => LooseDate | null }[] = [
  { pattern: /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/y, read: ([, y, m, d]) => settled(y, m, d) },
  { pattern: /(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)/y, read: ([, y, m, d]) => settled(y, m, d) },
  { pattern: /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?!\d)/y, read: ([, d, m, y]) => settled(y, m, d) },
  {
    pattern: /(?<!\d)(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d)/y,
    read: ([, a, , b, y]) => open(y, Number(a), Number(b)),
  },
  {
    pattern: new RegExp(
      `\\b(${MONTH})[ -]*(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:(?:,|-)? *(\\d{4}|'?\\d{2})(?![\\d:]))?`,
      'iy',
    ),
    read: ([, m, d, y]) => settled(y, monthOf(m), d),
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ -]*(${MONTH})(?:(?:,| |-)*(\\d{4}|'?\\d{2})(?![\\d:]))?`,
      'iy',
    ),
    read: ([, d, m, y]) => settled(y, monthOf(m), d),
  },
];

/** Days that a spreadsheet counts from 30 December 1899: 44795 is 2022-08-22. */
const SERIAL = /^(3[6-9]|[45]\d)\d{3}(?:\.0+)?$/;

function monthOf(word: string | undefined): string {
  return String(findMonth(word ?? '') ?? 0);
}

function yearOf(text: string | undefined): number | null {
  const digits = text?.replace("'", '');
  if (!digits) return null;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function settled(year: string | undefined, month: string | undefined, day: string | undefined): LooseDate | null {
  const loose: LooseDate = { year: yearOf(year), first: Number(month), second: Number(day), order: 'month first' };
  return resolveDate(loose, 'month first', 2024) ? loose : null;
}

function open(year: string | undefined, first: number, second: number): LooseDate | null {
  if (first < 1 || second < 1 || first > 31 || second > 31 || (first > 12 && second > 12)) return null;
  const order = first > 12 ? 'day first' : second > 12 ? 'month first' : null;
  return { year: yearOf(year), first, second, order };
}

/** The local date under an order (for those that need one) and a year (for those that have none); null: there is no such date. */
export function resolveDate(date: LooseDate, order: DateOrder, year: number): LocalDate | null {
  const [month, day] = (date.order ?? order) === 'month first' ? [date.first, date.second] : [date.second, date.first];
  const text = `${String(date.year ?? year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

/** A cell's dates: none (null), one, or a first and a last. `unreadable` when there is other text among them. */
export function readLooseSpan(text: string): LooseSpan | 'unreadable' | null {
  const scanned = scanDates(text);
  if (!scanned) return 'unreadable';
  const { found } = scanned;
  const noise = scanned.rest
    .replaceAll(
      /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:to|through|thru|until|from)\b/gi,
      '',
    )
    .replaceAll(/\bT?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z| ?[ap]m)?\b/gi, '')
    .replaceAll(/[\s\-–—/,;.:()TZ&]+/g, '');
  if (found.length === 0) return noise === '' ? null : 'unreadable';
  if (found.length > 2 || noise !== '') return 'unreadable';
  const [from, until] = found as [LooseDate, LooseDate?];
  // "Aug 22 - Dec 6, 2022": the year stands once, at the end.
  const first = from.year === null && until?.year ? { ...from, year: startYear(from, until) } : from;
  return { text, from: first, until: until ?? first };
}

/** The dates in a text and what stands beside them; null if one of them is no date of any year. */
function scanDates(text: string): { readonly found: readonly LooseDate[]; readonly rest: string } | null {
  const serials = text.split(/\s*(?:-|–|—|to)\s*/);
  if (serials.length <= 2 && serials.every((part) => SERIAL.test(part)))
    return { found: serials.map((part) => ofSerial(Number.parseInt(part, 10))), rest: '' };
  const found: LooseDate[] = [];
  let rest = '';
  for (let at = 0; at < text.length; ) {
    const hit = matchDate(text, at);
    if (hit && !hit.date) return null;
    if (hit?.date) found.push(hit.date);
    else rest += text[at];
    at = hit?.end ?? at + 1;
  }
  return { found, rest };
}

function startYear(from: LooseDate, until: LooseDate): number | null {
  if (until.year === null) return null;
  return from.order && until.order && from.first > until.first ? until.year - 1 : until.year;
}

function ofSerial(serial: number): LooseDate {
  const date = dateOfDay(serial - 25_569);
  return settled(date.slice(0, 4), date.slice(5, 7), date.slice(8)) as LooseDate;
}

function matchDate(text: string, at: number): { readonly date: LooseDate | null; readonly end: number } | null {
  for (const { pattern, read } of SHAPES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { date: read(match), end: at + match[0].length };
  }
  return null;
}

/** A span of existing dates in order, or null. Open ends take the limits given. */
export function resolveSpan(span: LooseSpan, order: DateOrder, limits: DateSpan): DateSpan | null {
  const year = Number(limits.from.slice(0, 4));
  const from = span.from ? resolveDate(span.from, order, year) : limits.from;
  if (!from) return null;
  let until = span.until ? resolveDate(span.until, order, year) : limits.until;
  if (until && until < from && span.until?.year === null)
    until = resolveDate(span.until, order, Number(from.slice(0, 4)) + 1);
  return until && from <= until ? { from, until } : null;
}
