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
import { dayNumber, type LocalDate, sortWeekdays, type Weekday } from '../domain/date.ts';
import type { WeeklyPattern } from '../domain/model.ts';
import type { TermDay } from '../domain/term-day.ts';
import { listWeekdays } from './recurrence.ts';
import type { TermCalendar } from './term-calendar.ts';

/** What decides a weekly pattern's dates. */
export type WeeklyRule = Pick<WeeklyPattern, 'weekdays' | 'from' | 'until' | 'rhythm' | 'weeks' | 'half' | 'during'>;

/** What courses of a term share: each weekday's days, and the days of each rule. */
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
  const { from, until, rhythm, weeks, half, during } = rule;
  const key = JSON.stringify([weekdays, from, until, rhythm, weeks, half, during]);
  const known = shared.rules.get(key);
  if (known) return known;
  const possible = listCandidates(weekdays, calendar, shared).filter((day) => isPossible(rule, day));
  const days = keepRhythm(rule, possible).filter((day) => day.open);
  shared.rules.set(key, days);
  return days;
}

/** The term's days that have these weekdays' classes, in order: their own dates, and those of swaps. */
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

/** By date, period, half and week; breaks and rhythm are not looked at yet. */
function isPossible(rule: WeeklyRule, day: TermDay): boolean {
  return (
    (rule.from === null || rule.from <= day.date) &&
    (rule.until === null || day.date <= rule.until) &&
    day.periods.some((name) => rule.during.includes(name)) &&
    (rule.half === null || day.half === rule.half) &&
    (rule.weeks === null || (day.teachingWeek !== null && rule.weeks.includes(day.teachingWeek.number)))
  );
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
