import { describe, expect, test } from 'vitest';
import {
  change,
  dated,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  move,
  person,
  relative,
  room,
  schedule,
  weekly,
} from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-10-12'] });

function run(patterns: Parameters<typeof makeSection>[1], parts: Parameters<typeof makeCourse>[1] = {}) {
  return schedule(makeCourse([makeSection('OH', patterns)], parts), term);
}

describe('twins', () => {
  test('of two patterns are one meeting with more copies and both notes', () => {
    const patterns = [
      weekly('WE 20:00-22:00', { note: 'Ring the bell' }),
      weekly('WE 20:00-22:00', { id: 'b', copies: 2, note: 'Back door' }),
    ];
    for (const order of [patterns, patterns.toReversed()]) {
      const result = run(order);
      expect(result.meetings.map(({ identity }) => identity)).toEqual([
        'fall-2018/c/OH//2018-10-03',
        'fall-2018/c/OH//2018-10-10',
      ]);
      expect(result.meetings[0]?.facts).toMatchObject({ copies: 3, notes: ['Ring the bell', 'Back door'] });
    }
  });

  test('they are not if anything that people see differs', () => {
    const other = (parts: Parameters<typeof dated>[1], time = '20:00-22:00') =>
      run([dated('2018-10-03 20:00-22:00'), dated(`2018-10-03 ${time}`, { id: 'b', ...parts })]).meetings.length;
    expect(other({})).toBe(1);
    expect(other({ where: room('CS 323') })).toBe(2);
    expect(other({ staff: [person('x', 'Xia')] })).toBe(2);
    expect(other({}, '20:00-21:00')).toBe(2);
    expect(other({}, '20:00')).toBe(2);
  });

  test('a cancelled or moved meeting is none of one that is not', () => {
    const patterns = [weekly('WE 20:00-22:00'), weekly('TH 20:00-22:00', { id: 'b' })];
    const moved = change(null, '2018-10-03', move('2018-10-04'));
    expect(run(patterns, { changes: [moved] }).meetings).toHaveLength(4);
    const twins = [weekly('WE 20:00-22:00'), weekly('WE 20:00-22:00', { id: 'b' })];
    const cancelled = change(null, '2018-10-03', { cancel: true }, { scope: { pattern: 'b' } });
    const result = run(twins, { changes: [cancelled] });
    expect(listTimes(result, 'OH').slice(0, 2).sort()).toEqual([
      'Wed 2018-10-03 20:00-22:00',
      'Wed 2018-10-03 20:00-22:00 cancelled',
    ]);
    expect(result.problems).toEqual([]);
  });

  test('are leant on once', () => {
    const sections = [
      makeSection('L01', [weekly('WE 20:00-22:00'), weekly('WE 20:00-22:00', { id: 'b' })]),
      makeSection('OH', [relative('after L01', 30)]),
    ];
    const result = schedule(makeCourse(sections), term);
    expect(meetingsOf(result, 'OH').map(({ facts }) => facts.copies)).toEqual([1, 1]);
  });
});

describe('two meetings under one identity', () => {
  test('are a problem, and the earlier in the day is kept whatever the order', () => {
    const patterns = [weekly('WE 20:00-22:00'), dated('2018-10-03 09:00-10:00')];
    const results = [patterns, patterns.toReversed()].map((order) => run(order));
    expect(results[0]?.meetings).toEqual(results[1]?.meetings);
    const [result] = results;
    expect(result?.meetings.map(({ facts }) => facts.startTime)).toEqual(['09:00', '20:00']);
    expect(result?.problems).toMatchObject([{ code: 'pattern-id-needed', severity: 'error' }]);
    const withIds = run([weekly('WE 20:00', { id: 'a' }), dated('2018-10-03 09:00', { id: 'a' })]);
    expect(withIds.problems).toMatchObject([{ code: 'pattern-id-twice' }]);
  });
});
