import { describe, expect, test } from 'vitest';
import type { Standing } from '../../src/domain/published.ts';
import type { MeetingFacts, ScheduledSeries } from '../../src/domain/schedule.ts';
import { findOffsets, toInstant } from '../../src/domain/zone.ts';
import { fitsSeries, offsetsOf, standingOf } from '../../src/publication/series-membership.ts';
import { courseFacts, movedTo, schedule, venue } from './schedules.ts';

const RULES = schedule();
const RULE = RULES.series[0] as ScheduledSeries;
const FACTS = RULES.meetings[0]?.facts as MeetingFacts;
const OFFSETS = offsetsOf(courseFacts());

describe('a meeting is inside its series', () => {
  test('when the rule alone gives it, whatever its topic and number', () => {
    expect(fitsSeries(FACTS, FACTS.date, RULE, OFFSETS)).toBe(true);
    expect(fitsSeries({ ...FACTS, topic: 'Paxos', number: 7 }, FACTS.date, RULE, OFFSETS)).toBe(true);
  });

  test.each<[string, Partial<MeetingFacts>]>([
    ['cancelled', { status: 'cancelled' }],
    ['moved there and back by two changes', { movedFrom: { date: '2018-09-13', startTime: '10:00' } }],
    ['in another room', { where: [venue('CS 104')] }],
    ['in a room to be announced', { whereToBeAnnounced: true }],
    ['with somebody else', { staff: ['A'] }],
    ['twice at once', { copies: 2 }],
    ['noted', { notes: ['Bring a laptop'] }],
    ['longer', { endTime: '11:00', end: FACTS.start + 60 * 60_000 }],
    ['without an end', { endTime: null, end: null }],
    ['at another instant than its wall time', { start: FACTS.start - 60_000 }],
    ['ending at another instant than its wall time', { end: FACTS.start + 51 * 60_000 }],
  ])('but not when it is %s', (_, fields) => {
    expect(fitsSeries({ ...FACTS, ...fields }, FACTS.date, RULE, OFFSETS)).toBe(false);
  });

  test('but not on another date, weekday or at another time, nor without a series', () => {
    expect(
      fitsSeries({ ...movedTo(FACTS, '2018-09-13', '10:00', '10:50'), movedFrom: null }, FACTS.date, RULE, OFFSETS),
    ).toBe(false);
    expect(fitsSeries(FACTS, FACTS.date, { ...RULE, weekdays: ['TU'] }, OFFSETS)).toBe(false);
    expect(fitsSeries(FACTS, FACTS.date, { ...RULE, startTime: '09:00' }, OFFSETS)).toBe(false);
    expect(fitsSeries(FACTS, FACTS.date, undefined, OFFSETS)).toBe(false);
  });
});

describe('clock changes put a meeting apart', () => {
  const newYork = findOffsets('America/New_York', '2018-01-01', '2018-12-31');
  const at = (date: string, startTime: string, endTime: string, endDate = date): [MeetingFacts, ScheduledSeries] => {
    const start = toInstant(newYork, date, startTime);
    const end = toInstant(newYork, endDate, endTime);
    const facts = { ...FACTS, date, startTime, endTime, start, end };
    return [facts, { ...RULE, weekdays: ['MO', 'SA', 'SU'], startTime, endTime }];
  };

  test.each([
    ['skipped at the start', '2018-03-11', '02:30', '04:00', '2018-03-11'],
    ['skipped at the end', '2018-03-10', '23:00', '02:30', '2018-03-11'],
    ['repeated at the start', '2018-11-04', '01:30', '05:00', '2018-11-04'],
    ['repeated at the end', '2018-11-03', '23:00', '01:30', '2018-11-04'],
    ['an hour shorter than its wall times say', '2018-03-10', '23:00', '04:00', '2018-03-11'],
    ['an hour longer than its wall times say', '2018-11-03', '23:00', '04:00', '2018-11-04'],
  ])('%s', (_, date, startTime, endTime, endDate) => {
    const [facts, rule] = at(date, startTime, endTime, endDate);
    expect(fitsSeries(facts, date, rule, newYork)).toBe(false);
  });

  test('but not a meeting past midnight on another night, or a day long', () => {
    const [late, lateRule] = at('2018-03-17', '23:00', '02:30', '2018-03-18');
    expect(fitsSeries(late, '2018-03-17', lateRule, newYork)).toBe(true);
    const [day, dayRule] = at('2018-03-17', '10:00', '10:00', '2018-03-18');
    expect(fitsSeries(day, '2018-03-17', dayRule, newYork)).toBe(true);
    const [open, openRule] = at('2018-03-17', '10:00', '10:00');
    const endless = { endTime: null, end: null };
    expect(fitsSeries({ ...open, ...endless }, '2018-03-17', { ...openRule, endTime: null }, newYork)).toBe(true);
  });
});

test('an event of its own is left behind by whoever had one, and by nobody else', () => {
  const stand = (fits: boolean, shown: boolean, was?: Standing, wasShown = true): Standing =>
    standingOf({ fits, shown, was, wasShown });
  expect([stand(true, true), stand(false, true), stand(false, false)]).toEqual(['inside', 'apart', 'gone']);
  expect([stand(true, true, 'gone'), stand(true, true, 'ended')]).toEqual(['inside', 'returned']);
  expect([stand(false, false, 'inside'), stand(false, false, 'gone')]).toEqual(['gone', 'gone']);
  expect([stand(false, false, 'apart'), stand(false, false, 'returned')]).toEqual(['ended', 'ended']);
  // As earlier releases stored a cancelled meeting that feeds omit.
  expect(stand(false, false, 'apart', false)).toBe('apart');
});
