/** What is left of a course whose rules are gone, and a published course as its rules would give it again. */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';

/**
 * The schedule of a course that has ended: it gives nothing. The next publication marks the meetings to come as
 * cancelled, and leaves those that took place as they were.
 */
export function endSchedule(last: PublishedCourse): CourseSchedule {
  return {
    course: last.course,
    sections: [],
    meetings: [],
    series: [],
    withdrawn: [],
    changed: new Set(),
    shutDays: [],
    shutHours: [],
    takenAway: 'removed',
    problems: [],
  };
}

/**
 * The schedule that a course was last published from, as far as its publication says it: once more, it changes nothing.
 * @param without sections to leave out
 */
export function scheduleAsPublished(last: PublishedCourse, without: ReadonlySet<string> = new Set()): CourseSchedule {
  const present = last.sections.filter(({ id, gone }) => !gone && !without.has(id));
  const ids = new Set(present.map(({ id }) => id));
  return {
    ...endSchedule(last),
    sections: present.map(({ gone: _, lastModified: __, ...section }) => section),
    meetings: last.meetings
      .filter(({ taken, facts }) => taken === undefined && ids.has(facts.section))
      .map(({ identity, uid, pattern, originalDate, series, facts }) => {
        return { identity, uid, pattern, originalDate, series, facts };
      }),
    series: last.series.filter(({ rule }) => ids.has(rule.section)).map(({ rule }) => rule),
  };
}

/**
 * Whether anything of a course is still to come: a confirmed meeting, or while the term lasts a section whose times
 * are to be announced.
 */
export function isStillToCome({ course, sections, meetings }: PublishedCourse, now: number): boolean {
  const open = new Set(sections.filter(({ gone }) => !gone).map(({ id }) => id));
  const isTermOver = new Date(now).toISOString().slice(0, 10) > course.span.until;
  return (
    (!isTermOver && sections.some(({ gone, toBeAnnounced }) => !gone && toBeAnnounced)) ||
    meetings.some(
      ({ facts }) => open.has(facts.section) && facts.status === 'confirmed' && (facts.end ?? facts.start) >= now,
    )
  );
}
