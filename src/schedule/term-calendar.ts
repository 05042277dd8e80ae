/** A term laid out day by day, computed once and shared by all its courses. */
import { type Attendee, narrowTerm } from '../domain/audience.ts';
import type { DateSpan, LocalDate, LocalTime } from '../domain/date.ts';
import type { Audience, Term } from '../domain/model.ts';
import { numberWeeks, type TeachingWeek } from '../domain/teaching-weeks.ts';
import { layOutDay, type TermDay } from '../domain/term-day.ts';
import { type Hours, openTermTimes, type TermTimes } from './term-times.ts';

export interface TermCalendar extends TermTimes {
  readonly term: Term;
  /** From the earliest to the latest date of its periods and swaps. */
  readonly span: DateSpan;
  /** The term's closed hours, sorted by start. */
  readonly closings: readonly (Hours & { readonly name: string; readonly audience?: Audience })[];
  readonly weeks: readonly TeachingWeek[];
  /** The facts of a date, which may be outside the span. */
  dayOf(date: LocalDate): TermDay;
}

/**
 * Lays out a term: its zone's offsets, and each date's periods, breaks, swap, teaching week and half.
 * @throws RangeError for an unknown time zone (rejected by the catalog).
 */
export function openTermCalendar(term: Term): TermCalendar {
  const span = spanOf(term);
  const times = openTermTimes(term.zone, span);
  const weeks = numberWeeks(term, span);
  return layOut(term, { ...times, span, weeks });
}

function layOut(term: Term, frame: Omit<TermCalendar, 'term' | 'closings' | 'dayOf'>): TermCalendar {
  const days = new Map<LocalDate, TermDay>();
  const closings = term.closings
    .map(({ date, from, until, name, audience }) => ({
      ...frame.hoursOf(date, from, until),
      name,
      ...(audience ? { audience } : {}),
    }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  return {
    ...frame,
    term,
    closings,
    dayOf: (date) => {
      const day = days.get(date) ?? layOutDay(term, date, frame.weeks);
      days.set(date, day);
      return day;
    },
  };
}

const narrow = new WeakMap<TermCalendar, WeakMap<Term, TermCalendar>>();

/** The calendar as it is for a section, and for classes that begin at a time: same span and weeks (see `narrowTerm`). */
export function narrowCalendar(calendar: TermCalendar, who: Attendee, start: LocalTime | null): TermCalendar {
  const term = narrowTerm(calendar.term, who, start);
  if (term === calendar.term) return calendar;
  const known = narrow.get(calendar) ?? new WeakMap<Term, TermCalendar>();
  narrow.set(calendar, known);
  const found = known.get(term) ?? layOut(term, calendar);
  known.set(term, found);
  return found;
}

function spanOf({ periods, swaps }: Term): DateSpan {
  const dates = [...periods.flatMap(({ from, until }) => [from, until]), ...swaps.map(({ date }) => date)].sort();
  // The period `classes` always exists.
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}

const calendars = new WeakMap<Term, TermCalendar>();

/** The calendar of a term, kept for as long as its rules are: publishing one change lays out no term. */
export function calendarOf(term: Term): TermCalendar {
  const calendar = calendars.get(term) ?? openTermCalendar(term);
  calendars.set(term, calendar);
  return calendar;
}
