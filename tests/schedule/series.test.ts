import { describe, expect, test } from 'vitest';
import {
  change,
  dated,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  person,
  relative,
  room,
  schedule,
  weekly,
} from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-10-31'] });

describe('a series', () => {
  test('prints its rule', () => {
    const pattern = weekly('WE MO 10:00-10:50', {
      id: 'main',
      where: room('Bowen 222'),
      staff: [person('lloyd', 'Wyatt Lloyd')],
      copies: 2,
      note: 'Bring a laptop',
    });
    const result = schedule(makeCourse([makeSection('L01', [pattern])]), term);
    expect(result.series).toEqual([
      {
        identity: 'fall-2018/c/L01/main/series/MO+WE',
        uid: expect.stringMatching(/^[0-9a-f]{32}@example\.edu$/),
        section: 'L01',
        pattern: 'main',
        weekdays: ['MO', 'WE'],
        startTime: '10:00',
        endTime: '10:50',
        where: [{ text: 'Bowen 222', address: null, url: null, online: false }],
        whereToBeAnnounced: false,
        staff: ['Wyatt Lloyd'],
        copies: 2,
        notes: ['Bring a laptop'],
      },
    ]);
    expect(new Set(result.meetings.map(({ series }) => series))).toEqual(
      new Set(['fall-2018/c/L01/main/series/MO+WE']),
    );
  });

  test('does not change with a change of its meetings, which stay in it', () => {
    const section = makeSection('L01', [weekly('MO 10:00-10:50', { where: room('A') })]);
    const plain = schedule(makeCourse([section]), term);
    const changes = [change(null, '2018-10-01 2018-10-31', { where: room('B'), note: 'Moved', cancel: true })];
    const changed = schedule(makeCourse([section], { changes }), term);
    expect(changed.series).toEqual(plain.series);
    expect(changed.meetings.map(({ series }) => series)).toEqual(plain.meetings.map(({ series }) => series));
  });

  test('over a handover in mid-term is one, with the facts that most of its meetings have', () => {
    const halves = (first: string, second: string) => [
      weekly('MO 10:00-10:50', { until: first, where: room('A') }),
      weekly('MO 11:00-11:50', { from: second, where: room('B') }),
    ];
    const roomOf = (...dates: [string, string]) => {
      const section = makeSection('L01', halves(...dates));
      const results = [section, { ...section, patterns: section.patterns.toReversed() }].map((one) =>
        schedule(makeCourse([one]), term),
      );
      expect(results[0]).toEqual(results[1]);
      expect(results[0]?.series).toHaveLength(1);
      return [results[0]?.series[0]?.where[0]?.text, results[0]?.series[0]?.startTime];
    };
    expect(roomOf('2018-10-08', '2018-10-15')).toEqual(['B', '11:00']);
    expect(roomOf('2018-10-15', '2018-10-22')).toEqual(['A', '10:00']);
    // Two each: the earlier one wins.
    expect(roomOf('2018-10-08', '2018-10-22')).toEqual(['A', '10:00']);
    expect(
      schedule(makeCourse([makeSection('L01', halves('2018-10-08', '2018-10-22'))]), term).series[0]?.notes,
    ).toEqual([]);
  });

  test('whose facts come back after a while prints those that came first, of as many', () => {
    const patterns = [
      weekly('MO 10:00-10:50', { from: '2018-10-22', until: '2018-10-22' }),
      weekly('MO 11:00-11:50', { from: '2018-10-08', until: '2018-10-15' }),
      weekly('MO 10:00-10:50', { until: '2018-10-01' }),
    ];
    for (const order of [patterns, patterns.toReversed()]) {
      const { series } = schedule(makeCourse([makeSection('L01', order)]), term);
      expect(series).toMatchObject([{ startTime: '10:00' }]);
    }
  });

  test('is not for dated, borrowed or extra meetings', () => {
    const swaps = [
      { date: '2018-10-09', follows: 'MO' as const, name: 'Monday schedule' },
      { date: '2018-10-17', follows: 'MO' as const, name: 'Monday schedule' },
    ];
    const course = makeCourse(
      [makeSection('L01', [weekly('MO WE 10:00-10:50', { until: '2018-10-17' }), dated('2018-10-19 10:00')])],
      { changes: [change('L01', null, { extra: { date: '2018-10-20', start: '10:00', end: null } })] },
    );
    const result = schedule(course, makeTerm({ classes: ['2018-10-01', '2018-10-31'], swaps }));
    const alone = meetingsOf(result, 'L01').filter(({ series }) => series === null);
    expect(alone.map(({ originalDate }) => originalDate)).toEqual(['2018-10-09', '2018-10-19', '2018-10-20']);
    // A Wednesday with Monday's schedule is on a weekday of the rule in any case.
    expect(meetingsOf(result, 'L01').find(({ originalDate }) => originalDate === '2018-10-17')?.series).not.toBeNull();
  });

  test('of what leans on a weekly rule has that rule’s weekdays, its own times and the other’s room', () => {
    const course = makeCourse([
      makeSection('L01', [
        weekly('MO WE 10:00-10:50', { where: room('A') }),
        weekly('FR 14:00-15:00', { where: room('B') }),
      ]),
      makeSection('OH', [relative('after L01', 30, { gap: 10 })]),
      makeSection('OH2', [relative('before L01', 30, { where: room('C') })]),
    ]);
    const { series } = schedule(course, term);
    expect(
      series.map(({ identity, startTime, endTime, where }) => [identity, startTime, endTime, where[0]?.text]),
    ).toEqual([
      ['fall-2018/c/L01//series/FR', '14:00', '15:00', 'B'],
      ['fall-2018/c/L01//series/MO+WE', '10:00', '10:50', 'A'],
      ['fall-2018/c/OH//series/FR', '15:10', '15:40', 'B'],
      ['fall-2018/c/OH//series/MO+WE', '11:00', '11:30', 'A'],
      ['fall-2018/c/OH2//series/FR', '13:30', '14:00', 'C'],
      ['fall-2018/c/OH2//series/MO+WE', '09:30', '10:00', 'C'],
    ]);
  });

  test('holds one meeting a day of those that lean on two lectures of one day', () => {
    const lectures = [weekly('MO 10:00-10:50'), weekly('MO 14:00-14:50', { id: 'pm' })];
    const results = [lectures, lectures.toReversed()].map((patterns) =>
      schedule(makeCourse([makeSection('L01', patterns), makeSection('OH', [relative('after L01', 30)])]), term),
    );
    expect(results[0]).toEqual(results[1]);
    const [result] = results;
    if (!result) throw new Error('there are two');
    const hours = meetingsOf(result, 'OH');
    expect(hours.map(({ facts, series }) => [facts.startTime, series]).slice(0, 2)).toEqual([
      ['10:50', 'fall-2018/c/OH//series/MO'],
      ['14:50', null],
    ]);
    expect(result.series.filter(({ section }) => section === 'OH')).toHaveLength(1);
  });
});
