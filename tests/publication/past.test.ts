import { describe, expect, test } from 'vitest';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { countPastTouched } from '../../src/publication/past.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { edit, movedTo, of, PUBLISHED, schedule, venue } from './schedules.ts';

const RULES = schedule();
/** After 8 lectures on Mondays and Wednesdays. */
const NOW = Date.UTC(2018, 9, 9);
const LATER = Date.UTC(2019, 5, 1);

function count(fresh: CourseSchedule, now = NOW, from = RULES): number {
  const last = reviseCourse(null, from, PUBLISHED).next;
  return countPastTouched(last, reviseCourse(last, fresh, PUBLISHED + 1000, now).next, fresh, now);
}

const inRoom = (which = of('L01')) => edit(RULES, which, (facts) => ({ ...facts, where: [venue('CS 104')] }));
const coming = (meeting: Parameters<ReturnType<typeof of>>[0]) => of('L01')(meeting) && meeting.facts.start > NOW;

describe('an edit rewrites meetings that are over', () => {
  test('with another room, another time, or by taking them away', () => {
    expect(count(inRoom())).toBe(8);
    expect(count(edit(RULES, of('L01'), (facts) => movedTo(facts, facts.date, '11:00', '11:50')))).toBe(8);
    expect(count({ ...RULES, meetings: RULES.meetings.filter((meeting) => !of('L01')(meeting)) })).toBe(8);
  });

  test('with other people, but not by saying who held them, or by no longer saying it', () => {
    const held = (who: readonly string[]) => edit(RULES, of('L01'), (facts) => ({ ...facts, staff: who }));
    expect(count(held(['Song']), NOW, held(['Lloyd']))).toBe(8);
    expect([count(held(['Song'])), count(RULES, NOW, held(['Lloyd']))]).toEqual([0, 0]);
  });

  test('but not where it counts from a date on, or says something else of them', () => {
    expect(count(inRoom(coming))).toBe(0);
    expect(count(edit(RULES, of('L01'), (facts) => ({ ...facts, topic: 'Paxos', notes: ['Hello'] })))).toBe(0);
  });

  test('but not where a change is about them, or they are withdrawn', () => {
    const ids = RULES.meetings.filter(of('L01')).map(({ identity }) => identity);
    expect(count({ ...inRoom(), changed: new Set(ids) })).toBe(0);
    expect(count({ ...RULES, withdrawn: ids })).toBe(0);
  });

  test('but not where the whole course is over', () => {
    expect(count(inRoom(), LATER)).toBe(0);
  });
});
