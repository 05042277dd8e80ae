/**
 * The dates on which a weekly pattern meets.
 *
 * It meets in the term's `classes`, or the periods it names, narrowed (never widened) by its from and until, its
 * numbered weeks, its half and its rhythm. Breaks take their dates out. On a swapped day, wherever that lies, the
 * borrowed weekday's patterns meet and the day's own do not; a swapped day has the week and half of its own date.
 *
 * Every second week is counted from the first week in which the pattern's other conditions let it meet, breaks
 * left aside: a holiday on its first date moves no other date. `second-teaching-week` counts teaching weeks only
 * and skips dates outside them; `second-calendar-week` counts every week.
 */
import { dayNumber, type LocalDate, sortWeekdays } from '../domain/date.ts';
import type { WeeklyPattern } from '../domain/model.ts';
import type { TermDay } from '../domain/term-day.ts';
import { listWeekdays } from './recurrence.ts';
import type { TermCalendar } from './term-calendar.ts';

/** What decides a weekly pattern's dates. */
export type WeeklyRule = Pick<WeeklyPattern, 'weekdays' | 'from' | 'until' | 'rhythm' | 'weeks' | 'half' | 'during'>;

const cache = new WeakMap<TermCalendar, Map<string, readonly TermDay[]>>();

/** The days on which a weekly pattern meets, in order. Sections that share a rule share one computation. */
export function listWeeklyDays(rule: WeeklyRule, calendar: TermCalendar): readonly TermDay[] {
  const known = cache.get(calendar) ?? new Map<string, readonly TermDay[]>();
  cache.set(calendar, known);
  const weekdays = sortWeekdays(rule.weekdays);
  const { from, until, rhythm, weeks, half, during } = rule;
  const key = JSON.stringify([weekdays, from, until, rhythm, weeks, half, during]);
  const days = known.get(key) ?? computeDays({ ...rule, weekdays }, calendar);
  known.set(key, days);
  return days;
}

function computeDays(rule: WeeklyRule, calendar: TermCalendar): TermDay[] {
  const possible = listPossible(rule, calendar);
  return keepRhythm(rule, possible).filter((day) => day.open);
}

/** Dates by weekday, period, span, week and half; breaks and rhythm not yet looked at. */
function listPossible(rule: WeeklyRule, calendar: TermCalendar): TermDay[] {
  const { term, span } = calendar;
  const own = listWeekdays(span, rule.weekdays).filter((date) => !calendar.dayOf(date).swapped);
  const borrowed = term.swaps.filter(({ follows }) => rule.weekdays.includes(follows)).map(({ date }) => date);
  return [...new Set([...own, ...borrowed])]
    .sort()
    .filter((date) => rule.from === null || rule.from <= date)
    .filter((date) => rule.until === null || date <= rule.until)
    .map((date) => calendar.dayOf(date))
    .filter((day) => day.periods.some((name) => rule.during.includes(name)))
    .filter((day) => rule.half === null || day.half === rule.half)
    .filter((day) => rule.weeks === null || (day.teachingWeek && rule.weeks.includes(day.teachingWeek.number)));
}

function keepRhythm(rule: WeeklyRule, days: readonly TermDay[]): readonly TermDay[] {
  if (rule.rhythm === 'second-calendar-week') {
    const first = days[0];
    return first ? days.filter((day) => weeksBetween(first.week, day.week) % 2 === 0) : days;
  }
  if (rule.rhythm === 'second-teaching-week') {
    const first = days.find((day) => day.teachingWeek)?.teachingWeek;
    return days.filter((day) => first && day.teachingWeek && (day.teachingWeek.place - first.place) % 2 === 0);
  }
  return days;
}

function weeksBetween(first: LocalDate, later: LocalDate): number {
  return (dayNumber(later) - dayNumber(first)) / 7;
}
