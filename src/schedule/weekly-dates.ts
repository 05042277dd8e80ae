/**
 * The dates on which a weekly pattern meets.
 *
 * It meets in the term's `classes`, or the periods it names, further restricted by its from and until, its numbered
 * weeks, its half, its weeks of the month and its rhythm. Dates in breaks and those in `except` are excluded. On a swapped day, wherever it is, the other weekday's
 * patterns meet instead of its own; a swapped day keeps the week and half of its own date.
 *
 * Every second (third, …) week is counted from the first week in which the pattern's other conditions allow a meeting, ignoring
 * breaks and `except`: a holiday on its first date moves no other date. `second-teaching-week` counts only teaching weeks
 * and skips dates outside them; `second-calendar-week` counts every week. The first Monday of a month is its first,
 * whether or not classes meet on it.
 */
import { dayNumber, type LocalDate, sortWeekdays, type Weekday } from '../domain/date.ts';
import { isNthOfMonth } from '../domain/month-week.ts';
import type { WeeklyPattern } from '../domain/pattern.ts';
import { intervalOf } from '../domain/rhythm.ts';
import type { TermDay } from '../domain/term-day.ts';
import { listWeekdays } from './recurrence.ts';
import type { TermCalendar } from './term-calendar.ts';

/** Everything that determines a weekly pattern's dates. */
export type WeeklyRule = Pick<
  WeeklyPattern,
  'weekdays' | 'from' | 'until' | 'rhythm' | 'weeks' | 'half' | 'during' | 'ofMonth' | 'except'
>;

/** Caches shared by a term's courses: the days of each weekday, and of each rule. */
interface Shared {
  readonly weekdays: Map<Weekday, readonly TermDay[]>;
  readonly rules: Map<string, readonly TermDay[]>;
}

const cache = new WeakMap<TermCalendar, Shared>();

/** The days on which a weekly pattern meets, in order. Sections that share a rule share one computation. */
export function listWeeklyDays(rule: WeeklyRule, calendar: TermCalendar): readonly TermDay[] {
  const shared = cache.get(calendar) ?? { weekdays: new Map(), rules: new Map() };
  cache.set(calendar, shared);
  const weekdays = sortWeekdays(rule.weekdays);
  const { from, until, rhythm, weeks, half, during, ofMonth = null, except = [] } = rule;
  const key = JSON.stringify([weekdays, from, until, rhythm, weeks, half, during, ofMonth, except]);
  const known = shared.rules.get(key);
  if (known) return known;
  const possible = listCandidates(weekdays, calendar, shared).filter((day) => isPossible(rule, day));
  const days = keepRhythm(rule, possible).filter((day) => day.open && !except.includes(day.date));
  shared.rules.set(key, days);
  return days;
}

/** The term's days on which these weekdays' classes meet, in order, including swapped days. */
function listCandidates(weekdays: readonly Weekday[], calendar: TermCalendar, shared: Shared): TermDay[] {
  const own = weekdays.flatMap((weekday) => daysOn(weekday, calendar, shared));
  const swaps = calendar.term.swaps.filter(({ follows }) => weekdays.includes(follows));
  const borrowed = swaps.map(({ date }) => calendar.dayOf(date));
  return [...new Set([...own, ...borrowed])].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function daysOn(weekday: Weekday, calendar: TermCalendar, { weekdays }: Shared): readonly TermDay[] {
  const known = weekdays.get(weekday);
  if (known) return known;
  const dates = listWeekdays(calendar.span, weekday);
  const days = dates.map((date) => calendar.dayOf(date)).filter((day) => !day.swapped);
  weekdays.set(weekday, days);
  return days;
}

/** Filters by date, period, half and week; breaks, `except` and rhythm are applied later. */
function isPossible(rule: WeeklyRule, day: TermDay): boolean {
  return (
    (rule.from === null || rule.from <= day.date) &&
    (rule.until === null || day.date <= rule.until) &&
    day.periods.some((name) => rule.during.includes(name)) &&
    (rule.half === null || day.half === rule.half) &&
    (rule.ofMonth === undefined || isNthOfMonth(day.standsFor, rule.ofMonth)) &&
    (rule.weeks === null || (day.teachingWeek !== null && rule.weeks.includes(day.teachingWeek.number)))
  );
}

function keepRhythm(rule: WeeklyRule, days: readonly TermDay[]): readonly TermDay[] {
  const { every, weeks } = intervalOf(rule.rhythm);
  if (every === 1) return days;
  if (weeks === 'calendar') {
    const first = days[0];
    return first ? days.filter((day) => weeksBetween(first.week, day.week) % every === 0) : days;
  }
  const first = days.find((day) => day.teachingWeek)?.teachingWeek;
  return days.filter((day) => first && day.teachingWeek && (day.teachingWeek.index - first.index) % every === 0);
}

function weeksBetween(first: LocalDate, later: LocalDate): number {
  return (dayNumber(later) - dayNumber(first)) / 7;
}
