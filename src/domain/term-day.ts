/** The facts of one date of a term, shared by the catalog's checks and the schedule's dating of meetings. */
import {
  addDays,
  type DateSpan,
  datesOf,
  isWithin,
  type LocalDate,
  type Weekday,
  weekdayOf,
  weekStart,
} from './date.ts';
import type { Term } from './model.ts';
import type { TeachingWeek } from './teaching-weeks.ts';

export interface TermDay {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  /**
   * Itself; on a swapped day the date in its week of the weekday that it follows. The first Monday of the month, borrowed
   * by a Tuesday, is still the first.
   */
  readonly standsFor: LocalDate;
  /** Whether a day swap names it. */
  readonly swapped: boolean;
  /** Names of the term's periods on this date; a swapped day always belongs to `classes`, wherever it is. */
  readonly periods: readonly string[];
  /** Whether weekly patterns meet: the date is in no break, or a swap names it (a swap overrides a break). */
  readonly open: boolean;
  /** The first date of its week, by the term's `weekStarts`. */
  readonly week: LocalDate;
  /** Its teaching week; a swapped day outside all of them takes the one that its calendar week overlaps. */
  readonly teachingWeek: TeachingWeek | null;
  /** Its half; a swapped day outside both takes the one that its week overlaps, otherwise the nearer one. */
  readonly half: 'first' | 'second' | null;
}

export function layOutDay(term: Term, date: LocalDate, weeks: readonly TeachingWeek[]): TermDay {
  const swap = term.swaps.find((one) => one.date === date);
  const swapped = swap !== undefined;
  const periods = new Set(term.periods.filter((period) => isWithin(date, period)).map(({ name }) => name));
  if (swapped) periods.add('classes');
  const week = weekStart(date, term.weekStarts);
  return {
    date,
    weekday: weekdayOf(date),
    standsFor: swap ? dateInWeek(week, swap.follows) : date,
    swapped,
    periods: [...periods],
    open: swapped || !term.breaks.some((gap) => isWithin(date, gap)),
    week,
    teachingWeek: findSpan(weeks, date, week, swapped),
    half: findHalf(term, date, week, swapped),
  };
}

/** The date of a weekday in the week that begins on `week`. */
function dateInWeek(week: LocalDate, weekday: Weekday): LocalDate {
  const dates = datesOf({ from: week, until: addDays(week, 6) });
  return dates.find((date) => weekdayOf(date) === weekday) as LocalDate;
}

function findSpan<S extends DateSpan>(
  spans: readonly S[],
  date: LocalDate,
  week: LocalDate,
  swapped: boolean,
): S | null {
  const exact = spans.find((span) => isWithin(date, span));
  if (exact || !swapped) return exact ?? null;
  const last = addDays(week, 6);
  return spans.find((span) => span.from <= last && span.until >= week) ?? null;
}

function findHalf({ halves }: Term, date: LocalDate, week: LocalDate, swapped: boolean): TermDay['half'] {
  if (!halves) return null;
  const first = { ...halves.first, half: 'first' as const };
  const second = { ...halves.second, half: 'second' as const };
  const found = findSpan([first, second], date, week, swapped);
  if (found || !swapped) return found?.half ?? null;
  return date > second.until ? 'second' : 'first';
}
