import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course, Term } from '../../src/domain/model.ts';
import type { MeetingPattern } from '../../src/domain/pattern.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { dated, makeSection, relative, schedule, weekly } from '../schedule/rules.ts';
import { place, randomChanges, randomRules } from './random-rules.ts';

const changedRules = randomRules.chain((rules) =>
  randomChanges(rules, 3).map((changes) => ({ ...place(rules, changes), first: rules.first })),
);

/** Assigns distinct rooms to patterns, so that added meetings do not merge or split others. */
function apart(course: Course): Course {
  const rooms = (id: string, patterns: readonly MeetingPattern[]): MeetingPattern[] =>
    patterns.map((pattern, index) => ({ ...pattern, where: [{ type: 'text', text: `${id} ${index}` }] }));
  return {
    ...course,
    sections: course.sections.map((one) => ({ ...one, patterns: rooms(one.id, one.patterns) })),
    changes: [],
  };
}

function uids({ meetings }: CourseSchedule): string[] {
  return meetings.map(({ uid }) => uid);
}

function expectKept(before: CourseSchedule, after: CourseSchedule): void {
  const later = new Map(after.meetings.map((meeting) => [meeting.identity, meeting]));
  for (const meeting of before.meetings) expect(later.get(meeting.identity)).toEqual(meeting);
  expect(after.meetings.length).toBeGreaterThanOrEqual(before.meetings.length);
}

describe('identities', () => {
  test('are unique, sorted, and each meeting has its own UID', () => {
    fc.assert(
      fc.property(changedRules, ({ course, term, desk }) => {
        const result = schedule(course, term, { changes: desk });
        expect(new Set(uids(result)).size).toBe(result.meetings.length);
        const identities = result.meetings.map(({ identity }) => identity);
        expect(identities).toEqual([...identities].sort());
      }),
      { numRuns: 60 },
    );
  });

  test('and facts of other meetings stay when a date, a pattern or a section is added', () => {
    const added = (course: Course, patterns: readonly MeetingPattern[]): Course => ({
      ...course,
      sections: course.sections.map((one, index) =>
        index === 0 ? { ...one, patterns: [...patterns, ...one.patterns] } : one,
      ),
    });
    fc.assert(
      fc.property(randomRules, ({ course: random, term, first }) => {
        const course = apart(random);
        const before = schedule(course, term);
        const where = [{ type: 'text' as const, text: 'New' }];
        const pattern = weekly('MO TU WE TH FR SA SU 03:07-03:53', { id: 'new', where });
        expectKept(before, schedule(added(course, [pattern]), term));
        expectKept(before, schedule(added(course, [dated(`${first} 03:07-03:53`, { id: 'new', where })]), term));
        const section = makeSection('New', [pattern, relative('after B', 30, { id: 'r' })]);
        expectKept(before, schedule({ ...course, sections: [section, ...course.sections] }, term));
        const longer = course.sections.map((one) => ({
          ...one,
          patterns: one.patterns.map((old) =>
            old.type === 'dated'
              ? {
                  ...old,
                  dates: ['2030-01-01', ...old.dates],
                  ...(old.days ? { days: [1, ...old.days] } : {}),
                }
              : old,
          ),
        }));
        expectKept(before, schedule({ ...course, sections: longer }, term));
      }),
      { numRuns: 60 },
    );
  });

  test('stay when breaks and closings are added, which only take meetings away', () => {
    // A break shifts the patterns that count teaching weeks.
    const steady = (one: MeetingPattern): boolean =>
      one.type === 'weekly' && one.weeks === null && !one.rhythm.endsWith('teaching-week');
    fc.assert(
      fc.property(randomRules, ({ course: random, term }) => {
        const sections = random.sections.map((one) => ({ ...one, patterns: one.patterns.filter(steady) }));
        const course = apart({ ...random, sections });
        const all = new Set(uids(schedule(course, { ...term, breaks: [], closings: [] })));
        for (const uid of uids(schedule(course, term))) expect(all).toContain(uid);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the order in which things are written', () => {
  test('of sections, patterns, weekdays, breaks, swaps and closings changes nothing', () => {
    const flip = (course: Course): Course => ({
      ...course,
      sections: course.sections.toReversed().map((one) => ({
        ...one,
        patterns: one.patterns
          .toReversed()
          .map((old) => (old.type === 'weekly' ? { ...old, weekdays: old.weekdays.toReversed() } : old)),
      })),
    });
    fc.assert(
      fc.property(changedRules, ({ course, term, desk }) => {
        const turned: Term = {
          ...term,
          periods: term.periods.toReversed(),
          breaks: term.breaks.toReversed(),
          swaps: term.swaps.toReversed(),
          closings: term.closings.toReversed(),
          weeks: term.weeks?.toReversed() ?? null,
        };
        const before = schedule(course, term, { changes: desk });
        const after = schedule(flip(course), turned, { changes: desk });
        expect(after.meetings).toEqual(before.meetings);
        expect(after.series).toEqual(before.series);
      }),
      { numRuns: 100 },
    );
  });

  test('does not matter to a second run: the same rules give the same schedule', () => {
    fc.assert(
      fc.property(changedRules, ({ course, term, desk }) => {
        const [first, second] = [0, 1].map(() =>
          JSON.stringify(schedule(structuredClone(course), term, { changes: desk })),
        );
        expect(first).toBe(second);
      }),
      { numRuns: 30 },
    );
  });
});
