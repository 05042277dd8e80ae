/** Formats instants for the desk, in the course's zone if there is one, otherwise in UTC. */

import { utcDateOf } from '../../domain/date.ts';
import { localTimeIn } from '../../domain/zone.ts';
import { sayDateAndYear, sayTime } from '../../words/wording.ts';

/** '12 October 2018, 11:05 am' */
export function sayInstant(instant: number, zone = 'UTC'): string {
  const { date, time } = localTimeIn(zone, instant);
  return `${sayDateAndYear(date)}, ${sayTime(time)}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** '12 October 2018' */
export function sayDayOf(instant: number): string {
  return sayDateAndYear(utcDateOf(instant));
}
