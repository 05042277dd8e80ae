/** Days written together (Mon/Wed, M–F, Tuesday through Thursday) → a set of days in the week's order. */
import { type Day, type DayForm, WEEK } from './phrase.ts';

/** One written day or code, and what stands between it and the one before. */
export interface DayItem {
  readonly days: readonly Day[];
  readonly form: DayForm;
  readonly weekly: boolean;
  readonly joint: 'none' | 'list' | 'dash' | 'range';
}

export interface JoinedDays {
  readonly days: readonly Day[];
  readonly form: DayForm;
  readonly weekly: boolean;
  /** Both readings of a dash between two days are open: here all days from the one to the other. */
  readonly dashed: readonly Day[] | null;
}

function from(first: Day, last: Day): readonly Day[] {
  const a = WEEK.indexOf(first);
  const b = WEEK.indexOf(last);
  return a <= b ? WEEK.slice(a, b + 1) : [...WEEK.slice(a), ...WEEK.slice(0, b + 1)];
}

/**
 * Joins days. "Through" is always a range; a dash between days three or more apart, or next to each other, is one as well.
 * A dash over exactly one day in between (T-Th, Mon–Wed) is a pair of class days, with the range as the other reading.
 */
export function joinDays(items: readonly DayItem[]): JoinedDays {
  const found: Day[] = [];
  let dashed: readonly Day[] | null = null;
  const dashes = items.filter((item) => item.joint === 'dash').length;
  for (const [i, item] of items.entries()) {
    const previous = items[i - 1];
    const first = previous?.days.at(-1);
    const last = item.days[0];
    if (
      (item.joint === 'range' || item.joint === 'dash') &&
      first &&
      last &&
      item.days.length === 1 &&
      previous?.days.length === 1
    ) {
      const all = from(first, last);
      const chain = item.joint === 'dash' && dashes > 1;
      const pair = item.joint === 'dash' && all.length === 3 && items.length === 2;
      if (pair) dashed = all;
      else if (!chain) found.push(...all);
    }
    found.push(...item.days);
  }
  const days = WEEK.filter((day) => found.includes(day));
  const named = items.some((item) => item.form === 'name');
  const coded = items.length > 1 || items.some((item) => item.form === 'code');
  return { days, form: named ? 'name' : coded ? 'code' : 'letter', weekly: items.some((item) => item.weekly), dashed };
}
