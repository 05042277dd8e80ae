/** How often something takes place, derived from its dates: every week, every 3 weeks, the first Monday of the month. */
import {
  addDays,
  datesOf,
  dayNumber,
  isWithin,
  type LocalDate,
  USUAL_WEEKEND,
  weekdayOf,
  weekStart,
} from '../domain/date.ts';
import { isNthOfMonth, type NthOfMonth } from '../domain/month-week.ts';
import type { CourseFacts } from '../domain/schedule.ts';

export type UsualRhythm =
  | { readonly type: 'weekly' }
  /** `phase`: of so many weeks, which one; days of one phase take place in the same weeks. */
  | { readonly type: 'every'; readonly weeks: number; readonly from: LocalDate; readonly phase: number }
  | { readonly type: 'month'; readonly nths: readonly NthOfMonth[] }
  /** Without regularity. */
  | { readonly type: 'times'; readonly times: number };

type WeeksOfCourse = Pick<CourseFacts, 'breaks' | 'weekStarts' | 'weekend'>;

const WEEKLY: UsualRhythm = { type: 'weekly' };
/** Two dates have any rhythm. */
const FEWEST = 3;
/** Below this part of the weeks from its first date to its last one it is not weekly, nor every so many weeks. */
const MOSTLY = 2 / 3;

/**
 * @param dates of one weekday
 * @param ofMonth what its series says of the days of months
 */
export function findUsualRhythm(
  dates: readonly LocalDate[],
  course: WeeksOfCourse,
  ofMonth: readonly NthOfMonth[] | undefined,
): UsualRhythm {
  const sorted = [...new Set(dates)].sort();
  const [first] = sorted;
  if (first === undefined || sorted.length < 2) return WEEKLY;
  if (ofMonth && sorted.every((date) => isNthOfMonth(date, ofMonth))) {
    return { type: 'month', nths: ofMonth.filter((nth) => sorted.some((date) => isNthOfMonth(date, [nth]))) };
  }
  const weeks = pairs(sorted).map(([from, until]) => ({
    all: (dayNumber(until) - dayNumber(from)) / 7,
    taught: countTaughtWeeks(from, until, course),
  }));
  const every = findEvery(weeks);
  const span = weeks.reduce((sum, { taught }) => sum + taught, 0);
  const isMostly = (step: number): boolean => sorted.length >= (span / step + 1) * MOSTLY;
  if (sorted.length >= FEWEST && every > 1 && isMostly(every)) {
    const week = Math.floor(dayNumber(weekStart(first, course.weekStarts)) / 7);
    return { type: 'every', weeks: every, from: first, phase: week % every };
  }
  return isMostly(1) ? WEEKLY : { type: 'times', times: sorted.length };
}

interface Gap {
  /** Weeks from one date to the next. */
  readonly all: number;
  /** Without those that are wholly in a break. */
  readonly taught: number;
}

/** The shortest gap, if it divides all others; which of the weeks in breaks count, the dates themselves say. 1: there is none. */
function findEvery(gaps: readonly Gap[]): number {
  const shortest = Math.min(...gaps.map(({ all }) => all));
  const fits = ({ all, taught }: Gap): boolean => Math.floor(all / shortest) * shortest >= taught;
  return shortest > 1 && gaps.every(fits) ? shortest : 1;
}

function pairs(dates: readonly LocalDate[]): (readonly [LocalDate, LocalDate])[] {
  return dates.slice(1).map((date, at) => [dates[at] ?? date, date] as const);
}

/** The weeks from one date to another that are not wholly in a break. */
function countTaughtWeeks(from: LocalDate, until: LocalDate, course: WeeksOfCourse): number {
  let count = 0;
  for (let date = addDays(from, 7); date <= until; date = addDays(date, 7))
    if (date === until || !isShut(weekStart(date, course.weekStarts), course)) count += 1;
  return count;
}

function isShut(week: LocalDate, { breaks, weekend = USUAL_WEEKEND }: WeeksOfCourse): boolean {
  return datesOf({ from: week, until: addDays(week, 6) })
    .filter((date) => !weekend.includes(weekdayOf(date)))
    .every((date) => breaks.some((gap) => isWithin(date, gap)));
}
