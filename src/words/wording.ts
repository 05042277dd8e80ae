/** Dates and times as feeds and pages say them, in English, from local dates and wall times alone. */
import { dayNumber, type LocalDate, type LocalTime, minutesOf, weekdayOf } from '../domain/date.ts';
import { toTwelveHours } from './clock.ts';
import { WEEKDAY_NAMES } from './weekday.ts';

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
  return `${WEEKDAY_NAMES[weekdayOf(date)]} ${dayOf(date)} ${monthOf(date)}`;
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
  if (time === '00:00') return 'midnight';
  if (time === '12:00') return 'noon';
  const { hour, half } = toTwelveHours(time);
  return `${hour}${time.endsWith(':00') ? '' : time.slice(2)} ${half}`;
}

/** Past midnight is plain; by noon the next day nobody would think of it. */
const NEXT_MORNING = '06:00';

/** '11 to 11:50 am', 'noon to 1 pm', '11 am' where no end is known, '1 pm to noon the next day (23 hours)'. */
export function sayTimes(start: LocalTime, end: LocalTime | null): string {
  const from = sayTime(start);
  if (end === null) return from;
  const until = sayTime(end);
  if (end <= start && end > NEXT_MORNING) {
    return `${from} to ${until} the next day (${sayLength(minutesOf(end) - minutesOf(start) + 1440)})`;
  }
  const half = / [ap]m$/.exec(until)?.[0];
  return `${half && from.endsWith(half) ? from.slice(0, -half.length) : from} to ${until}`;
}

/** '12 September to 14 December 2018', both years where they differ. */
export function sayDates(from: LocalDate, until: LocalDate): string {
  if (from === until) return sayDateAndYear(from);
  const first = sayDateAndYear(from);
  const shown = from.slice(0, 4) === until.slice(0, 4) ? first.replace(/ \d{4}$/, '') : first;
  return `${shown} to ${sayDateAndYear(until)}`;
}

/** 'A', 'A and B', 'A, B and C' */
export function sayList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** '12 meetings', '1 meeting' */
export function sayCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
