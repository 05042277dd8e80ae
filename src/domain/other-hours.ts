/** Which of a term's other hours (`hours:`) a class has. */
import { type LocalTime, minutesOf, timeOfMinutes } from './date.ts';
import type { OtherHours } from './model.ts';
import type { WeeklyPattern } from './pattern.ts';

type Times = Pick<WeeklyPattern, 'start' | 'end'>;

/** The time that replaces the pattern's: a replacement for its start and end comes before one for its start alone. */
export function findHours(
  all: readonly OtherHours[],
  { start, end }: Times,
): { readonly to: Times; readonly hours: OtherHours } | null {
  for (const hours of all) {
    const same = hours.replace.filter((one) => one.start === start);
    const found = same.find((one) => one.end === end && end !== null) ?? same.find((one) => one.end === null);
    if (found) return { to: found.to, hours };
  }
  return null;
}

/** A new start alone keeps the length. */
export function replaceTime({ start, end }: Times, to: Times): Times {
  if (to.end !== null || end === null) return to;
  const length: number = (minutesOf(end) - minutesOf(start) + 1440) % 1440 || 1440;
  const ends: LocalTime = timeOfMinutes(minutesOf(to.start) + length).time;
  return { start: to.start, end: ends };
}
