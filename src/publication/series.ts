/** The series of a publication: weekly rules for downloaded files, each with its own revision. */
import type { PublishedCourse, PublishedMeeting, PublishedSeries } from '../domain/published.ts';
import type { CourseFacts, ScheduledSeries } from '../domain/schedule.ts';
import { sameSurroundings } from './compare-facts.ts';
import type { MeetingPair } from './pairs.ts';
import { sameJson } from './same.ts';
import type { UnstampedSection } from './sections.ts';
import { nameBegun } from './series-uids.ts';

interface SeriesContext {
  readonly last: PublishedCourse | null;
  readonly rules: readonly ScheduledSeries[];
  readonly course: CourseFacts;
  readonly sections: readonly UnstampedSection[];
  readonly meetings: readonly PublishedMeeting[];
  /** As pairChanged. */
  readonly changed: readonly MeetingPair[];
  readonly instant: number;
}

/** The series with at least one meeting; SEQUENCE increases when their rule, dates, topics or numbers change. */
export function reviseSeries(context: SeriesContext): PublishedSeries[] {
  const { last, changed, instant } = context;
  const lastById = new Map(last?.series.map((series) => [series.rule.identity, series]));
  const covered = groupCovered(context.meetings);
  const touched = new Set(changed.flatMap(({ was, now }) => [was?.series, now?.series]));
  const coveredBefore = groupCovered((last?.meetings ?? []).filter(({ series }) => touched.has(series)));
  const present = context.rules.filter(({ identity }) => covered.has(identity));
  const begun = present.every(({ identity }) => lastById.has(identity))
    ? null
    : nameBegun(last?.series ?? [], present, last?.absent ?? [], last?.sequencesFrom);
  const revised: PublishedSeries[] = [];
  for (const rule of present) {
    const meetings = covered.get(rule.identity) ?? [];
    const dates = meetings.map((meeting) => meeting.originalDate);
    const was = lastById.get(rule.identity);
    if (!last || !was) {
      const { uid, sequence } = begun?.get(rule.identity) ?? { uid: rule.uid, sequence: 0 };
      revised.push({ rule: { ...rule, uid }, dates, sequence, lastModified: instant });
      continue;
    }
    // A published UID never changes, even if the site's domain does.
    const kept = { ...rule, uid: was.rule.uid };
    const same =
      sameJson(kept, was.rule) &&
      (!touched.has(rule.identity) || sameJson(listOf(meetings), listOf(coveredBefore.get(rule.identity) ?? []))) &&
      isSameAround(last, context, kept.section);
    revised.push(same ? was : { rule: kept, dates, sequence: was.sequence + 1, lastModified: instant });
  }
  return revised;
}

/** Each series' meetings, by date. */
function groupCovered(meetings: readonly PublishedMeeting[]): Map<string, PublishedMeeting[]> {
  const groups = new Map<string, PublishedMeeting[]>();
  for (const meeting of meetings) {
    if (meeting.series === null || (meeting.standing !== 'inside' && meeting.standing !== 'returned')) continue;
    const group = groups.get(meeting.series);
    if (group) group.push(meeting);
    else groups.set(meeting.series, [meeting]);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.originalDate < b.originalDate ? -1 : 1));
  return groups;
}

/** The dated list of topics and numbers in a series' description. */
function listOf(meetings: readonly PublishedMeeting[]): readonly unknown[] {
  return meetings.map(({ originalDate, facts }) => [originalDate, facts.topic, facts.number]);
}

/** Whether what it prints of its section and course is the same. A series has wall times in its zone. */
function isSameAround(last: PublishedCourse, { course, sections }: SeriesContext, id: string): boolean {
  const before = { course: last.course, section: last.sections.find((one) => one.id === id) };
  const after = { course, section: sections.find((one) => one.id === id) };
  return last.course.zone === course.zone && sameSurroundings(before, after);
}
