/**
 * Local dates and wall times as plain strings, and arithmetic on them without any zone.
 *
 * A LocalDate is 'YYYY-MM-DD', a LocalTime is 'HH:MM' from '00:00' to '23:59'. Both compare correctly as strings.
 */
export type LocalDate = string;
export type LocalTime = string;

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The weekend of a term that does not say otherwise. */
export const USUAL_WEEKEND: readonly Weekday[] = ['SA', 'SU'];

/** A span of local dates; both ends belong to it. */
export interface DateSpan {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

const DAY_MS = 86_400_000;

const ZERO = 48;

/** Called millions of times: slicing the text and parsing each part takes three times as long. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

/** Days since 1970-01-01 of a local date. */
export function dayNumber(date: LocalDate): number {
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2);
  const month = twoDigits(date, 5);
  const day = twoDigits(date, 8);
  if (year >= 100 && month >= 1 && month <= 12) return daysOf(year, month, day);
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** From 0000-03-01 to 1970-01-01. */
const DAYS_BEFORE = 719_468;

/** As Date.UTC, in half its time. Years are counted from March, so that a leap day is their last. */
function daysOf(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + day - 1 - DAYS_BEFORE;
}

/** Cached: a university's meetings use a few hundred dates, each thousands of times. */
const known = new Map<number, LocalDate>();
/** The size of the cache: forty years of dates. */
const MOST_KNOWN = 15_000;

/** The local date that lies `day` days after 1970-01-01. */
export function dateOfDay(day: number): LocalDate {
  const found = known.get(day);
  if (found !== undefined) return found;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(day, date);
  return date;
}

/** The date in UTC. @param instant epoch ms */
export function utcDateOf(instant: number): LocalDate {
  return dateOfDay(Math.floor(instant / DAY_MS));
}

/** '2018-10-02 03:59', in UTC. @param instant epoch ms */
export function utcMinuteOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether the text is a date that exists: '2018-02-30' does not. */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDay(dayNumber(text)) === text;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

export function weekdayOf(date: LocalDate): Weekday {
  return WEEKDAYS[(((dayNumber(date) + 3) % 7) + 7) % 7] as Weekday;
}

/** The date on which the week of `date` begins, for weeks that begin on `weekStarts`. */
export function weekStart(date: LocalDate, weekStarts: Weekday): LocalDate {
  const back = (WEEKDAYS.indexOf(weekdayOf(date)) - WEEKDAYS.indexOf(weekStarts) + 7) % 7;
  return addDays(date, -back);
}

export function isWithin(date: LocalDate, span: DateSpan): boolean {
  return span.from <= date && date <= span.until;
}

export function isSpanWithin(inner: DateSpan, outer: DateSpan): boolean {
  return outer.from <= inner.from && inner.until <= outer.until;
}

/** Every date of a span, in order. */
export function datesOf(span: DateSpan): LocalDate[] {
  const last = dayNumber(span.until);
  const dates: LocalDate[] = [];
  for (let day = dayNumber(span.from); day <= last; day += 1) dates.push(dateOfDay(day));
  return dates;
}

/** Minutes after midnight of a wall time. */
export function minutesOf(time: LocalTime): number {
  return twoDigits(time, 0) * 60 + twoDigits(time, 3);
}

/** A wall time and its number of days after the day counted from; `minutes` may be negative or exceed a day. */
export function timeOfMinutes(minutes: number): { readonly days: number; readonly time: LocalTime } {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  const time = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`;
  return { days, time };
}

export function sortWeekdays(weekdays: Iterable<Weekday>): Weekday[] {
  return [...new Set(weekdays)].sort((a, b) => WEEKDAYS.indexOf(a) - WEEKDAYS.indexOf(b));
}
