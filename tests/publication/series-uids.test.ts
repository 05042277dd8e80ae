import { expect, test } from 'vitest';
import type { Weekday } from '../../src/domain/date.ts';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { PUBLISHED, schedule, weekly } from './schedules.ts';

/** A lecture on each of these sets of weekdays. */
function rules(...sets: readonly (readonly Weekday[])[]): CourseSchedule {
  const all = sets.map((weekdays) => weekly({ section: 'L01', weekdays, startTime: '10:00', endTime: '10:50' }));
  return schedule({ meetings: all.flatMap(({ meetings }) => meetings), series: all.map(({ series }) => series) });
}

function publish(...schedules: readonly CourseSchedule[]): PublishedCourse {
  let last: PublishedCourse | null = null;
  for (const [index, fresh] of schedules.entries()) {
    last = reviseCourse(last && structuredClone(last), fresh, PUBLISHED + index * 1000).next;
  }
  return last as PublishedCourse;
}

const own = (weekdays: readonly Weekday[]) => rules(weekdays).series[0]?.uid as string;
const named = ({ series }: PublishedCourse) =>
  series.map(({ rule, sequence }) => [rule.weekdays.join(), rule.uid, sequence]);
const ended = ({ absent }: PublishedCourse) =>
  absent.flatMap(({ uid, sequence, shown }) => (shown ? [[uid, sequence]] : []));

test('a series whose weekdays are edited keeps its UID, there and back', () => {
  expect(named(publish(rules(['MO', 'WE']), rules(['TU', 'TH'])))).toEqual([['TU,TH', own(['MO', 'WE']), 1]]);
  const back = publish(rules(['MO', 'WE']), rules(['TU', 'TH']), rules(['MO', 'WE']));
  expect(named(back)).toEqual([['MO,WE', own(['MO', 'WE']), 2]]);
  expect(ended(back)).toEqual([]);
});

test('a series that is split ends, and takes its UID back when it returns', () => {
  const split = publish(rules(['MO', 'WE']), rules(['MO'], ['WE']));
  expect(named(split)).toEqual([
    ['MO', own(['MO']), 0],
    ['WE', own(['WE']), 0],
  ]);
  expect(ended(split)).toEqual([[own(['MO', 'WE']), 1]]);
  const joined = publish(rules(['MO', 'WE']), rules(['MO'], ['WE']), rules(['MO', 'WE']));
  expect(named(joined)).toEqual([['MO,WE', own(['MO', 'WE']), 2]]);
  expect(ended(joined).map(([uid]) => uid)).toEqual([own(['MO']), own(['WE'])]);
});

test('no two series ever share a UID: one whose UID is in use begins with another', () => {
  // Tuesday took over Monday's UID; Monday comes back beside it.
  const both = publish(rules(['MO']), rules(['TU']), rules(['MO'], ['TU']));
  const uids = both.series.map(({ rule }) => rule.uid);
  expect(new Set(uids).size).toBe(2);
  expect(uids[1]).toBe(own(['MO']));
  expect([own(['MO']), own(['TU'])]).not.toContain(uids[0]);
});

test('what a series of an earlier release left behind goes on counting', () => {
  const last = publish(rules(['MO']));
  const old = { ...last, absent: [{ identity: rules(['WE']).series[0]?.identity as string, sequence: 7 }] };
  const next = reviseCourse(old, rules(['MO'], ['WE']), PUBLISHED + 1000).next;
  expect(named(next)[1]).toEqual(['WE', own(['WE']), 8]);
  expect(next.absent).toEqual([]);
});
