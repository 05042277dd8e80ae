/** The schedule of a course whose rules were removed, and a schedule rebuilt from a published course. */
import { utcDateOf } from '../domain/date.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';

/**
 * The empty schedule of a course that has ended. The next publication cancels the future meetings and leaves the past
 * ones unchanged.
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
 * Rebuilds the schedule that a course was last published from, as far as its publication contains it: publishing it
 * again changes nothing.
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
 * Whether a course has a confirmed future meeting or, during the term, a section whose times are to be announced, by
 * appointment, or none.
 */
export function isStillToCome({ course, sections, meetings }: PublishedCourse, now: number): boolean {
  const open = new Set(sections.filter(({ gone }) => !gone).map(({ id }) => id));
  const isTermOver = utcDateOf(now) > course.span.until;
  return (
    (!isTermOver &&
      sections.some(
        ({ gone, toBeAnnounced, arrangements }) => !gone && (toBeAnnounced || arrangements !== undefined),
      )) ||
    meetings.some(
      ({ facts }) => open.has(facts.section) && facts.status === 'confirmed' && (facts.end ?? facts.start) >= now,
    )
  );
}
