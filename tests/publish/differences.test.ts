/** Differences that are kept as text are the same when they are read again. */
import { expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { keepVisible, listVisible, packVisible } from '../../src/publish/differences.ts';
import type { CoursePlan } from '../../src/publish/plan.ts';
import { edit, movedTo, of, PUBLISHED, schedule, venue } from '../publication/schedules.ts';

const RULES = schedule();
const LECTURE = of('L01', '2018-10-10');
const PRECEPT = of('P01', '2018-10-11');
const moved = edit(RULES, LECTURE, (facts) => movedTo(facts, '2018-10-11', '09:00', '10:00'));

function planFrom(before: PublishedCourse, rules: CourseSchedule, instant: number): CoursePlan {
  const { next, delta, differences } = reviseCourse(before, rules, instant, instant);
  return { before, next, delta, visible: keepVisible(differences) } as CoursePlan;
}

test.each([
  ['a moved meeting', moved],
  ['one without an end', edit(RULES, LECTURE, (facts) => ({ ...facts, end: null, endTime: null }))],
  [
    'another room, with a note',
    edit(RULES, PRECEPT, (facts) => ({ ...facts, where: [venue('A')], note: 'Bring pens' })),
  ],
  [
    'one that is gone',
    { ...RULES, meetings: RULES.meetings.filter(({ originalDate }) => originalDate !== '2018-10-10') },
  ],
  ['two of different sections', edit(moved, PRECEPT, (facts) => ({ ...facts, status: 'cancelled' as const }))],
])('%s, and taken back', (_, rules) => {
  const first = reviseCourse(null, RULES, PUBLISHED, PUBLISHED).next;
  const there = planFrom(first, rules, PUBLISHED + 60_000);
  const back = planFrom(there.next, RULES, PUBLISHED + 120_000);
  for (const plan of [there, back]) {
    const found = listVisible(plan);
    expect(found.length).toBeGreaterThan(0);
    for (const visible of [null, structuredClone(packVisible(plan.visible))]) {
      const again = listVisible({ ...plan, visible });
      expect(again).toEqual(found);
      expect(again).not.toBe(found);
    }
    expect(packVisible(null)).toBeNull();
  }
});
