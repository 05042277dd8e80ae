/** Clock times, lengths and what keeps two bare numbers from being a time. */
import type { IToken, TokenType } from 'chevrotain';
import type { Meaning } from '../../words/vocabulary/vocabulary.ts';
import { C, T } from './lexer.ts';
import type { WrittenClock } from './phrase.ts';

/** Reads a clock's tokens: the number, and its half of the day if one is written; null if no clock shows it. */
export function clockOf(number: IToken, half: string | null): WrittenClock | null {
  const letter = half?.trim()[0]?.toLowerCase();
  const written = letter === 'a' ? 'am' : letter === 'p' ? 'pm' : null;
  const make = (hour: number, minute: number, bare: boolean, military: boolean): WrittenClock | null =>
    hour > 24 || minute > 59 || (hour === 24 && minute > 0) || (written !== null && (hour > 12 || hour === 0))
      ? null
      : { hour, minute, half: written, bare: bare && written === null, military: military && written === null };
  const digits = number.image.split(/\D+/).filter((part) => part !== '');
  if (number.tokenType === T.Number || number.tokenType === T.NumberOfHalf) {
    const text = number.image;
    if (text.length <= 2) return make(Number(text), 0, true, Number(text) > 12);
    if (text.length > 4) return null;
    const minute = Number(text.slice(-2));
    return minute % 5 !== 0
      ? null
      : make(Number(text.slice(0, -2)), minute, true, text.length === 4 && Number(text) < 1000);
  }
  const hour = Number(digits[0] ?? 99);
  // 13:00 pm is written now and then: the hour says it all.
  if (hour > 12 && written === 'pm')
    return { hour, minute: Number(digits[1] ?? 0), half: null, bare: false, military: true };
  if (hour === 0 && written === 'am')
    return { hour: 12, minute: Number(digits[1] ?? 0), half: 'am', bare: false, military: false };
  return make(hour, Number(digits[1] ?? 0), false, hour > 12 || hour === 0 || number.tokenType === T.ClockH);
}

export const NOON: WrittenClock = { hour: 12, minute: 0, half: 'pm', bare: false, military: false };
export const MIDNIGHT: WrittenClock = { hour: 12, minute: 0, half: 'am', bare: false, military: false };

/** 1990-1991, 2023-24: years of a calendar and no times. */
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
  // 14-250 is a room.
  if (a.bare && b.bare && first.image.length === 2 && a.hour > 12 && second.image.length > 2) return false;
  const gapped = a.bare && before.startOffset + before.image.length < first.startOffset;
  if (a.bare && NOT_BEFORE.has(before.tokenType))
    return [T.Period, T.Dash, T.Slash].includes(before.tokenType as typeof T.Dash) && gapped;
  if (a.bare && /^[#$%]$/.test(before.image)) return false;
  const apart =
    [T.Dash, T.Slash].includes(after.tokenType as typeof T.Dash) &&
    after.startOffset > second.startOffset + second.image.length;
  if ((NOT_AFTER.has(after.tokenType) && !apart) || /^[%]$/.test(after.image)) return false;
  if (a.bare && before.tokenType === T.Word && /^[A-Z]{2,5}$/.test(before.image) && !b.half) return false;
  const kind = before.payload as Meaning | undefined;
  if (a.bare && before.tokenType === C.KindName && kind?.kind !== 'office hours' && !kind?.weak && !b.half)
    return false;
  const hours = (clock: WrittenClock): boolean =>
    clock.hour >= 1 && (clock.hour <= 12 || clock.military || first.image.length >= 3);
  return hours(a) && hours(b) && first.image.length > 0 && !(a.bare && b.bare && first.image === second.image);
}

/** Minutes of "75 minutes", "1.5 hours", "two hours"; null for what no meeting lasts. */
export function lengthOf(number: IToken, unit: IToken | null, extra: IToken | null): number | null {
  const meaning = number.payload as Meaning | undefined;
  const amount = /^quarter$/i.test(number.image) ? 0.25 : (meaning?.value ?? Number.parseFloat(number.image));
  const minutes = unit?.tokenType === C.Minute ? amount : amount * 60;
  const total = Math.round(minutes + (extra ? Number(extra.image) : 0));
  return Number.isFinite(total) && total >= 5 && total <= 720 ? total : null;
}
