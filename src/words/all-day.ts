/** Items of whole days: `2018-10-12, all day`, `2018-10-12 to 2018-10-14, all day`. */
import { dayNumber, type LocalDate } from '../domain/date.ts';
import { readSpan } from './date.ts';
import { mistaken, type Read, understood } from './mistake.ts';
import type { TimeSpan } from './time-span.ts';

/** From midnight to the next midnight; no other span begins when it ends. */
export const WHOLE_DAY: TimeSpan = { start: '00:00', end: '00:00' };

export interface WholeDays {
  readonly dates: readonly LocalDate[];
  /** The number of days of the item that begins on each of `dates`. */
  readonly days: readonly number[];
}

const WORDS = /(?:^|[\s,]+)(?:all|whole)[\s-]day$/i;
const MOST_DAYS = 31;
const HINT = 'Write dates: 2018-10-12, all day. For every Friday write its hours: Fri 9am-5pm.';

/** The text before `all day`; null: it is about something else. */
export function takeAllDay(text: string): string | null {
  const match = WORDS.exec(text.trim());
  return match ? text.trim().slice(0, match.index) : null;
}

/** Reads dates and spans, separated by commas; each is one item. */
export function readWholeDays(text: string): Read<WholeDays> {
  if (!/\d{4}-\d{2}-\d{2}/.test(text))
    return mistaken('pattern-incomplete', 'Only dates can be “all day”.', HINT, text.trim());
  const items = new Map<LocalDate, number>();
  for (const part of text.split(/\s*[,;]\s*(?=(?:[A-Za-z]+\.?,?\s+)?\d{4}-)/)) {
    const span = readSpan(part);
    if (!span.ok) return span;
    const days = dayNumber(span.value.until) - dayNumber(span.value.from) + 1;
    if (days > MOST_DAYS)
      return mistaken('too-large', `This lasts ${days} days.`, `An item has at most ${MOST_DAYS} days.`, part.trim());
    items.set(span.value.from, days);
  }
  const sorted = [...items].sort(([a], [b]) => (a < b ? -1 : 1));
  return understood({ dates: sorted.map(([date]) => date), days: sorted.map(([, days]) => days) });
}
