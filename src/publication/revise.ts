/**
 * From what was last published and what the rules now give to the next publication: who is raised, what stays as
 * cancelled, what is said about it. Pure: the same schedule twice writes nothing.
 */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';
import { listChanges } from './changes.ts';
import { type CourseDelta, compareAll, compareCourses, countDifferences } from './delta.ts';
import { isWholeSecond } from './instant.ts';
import { reviseMeetings } from './meetings.ts';
import { sameJson } from './same.ts';
import { reviseCourseFacts, reviseSections } from './sections.ts';
import { reviseSeries } from './series.ts';
import { stampSections } from './stamps.ts';
import { sameInFeeds } from './visible.ts';

export interface CourseRevision {
  /** `last` itself when nothing changed. */
  readonly next: PublishedCourse;
  readonly changed: boolean;
  readonly delta: CourseDelta;
}

/**
 * The next publication of a course.
 * @param last what was last published; null for a first publication, which announces nothing
 * @param instant epoch ms of this publication: a whole second, later than everything in `last`
 * @throws RangeError if the instant is neither
 */
export function reviseCourse(last: PublishedCourse | null, fresh: CourseSchedule, instant: number): CourseRevision {
  if (!isWholeSecond(instant)) throw new RangeError(`a publication's instant is a whole second, not ${instant}`);
  const absent = new Map(last?.absent.map((entry) => [entry.identity, entry.sequence]));
  const course = reviseCourseFacts(last?.course, fresh.course);
  const { sections: states, presentIds } = reviseSections(last?.sections ?? [], fresh.sections);
  const meetings = reviseMeetings({ last, fresh, course, sections: states, presentIds, absent, instant });
  const series = reviseSeries({ last, rules: fresh.series, course, sections: states, meetings, absent, instant });
  const sections = stampSections(last, { course, sections: states, presentIds, meetings, series }, instant);
  const feeds = { sections, meetings, series, absent: listAbsent(last, meetings, series) };
  if (last && sameJson({ course, ...feeds }, contentOf(last))) {
    return { next: last, changed: false, delta: compareCourses(last, last) };
  }
  if (last && instant <= last.lastModified) {
    throw new RangeError(`a publication at ${instant} cannot follow one at ${last.lastModified}`);
  }
  const visible =
    !last || !sameInFeeds(last.course, course) || sections.some(({ lastModified }) => lastModified === instant);
  const differences = compareAll(last?.meetings ?? [], meetings);
  const next: PublishedCourse = {
    course,
    ...feeds,
    changes: listChanges(last, { course, sections: states, presentIds, differences }, instant),
    firstPublished: last?.firstPublished ?? instant,
    lastModified: visible ? instant : last.lastModified,
  };
  return { next, changed: true, delta: countDifferences(last, next, differences) };
}

function feedsOf({ sections, meetings, series, absent }: PublishedCourse): object {
  return { sections, meetings, series, absent };
}

function contentOf(published: PublishedCourse): object {
  return { course: published.course, ...feedsOf(published) };
}

/** The last sequences of whatever was published once and is in no feed now. */
function listAbsent(
  last: PublishedCourse | null,
  meetings: PublishedCourse['meetings'],
  series: PublishedCourse['series'],
): PublishedCourse['absent'] {
  if (!last) return [];
  const known = new Map(last.absent.map((entry) => [entry.identity, entry.sequence]));
  for (const meeting of last.meetings) known.set(meeting.identity, meeting.sequence);
  for (const { rule, sequence } of last.series) known.set(rule.identity, sequence);
  for (const meeting of meetings) known.delete(meeting.identity);
  for (const { rule } of series) known.delete(rule.identity);
  const absent = [...known].map(([identity, sequence]) => ({ identity, sequence }));
  return absent.sort((a, b) => (a.identity < b.identity ? -1 : 1));
}
