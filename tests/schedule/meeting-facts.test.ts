import { describe, expect, test } from 'vitest';
import { change, dated, makeCourse, makeSection, makeTerm, meetingsOf, move, room, schedule, weekly } from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-10-31'] });

describe('numbers', () => {
  const lecture = makeSection('L01', [weekly('MO 10:00-10:50')], { numbered: true });

  test('count what takes place, in order of time, and follow moves', () => {
    const changes = [
      change('L01', '2018-10-08', { cancel: true }),
      change('L01', '2018-10-15', move('2018-10-30')),
      change('L01', null, { extra: { date: '2018-10-02', start: '10:00', end: '11:00' } }),
    ];
    const numbers = meetingsOf(schedule(makeCourse([lecture], { changes }), term), 'L01').map(({ facts }) => [
      facts.date,
      facts.number,
    ]);
    expect(numbers).toEqual([
      ['2018-10-01', 1],
      ['2018-10-02', 2],
      ['2018-10-08', null],
      ['2018-10-22', 3],
      ['2018-10-29', 4],
      ['2018-10-30', 5],
    ]);
  });

  test('of meetings at one time go by identity, whatever the order in which patterns are written', () => {
    const patterns = ['c', 'a', 'b'].map((id) => dated('2018-10-02 10:00-10:50', { id, where: room(id) }));
    for (const order of [patterns, patterns.toReversed()]) {
      const result = schedule(makeCourse([makeSection('L01', order, { numbered: true })]), term);
      expect(result.meetings.map(({ pattern, facts }) => [pattern, facts.number])).toEqual([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]);
    }
  });

  test('are given only where asked for', () => {
    const result = schedule(makeCourse([makeSection('L01', lecture.patterns)]), term);
    expect(result.meetings.every(({ facts }) => facts.number === null)).toBe(true);
  });
});

test('a published meeting keeps its UID, any other gets one of its identity', () => {
  const course = makeCourse([makeSection('L01', [weekly('MO TU 10:00-10:50')])]);
  const fresh = schedule(course, term).meetings;
  const published = fresh.filter((_, index) => index % 3 === 1).map((one) => ({ ...one, uid: `${one.identity}@x` }));
  const again = schedule(course, term, { published: published.toReversed() }).meetings;
  expect(again).toEqual(fresh.map((one) => published.find(({ identity }) => identity === one.identity) ?? one));
});

test('topics go by original date and stay with a meeting that moves', () => {
  const topics = new Map([['2018-10-08', 'Paxos']]);
  const changes = [change('L01', '2018-10-08', move('2018-10-09'))];
  const course = makeCourse([makeSection('L01', [weekly('MO 10:00-10:50')], { topics })], { changes });
  expect(meetingsOf(schedule(course, term), 'L01').map(({ facts }) => [facts.date, facts.topic])).toEqual([
    ['2018-10-01', null],
    ['2018-10-09', 'Paxos'],
    ['2018-10-15', null],
    ['2018-10-22', null],
    ['2018-10-29', null],
  ]);
});

test('a meeting past midnight belongs to the day on which it starts and ends on the next', () => {
  const course = makeCourse([makeSection('OH', [weekly('WE 22:00-01:00', { until: '2018-10-03' })])]);
  expect(schedule(course, term).meetings[0]).toMatchObject({
    originalDate: '2018-10-03',
    facts: {
      date: '2018-10-03',
      startTime: '22:00',
      endTime: '01:00',
      start: Date.UTC(2018, 9, 4, 2),
      end: Date.UTC(2018, 9, 4, 5),
    },
  });
});

test('facts are complete', () => {
  const course = makeCourse([makeSection('L01', [dated('2018-10-24 19:00', { copies: 2, note: 'Bring ID' })])]);
  const [meeting] = schedule(course, term).meetings;
  expect(meeting).toEqual({
    identity: 'fall-2018/c/L01//2018-10-24',
    uid: expect.stringMatching(/^[0-9a-f]{32}@example\.edu$/),
    pattern: '',
    originalDate: '2018-10-24',
    series: null,
    facts: {
      section: 'L01',
      start: Date.UTC(2018, 9, 24, 23),
      end: null,
      date: '2018-10-24',
      startTime: '19:00',
      endTime: null,
      where: [],
      whereToBeAnnounced: false,
      staff: [],
      copies: 2,
      notes: ['Bring ID'],
      topic: null,
      number: null,
      status: 'confirmed',
      reason: null,
      movedFrom: null,
    },
  });
});
