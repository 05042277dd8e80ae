/** First, second or last weekday of a month. */
import type { LocalDate } from './date.ts';
import { addDays } from './date.ts';

/** 1 to 5; -1: the last one. */
export type NthOfMonth = 1 | 2 | 3 | 4 | 5 | -1;

/** Whether the date is one of these among its month's dates of that weekday. */
export function isNthOfMonth(date: LocalDate, nths: readonly NthOfMonth[]): boolean {
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  const isLast = addDays(date, 7).slice(0, 7) !== date.slice(0, 7);
  return nths.some((one) => one === nth || (one === -1 && isLast));
}
