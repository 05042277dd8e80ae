import { expect, test } from 'vitest';
import { isWholeSecond, nextInstant } from '../../src/publication/instant.ts';
import { publishFirst } from '../../src/publication/replay.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { edit, of, PUBLISHED, schedule, venue } from './schedules.ts';

const RULES = schedule();
const inRoom = edit(RULES, of('L01', '2018-10-10'), (facts) => ({ ...facts, where: [venue('CS 104')] }));
const cancelled = edit(inRoom, of('P01', '2018-10-11'), (facts) => ({ ...facts, status: 'cancelled' }));

test('an instant is the later of now and a second after the last one', () => {
  expect(nextInstant(5999, 3000)).toBe(5000);
  expect(nextInstant(5000, 5000)).toBe(6000);
  expect(nextInstant(5999, 5000)).toBe(6000);
  expect(nextInstant(1000, 9000)).toBe(10_000);
  expect(nextInstant(1000, 9500)).toBe(10_000);
  expect([isWholeSecond(1000), isWholeSecond(1001), isWholeSecond(Number.NaN)]).toEqual([true, false, false]);
});

test('an empty store comes to what a store would hold that had been there from the start', () => {
  const first = reviseCourse(null, RULES, PUBLISHED).next;
  const second = reviseCourse(first, inRoom, PUBLISHED + 60_000).next;
  const third = reviseCourse(second, cancelled, PUBLISHED + 90_000).next;
  const replayed = publishFirst([
    { at: PUBLISHED + 90_000, schedule: cancelled },
    { at: PUBLISHED, schedule: RULES },
    { at: PUBLISHED + 60_000, schedule: inRoom },
  ]);
  expect(replayed).toEqual(third);
  expect(
    replayed.meetings.filter(({ sequence }) => sequence > 0).map((m) => [m.facts.section, m.lastModified]),
  ).toEqual([
    ['L01', PUBLISHED + 60_000],
    ['P01', PUBLISHED + 90_000],
  ]);
});

test('changes announced at once, or before the course was published, follow one another', () => {
  const replayed = publishFirst([
    { at: PUBLISHED + 500, schedule: RULES },
    { at: PUBLISHED + 500, schedule: inRoom },
    { at: PUBLISHED + 600, schedule: cancelled },
  ]);
  expect(replayed).toMatchObject({ firstPublished: PUBLISHED, lastModified: PUBLISHED + 2000 });
  expect(publishFirst([{ at: PUBLISHED, schedule: RULES }])).toEqual(reviseCourse(null, RULES, PUBLISHED).next);
  expect(() => publishFirst([])).toThrow(RangeError);
});
