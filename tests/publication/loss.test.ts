/** Subscribers who have seen publications that the store lost must follow the next ones. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { nextInstant } from '../../src/publication/instant.ts';
import { estimateLoss, raiseAboveLost } from '../../src/publication/loss.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { edit, of, PUBLISHED, schedule, venue } from './schedules.ts';

const RULES = schedule();
const WITHOUT_PRECEPT: CourseSchedule = {
  ...RULES,
  sections: RULES.sections.slice(0, 1),
  series: RULES.series.slice(0, 1),
  meetings: RULES.meetings.filter(of('L01')),
};
const STATES: readonly CourseSchedule[] = [
  RULES,
  WITHOUT_PRECEPT,
  ...['Hall 1', 'Hall 2', 'Hall 3'].map((room) =>
    edit(RULES, of('L01', '2018-10-10'), (facts) => ({ ...facts, where: [venue(room)] })),
  ),
];
const any = fc.array(fc.nat(STATES.length - 1), { minLength: 1, maxLength: 8 });

function publish(last: PublishedCourse | null, wanted: readonly number[], from: number): PublishedCourse {
  let course = last;
  for (const index of wanted) {
    const instant = nextInstant(from, course?.lastModified ?? 0);
    course = reviseCourse(course, STATES[index] as CourseSchedule, instant).next;
  }
  return course as PublishedCourse;
}

type Event = Pick<PublishedMeeting, 'sequence' | 'lastModified'>;

/** What calendars compare, by what they match by. */
function eventsOf({ meetings, series }: PublishedCourse): Map<string, Event> {
  const events = new Map<string, Event>(meetings.map((meeting) => [meeting.uid, meeting]));
  for (const one of series) events.set(one.rule.uid, one);
  return events;
}

test('whatever was lost, every event of every later publication is above what subscribers saw', () => {
  fc.assert(
    fc.property(any, any, any, fc.nat(7), (kept, lost, later, seconds) => {
      const backup = publish(null, kept, PUBLISHED);
      const seen = publish(backup, lost, PUBLISHED);
      const now = seen.lastModified + seconds * 1000;
      const restored = raiseAboveLost(backup, estimateLoss(backup.lastModified, now));
      const before = eventsOf(seen);
      for (const [index] of later.entries()) {
        for (const [uid, event] of eventsOf(publish(restored, later.slice(0, index), now))) {
          expect(event.sequence).toBeGreaterThan(before.get(uid)?.sequence ?? -1);
          expect(event.lastModified).toBeGreaterThan(before.get(uid)?.lastModified ?? 0);
        }
      }
    }),
  );
});

test('an estimate never ends before what was published, and takes the time into account', () => {
  expect(estimateLoss(PUBLISHED, PUBLISHED + 86_400_000)).toEqual({ lost: 86_400, instant: PUBLISHED + 86_401_000 });
  expect(estimateLoss(PUBLISHED + 60_000, PUBLISHED)).toEqual({ lost: 1000, instant: PUBLISHED + 61_000 });
});
