/**
 * Which weeks of a term are teaching weeks, and their numbers.
 *
 * A class day is a date of the period `classes` outside every break, or a date named by a day swap. A week (from
 * the term's `weekStarts`) is a teaching week if at least one of its class days is a working day or a swapped day:
 * a weekend next to a recess on working days does not count as a week. In a term whose class days are all on the
 * weekend, those count. Breaks and swaps for some courses, kinds or campuses do not count here: everybody has the same weeks. The dates of a break that `counts` (a reading week) count as class days here. Teaching weeks
 * are numbered in order from the term's `firstWeek`, unless the term numbers them by hand.
 */

import { commonTerm } from './audience.ts';
import { addDays, type DateSpan, datesOf, isWithin, type LocalDate, weekdayOf, weekStart } from './date.ts';
import type { Term } from './model.ts';

export interface TeachingWeek extends DateSpan {
  /** As people call it. */
  readonly number: number;
  /** Its index among the teaching weeks, from 0; "every second week" counts these. */
  readonly index: number;
}

/** The teaching weeks of a term in order; `span` must contain all its periods and swaps. */
export function numberWeeks(whole: Term, span: DateSpan): TeachingWeek[] {
  const term = commonTerm(whole);
  if (term.weeks) {
    return [...term.weeks]
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ number, from, until }, index) => ({ number, from, until, index }));
  }
  const classDays = datesOf(span).filter((date) => isClassDay(term, date));
  const working = classDays.filter((date) => isWorkingDay(term, date));
  const starts = (working.length > 0 ? working : classDays).map((date) => weekStart(date, term.weekStarts));
  return [...new Set(starts)].map((from, index) => ({
    number: term.firstWeek + index,
    from,
    until: addDays(from, 6),
    index,
  }));
}

function isClassDay(term: Term, date: LocalDate): boolean {
  if (term.swaps.some((swap) => swap.date === date)) return true;
  const inClasses = term.periods.some((period) => period.name === 'classes' && isWithin(date, period));
  return inClasses && !term.breaks.some((gap) => !gap.counts && isWithin(date, gap));
}

function isWorkingDay(term: Term, date: LocalDate): boolean {
  return !term.weekend.includes(weekdayOf(date)) || term.swaps.some((swap) => swap.date === date);
}
