/** Reads clock times and lengths, and decides when bare numbers are no time. */
import type { IToken, TokenType } from 'chevrotain';
import type { Meaning } from '../../words/vocabulary/vocabulary.ts';
import { C, T } from './lexer.ts';
import type { WrittenClock } from './phrase.ts';

/** Reads a clock time's tokens: the number, and its half of the day if written; null if invalid. */
export function clockOf(number: IToken, half: string | null): WrittenClock | null {
  const letter = half?.trim()[0]?.toLowerCase();
  const written = letter === 'a' ? 'am' : letter === 'p' ? 'pm' : null;
  if (number.tokenType === T.Number || number.tokenType === T.NumberOfHalf) return clockOfDigits(number.image, written);
  const [hour = 99, minute = 0] = number.image
    .split(/\D+/)
    .filter((part) => part !== '')
    .map(Number);
  // 13:00 pm occurs: the hour is unambiguous.
  if (hour > 12 && written === 'pm') return { hour, minute, half: null, bare: false, military: true };
  if (hour === 0 && written === 'am') return { hour: 12, minute, half: 'am', bare: false, military: false };
  const military = hour > 12 || hour === 0 || number.tokenType === T.ClockH;
  return shownBy({ hour, minute, half: written, bare: false, military });
}

/** 9, 930, 0930: an hour, or hours and minutes without a separator. */
function clockOfDigits(digits: string, half: WrittenClock['half']): WrittenClock | null {
  if (digits.length <= 2)
    return shownBy({ hour: Number(digits), minute: 0, half, bare: true, military: Number(digits) > 12 });
  const minute = Number(digits.slice(-2));
  if (digits.length > 4 || minute % 5 !== 0) return null;
  const military = digits.length === 4 && Number(digits) < 1000;
  return shownBy({ hour: Number(digits.slice(0, -2)), minute, half, bare: true, military });
}

/** Null if invalid: 25:00, 9:75, 13 pm. With a written half the time is unambiguous. */
function shownBy(clock: WrittenClock): WrittenClock | null {
  const { hour, minute, half } = clock;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  if (half === null) return clock;
  return hour > 12 || hour === 0 ? null : { ...clock, bare: false, military: false };
}

export const NOON: WrittenClock = { hour: 12, minute: 0, half: 'pm', bare: false, military: false };
export const MIDNIGHT: WrittenClock = { hour: 12, minute: 0, half: 'am', bare: false, military: false };

/** 1990-1991, 2023-24: years, not times. */
export function isYears(a: IToken, b: IToken): boolean {
  const year = (token: IToken): boolean => token.tokenType === T.Number && /^(19|20)\d\d$/.test(token.image);
  return (
    year(a) &&
    (b.image.length === 2 || (year(b) && Number(b.image) - Number(a.image) < 20 && Number(b.image) % 5 !== 0))
  );
}

const NOT_BEFORE = new Set<TokenType>([
  C.Numbered,
  C.Week,
  C.Month,
  C.Unit,
  C.Building,
  C.SectionName,
  T.Number,
  T.Decimal,
  T.Dash,
  T.Slash,
  T.Period,
  T.Ordinal,
  C.Quantity,
]);
const NOT_AFTER = new Set<TokenType>([C.Unit, C.Hour, C.Minute, C.Week, C.Month, T.Dash, T.Slash, C.Term, T.Ordinal]);

/** Whether bare numbers may be a time here: not after "Room", "weeks" or a course's letters, not before "points" or "hours". */
export function isPlausibleRange(
  a: WrittenClock,
  b: WrittenClock,
  tokens: { before: IToken; first: IToken; second: IToken; after: IToken },
): boolean {
  const { before, first, second, after } = tokens;
  if (!a.bare && !b.bare) return true;
  if (isYears(first, second)) return false;
  const marked = a.bare ? standsBehindMark(before, first) : null;
  if (marked !== null) return marked;
  if (isCounted(second, after) || (a.bare && b.half === null && isNameBefore(before))) return false;
  const hours = (clock: WrittenClock): boolean =>
    clock.hour >= 1 && (clock.hour <= 12 || clock.military || first.image.length >= 3);
  return hours(a) && hours(b) && !(a.bare && b.bare && isPairOfNumbers(a, b, first, second));
}

/** A day of office hours; longer ranges of bare numbers are none. */
const LONGEST_OF_NUMBERS = 9 * 60;

/** 14-250 and 2-105 are rooms, 9-9 is no time. */
function isPairOfNumbers(a: WrittenClock, b: WrittenClock, first: IToken, second: IToken): boolean {
  if (first.image === second.image || first.image === '') return true;
  const half = 12 * 60;
  const minutes = ((((b.hour - a.hour) * 60 + b.minute - a.minute) % half) + half) % half;
  if (second.image.length === 3 && minutes > LONGEST_OF_NUMBERS) return true;
  return first.image.length === 2 && a.hour > 12 && second.image.length > 2;
}

/** Whether the word or mark before a bare number allows a time: not "Room 9" or "#9", but ". 9"; null if undecided. */
function standsBehindMark(before: IToken, first: IToken): boolean | null {
  if (!NOT_BEFORE.has(before.tokenType)) return /^[#$%第]$/.test(before.image) ? false : null;
  const gapped = before.startOffset + before.image.length < first.startOffset;
  return gapped && MARKS.includes(before.tokenType);
}

const MARKS: readonly TokenType[] = [T.Period, T.Dash, T.Slash];

/** "9-12 points", "5-10%"; a dash after a space starts something else. */
function isCounted(second: IToken, after: IToken): boolean {
  if (/^[%]$/.test(after.image)) return true;
  const apart =
    (after.tokenType === T.Dash || after.tokenType === T.Slash) &&
    after.startOffset > second.startOffset + second.image.length;
  return NOT_AFTER.has(after.tokenType) && !apart;
}

/** "CS 9-12", "Lab 9-12": the numbers of a course or of a class. */
function isNameBefore(before: IToken): boolean {
  if (before.tokenType === T.Word) return /^[A-Z]{2,5}$/.test(before.image);
  const kind = before.payload as Meaning | undefined;
  return before.tokenType === C.KindName && kind?.kind !== 'office hours' && !kind?.weak;
}

/** Minutes of "75 minutes", "1.5 hours", "two hours", "1h30"; null if implausible for a meeting. */
export function lengthOf(number: IToken, unit: IToken | null, extra: IToken | null): number | null {
  const [, hours, rest] = /^(\d+)h(\d\d)$/i.exec(number.image) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(rest);
  const meaning = number.payload as Meaning | undefined;
  const amount = /^quarter$/i.test(number.image) ? 0.25 : (meaning?.value ?? Number.parseFloat(number.image));
  const minutes = unit?.tokenType === C.Minute ? amount : amount * 60;
  const total = Math.round(minutes + (extra ? Number(extra.image) : 0));
  return Number.isFinite(total) && total >= 5 && total <= 720 ? total : null;
}
