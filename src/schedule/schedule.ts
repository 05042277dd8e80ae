/**
 * Computes a course's dated meetings from its checked rules and its changes.
 *
 * Weekly and dated patterns give meetings on their original dates; changes are applied to them, oldest first;
 * closings remove or shorten the meetings in their hours; relative patterns are computed from the result; duplicates
 * are merged. The order in which sections and patterns are written has no effect on any meeting.
 */
import type { Change } from '../domain/change.ts';
import { makeUid } from '../domain/identity.ts';
import { createLookup } from '../domain/lookup.ts';
import type { Course, Site } from '../domain/model.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseSchedule, ScheduledMeeting, ScheduledSeries } from '../domain/schedule.ts';
import { inVoice } from '../words/voice.ts';
import { orderChanges } from './change-order.ts';
import { toCourseFacts, toSectionFacts } from './course-facts.ts';
import { settleDeadlines } from './deadlines.ts';
import { openDisplay } from './display.ts';
import { findProblems } from './findings.ts';
import { toMeetingFacts } from './meeting-facts.ts';
import { type SectionMeetings, settleSections } from './section-meetings.ts';
import { chooseSeries, toSeriesFacts } from './series.ts';
import { listShutTimes } from './shut-times.ts';
import type { TermCalendar } from './term-calendar.ts';
import { listWithdrawn } from './withdrawals.ts';

export interface ScheduleOptions {
  /** The desk's changes of this course; written changes are in the course and its term. */
  readonly changes?: readonly Change[];
  /** Apply only what was announced at or before this instant (epoch ms); default: everything. */
  readonly changesUntil?: number;
  /** The published meetings of the course: they keep their UIDs, which are not made again. */
  readonly published?: readonly Pick<PublishedMeeting, 'identity' | 'uid'>[];
}

/** Computes the course's meetings, series and facts. Pure: the same input gives the same schedule. */
export function scheduleCourse(
  course: Course,
  calendar: TermCalendar,
  site: Site,
  options: ScheduleOptions = {},
): CourseSchedule {
  const { changes: desk = [], changesUntil = Number.POSITIVE_INFINITY, published = [] } = options;
  const findPublished = createLookup(published);
  const uidOf = (identity: string): string => findPublished(identity)?.uid ?? makeUid(identity, site.uidDomain);
  const changes = orderChanges(calendar.term, course, desk, changesUntil);
  const display = openDisplay(course, site);
  const deadlines = settleDeadlines(course, changes);
  const facts = toCourseFacts(course, calendar, site);
  const sections = inVoice(facts, () => settleSections(course, changes, calendar));
  const settled = [...sections, ...(deadlines ? [deadlines] : [])];
  const shut = listShutTimes(course, calendar);
  const meetings: ScheduledMeeting[] = [];
  const series: ScheduledSeries[] = [];
  for (const section of settled) {
    const chosen = chooseSeries(section);
    meetings.push(...toMeetingFacts(section, chosen, changes, calendar, display, uidOf));
    series.push(...chosen.map((one) => toSeriesFacts(section, one, display, site.uidDomain)));
  }
  return {
    course: facts,
    sections: settled.map(({ section }) => toSectionFacts(section, display)),
    meetings: meetings.sort(byIdentity),
    series: series.sort(byIdentity),
    withdrawn: listWithdrawn(
      course,
      settled.flatMap((section) => section.withdrawn),
    ),
    changed: listTouched(settled),
    shutDays: shut.days,
    shutHours: shut.hours,
    takenAway: course.takenAway ?? site.takenAway,
    problems: findProblems(course, settled, changes, calendar),
  };
}

/** The identities of the meetings to which a change applied. */
function listTouched(settled: readonly SectionMeetings[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { final } of settled)
    for (const { identity, touched } of final) if (touched.length > 0) found.add(identity);
  return found;
}

function byIdentity(a: { readonly identity: string }, b: { readonly identity: string }): number {
  return a.identity < b.identity ? -1 : 1;
}
