/** A term's days for the checks: which patterns can fall on a date. */
import { type Attendee, narrowTerm } from '../../domain/audience.ts';
import { type DateSpan, datesOf, dayNumber, type LocalDate, type LocalTime, type Weekday } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { numberWeeks, type TeachingWeek } from '../../domain/teaching-weeks.ts';
import { layOutDay } from '../../domain/term-day.ts';

export interface Day {
  readonly date: LocalDate;
  /** The weekday whose classes meet: the date's own unless a day swap replaces it. */
  readonly runs: Weekday;
  /** As in TermDay. */
  readonly standsFor: LocalDate;
  readonly periods: ReadonlySet<string>;
  /** Whether it is outside every break, or a swap names it. */
  readonly open: boolean;
  readonly teachingWeek: TeachingWeek | null;
  /** Calendar weeks since 1970, by the term's `weekStarts`. */
  readonly week: number;
  readonly half: 'first' | 'second' | null;
}

export interface TermDays {
  readonly term: Term;
  /** From the earliest to the latest date of its periods and swaps. */
  readonly span: DateSpan;
  readonly days: readonly Day[];
  readonly weekNumbers: ReadonlySet<number>;
  /** Cached dates by weekly rule: sections share rules. */
  readonly known: Map<string, readonly Day[]>;
  /** The term as it is for a section (null: any) and for classes that begin at a time (null: any). */
  readonly narrow: (who: Attendee | null, start: LocalTime | null) => TermDays;
}

/** From the earliest to the latest date of a term's periods and swaps. */
export function spanOfTerm(term: Pick<Term, 'periods' | 'swaps'>): DateSpan {
  const dates = [
    ...term.periods.flatMap(({ from, until }) => [from, until]),
    ...term.swaps.map(({ date }) => date),
  ].sort();
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}

/** Lays out a term with valid dates, at most two years long. */
export function layOutTerm(term: Term): TermDays {
  const span = spanOfTerm(term);
  return layOut(term, span, numberWeeks(term, span));
}

function layOut(term: Term, span: DateSpan, weeks: readonly TeachingWeek[]): TermDays {
  const narrowed = new Map<Term, TermDays>();
  const all: TermDays = {
    term,
    span,
    days: datesOf(span).map((date) => readDay(term, date, weeks)),
    weekNumbers: new Set(weeks.map(({ number }) => number)),
    known: new Map(),
    narrow: (who, start) => {
      const own = narrowTerm(term, who, start);
      if (own === term) return all;
      const found = narrowed.get(own) ?? layOut(own, span, weeks);
      narrowed.set(own, found);
      return found;
    },
  };
  return all;
}

function readDay(term: Term, date: LocalDate, weeks: readonly TeachingWeek[]): Day {
  const { weekday, standsFor, periods, open, week, teachingWeek, half } = layOutDay(term, date, weeks);
  const swap = term.swaps.find((one) => one.date === date);
  return {
    date,
    runs: swap?.follows ?? weekday,
    standsFor,
    periods: new Set(periods),
    open,
    teachingWeek,
    week: Math.floor(dayNumber(week) / 7),
    half,
  };
}
