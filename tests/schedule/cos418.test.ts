import { describe, expect, test } from 'vitest';
import {
  listDates,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  relative,
  room,
  schedule,
  weekly,
} from './rules.ts';

/** COS 418 in Princeton's fall of 2018, whose rule is twelve of each weekday. */
const term = makeTerm({
  breaks: [
    { name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' },
    { name: 'Thanksgiving recess', from: '2018-11-21', until: '2018-11-25' },
  ],
});
const course = makeCourse([
  makeSection('L01', [weekly('MO WE 10:00-10:50', { where: room('Bowen 222') })]),
  makeSection('P01', [weekly('FR 10:00-10:50')], { kind: 'precept' }),
  makeSection('P02', [weekly('FR 11:00-11:50')], { kind: 'precept' }),
  makeSection('P03', [weekly('FR 11:00-11:50')], { kind: 'precept' }),
  makeSection('OH-Lloyd', [relative('after L01', 30), weekly('WE 15:00-16:00', { id: 'afternoon' })], {
    kind: 'office hours',
  }),
]);

describe('COS 418', () => {
  const result = schedule(course, term);

  test('has 24 lectures, 12 on Mondays and 12 on Wednesdays', () => {
    const times = listTimes(result, 'L01');
    expect(times).toHaveLength(24);
    expect(times.filter((time) => time.startsWith('Mon'))).toHaveLength(12);
    expect(times.filter((time) => time.startsWith('Wed'))).toHaveLength(12);
    expect(times[0]).toBe('Wed 2018-09-12 10:00-10:50');
    expect(times.at(-1)).toBe('Wed 2018-12-12 10:00-10:50');
  });

  test('has 12 meetings of each precept', () => {
    for (const section of ['P01', 'P02', 'P03']) expect(listDates(result, section)).toHaveLength(12);
  });

  test('has nothing in either recess', () => {
    const dates = result.meetings.map(({ facts }) => facts.date);
    expect(dates.filter((date) => date >= '2018-10-27' && date <= '2018-11-04')).toEqual([]);
    expect(dates.filter((date) => date >= '2018-11-21' && date <= '2018-11-25')).toEqual([]);
  });

  test('meets at ten in Princeton before and after the clocks change on 4 November', () => {
    const starts = meetingsOf(result, 'L01').map(({ facts }) => new Date(facts.start).toISOString());
    expect(starts).toContain('2018-10-24T14:00:00.000Z');
    expect(starts).toContain('2018-11-05T15:00:00.000Z');
    const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
    expect(new Set(meetingsOf(result, 'L01').map(({ facts }) => wall.format(facts.start)))).toEqual(new Set(['10:00']));
  });

  test('has the professor’s hours after each lecture, in its room', () => {
    const hours = meetingsOf(result, 'OH-Lloyd').filter(({ pattern }) => pattern === '');
    expect(hours).toHaveLength(24);
    expect(hours.every(({ facts }) => facts.startTime === '10:50' && facts.endTime === '11:20')).toBe(true);
    expect(hours[0]?.facts.where.map(({ text }) => text)).toEqual(['Bowen 222']);
  });

  test('gives one series for each weekly rule', () => {
    expect(result.series.map(({ identity }) => identity)).toEqual([
      'fall-2018/c/L01//series/MO+WE',
      'fall-2018/c/OH-Lloyd//series/MO+WE',
      'fall-2018/c/OH-Lloyd/afternoon/series/WE',
      'fall-2018/c/P01//series/FR',
      'fall-2018/c/P02//series/FR',
      'fall-2018/c/P03//series/FR',
    ]);
    expect(result.problems).toEqual([]);
  });
});
