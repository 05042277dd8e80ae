/** Dates and times as feeds and pages say them, in English, from local dates and wall times alone. */
import { type LocalDate, type LocalTime, minutesOf, WEEKDAYS, weekdayOf } from './date.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

function monthOf(date: LocalDate): string {
  return MONTHS[Number(date.slice(5, 7)) - 1] as string;
}

function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** '3 Oct' */
export function sayShortDate(date: LocalDate): string {
  return `${dayOf(date)} ${monthOf(date).slice(0, 3)}`;
}

/** 'Wednesday 10 October' */
export function sayDate(date: LocalDate): string {
  return `${WEEKDAY_NAMES[WEEKDAYS.indexOf(weekdayOf(date))]} ${dayOf(date)} ${monthOf(date)}`;
}

/** '12 October 2018' */
export function sayDateAndYear(date: LocalDate): string {
  return `${dayOf(date)} ${monthOf(date)} ${Number(date.slice(0, 4))}`;
}

/** '10 am', '10:50 am', 'noon', 'midnight' */
export function sayTime(time: LocalTime): string {
  const minutes = minutesOf(time);
  if (minutes === 0) return 'midnight';
  if (minutes === 720) return 'noon';
  const hour = Math.floor(minutes / 60);
  const past = minutes % 60 === 0 ? '' : `:${time.slice(3, 5)}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${past} ${hour < 12 ? 'am' : 'pm'}`;
}

/** 'A', 'A and B', 'A, B and C' */
export function sayList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
