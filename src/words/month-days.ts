/** Days of each month: `first Monday of the month`, `1st and 3rd Wed of each month`, `last Friday of the month`. */
import type { Weekday } from '../domain/date.ts';
import type { NthOfMonth } from '../domain/month-week.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { findWeekday, readWeekdays } from './weekday.ts';

export interface MonthDays {
  readonly weekdays: readonly Weekday[];
  readonly ofMonth: readonly NthOfMonth[];
  /** The text after them. */
  readonly rest: string;
}

const VALUES: Readonly<Record<string, NthOfMonth>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  '5th': 5,
};

const ORDINAL = `(?:${Object.keys(VALUES).join('|')})`;
const ORDINALS = new RegExp(ORDINAL, 'gi');
const LIST = `${ORDINAL}(?:(?:\\s*[,/&+]\\s*|\\s+and\\s+)+(?:the\\s+)?${ORDINAL})*`;
const MONTHLY = new RegExp(
  `^(?:(?:every|each|the)\\s+)?(${LIST})\\s+(.+?)\\s+(?:of|in)\\s+(?:the|each|every)\\s+month\\b[,:]?\\s*`,
  'i',
);
const BARE = new RegExp(`^(?:(?:every|each|the)\\s+)?${ORDINAL}\\s+([A-Za-z]+)`, 'i');

/** Null: the text is about other days. */
export function readMonthDays(text: string): Read<MonthDays> | null {
  const match = MONTHLY.exec(text);
  if (!match) return refuseBare(text);
  const [all, nths, days] = match as unknown as [string, string, string];
  if (days.search(ORDINALS) >= 0) {
    const message = `${quote(`${nths} ${days}`)} are several days of the month.`;
    return mistaken('bad-weekday', message, 'Write a pattern for each: first Monday of the month 4pm-5pm.', days);
  }
  const weekdays = readWeekdays(days);
  if (!weekdays.ok) return weekdays;
  const found = (nths.match(ORDINALS) ?? []).map((word) => VALUES[word.toLowerCase()] as NthOfMonth);
  const ofMonth = [...new Set(found)].sort((a, b) => orderOf(a) - orderOf(b));
  return understood({ weekdays: weekdays.value, ofMonth, rest: text.slice(all.length) });
}

function orderOf(nth: NthOfMonth): number {
  return nth === -1 ? 6 : nth;
}

/** `first Monday 4pm-5pm`: of the month, or of the term? */
function refuseBare(text: string): Read<never> | null {
  const match = BARE.exec(text);
  if (!match || findWeekday(match[1] as string) === null) return null;
  const [said] = match;
  return mistaken(
    'bad-weekday',
    `${quote(said)} of what?`,
    `Write ${said} of the month, or the date itself: 2018-10-01 4pm-5pm.`,
    said,
  );
}
