/** Formats dates, times, lengths and lists for feeds and pages, from local dates and wall times alone. */
import { dayNumber, type LocalDate, type LocalTime, minutesOf, type Weekday, weekdayOf } from '../domain/date.ts';
import type { Kind } from '../domain/kind.ts';
import { toTwelveHours } from './clock-time.ts';
import { ENGLISH, type Language } from './language.ts';
import { say } from './say.ts';

type MonthNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

function monthOf(date: LocalDate): MonthNumber {
  return Number(date.slice(5, 7)) as MonthNumber;
}

/** Day, month and year as texts, because numbers would get thousands separators. */
function piecesOf(date: LocalDate, language: Language) {
  return {
    day: String(Number(date.slice(8, 10))),
    month: say(`month.${monthOf(date)}`, {}, language),
    year: String(Number(date.slice(0, 4))),
  };
}

/** '3 Oct' */
export function sayShortDate(date: LocalDate, language: Language = ENGLISH): string {
  const { day } = piecesOf(date, language);
  return say('date.short', { day, month: say(`month.short.${monthOf(date)}`, {}, language) }, language);
}

/** 'Wednesday 10 October' */
export function sayDate(date: LocalDate, language: Language = ENGLISH): string {
  const weekday = say(`weekday.${weekdayOf(date)}`, {}, language);
  return say('date.weekday', { weekday, ...piecesOf(date, language) }, language);
}

/** 'Wednesday 10 October 2018' */
export function sayDateWithYear(date: LocalDate, language: Language = ENGLISH): string {
  const weekday = say(`weekday.${weekdayOf(date)}`, {}, language);
  return say('date.weekdayYear', { weekday, ...piecesOf(date, language) }, language);
}

/** 'Wednesday 12 September', with the year if it differs from the reference date's (today, or the date moved from). */
export function sayDay(date: LocalDate, beside: LocalDate, language: Language = ENGLISH): string {
  return date.slice(0, 4) === beside.slice(0, 4) ? sayDate(date, language) : sayDateWithYear(date, language);
}

/** '12 October 2018' */
export function sayDateAndYear(date: LocalDate, language: Language = ENGLISH): string {
  return say('date.year', piecesOf(date, language), language);
}

/** '12 September to 14 December 2018', both years where they differ. */
export function sayDates(from: LocalDate, until: LocalDate, language: Language = ENGLISH): string {
  const last = sayDateAndYear(until, language);
  if (from === until) return last;
  const sameYear = from.slice(0, 4) === until.slice(0, 4);
  const first = sameYear ? say('date.dayAndMonth', piecesOf(from, language), language) : sayDateAndYear(from, language);
  return say('date.span', { from: first, until: last }, language);
}

/** 'Mon' */
export function sayShortWeekday(day: Weekday, language: Language = ENGLISH): string {
  return say(`weekday.short.${day}`, {}, language);
}

/** 'Mondays': a weekly day. */
export function sayWeekly(day: Weekday, language: Language = ENGLISH): string {
  return say(`weekly.${day}`, {}, language);
}

/** 'today', 'tomorrow', 'in 5 days', 'in 3 weeks', 'in 4 months', 'in 2 years'; and 'yesterday', '5 days ago', … */
export function sayDistance(date: LocalDate, today: LocalDate, language: Language = ENGLISH): string {
  const days = dayNumber(date) - dayNumber(today);
  if (days === 0) return say('distance.today', {}, language);
  if (days === 1) return say('distance.tomorrow', {}, language);
  if (days === -1) return say('distance.yesterday', {}, language);
  const [key, count] = measure(Math.abs(days));
  return say(days > 0 ? 'distance.in' : 'distance.ago', { length: say(key, { count }, language) }, language);
}

function measure(days: number) {
  if (days < 14) return ['length.days', days] as const;
  if (days < 60) return ['length.weeks', Math.round(days / 7)] as const;
  if (days < 700) return ['length.months', Math.round(days / 30.4)] as const;
  return ['length.years', Math.round(days / 365.25)] as const;
}

/** '50 minutes', '1 hour', '23 hours', '1 hour 30 minutes' */
export function sayLength(minutes: number, language: Language = ENGLISH): string {
  const hours = say('length.hours', { count: Math.floor(minutes / 60) }, language);
  const rest = say('length.minutes', { count: minutes % 60 }, language);
  if (minutes < 60) return rest;
  return minutes % 60 === 0 ? hours : say('length.both', { hours, minutes: rest }, language);
}

/** '10 am', '10:50 am', 'noon', 'midnight' */
export function sayTime(time: LocalTime, language: Language = ENGLISH): string {
  if (time === '00:00') return say('time.midnight', {}, language);
  if (time === '12:00') return say('time.noon', {}, language);
  return say(`time.${toTwelveHours(time).half}`, { clock: faceOf(time) }, language);
}

/** '10', '10:50' */
function faceOf(time: LocalTime): string {
  return `${toTwelveHours(time).hour}${time.endsWith(':00') ? '' : time.slice(2)}`;
}

/** An end after this time on the next day gets "the next day"; shortly after midnight it is obvious. */
const NEXT_MORNING = '06:00';

/** '11 to 11:50 am', 'noon to 1 pm', '11 am' where no end is known, '1 pm to noon the next day (23 hours)'. */
export function sayTimes(start: LocalTime, end: LocalTime | null, language: Language = ENGLISH): string {
  if (end === null) return sayTime(start, language);
  const until = sayTime(end, language);
  if (end <= start && end > NEXT_MORNING) {
    const length = sayLength(minutesOf(end) - minutesOf(start) + 1440, language);
    return say('time.spanNextDay', { from: sayTime(start, language), until, length }, language);
  }
  const from = sharesHalf(start, end) ? faceOf(start) : sayTime(start, language);
  return say('time.span', { from, until }, language);
}

/** If both are am or both pm, and neither is written as a word, 'am' or 'pm' appears once, at the end. */
function sharesHalf(start: LocalTime, end: LocalTime): boolean {
  const worded = [start, end].some((time) => time === '00:00' || time === '12:00');
  return !worded && toTwelveHours(start).half === toTwelveHours(end).half;
}

/** 'A', 'A and B', 'A, B and C' */
export function sayList(words: readonly string[], language: Language = ENGLISH): string {
  if (words.length < 2) return words[0] ?? '';
  const first = words.slice(0, -1).reduce((before, next) => say('list.comma', { first: before, next }, language));
  return say('list.and', { first, last: words.at(-1) as string }, language);
}

/** 'Precept' */
export function sayKind(kind: Kind, language: Language = ENGLISH): string {
  return say(`kind.${kind}`, {}, language);
}

/** 'precepts' */
export function sayKinds(kind: Kind, language: Language = ENGLISH): string {
  return say(`kinds.${kind}`, {}, language);
}
