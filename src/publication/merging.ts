/** Merges one course published under two keys: its meetings have the same UIDs but separate sequences. */
import { foldId } from '../domain/id.ts';
import type { PublishedCourse, PublishedMeeting, PublishedSection, PublishedSeries } from '../domain/published.ts';
import { sameJson } from './same.ts';

/**
 * The publication under the current key, continuing from the higher sequence of the two. Raises SEQUENCE wherever
 * subscribers of the former address would otherwise ignore the new content.
 * @param former the publication under the former key
 * @param instant epoch ms
 */
export function mergePublications(present: PublishedCourse, former: PublishedCourse, instant: number): PublishedCourse {
  const byIdentity = new Map(former.meetings.map((meeting) => [meeting.identity, meeting]));
  const meetings = present.meetings.map((meeting) => mergeMeeting(meeting, byIdentity.get(meeting.identity), instant));
  const bySeries = new Map(former.series.map((series) => [series.rule.identity, series]));
  const known = new Set(present.meetings.map(({ identity }) => identity));
  const absent = new Set(present.absent.map(({ identity, uid }) => uid ?? identity));
  const raised = new Set(
    meetings.filter((meeting) => meeting.lastModified === instant).map(({ facts }) => facts.section),
  );
  const later = Math.max(present.lastModified, former.lastModified);
  return {
    ...present,
    sections: [
      ...present.sections.map((section) => (raised.has(section.id) ? { ...section, lastModified: instant } : section)),
      ...listOthers(present.sections, former.sections),
    ],
    meetings: [...meetings, ...former.meetings.filter(({ identity }) => !known.has(identity))].sort((a, b) =>
      a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0,
    ),
    series: present.series.map((series) => mergeSeries(series, bySeries.get(series.rule.identity), instant)),
    absent: [...present.absent, ...former.absent.filter(({ identity, uid }) => !absent.has(uid ?? identity))],
    ...joinSequencesFrom(present, former),
    lastModified: raised.size > 0 ? instant : later,
  };
}

function joinSequencesFrom(...courses: readonly PublishedCourse[]): Pick<PublishedCourse, 'sequencesFrom'> {
  const highest = Math.max(...courses.map(({ sequencesFrom = 0 }) => sequencesFrom));
  return highest === 0 ? {} : { sequencesFrom: highest };
}

/** Sections that only the former key has. */
function listOthers(present: readonly PublishedSection[], former: readonly PublishedSection[]): PublishedSection[] {
  const claimed = new Set(present.flatMap(({ id, aliases }) => [id, ...aliases]).map(foldId));
  return former.filter(({ id, aliases }) => ![id, ...aliases].some((one) => claimed.has(foldId(one))));
}

function mergeMeeting(
  meeting: PublishedMeeting,
  former: PublishedMeeting | undefined,
  instant: number,
): PublishedMeeting {
  if (!former) return meeting;
  const { uid, sequence } = former;
  if (sequence < meeting.sequence) return { ...meeting, uid };
  if (sameJson({ ...meeting.facts, section: '' }, { ...former.facts, section: '' }))
    return { ...meeting, uid, sequence };
  return { ...meeting, uid, sequence: sequence + 1, lastModified: instant };
}

function mergeSeries(series: PublishedSeries, former: PublishedSeries | undefined, instant: number): PublishedSeries {
  if (!former) return series;
  const { uid } = former.rule;
  const rule = { ...series.rule, uid };
  if (former.sequence < series.sequence) return { ...series, rule };
  const isSame =
    sameJson({ ...rule, section: '' }, { ...former.rule, section: '' }) && sameJson(series.dates, former.dates);
  if (isSame) return { ...series, rule, sequence: former.sequence };
  return { ...series, rule, sequence: former.sequence + 1, lastModified: instant };
}
