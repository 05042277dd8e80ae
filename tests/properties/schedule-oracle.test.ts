import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { schedule } from '../schedule/rules.ts';
import { type NaiveMeeting, scheduleNaively } from './naive-schedule.ts';
import { place, randomChanges, randomRules } from './random-rules.ts';

function simplify({ meetings }: CourseSchedule): NaiveMeeting[] {
  return meetings.map(({ identity, pattern, originalDate, facts }) => ({
    identity,
    section: facts.section,
    pattern,
    original: originalDate,
    date: facts.date,
    startTime: facts.startTime,
    endTime: facts.endTime,
    start: facts.start,
    end: facts.end,
    days: facts.days ?? null,
    where: facts.where.map(({ text, online }) => (online ? 'online' : text)),
    staff: [...facts.staff],
    copies: facts.copies,
    status: facts.status,
    reason: facts.reason,
    movedFrom: facts.movedFrom && `${facts.movedFrom.date} ${facts.movedFrom.startTime}`,
  }));
}

describe('a schedule equals a naive one, day by day', () => {
  test('for any term, zone, patterns, breaks, swaps and closings', () => {
    fc.assert(
      fc.property(randomRules, ({ course, term }) => {
        expect(simplify(schedule(course, term))).toEqual(scheduleNaively(course, term));
      }),
      { numRuns: 60 },
    );
  });

  test('with any changes over it', () => {
    const changed = randomRules.chain((rules) => randomChanges(rules).map((changes) => place(rules, changes)));
    fc.assert(
      fc.property(changed, ({ course, term, desk }) => {
        expect(simplify(schedule(course, term, { changes: desk }))).toEqual(scheduleNaively(course, term, desk));
      }),
      { numRuns: 60 },
    );
  });
});
