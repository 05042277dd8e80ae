/** Days written together (Mon/Wed, M–F, Tuesday through Thursday) → a set of days in the week's order. */
import { WEEKDAYS, type Weekday } from '../../domain/date.ts';
import type { DayForm } from './phrase.ts';

/** One day or code, and the text between it and the previous one. */
export interface DayItem {
  readonly days: readonly Weekday[];
  readonly form: DayForm;
  readonly weekly: boolean;
  readonly joint: 'none' | 'list' | 'dash' | 'range';
}

export interface JoinedDays {
  readonly days: readonly Weekday[];
  readonly form: DayForm;
  readonly weekly: boolean;
  /** The other reading of an ambiguous dash between two days: all days of the range. */
  readonly dashed: readonly Weekday[] | null;
}

function from(first: Weekday, last: Weekday): readonly Weekday[] {
  const a = WEEKDAYS.indexOf(first);
  const b = WEEKDAYS.indexOf(last);
  return a <= b ? WEEKDAYS.slice(a, b + 1) : [...WEEKDAYS.slice(a), ...WEEKDAYS.slice(0, b + 1)];
}

/** The range from one item to the next, if a dash or "through" joins two single days; otherwise none. */
function stretch(previous: DayItem | undefined, { joint, days }: DayItem): readonly Weekday[] {
  const [first, ...more] = previous?.days ?? [];
  const [last, ...others] = days;
  if (joint !== 'range' && joint !== 'dash') return [];
  return first && last && more.length === 0 && others.length === 0 ? from(first, last) : [];
}

/**
 * Joins days. "Through" is always a range; a dash between days three or more apart, or next to each other, is one as well.
 * A dash over exactly one day in between (T-Th, Mon–Wed) is a pair of class days, with the range as the other reading.
 */
export function joinDays(items: readonly DayItem[]): JoinedDays {
  const found: Weekday[] = [];
  let dashed: readonly Weekday[] | null = null;
  const chain = items.filter((item) => item.joint === 'dash').length > 1;
  for (const [i, item] of items.entries()) {
    const all = stretch(items[i - 1], item);
    const pair = item.joint === 'dash' && all.length === 3 && items.length === 2;
    if (pair) dashed = all;
    else if (item.joint === 'range' || !chain) found.push(...all);
    found.push(...item.days);
  }
  const days = WEEKDAYS.filter((day) => found.includes(day));
  const named = items.some((item) => item.form === 'name');
  const coded = items.length > 1 || items.some((item) => item.form === 'code');
  return { days, form: named ? 'name' : coded ? 'code' : 'letter', weekly: items.some((item) => item.weekly), dashed };
}
