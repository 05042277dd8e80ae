import { describe, expect, test } from 'vitest';
import type { MeetingFacts } from '../../src/domain/schedule.ts';
import { compareDocuments } from '../../src/notices/content.ts';
import { composeNews, packParcel } from '../../src/notices/message.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import type { Delivery, Notice, NoticeSubscription } from '../../src/store/notices.ts';
import { edit, of, schedule } from '../publication/schedules.ts';

const NOW = Date.parse('2018-10-10T15:00:00Z');

function delivery(number: number, more: Partial<Delivery> = {}): Delivery {
  const kind = { kind: 'now', part: 'all' } as const;
  return {
    ...{ number, subscription: 'a', notice: number, ...kind, dueAt: NOW },
    ...{ attempts: 0, message: null, error: null, ...more },
  };
}

function noticesOf(...notices: Pick<Notice, 'number' | 'course' | 'revision'>[]): ReadonlyMap<number, Notice> {
  return new Map(notices.map((one) => [one.number, { ...one, at: NOW, content: null }]));
}

describe('packing a parcel', () => {
  const notices = noticesOf(
    { number: 1, course: 'au/k1', revision: 7 },
    { number: 2, course: 'au/k2', revision: 7 },
    { number: 3, course: 'au/k1', revision: 9 },
  );

  test('two courses of one change, told one after the other, are two messages: neither replaces the other', () => {
    const first = packParcel([delivery(1)], notices, NOW);
    const second = packParcel([delivery(2)], notices, NOW);
    expect(first?.key).toMatch(/^[\w-]{32}$/);
    expect(second?.key).not.toBe(first?.key);
  });

  test('the same message has the same key, whatever order its deliveries come in', () => {
    const some = [delivery(1), delivery(2)];
    expect(packParcel(some.toReversed(), notices, NOW)?.key).toBe(packParcel(some, notices, NOW)?.key);
  });

  test('what failed goes together with what came later', () => {
    const parcel = packParcel([delivery(1, { attempts: 2, dueAt: NOW + 60_000 }), delivery(3)], notices, NOW);
    expect(parcel?.deliveries.map(({ number }) => number)).toEqual([1, 3]);
    expect(packParcel([delivery(1, { dueAt: NOW + 1 })], notices, NOW)).toBeNull();
  });

  test('what may have arrived is sent again as it was, without what came later', () => {
    const parcel = packParcel([delivery(1, { message: 'm' }), delivery(3)], notices, NOW);
    expect(parcel).toMatchObject({ key: 'm', deliveries: [{ number: 1 }] });
  });

  test('a digest and what is told at once are two messages', () => {
    const parcel = packParcel([delivery(1, { kind: 'digest' }), delivery(3)], notices, NOW);
    expect(parcel?.deliveries.map(({ number }) => number)).toEqual([3]);
  });
});

test('an item of several days is told with all of them', () => {
  const isExcursion = of('P01', '2018-10-18');
  const days: Partial<MeetingFacts> = { days: 3, startTime: '00:00', endTime: '00:00' };
  const rules = edit(schedule(), isExcursion, (facts) => ({ ...facts, ...days }));
  const cancelled = edit(rules, isExcursion, (facts) => ({ ...facts, status: 'cancelled', reason: 'Rain' }));
  const before = reviseCourse(null, rules, NOW - 10_000).next;
  const content = compareDocuments(before, reviseCourse(before, cancelled, NOW).next, NOW);
  const course = rules.course.key;
  const notices = new Map([[1, { number: 1, course, revision: 2, at: NOW, content }]]);
  const subscription = { choices: [{ course, sections: [], pace: 'now' }] } as unknown as NoticeSubscription;
  const message = composeNews({ key: 'k', kind: 'now', deliveries: [delivery(1)] }, subscription, notices, NOW);
  expect(message?.courses[0]?.lines).toEqual([
    'P01, Thursday 18 October, all day, until Saturday 20 October: cancelled: Rain',
  ]);
});
