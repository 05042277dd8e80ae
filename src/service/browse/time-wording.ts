/** Spans of time and of dates as pages say them, from local dates and wall times alone. */
import { dayNumber, type LocalDate, type LocalTime } from '../../domain/date.ts';
import { sayDate, sayDateAndYear, sayTime } from '../../domain/wording.ts';

/** '11 to 11:50 am', '11 am to 12:20 pm', 'noon to 1 pm', '11 am' where no end is known. */
export function sayTimes(start: LocalTime, end: LocalTime | null): string {
  const from = sayTime(start);
  if (end === null) return from;
  const until = sayTime(end);
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

/** 'Wednesday 12 September', with its year unless that is the year of `today`. */
export function sayDay(date: LocalDate, today: LocalDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? sayDate(date) : `${sayDate(date)} ${date.slice(0, 4)}`;
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

/** '12 meetings', '1 meeting' */
export function sayCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
