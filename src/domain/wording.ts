/** Dates and times as feeds and pages say them, in English, from local dates and wall times alone. */
import { dayNumber, type LocalDate, type LocalTime, minutesOf, WEEKDAYS, weekdayOf } from './date.ts';

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

/** 'Wednesday 10 October 2018' */
export function sayDateWithYear(date: LocalDate): string {
  return `${sayDate(date)} ${date.slice(0, 4)}`;
}

/** 'Wednesday 12 September', with its year unless that is the year of the date beside it: today, or where a meeting was before. */
export function sayDay(date: LocalDate, beside: LocalDate): string {
  return date.slice(0, 4) === beside.slice(0, 4) ? sayDate(date) : sayDateWithYear(date);
}

/** 'today', 'tomorrow', 'in 5 days', 'in 3 weeks', 'in 4 months', 'in 2 years'; and 'yesterday', '5 days ago', … */
export function sayDistance(date: LocalDate, today: LocalDate): string {
  const days = dayNumber(date) - dayNumber(today);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const [number, unit] = measure(Math.abs(days));
  const length = `${number} ${unit}${number === 1 ? '' : 's'}`;
  return days > 0 ? `in ${length}` : `${length} ago`;
}

function measure(days: number): readonly [number, string] {
  if (days < 14) return [days, 'day'];
  if (days < 60) return [Math.round(days / 7), 'week'];
  if (days < 700) return [Math.round(days / 30.4), 'month'];
  return [Math.round(days / 365.25), 'year'];
}

/** '50 minutes', '1 hour', '23 hours', '1 hour 30 minutes' */
export function sayLength(minutes: number): string {
  const say = (count: number, unit: string): string[] =>
    count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  return [...say(Math.floor(minutes / 60), 'hour'), ...say(minutes % 60, 'minute')].join(' ');
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
