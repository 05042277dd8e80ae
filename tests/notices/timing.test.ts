import { describe, expect, test } from 'vitest';
import { backoff, endOfQuiet, nextDigest } from '../../src/notices/timing.ts';

const MINUTE = 60_000;
const SINCE = Date.parse('2018-10-10T15:00:00Z');

describe('the quiet period', () => {
  test.each([
    { minutes: 1, seconds: 10 },
    { minutes: 10, seconds: 10 },
    { minutes: 20, seconds: 20 },
    { minutes: 90, seconds: 90 },
    { minutes: 120, seconds: 120 },
    { minutes: 5000, seconds: 120 },
  ])('$minutes minutes before a meeting it is $seconds seconds', ({ minutes, seconds }) => {
    expect(endOfQuiet(SINCE, SINCE + minutes * MINUTE) - SINCE).toBe(seconds * 1000);
  });

  test('it has its whole length where no meeting is to come, and never none', () => {
    expect(endOfQuiet(SINCE, Infinity) - SINCE).toBe(2 * MINUTE);
    expect(endOfQuiet(SINCE, SINCE - MINUTE) - SINCE).toBe(10_000);
  });
});

describe('the weekly digest is sent on Sunday at 5 pm of the course’s zone', () => {
  test.each([
    { now: '2018-10-10T15:00:00Z', zone: 'Etc/UTC', next: '2018-10-14T17:00:00Z' },
    { now: '2018-10-14T16:59:59Z', zone: 'Etc/UTC', next: '2018-10-14T17:00:00Z' },
    { now: '2018-10-14T17:00:00Z', zone: 'Etc/UTC', next: '2018-10-21T17:00:00Z' },
    { now: '2018-10-14T18:00:00Z', zone: 'America/New_York', next: '2018-10-14T21:00:00Z' },
    // The clocks change in the preceding night.
    { now: '2018-11-03T18:00:00Z', zone: 'America/New_York', next: '2018-11-04T22:00:00Z' },
  ])('$now in $zone: $next', ({ now, zone, next }) => {
    expect(new Date(nextDigest(Date.parse(now), zone)).toISOString()).toBe(next.replace('Z', '.000Z'));
  });
});

test('the wait after failures doubles, up to four hours', () => {
  expect([1, 2, 3].map(backoff)).toEqual([30_000, 60_000, 120_000]);
  expect([20, 1000].map(backoff)).toEqual([240 * MINUTE, 240 * MINUTE]);
});
