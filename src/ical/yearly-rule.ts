/** Finds the yearly rule that a zone's clock changes follow, if any. */
import { addDays, type LocalDate, type LocalTime, type Weekday, weekdayOf } from '../domain/date.ts';
import { type OffsetChange, toLocal } from '../domain/zone.ts';

/** A clock change at its wall time, by the offset before it. */
export interface Onset {
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** Minutes east of UTC. */
  readonly before: number;
  readonly after: number;
}

export function onsetOf(change: OffsetChange): Onset {
  const before = { zone: '', initial: change.before, changes: [] };
  return { ...toLocal(before, change.at), before: change.before, after: change.offset };
}

/**
 * The BYMONTH and BYDAY (or BYMONTHDAY) parts of the yearly rule of the clock changes, one in each of the years
 * from `first` to `last`; null if they follow none.
 */
export function findYearlyRule(onsets: readonly Onset[], first: number, last: number): string | null {
  const [one] = onsets;
  if (!one || onsets.length !== last - first + 1) return null;
  const alike = onsets.every(
    (onset, index) =>
      Number(onset.date.slice(0, 4)) === first + index &&
      onset.date.slice(5, 7) === one.date.slice(5, 7) &&
      onset.time === one.time &&
      onset.before === one.before &&
      onset.after === one.after,
  );
  if (!alike) return null;
  const day = findDay(onsets.map((onset) => onset.date));
  return day === null ? null : `BYMONTH=${Number(one.date.slice(5, 7))};${day}`;
}

/** '-1SU' before '4SU': laws name the last Sunday, hardly ever the fourth. */
function findDay(dates: readonly LocalDate[]): string | null {
  const weekday = sameOf(dates, weekdayOf) as Weekday | null;
  if (weekday !== null) {
    if (dates.every(isLastOfItsKind)) return `BYDAY=-1${weekday}`;
    const ordinal = sameOf(dates, (date) => Math.ceil(dayOf(date) / 7));
    if (ordinal !== null) return `BYDAY=${ordinal}${weekday}`;
  }
  const day = sameOf(dates, dayOf);
  return day === null ? null : `BYMONTHDAY=${day}`;
}

function isLastOfItsKind(date: LocalDate): boolean {
  return addDays(date, 7).slice(5, 7) !== date.slice(5, 7);
}

function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

function sameOf<T>(dates: readonly LocalDate[], key: (date: LocalDate) => T): T | null {
  const values = new Set(dates.map(key));
  return values.size === 1 ? ([...values][0] as T) : null;
}
