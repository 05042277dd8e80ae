/** `every: second week`, `every: 3rd week`, `every: second calendar week`. */
import { NTHS, type Rhythm } from '../domain/rhythm.ts';

const NUMERALS = ['2nd', '3rd', '4th', '5th', '6th'];

/** For editors as well: JSON Schema has no flags, so capitals are not possible. */
export const RHYTHM_PATTERN = new RegExp(
  `^week$|^(?:every )?(${[...NTHS, ...NUMERALS].join('|')}) (calendar )?weeks?$`,
);

/** The usual words, for hints and completion. */
export const RHYTHM_WORDS = ['week', ...NTHS.slice(0, 3).flatMap((nth) => [`${nth} week`, `${nth} calendar week`])];

/** Null: other words. */
export function findRhythm(text: string): Rhythm | null {
  const match = RHYTHM_PATTERN.exec(text.trim());
  if (!match) return null;
  const [, word, calendar] = match;
  if (word === undefined) return 'week';
  const nth = NTHS[NUMERALS.indexOf(word)] ?? (word as (typeof NTHS)[number]);
  return calendar ? `${nth}-calendar-week` : `${nth}-teaching-week`;
}
