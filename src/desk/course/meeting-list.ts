/** A course's meetings for programs, with what preconditions need. */
import type { CourseKey } from '../../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { readEach } from '../../feeds/each-course.ts';
import type { DeskContext } from '../desk-context.ts';

export interface MeetingFilter {
  readonly section: string | null;
  /** Dates on which they stand now. */
  readonly from: string | null;
  readonly until: string | null;
}

/** Sorted by start, without meetings removed by edits of the rules. */
export function listMeetings(course: PublishedCourse, { section, from, until }: MeetingFilter): PublishedMeeting[] {
  return course.meetings
    .filter(({ facts, taken }) => taken === undefined && (section === null || facts.section === section))
    .filter(({ facts }) => (from === null || facts.date >= from) && (until === null || facts.date <= until))
    .toSorted((a, b) => a.facts.start - b.facts.start || (a.identity < b.identity ? -1 : 1));
}

/** The section’s current id, from any of its ids; null if unknown. Without the course the id is returned. */
export function findSection(courses: DeskContext['courses'], key: CourseKey, id: string): string | null {
  const course = courses.get(key);
  if (!course) return id;
  const view = courses.find(course.course.term, course.course.id);
  const found = view && courses.findSection(view, id);
  return found?.view.published === course ? found.section.id : null;
}

/** Converts preconditions by UID to identities; unknown ones stay and conflict. */
export async function uidsToIdentities(
  { courses }: DeskContext,
  subject: string,
  expected: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const wanted = new Set(Object.keys(expected));
  if (wanted.size === 0) return {};
  const known = new Map<string, string>();
  const keys = subject.includes('/') ? [subject] : courses.inTerm(subject).keys();
  for await (const { meetings } of readEach(courses, keys)) {
    for (const { uid, identity } of meetings) if (wanted.has(uid)) known.set(uid, identity);
    if (known.size === wanted.size) break;
  }
  return Object.fromEntries(Object.entries(expected).map(([uid, sequence]) => [known.get(uid) ?? uid, sequence]));
}
