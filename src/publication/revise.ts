/**
 * Computes the next publication from the last one and the current schedule: which meetings get a higher SEQUENCE,
 * which stay as cancelled, and the change texts. Pure and idempotent: an unchanged schedule changes nothing.
 */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule, ScheduledSeries } from '../domain/schedule.ts';
import { inVoice } from '../words/voice.ts';
import { listAbsent } from './absent.ts';
import { listChanges } from './changes.ts';
import { sameInFeeds } from './compare-facts.ts';
import { type CourseDelta, comparePairs, countDifferences, type PublishedDifference } from './delta.ts';
import { isProvisional, isWholeSecond } from './instant.ts';
import { reviseMeetings } from './meetings.ts';
import { pairChanged } from './pairs.ts';
import { sameJson } from './same.ts';
import { stampSections } from './section-last-modified.ts';
import { reviseCourseFacts, reviseSections, type UnstampedSection } from './sections.ts';
import { reviseSeries } from './series.ts';
import { stampLeaving } from './taken.ts';

export interface CourseRevision {
  /** `last` itself when nothing changed. */
  readonly next: PublishedCourse;
  readonly changed: boolean;
  readonly delta: CourseDelta;
  /** What the delta counts. */
  readonly differences: readonly PublishedDifference[];
}

/**
 * The next publication of a course, its changes in words of the course's language.
 * @param last the last publication; null for a first publication, which announces nothing
 * @param instant epoch ms of this publication: a whole second, or provisional; later than everything in `last`
 * @param now epoch ms: a first publication may have a future date, and later ones must come after it
 * @throws RangeError if `instant` is not a whole second or not later
 */
export function reviseCourse(
  last: PublishedCourse | null,
  fresh: CourseSchedule,
  instant: number,
  now: number = instant,
): CourseRevision {
  return inVoice(fresh.course, () => revise(last, fresh, instant, now));
}

function revise(last: PublishedCourse | null, fresh: CourseSchedule, instant: number, now: number): CourseRevision {
  if (!isWholeSecond(instant) && !isProvisional(instant)) {
    throw new RangeError(`a publication's instant is a whole second, not ${instant}`);
  }
  const course = reviseCourseFacts(last?.course, fresh.course);
  const { sections: states, presentIds } = reviseSections(last?.sections ?? [], fresh.sections);
  const rules = listRules(last, fresh, states);
  const meetings = reviseMeetings({ last, fresh, course, sections: states, presentIds, rules, instant, now });
  const changed = pairChanged(last?.meetings ?? [], meetings);
  const series = reviseSeries({ last, rules, course, sections: states, meetings, changed, instant });
  const absent = listAbsent(last, { course, meetings, changed, series, rules, presentIds }, instant);
  const sections = stampSections(last, { course, sections: states, presentIds, changed, series, absent }, instant);
  const feeds = { sections, meetings, series, absent };
  if (last && sameJson({ course, ...feeds }, contentOf(last))) {
    return { next: last, changed: false, delta: countDifferences(last, last, []), differences: [] };
  }
  if (last && instant <= last.lastModified) {
    throw new RangeError(`a publication at ${instant} cannot follow one at ${last.lastModified}`);
  }
  const visible =
    !last || !sameInFeeds(last.course, course) || sections.some(({ lastModified }) => lastModified === instant);
  const differences = comparePairs(changed);
  const next: PublishedCourse = {
    course,
    ...feeds,
    ...stampLeaving(meetings),
    changes: listChanges(last, { course, sections, presentIds, differences }, instant),
    ...(last?.sequencesFrom === undefined ? {} : { sequencesFrom: last.sequencesFrom }),
    firstPublished: last?.firstPublished ?? instant,
    lastModified: visible ? instant : last.lastModified,
  };
  return { next, changed: true, delta: countDifferences(last, next, differences), differences };
}

function feedsOf({ sections, meetings, series, absent }: PublishedCourse): object {
  return { sections, meetings, series, absent };
}

function contentOf(published: PublishedCourse): object {
  return { course: published.course, ...feedsOf(published) };
}

/** The weekly rules of the schedule, and the last ones of removed sections, whose series are still published. */
function listRules(
  last: PublishedCourse | null,
  fresh: CourseSchedule,
  sections: readonly UnstampedSection[],
): readonly ScheduledSeries[] {
  const gone = new Set(sections.filter((section) => section.gone).map(({ id }) => id));
  if (!last || gone.size === 0) return fresh.series;
  return [...fresh.series, ...last.series.filter(({ rule }) => gone.has(rule.section)).map(({ rule }) => rule)];
}
