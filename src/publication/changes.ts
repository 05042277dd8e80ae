/** The list behind changes.atom: what a publication changed, newest first, in words. */
import { foldId } from '../domain/id.ts';
import type { PublishedChange, PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import { toLocal } from '../domain/zone.ts';
import type { SectionState } from './sections.ts';
import { offsetsOf } from './standing.ts';
import { sayCourseChange, saySectionChange } from './wholes.ts';

/** So many changes of a course are kept. */
const CHANGES_KEPT = 300;

interface Revised {
  readonly course: CourseFacts;
  readonly sections: readonly SectionState[];
  readonly presentIds: ReadonlyMap<string, string>;
  readonly meetings: readonly PublishedMeeting[];
}

/** The last publication's changes with those of the next one before them. The first publication announces nothing. */
export function listChanges(last: PublishedCourse | null, next: Revised, instant: number): readonly PublishedChange[] {
  if (!last) return [];
  const fresh = [
    ...listCourseChanges(last, next, instant),
    ...listMeetingChanges(next.meetings, instant),
    ...listWithdrawn(last, next, instant),
  ];
  return fresh.length === 0 ? last.changes : [...fresh, ...last.changes].slice(0, CHANGES_KEPT);
}

function listCourseChanges(last: PublishedCourse, next: Revised, at: number): PublishedChange[] {
  const date = toLocal(offsetsOf(next.course), at).date;
  const changes: PublishedChange[] = [];
  const courseLine = sayCourseChange(last.course, next.course);
  if (courseLine !== null) changes.push({ at, identity: next.course.key, section: 'all', date, line: courseLine });
  const heirs = new Map<string, SectionState>();
  for (const section of last.sections) {
    const id = next.presentIds.get(foldId(section.id)) ?? section.id;
    // Of several that became one, the one that had its id already is what it was.
    if (!heirs.has(id) || section.id === id) heirs.set(id, section);
  }
  for (const section of next.sections) {
    const line = saySectionChange(heirs.get(section.id), section);
    const identity = `${next.course.key}/${section.id}`;
    if (line !== null) changes.push({ at, identity, section: section.id, date, line });
  }
  return changes;
}

function listMeetingChanges(meetings: readonly PublishedMeeting[], instant: number): PublishedChange[] {
  return sortByDate(
    meetings.flatMap((meeting): PublishedChange[] => {
      const news = meeting.history.at(-1);
      if (news?.at !== instant) return [];
      const { section, date } = meeting.facts;
      return [{ at: instant, identity: meeting.identity, section, date, line: news.line }];
    }),
  );
}

function listWithdrawn(last: PublishedCourse, next: Revised, at: number): PublishedChange[] {
  const present = new Set(next.meetings.map((meeting) => meeting.identity));
  const withdrawn = last.meetings.filter((meeting) => !present.has(meeting.identity));
  const line = 'withdrawn: it was listed by mistake';
  return sortByDate(
    withdrawn.map(({ identity, facts }) => ({ at, identity, section: facts.section, date: facts.date, line })),
  );
}

function sortByDate(changes: PublishedChange[]): PublishedChange[] {
  const rank = (change: PublishedChange): string => `${change.date} ${change.identity}`;
  return changes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
