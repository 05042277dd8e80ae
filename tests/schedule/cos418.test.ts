import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/catalog.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { listDates, listTimes, meetingsOf } from './rules.ts';

const DATA = new URL('../../data/', import.meta.url);

/** Schedules the shipped course. */
function scheduleShipped(): CourseSchedule {
  const paths = ['site.yaml', 'terms/fall-2018.yaml', 'courses/fall-2018/cos418.yaml'];
  const { catalog } = readCatalog(paths.map((path) => ({ path, text: readFileSync(new URL(path, DATA), 'utf8') })));
  const course = catalog.courses.get('fall-2018/cos418');
  const term = catalog.terms.get('fall-2018');
  if (!course || !term) throw new Error('the shipped rules cannot be read');
  return scheduleCourse(course, openTermCalendar(term), catalog.site);
}

describe('COS 418', () => {
  const result = scheduleShipped();

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
    expect(hours[0]?.facts.where.map(({ text }) => text)).toEqual(['Bowen Hall 222']);
  });

  test('has office hours on every day but Thursday, two people on duty late on Wednesday', () => {
    const hours = meetingsOf(result, 'OH');
    expect(listTimes(result, 'OH').filter((time) => time.startsWith('Thu'))).toEqual([]);
    const late = hours.filter(({ pattern, facts }) => pattern === 'late-evening' && facts.copies === 2);
    expect(late).toHaveLength(12);
    expect(late.every(({ facts }) => facts.startTime === '20:00' && facts.endTime === '22:00')).toBe(true);
  });

  test('gives one series for each weekly rule, and no problem', () => {
    const own = result.series.filter(({ section }) => section !== 'OH').map(({ identity }) => identity);
    expect(own).toEqual([
      'fall-2018/cos418/L01//series/MO+WE',
      'fall-2018/cos418/OH-Lloyd//series/MO+WE',
      'fall-2018/cos418/OH-Lloyd/afternoon/series/WE',
      'fall-2018/cos418/P01//series/FR',
      'fall-2018/cos418/P02//series/FR',
      'fall-2018/cos418/P03//series/FR',
    ]);
    expect(result.series.filter(({ section }) => section === 'OH')).toHaveLength(9);
    expect(result.problems).toEqual([]);
  });
});
