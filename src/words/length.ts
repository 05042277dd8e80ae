/** Lengths of time: `50 minutes`, `1 hour`, `1h30`, `90 min`, `1 hour 30 minutes`. */
import { mistaken, quote, type Read, understood } from './mistake.ts';

const LENGTH = /^(?:(\d{1,2}(?:\.\d{1,2})?)\s*(?:h|hrs?|hours?))?\s*(?:and\s+)?(?:(\d{1,4})\s*(m|mins?|minutes?)?)?$/i;
const LONGEST = 1440;

/** Reads a length in whole minutes, from 1 minute to 24 hours. */
export function readLength(text: string): Read<number> {
  const match = LENGTH.exec(text.trim());
  const [, hours, minutes, unit] = match ?? [];
  const bare = hours === undefined && unit === undefined;
  const total = Math.round(Number(hours ?? 0) * 60) + Number(minutes ?? 0);
  if (!match || bare)
    return mistaken(
      'bad-length',
      `${quote(text)} is no length of time.`,
      'Write 50 minutes, 1 hour or 1h30.',
      text.trim(),
    );
  if (total < 1 || total > LONGEST)
    return mistaken(
      'bad-length',
      `${quote(text)} is not between a minute and a day.`,
      'Write 50 minutes, 1 hour or 1h30.',
      text.trim(),
    );
  return understood(total);
}
