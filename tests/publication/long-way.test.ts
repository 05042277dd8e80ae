/** What is found among the meetings that a publication changed is what looking at every meeting finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { countPastTouched } from '../../src/publication/past.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { isDrastic } from '../../src/publication/summary.ts';
import { aSchedule } from './random-edits.ts';
import { PUBLISHED } from './schedules.ts';

const DAY = 86_400_000;

interface Revised {
  readonly last: PublishedCourse;
  readonly next: PublishedCourse;
  readonly fresh: CourseSchedule;
  readonly now: number;
}

const aRevision = fc.tuple(aSchedule, aSchedule, fc.nat(60)).map(([first, fresh, days]): Revised => {
  const last = reviseCourse(null, first, PUBLISHED).next;
  const now = PUBLISHED + days * DAY;
  return { last, next: reviseCourse(last, fresh, PUBLISHED + DAY, now).next, fresh, now };
});

function isConfirmed({ facts }: PublishedMeeting): boolean {
  return facts.status === 'confirmed';
}

test('the past meetings that an edit rewrites', () => {
  fc.assert(
    fc.property(aRevision, ({ last, next, fresh, now }) => {
      const isOpen = [...last.meetings, ...next.meetings].some((one) => isConfirmed(one) && one.facts.start >= now);
      const rewritten = last.meetings.filter((was) => {
        if (!isConfirmed(was) || (was.facts.end ?? was.facts.start) > now || !isOpen) return false;
        if (fresh.changed.has(was.identity) || fresh.withdrawn.includes(was.identity)) return false;
        const after = next.meetings.find(({ identity }) => identity === was.identity);
        if (!after || !isConfirmed(after)) return true;
        const [a, b] = [was.facts, after.facts];
        const rooms = [a.where, b.where].map((where) => where.map(({ text }) => text).join());
        return a.start !== b.start || a.end !== b.end || (rooms[0] !== '' && rooms[1] !== '' && rooms[0] !== rooms[1]);
      });
      expect(countPastTouched(last, next, fresh, now)).toBe(rewritten.length);
    }),
  );
});

test('an edit is drastic where it takes away more than a quarter of what is to come, or a section', () => {
  fc.assert(
    fc.property(aRevision, ({ last, next, fresh, now }) => {
      const given = new Set(fresh.meetings.map(({ identity }) => identity));
      const coming = last.meetings.filter((one) => isConfirmed(one) && one.facts.start >= now);
      const taken = coming.filter(({ identity }) => {
        const after = next.meetings.find((one) => one.identity === identity);
        return !after || !given.has(identity) || (!isConfirmed(after) && after.facts.reason === null);
      });
      const isGone = next.sections.some(({ id, gone }) => gone && last.sections.some((s) => s.id === id && !s.gone));
      expect(isDrastic(last, next, now, given)).toBe(isGone || taken.length > coming.length / 4);
    }),
  );
});
