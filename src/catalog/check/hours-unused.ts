/** Warns of times in a term's other hours (`hours:`) that no class has: a typing error would change nothing, silently. */
import { type LocalTime, minutesOf } from '../../domain/date.ts';
import type { Course, HourCycle, OtherHours, Term } from '../../domain/model.ts';
import type { WeeklyPattern } from '../../domain/pattern.ts';
import type { Problem } from '../../domain/problem.ts';
import { writeClockTime } from '../../words/clock-time.ts';
import { writeTimeSpan } from '../../words/time-span.ts';
import { listWords } from '../nearest.ts';

type Replacement = OtherHours['replace'][number];

const MOST_SHOWN = 6;

/** @param courses all of the term's */
export function checkHoursUsed(term: Term, courses: readonly Course[]): Problem[] {
  const { clock: hourCycle } = term;
  if (term.hours.length === 0) return [];
  const classes = courses
    .flatMap(({ sections }) => sections.flatMap(({ patterns }) => patterns))
    .filter((pattern): pattern is WeeklyPattern => pattern.type === 'weekly');
  if (classes.length === 0) return [];
  const replaced = new Set(term.hours.flatMap(({ replace }) => replace));
  return [...replaced]
    .filter((one) => !classes.some(({ start, end }) => start === one.start && (one.end ?? end) === end))
    .map(
      (one): Problem => ({
        code: 'hours-unused',
        severity: 'warning',
        message: `No class of ${term.id} is ${one.end === null ? `at ${writeClockTime(one.start, hourCycle)}` : `from ${writeTimeSpan(one, hourCycle)}`}: this replaces nothing.`,
        hint: suggest(one, classes, hourCycle),
        ...(one.at ? { at: one.at } : {}),
      }),
    );
}

/** Classes that begin then; otherwise the times of day that there are. */
function suggest({ start }: Replacement, classes: readonly WeeklyPattern[], hourCycle: HourCycle | null): string {
  const same = [...new Set(classes.filter((one) => one.start === start).map((one) => writeTimeSpan(one, hourCycle)))];
  if (same.length > 0) return `Classes that begin then: ${listWords(same.sort().slice(0, MOST_SHOWN))}.`;
  const distance = (time: LocalTime): number => Math.abs(minutesOf(time) - minutesOf(start));
  const starts = [...new Set(classes.map((one) => one.start))].sort((a, b) => distance(a) - distance(b));
  return `Classes begin at ${listWords(starts.slice(0, MOST_SHOWN).map((time) => writeClockTime(time, hourCycle)))}.`;
}
