/**
 * A term, day by day: what lies on each date and which offset its clocks have. Computed once and shared by
 * every course of the term.
 */
import {
  type DateSpan,
  dateOfDay,
  dayNumber,
  isWithin,
  type LocalDate,
  type LocalTime,
  minutesOf,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
  weekStart,
} from '../domain/date.ts';
import type { Break, DaySwap, Term } from '../domain/model.ts';
import {
  classifyWallTime,
  findOffsets,
  toInstant,
  toLocal,
  type WallTimeKind,
  type ZoneOffsets,
} from '../domain/zone.ts';
import { numberWeeks, type TeachingWeek } from './teaching-weeks.ts';

/** Closed hours as instants (epoch ms): from `begin` on, before `end`. */
export interface ClosedHours {
  readonly begin: number;
  readonly end: number;
  readonly name: string;
}

/** One date of the term. */
export interface TermDay {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  /** The weekday whose classes meet: the date's own unless a day swap borrows another. */
  readonly runs: Weekday;
  /** Names of the term's periods on this date; a swapped day always counts as one of `classes`. */
  readonly periods: readonly string[];
  readonly break: Break | null;
  readonly swap: DaySwap | null;
  /** Whether weekly patterns meet: not in a break, or named by a swap, which is the more exact of the two. */
  readonly open: boolean;
  /** The first date of its week, as the term begins weeks. */
  readonly week: LocalDate;
  readonly teachingWeek: TeachingWeek | null;
  readonly half: 'first' | 'second' | null;
}

export interface TermCalendar {
  readonly term: Term;
  /** From the earliest to the latest date of its periods and swaps. */
  readonly span: DateSpan;
  readonly offsets: ZoneOffsets;
  /** Every date of the span, in order. */
  readonly days: readonly TermDay[];
  /** In order of their beginning. */
  readonly closings: readonly ClosedHours[];
  /** Any date, also one outside the span. */
  dayOf(date: LocalDate): TermDay;
  /** The instant (epoch ms) of a wall time in the term's zone (RFC 5545 §3.3.5 where it is skipped or repeated). */
  instantOf(date: LocalDate, time: LocalTime): number;
  /** The wall time of an instant in the term's zone. */
  localTimeOf(instant: number): LocalTime;
  /** Whether the term's zone skips or repeats a wall time. */
  classify(date: LocalDate, time: LocalTime): WallTimeKind;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * Lays out a term: its zone's offsets, and each date's periods, break, swap, teaching week and half.
 * @throws RangeError for a time zone that is not known (the catalog refuses those).
 */
export function openTermCalendar(term: Term): TermCalendar {
  const span = spanOf(term);
  const offsets = findOffsets(term.zone, span.from, span.until);
  const known = new Map<LocalDate, TermDay>();
  const weeks = numberWeeks(term, span);
  const dayOf = (date: LocalDate): TermDay => {
    let day = known.get(date);
    if (!day) {
      day = layOutDay(term, date, weeks);
      known.set(date, day);
    }
    return day;
  };
  const midnights = new Map<LocalDate, number | null>();
  const instantOf = (date: LocalDate, time: LocalTime): number => {
    let midnight = midnights.get(date);
    if (midnight === undefined) {
      midnight = findSteadyMidnight(offsets, date);
      midnights.set(date, midnight);
    }
    return midnight === null ? toInstant(offsets, date, time) : midnight + minutesOf(time) * MINUTE;
  };
  const days: TermDay[] = [];
  for (let day = dayNumber(span.from); day <= dayNumber(span.until); day += 1) days.push(dayOf(dateOfDay(day)));
  const closings = term.closings
    .map(({ date, from, until, name }) => ({ ...closedHours(instantOf, date, from, until), name }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  const classify = (date: LocalDate, time: LocalTime): WallTimeKind =>
    midnights.get(date) == null ? classifyWallTime(offsets, date, time) : 'plain';
  const localTimeOf = (instant: number): LocalTime => toLocal(offsets, instant).time;
  return { term, span, offsets, days, closings, dayOf, instantOf, localTimeOf, classify };
}

/** The instants between which a date's hours are closed; a missing bound is the date's own. */
export function closedHours(
  instantOf: TermCalendar['instantOf'],
  date: LocalDate,
  from: LocalTime | null,
  until: LocalTime | null,
): { readonly begin: number; readonly end: number } {
  const begin = instantOf(date, from ?? '00:00');
  const end = until === null ? instantOf(dateOfDay(dayNumber(date) + 1), '00:00') : instantOf(date, until);
  return { begin, end };
}

function spanOf(term: Term): DateSpan {
  let from = '9999-12-31';
  let until = '0000-01-01';
  const swapped = term.swaps.map(({ date }) => ({ from: date, until: date }));
  for (const part of [...term.periods, ...swapped]) {
    if (part.from < from) from = part.from;
    if (part.until > until) until = part.until;
  }
  return { from, until };
}

/** Midnight's instant on a date whose clocks do not change (nor about it), null on others. */
function findSteadyMidnight(offsets: ZoneOffsets, date: LocalDate): number | null {
  const wall = dayNumber(date) * DAY;
  const midnight = toInstant(offsets, date, '00:00');
  const near = offsets.changes.some(({ at }) => Math.abs(at - wall) < 3 * DAY);
  return near ? null : midnight;
}

function layOutDay(term: Term, date: LocalDate, weeks: readonly TeachingWeek[]): TermDay {
  const weekday = weekdayOf(date);
  const swap = term.swaps.find((one) => one.date === date) ?? null;
  const gap = term.breaks.find((one) => isWithin(date, one)) ?? null;
  const periods = new Set(term.periods.filter((period) => isWithin(date, period)).map(({ name }) => name));
  if (swap) periods.add('classes');
  const week = weekStart(date, term.weekStarts);
  return {
    date,
    weekday,
    runs: swap?.follows ?? weekday,
    periods: [...periods],
    break: gap,
    swap,
    open: gap === null || swap !== null,
    week,
    teachingWeek: findSpan(weeks, date, week, swap !== null),
    half: findHalf(term, date, week, swap !== null),
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
  const last = dateOfDay(dayNumber(week) + WEEKDAYS.length - 1);
  return spans.find((span) => span.from <= last && span.until >= week) ?? null;
}

function findHalf(term: Term, date: LocalDate, week: LocalDate, swapped: boolean): TermDay['half'] {
  if (!term.halves) return null;
  const halves = [
    { ...term.halves.first, half: 'first' as const },
    { ...term.halves.second, half: 'second' as const },
  ];
  const found = findSpan(halves, date, week, swapped);
  if (found || !swapped) return found?.half ?? null;
  // A make-up day weeks away from both halves belongs to the one that is over, or else to the first.
  return date > term.halves.second.until ? 'second' : 'first';
}
