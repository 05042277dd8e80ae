/** Invariants of publication sequences under random edits of a course's schedule. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import type { CourseSchedule, MeetingFacts, ScheduledSeries } from '../../src/domain/schedule.ts';
import { compareCourses, listDifferences } from '../../src/publication/delta.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { aSchedule, IDENTITIES } from '../publication/random-edits.ts';
import { PUBLISHED } from '../publication/schedules.ts';

const aTerm = fc.array(aSchedule, { minLength: 1, maxLength: 8 });

function throughStore(course: PublishedCourse): PublishedCourse {
  return JSON.parse(JSON.stringify(course)) as PublishedCourse;
}

/** All publications of a term, including the first. */
function publishAll(term: readonly CourseSchedule[]): PublishedCourse[] {
  const published: PublishedCourse[] = [];
  for (const [index, next] of term.entries()) {
    const last = published.at(-1);
    published.push(reviseCourse(last ? throughStore(last) : null, next, PUBLISHED + index * 1000).next);
  }
  return published;
}

function pairs(term: readonly CourseSchedule[]): [PublishedCourse, PublishedCourse][] {
  const published = publishAll(term);
  return published.slice(1).map((next, index) => [published[index] as PublishedCourse, next]);
}

/** A meeting as subscribers see it, computed independently of the code under test. */
function look(course: PublishedCourse, id: string): string | null {
  const meeting = course.meetings.find((candidate) => candidate.identity === id);
  if (!meeting) return null;
  const section = course.sections.find((candidate) => candidate.id === meeting.facts.section);
  return JSON.stringify([Object.entries(meeting.facts).sort(), section?.note, course.course.title, meeting.standing]);
}

/** All sequence numbers ever assigned, including those of removed meetings. */
function sequences(course: PublishedCourse): Map<string, number> {
  return new Map([
    ...course.absent.map((entry) => [entry.identity, entry.sequence] as const),
    ...course.meetings.map((meeting) => [meeting.identity, meeting.sequence] as const),
    ...course.series.map((series) => [series.rule.identity, series.sequence] as const),
  ]);
}

test('the same schedule twice writes nothing', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      const last = throughStore(publishAll(term).at(-1) as PublishedCourse);
      const again = reviseCourse(last, structuredClone(term.at(-1) as CourseSchedule), PUBLISHED + 99_000);
      expect(again.changed).toBe(false);
      expect(again.next).toBe(last);
      expect(compareCourses(last, last).feeds).toEqual([]);
    }),
  );
});

test('the differences of a revision are those of its two publications, and its delta counts them', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      let last: PublishedCourse | null = null;
      for (const [index, fresh] of [...term, ...term.slice(-1)].entries()) {
        const { next, delta, differences } = reviseCourse(last, fresh, PUBLISHED + index * 1000);
        expect(differences).toEqual(listDifferences(last, next));
        expect(delta).toEqual(compareCourses(last, next));
        last = throughStore(next);
      }
    }),
  );
});

test('no sequence and no instant ever goes back, and nothing is forgotten', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      for (const [last, next] of pairs(term)) {
        const after = sequences(next);
        for (const [id, sequence] of sequences(last)) expect(after.get(id)).toBeGreaterThanOrEqual(sequence);
        expect(next.lastModified).toBeGreaterThanOrEqual(last.lastModified);
        for (const { id, lastModified } of last.sections) {
          expect(next.sections.find((section) => section.id === id)?.lastModified).toBeGreaterThanOrEqual(lastModified);
        }
      }
    }),
  );
});

test('a meeting is raised by exactly one when what is seen of it changes, and else not at all', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      for (const [index, [last, next]] of pairs(term).entries()) {
        const instant = PUBLISHED + (index + 1) * 1000;
        const before = sequences(last);
        for (const meeting of next.meetings) {
          const seen = look(last, meeting.identity);
          const was = before.get(meeting.identity) ?? -1;
          const changed = seen !== look(next, meeting.identity);
          expect(meeting.sequence).toBe(changed ? was + 1 : was);
          if (changed) expect(meeting.lastModified).toBe(instant);
          else expect(meeting.lastModified).toBeLessThan(instant);
        }
      }
    }),
  );
});

test('a section is stamped exactly when something that its feed carries changes', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      const carried = (course: PublishedCourse, id: string): string => {
        const { breaks: _, draft: __, ...facts } = course.course;
        const section = course.sections.find((candidate) => candidate.id === id);
        const meetings = course.meetings.filter((meeting) => meeting.facts.section === id);
        const series = course.series.filter(({ rule }) => rule.section === id);
        return JSON.stringify([facts, { ...section, lastModified: 0 }, meetings, series]);
      };
      for (const [index, [last, next]] of pairs(term).entries()) {
        const instant = PUBLISHED + (index + 1) * 1000;
        for (const { id, lastModified } of next.sections) {
          // Key order differs between the store's JSON and the rules.
          const same = carried(throughStore(last), id) === carried(throughStore(next), id);
          expect(lastModified === instant).toBe(!same);
        }
      }
    }),
  );
});

test('every meeting ever published stays, cancelled if need be, unless it is withdrawn', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      const published = publishAll(term);
      const ever = new Set(published.flatMap((course) => course.meetings.map((meeting) => meeting.identity)));
      const last = published.at(-1) as PublishedCourse;
      const rules = term.at(-1) as CourseSchedule;
      const held = new Map(last.meetings.map((meeting) => [meeting.identity, meeting]));
      const given = new Set(rules.meetings.map((meeting) => meeting.identity));
      for (const id of ever) {
        const absent = last.absent.some((entry) => entry.identity === id);
        expect(held.has(id)).toBe(!absent);
        if (rules.withdrawn.includes(id)) expect(absent).toBe(true);
        else if (!given.has(id) && held.has(id)) expect(held.get(id)?.facts.status).toBe('cancelled');
      }
      for (const { identity: id, facts } of rules.meetings) {
        if (!rules.withdrawn.includes(id)) expect(held.get(id)?.facts).toEqual(facts);
      }
    }),
  );
});

test('a series and its own events give each confirmed meeting once', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      const last = publishAll(term).at(-1) as PublishedCourse;
      for (const meeting of last.meetings) {
        const covering = last.series.filter(({ rule, dates }) => {
          return rule.identity === meeting.series && dates.includes(meeting.originalDate);
        });
        expect(covering).toHaveLength(isCovered(meeting) ? 1 : 0);
        const rule = term.at(-1)?.series.find(({ identity: id }) => id === meeting.series);
        const alike = rule && printed(rule) === printed(meeting.facts) && meeting.facts.status === 'confirmed';
        expect(isCovered(meeting)).toBe(alike === true && meeting.facts.date === meeting.originalDate);
      }
      const covered = last.series.reduce((sum, { dates }) => sum + dates.length, 0);
      expect(covered).toBe(last.meetings.filter(isCovered).length);
    }),
  );
});

function isCovered({ standing }: PublishedMeeting): boolean {
  return standing === 'inside' || standing === 'returned';
}

/** Fields shared by a series and its meetings. */
function printed({ startTime, endTime, where, staff, notes, copies }: MeetingFacts | ScheduledSeries): string {
  return JSON.stringify([startTime, endTime, where, staff, notes, copies]);
}

test('what is announced is what a subscriber can see', () => {
  fc.assert(
    fc.property(aTerm, (term) => {
      for (const [last, next] of pairs(term)) {
        const announced = next.changes.filter((change) => change.at > last.lastModified);
        for (const change of announced) {
          if (!IDENTITIES.includes(change.identity)) continue;
          expect(look(last, change.identity)).not.toBe(look(next, change.identity));
        }
        const delta = compareCourses(last, next);
        expect(delta.feeds.length > 0).toBe(
          next.sections.some(({ id }) => lookAtSection(last, id) !== lookAtSection(next, id)),
        );
      }
    }),
  );
});

/** A section's meetings as subscribers see them, except for their form in downloads. */
function lookAtSection(course: PublishedCourse, section: string): string {
  const { gone } = course.sections.find(({ id }) => id === section) ?? { gone: null };
  const meetings = course.meetings.filter(({ facts }) => facts.section === section);
  return JSON.stringify([gone, meetings.map(({ identity: id }) => [id, look(course, id)])]);
}
