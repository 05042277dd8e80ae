import { describe, expect, test } from 'vitest';
import { seedRandom } from '../../tools/bench/catalogue/random.ts';
import { openRooms } from '../../tools/bench/catalogue/rooms.ts';
import { expandLuxon, expandRrule, expandSchedule } from '../../tools/bench/sections/expanders.ts';
import { listCommonPatterns, listCoursePatterns, listDistinctPatterns } from '../../tools/bench/sections/patterns.ts';

describe('the ways that are compared', () => {
  test.each([
    ['rules that are all different', listDistinctPatterns()],
    ['one course', listCoursePatterns()],
    ['rules as a catalogue has them', listCommonPatterns(50)],
  ])('give the same meetings for %s', (_, patterns) => {
    const own = expandSchedule(patterns);
    expect(own.length).toBeGreaterThan(patterns.length * 8);
    expect(own).toEqual(expandLuxon(patterns));
    expect(expandRrule(patterns)).toHaveLength(own.length);
  });

  test('have no rule twice where none should be alike', () => {
    const rules = listDistinctPatterns().map(({ weekdays, from, until }) => [weekdays, from, until].join());
    expect(new Set(rules).size).toBe(rules.length);
  });
});

test('no room is given to two at once', () => {
  const rooms = openRooms();
  const random = seedRandom(1);
  const taken = Array.from({ length: 300 }, () => {
    const from = 480 + 30 * random.below(16);
    const days = random.pick([['Mon', 'Wed'], ['Wed'], ['Fri', 'Mon']]);
    return { days, from, until: from + 50, room: rooms.take(days, from, from + 50, random) };
  });
  for (const [index, one] of taken.entries()) {
    for (const other of taken.slice(index + 1)) {
      const together =
        one.days.some((day) => other.days.includes(day)) && one.from < other.until && other.from < one.until;
      if (together) expect(other.room).not.toBe(one.room);
    }
  }
  expect(rooms.names.length).toBeLessThan(100);
});
