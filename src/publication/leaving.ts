/** The publication caused by time alone: meetings removed 30 days ago leave, and nothing else changes. */
import type { PublishedCourse } from '../domain/published.ts';
import { listAbsent } from './absent.ts';
import { stampSections, withoutStamp } from './stamps.ts';
import { listLeaving, stampLeaving } from './taken.ts';

/** The course without the meetings due to leave; null: none are. @param instant epoch ms of the publication */
export function letLeave(last: PublishedCourse, instant: number, now: number): PublishedCourse | null {
  const leaving = listLeaving(last.meetings, now);
  if (leaving.size === 0) return null;
  const { leavesAt: _, ...rest } = last;
  const kept = {
    course: last.course,
    meetings: last.meetings.filter(({ identity }) => !leaving.has(identity)),
    series: last.series,
    rules: last.series.map(({ rule }) => rule),
    presentIds: new Map<string, string>(),
  };
  const absent = listAbsent(last, kept, instant);
  const sections = stampSections(last, { ...kept, absent, sections: last.sections.map(withoutStamp) }, instant);
  return { ...rest, meetings: kept.meetings, absent, sections, ...stampLeaving(kept.meetings), lastModified: instant };
}
