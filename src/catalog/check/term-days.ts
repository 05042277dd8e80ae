/** A term day by day, as far as checking needs it: which patterns can fall on a date. */
import {
  addDays,
  type DateSpan,
  datesOf,
  dayNumber,
  isWithin,
  type LocalDate,
  type Weekday,
  weekdayOf,
  weekStart,
} from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { numberWeeks, type TeachingWeek } from '../../domain/teaching-weeks.ts';

export interface Day {
  readonly date: LocalDate;
  /** The weekday whose classes meet: the date's own unless a day swap borrows another. */
  readonly runs: Weekday;
  readonly periods: ReadonlySet<string>;
  /** Outside every break, or named by a swap. */
  readonly open: boolean;
  readonly teachingWeek: TeachingWeek | null;
  /** Weeks of the calendar since 1970, as the term begins weeks. */
  readonly week: number;
  readonly half: 'first' | 'second' | null;
}

export interface TermDays {
  readonly term: Term;
  /** From the earliest to the latest date of its periods and swaps. */
  readonly span: DateSpan;
  readonly days: readonly Day[];
  readonly weekNumbers: ReadonlySet<number>;
  /** Dates that weekly rules give, kept by rule: sections share them. */
  readonly known: Map<string, readonly Day[]>;
}

/** From the earliest to the latest date of a term's periods and swaps. */
export function spanOfTerm(term: Pick<Term, 'periods' | 'swaps'>): DateSpan {
  const dates = [
    ...term.periods.flatMap(({ from, until }) => [from, until]),
    ...term.swaps.map(({ date }) => date),
  ].sort();
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}

/** Lays out a term whose dates are checked and at most two years long. */
export function layOutTerm(term: Term): TermDays {
  const span = spanOfTerm(term);
  const weeks = numberWeeks(term, span);
  return {
    term,
    span,
    days: datesOf(span).map((date) => layOutDay(term, date, weeks)),
    weekNumbers: new Set(weeks.map(({ number }) => number)),
    known: new Map(),
  };
}

function layOutDay(term: Term, date: LocalDate, weeks: readonly TeachingWeek[]): Day {
  const swap = term.swaps.find((one) => one.date === date);
  const periods = new Set(term.periods.filter((period) => isWithin(date, period)).map(({ name }) => name));
  if (swap) periods.add('classes');
  const first = weekStart(date, term.weekStarts);
  const halves = term.halves
    ? [
        { ...term.halves.first, name: 'first' as const },
        { ...term.halves.second, name: 'second' as const },
      ]
    : [];
  const half = findSpan(halves, date, first, swap !== undefined)?.name ?? null;
  return {
    date,
    runs: swap?.follows ?? weekdayOf(date),
    periods,
    open: swap !== undefined || !term.breaks.some((gap) => isWithin(date, gap)),
    teachingWeek: findSpan(weeks, date, first, swap !== undefined),
    week: Math.floor(dayNumber(first) / 7),
    half: half ?? (swap && term.halves ? (date > term.halves.second.until ? 'second' : 'first') : null),
  };
}

/** The span that a date lies in; a swapped day outside all of them takes one that its week touches. */
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
