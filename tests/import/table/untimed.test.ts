import { describe, expect, test } from 'vitest';
import { bodyOf, plan, textsOf, writeTable } from './tables.ts';

const row = (days: string, time: string, place = ''): string =>
  writeTable([`CS 101,Intro,1,01,Lecture,${days},${time},${place},Ann Lee,`]);
const meetsOf = (table: string): string => / meets: ([^,}]+)/.exec(bodyOf(plan(table), 'cs101'))?.[1] ?? 'nothing';

describe('a row without a time', () => {
  test.each([
    ['TBA', 'TBA', 'TBA'],
    ['ARR', 'ARR', 'TBA'],
    ['', '', 'TBA'],
    ['R', 'TBA', 'Thu TBA'],
    ['MW', '', 'Mon Wed TBA'],
    ['By appointment', '', 'by appointment'],
    ['', 'by arrangement', 'by appointment'],
    ['', 'Asynchronous', 'asynchronous'],
    ['', 'No set time', 'asynchronous'],
  ])('of days %j and time %j meets %s', (days, time, meets) => {
    expect(meetsOf(row(days, time))).toBe(meets);
  });

  test('is asynchronous where its place says so', () => {
    expect(meetsOf(row('TBA', 'TBA', 'Online Asynchronous'))).toBe('asynchronous');
    expect(meetsOf(row('MW', '9:00am-9:50am', 'Online Asynchronous'))).toBe('Mon Wed 9:00am-9:50am');
  });

  test('is read back by the next import, which says what changed', () => {
    const first = plan(row('', 'Asynchronous'));
    expect(plan(row('', 'Asynchronous'), first).files).toEqual([]);
    const timed = plan(row('MW', '9:00am-9:50am'), first);
    expect(timed.differences[0]?.sections[0]?.lines[0]).toMatch(/^asynchronous → /);
    const later = plan(row('R', 'TBA'), textsOf(first));
    expect(later.differences[0]?.sections[0]?.lines).toEqual(['times: asynchronous → Thu TBA']);
  });
});
