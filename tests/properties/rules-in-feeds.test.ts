/** Random rules give the same meetings in both forms of feed as in the naive schedule. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Course } from '../../src/domain/model.ts';
import type { MeetingPattern } from '../../src/domain/pattern.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { expandNaively } from '../oracle/naive-calendar.ts';
import { schedule } from '../schedule/rules.ts';
import { scheduleNaively } from './naive-schedule.ts';
import { randomRules } from './random-rules.ts';

const DAY = 86_400_000;

/** Rare rhythms over the whole term, so that most have several dates; without deadlines, which are in feeds of their own. */
function widen(course: Course): Course {
  const whole = { from: null, until: null, weeks: null, half: null };
  const wide = (one: MeetingPattern): MeetingPattern =>
    one.type === 'weekly' && (one.ofMonth || /third|fourth/.test(one.rhythm)) ? { ...one, ...whole } : one;
  return {
    ...course,
    deadlines: [],
    sections: course.sections.map((one) => ({ ...one, patterns: one.patterns.map(wide) })),
  };
}

test('random rules, with rhythms, days of the month and exceptions, in both forms', () => {
  let monthly = 0;
  let spaced = 0;
  fc.assert(
    fc.property(randomRules, ({ course: random, term }) => {
      const course = widen(random);
      const { next: published } = reviseCourse(null, schedule(course, term), 0);
      const expected = scheduleNaively(course, term)
        // An event of whole days has dates, which the reader takes as days of UTC.
        .map(({ start, end, date, days }) =>
          days === null ? [start, end] : [0, days].map((day) => Date.parse(date) + day * DAY),
        )
        .map((span) => JSON.stringify(span))
        .sort();
      for (const form of ['subscription', 'download'] as const) {
        const bytes = composeFeed(published, 'all', form, { publicUrl: null });
        const text = bytes.toString();
        if (/^RRULE:FREQ=MONTHLY/m.test(text)) monthly += 1;
        if (/^RRULE:.*INTERVAL=[34]/m.test(text)) spaced += 1;
        const found = expandNaively(bytes).map(({ start, end }) => JSON.stringify([start, end]));
        expect(found.sort(), form).toEqual(expected);
      }
    }),
    { numRuns: 40, seed: 21 },
  );
  expect(Math.min(monthly, spaced)).toBeGreaterThan(3);
});
