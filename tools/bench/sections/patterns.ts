/** Weekly patterns and the term that they meet in, for measuring expansion. Pure. */

import { addDays, type LocalDate, type LocalTime, type Weekday } from '../../../src/domain/date.ts';
import type { Term } from '../../../src/domain/model.ts';
import type { WeeklyRule } from '../../../src/schedule/weekly-dates.ts';
import { seedRandom } from '../catalogue/random.ts';

export interface MeasuredPattern extends WeeklyRule {
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly minutes: number;
}

/** With two recesses, a holiday, and the clock set back on 1 November. */
export const TERM: Term = {
  id: 'fall-2026',
  title: 'Fall 2026',
  language: null,
  zone: 'America/New_York',
  weekStarts: 'MO',
  clock: null,
  weekend: ['SA', 'SU'],
  periods: [{ name: 'classes', from: '2026-09-02', until: '2026-12-11' }],
  breaks: [
    { name: 'Labor Day', from: '2026-09-07', until: '2026-09-07' },
    { name: 'Fall recess', from: '2026-10-17', until: '2026-10-25' },
    { name: 'Thanksgiving', from: '2026-11-25', until: '2026-11-29' },
  ],
  closings: [],
  swaps: [],
  halves: null,
  parts: [],
  firstWeek: 1,
  hours: [],
  weeks: null,
  changes: [],
  draft: false,
  published: null,
};
export const CLASSES = { from: '2026-09-02', until: '2026-12-11' } as const;

const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];
const SETS: readonly [readonly Weekday[], ...(readonly Weekday[])[]] = [
  ['MO', 'WE', 'FR'],
  ['TU', 'TH'],
  ['MO', 'WE'],
  ['MO'],
  ['TU'],
  ['WE'],
  ['TH'],
  ['FR'],
];

/** As a catalogue has them: a few sets of weekdays again and again, all over the whole term. */
export function listCommonPatterns(count: number): readonly MeasuredPattern[] {
  const random = seedRandom(count);
  return Array.from({ length: count }, () => makePattern(random.pick(SETS), null, null, random.below(40)));
}

/** One course's: weekdays as COS 418's page has them, lecture, precepts and office hours. */
export function listCoursePatterns(): readonly MeasuredPattern[] {
  const sets: readonly (readonly Weekday[])[] = [
    ['MO', 'WE'],
    ['FR'],
    ['FR'],
    ['FR'],
    ['WE'],
    ['MO'],
    ['TU'],
    ['TU'],
    ['TU'],
    ['WE'],
    ['WE'],
    ['FR'],
    ['SA', 'SU'],
  ];
  return sets.map((weekdays, slot) => makePattern(weekdays, null, null, slot));
}

/** No two alike: every set of one to three weekdays, each over spans of its own. */
export function listDistinctPatterns(): readonly MeasuredPattern[] {
  const patterns: MeasuredPattern[] = [];
  const sets = WEEKDAYS.flatMap((first, at) => [
    [first],
    ...WEEKDAYS.slice(at + 1).flatMap((second, next) => [
      [first, second],
      ...WEEKDAYS.slice(at + next + 2).map((third) => [first, second, third]),
    ]),
  ]);
  for (const weekdays of sets) {
    for (let later = 0; later < 4; later += 1) {
      for (let earlier = 0; earlier < 4; earlier += 1) {
        const from = addDays(CLASSES.from, later);
        const until = addDays(CLASSES.until, -earlier);
        patterns.push(makePattern(weekdays, from, until, (later * 7 + earlier * 3) % 40));
      }
    }
  }
  return patterns;
}

function makePattern(
  weekdays: readonly Weekday[],
  from: LocalDate | null,
  until: LocalDate | null,
  slot: number,
): MeasuredPattern {
  const begin = 8 * 60 + slot * 15;
  const minutes = slot % 3 === 0 ? 75 : 50;
  return {
    weekdays,
    from,
    until,
    rhythm: 'week',
    weeks: null,
    half: null,
    during: ['classes'],
    start: writeTime(begin),
    end: writeTime(begin + minutes),
    minutes,
  };
}

function writeTime(minutes: number): LocalTime {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
