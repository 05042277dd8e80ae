/** Spans of time and of dates as pages say them, from local dates and wall times alone. */
import { type LocalDate, type LocalTime, minutesOf } from '../domain/date.ts';
import { sayDateAndYear, sayLength, sayTime } from '../domain/wording.ts';

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

/** '12 meetings', '1 meeting' */
export function sayCount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
