import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
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

function run(patterns: Parameters<typeof makeSection>[1], fields: Parameters<typeof makeCourse>[1] = {}) {
  return schedule(makeCourse([makeSection('OH', patterns)], fields), term);
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

  test('are in whatever order written the one of the lowest identity, with all notes in order', () => {
    const patterns = ['c', 'a', 'b'].map((id) => dated('2018-10-03 20:00-22:00', { id, note: `Note ${id}` }));
    for (const order of [patterns, patterns.toReversed()]) {
      expect(run(order).meetings).toMatchObject([
        { pattern: 'a', facts: { copies: 3, notes: ['Note a', 'Note b', 'Note c'] } },
      ]);
    }
  });

  // Regression: a note for the second of two duplicates was silently lost.
  test('say what a change says of any one of them', () => {
    const patterns = ['a', 'b'].map((id) => dated('2018-10-03 20:00-22:00', { id }));
    const onDuty = (pattern: string, note: string, announced: number) =>
      change('OH', '2018-10-03', { note }, { announced, say: `Said of ${pattern}`, scope: { pattern } });
    const notesWith = (...changes: Change[]) => {
      const result = run(patterns, { changes });
      expect(result.problems).toEqual([]);
      expect(result.meetings).toHaveLength(1);
      return result.meetings[0]?.facts.notes;
    };
    expect(notesWith(onDuty('b', 'Bring ID', 1))).toEqual(['Bring ID', 'Said of b']);
    // Of two notes the newest counts, as everywhere.
    const older = onDuty('b', 'Bring ID', 1);
    expect(notesWith(older, onDuty('a', 'Back door', 2))).toEqual(['Back door', 'Said of a']);
    expect(notesWith(onDuty('a', 'Back door', 0), older)).toEqual(['Bring ID', 'Said of b']);
  });

  test('are two meetings whose ends became the same', () => {
    const patterns = [dated('2018-10-03 20:00-22:00'), dated('2018-10-03 20:00-21:00', { id: 'b' })];
    const longer = change('OH', '2018-10-03', move(null, null, '22:00'), { scope: { pattern: 'b' } });
    expect(run(patterns, { changes: [longer] }).meetings).toMatchObject([{ facts: { copies: 2 } }]);
  });

  test('they are not where their topics differ', () => {
    const late = makeSection('L01', [dated('2018-10-03 23:00-00:30')]);
    const patterns = [relative('after L01', 30), dated('2018-10-04 00:30-01:00', { id: 'b' })];
    const hours = (topics: [string, string][]) => makeSection('OH', patterns, { topics: new Map(topics) });
    const count = (topics: [string, string][]) =>
      meetingsOf(schedule(makeCourse([late, hours(topics)]), term), 'OH').length;
    expect([count([]), count([['2018-10-04', 'Paxos']])]).toEqual([1, 2]);
  });

  test('they are not if anything that people see differs', () => {
    const other = (fields: Parameters<typeof dated>[1], time = '20:00-22:00') =>
      run([dated('2018-10-03 20:00-22:00'), dated(`2018-10-03 ${time}`, { id: 'b', ...fields })]).meetings.length;
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
    expect(result?.problems).toEqual([
      {
        code: 'pattern-id-needed',
        severity: 'error',
        message: 'Two patterns of section OH give a meeting on 2018-10-03 under one id.',
        hint: 'Give the one that was added last an id of its own, for example id: afternoon.',
        at: patterns[0]?.at,
      },
    ]);
    const withIds = run([weekly('WE 20:00', { id: 'a' }), dated('2018-10-03 09:00', { id: 'a' })]);
    expect(withIds.problems).toMatchObject([{ code: 'pattern-id-twice' }]);
  });
});
