/** The series of a publication: weekly rules for downloaded files, each with its own revision. */
import type { PublishedCourse, PublishedMeeting, PublishedSeries } from '../domain/published.ts';
import type { CourseFacts, ScheduledSeries } from '../domain/schedule.ts';
import { surroundingsOf } from './compare-facts.ts';
import { sameJson } from './same.ts';
import type { UnstampedSection } from './sections.ts';
import { nameBegun } from './series-uids.ts';

interface SeriesContext {
  readonly last: PublishedCourse | null;
  readonly rules: readonly ScheduledSeries[];
  readonly course: CourseFacts;
  readonly sections: readonly UnstampedSection[];
  readonly meetings: readonly PublishedMeeting[];
  readonly instant: number;
}

/** The series with at least one meeting; SEQUENCE increases when their rule, dates, topics or numbers change. */
export function reviseSeries(context: SeriesContext): PublishedSeries[] {
  const { last, instant } = context;
  const lastById = new Map(last?.series.map((series) => [series.rule.identity, series]));
  const covered = groupCovered(context.meetings);
  const coveredBefore = groupCovered(last?.meetings ?? []);
  const present = context.rules.filter(({ identity }) => covered.has(identity));
  const begun = nameBegun(last?.series ?? [], present, last?.absent ?? [], last?.sequencesFrom);
  const revised: PublishedSeries[] = [];
  for (const rule of present) {
    const meetings = covered.get(rule.identity) ?? [];
    const dates = meetings.map((meeting) => meeting.originalDate);
    const was = lastById.get(rule.identity);
    const name = begun.get(rule.identity);
    if (!was) {
      const { uid, sequence } = name ?? { uid: rule.uid, sequence: 0 };
      revised.push({ rule: { ...rule, uid }, dates, sequence, lastModified: instant });
      continue;
    }
    // A published UID never changes, even if the site's domain does.
    const kept = { ...rule, uid: was.rule.uid };
    const same =
      sameJson(kept, was.rule) &&
      sameJson(listOf(meetings), listOf(coveredBefore.get(rule.identity) ?? [])) &&
      last !== null &&
      describe(last.course, last.sections, was.rule) === describe(context.course, context.sections, kept);
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

function describe(course: CourseFacts, sections: readonly UnstampedSection[], rule: ScheduledSeries): string {
  const section = sections.find((one) => one.id === rule.section);
  // A series has wall times in its zone.
  return `${course.zone} ${surroundingsOf(course, section)}`;
}
