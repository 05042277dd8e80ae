/** Meetings of several courses, filtered by day and room. A page loads a limited number of courses. */
import type { LocalDate } from '../../domain/date.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { CourseKey } from '../../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { isHeldBy, listRooms, roomResource } from '../../domain/resource.ts';
import type { Courses } from '../../feeds/courses.ts';
import { readEach } from '../../feeds/each-course.ts';
import type { CourseEntry } from '../../store/course-entry.ts';

export interface MeetingsAsk {
  /** The courses to search. */
  readonly entries: readonly CourseEntry[];
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** The key of a room (domain/resource). */
  readonly room: string | null;
  /** Null: everybody's. */
  readonly people: FoundPeople | null;
  readonly cursor: MeetingsCursor | null;
  readonly limit: number;
}

/** Courses are read in key order: this one and later ones remain; `skip` of its meetings have been read. */
export interface MeetingsCursor {
  readonly course: CourseKey;
  readonly skip: number;
}

export interface FoundMeeting {
  readonly course: PublishedCourse;
  readonly meeting: PublishedMeeting;
}

export interface MeetingsFound {
  /** By start. */
  readonly meetings: readonly FoundMeeting[];
  /** Null: the last page. */
  readonly rest: MeetingsCursor | null;
}

const MOST_COURSES = 200;
const CURSOR = /^(\d{1,6})~([\w-]{1,32}\/[\w-]{1,32})$/;

export function writeMeetingsCursor({ course, skip }: MeetingsCursor): string {
  return `${skip}~${course}`;
}

/** Null: not a valid cursor. */
export function readMeetingsCursor(text: string): MeetingsCursor | null {
  const [, skip, course] = CURSOR.exec(text) ?? [];
  return course === undefined ? null : { course, skip: Number(skip) };
}

export const MEETINGS_CURSOR_PATTERN = CURSOR.source;

export async function findMeetings(courses: Courses, ask: MeetingsAsk): Promise<MeetingsFound> {
  const { cursor, limit } = ask;
  const keys = ask.entries
    .map(({ key }) => key)
    .sort()
    .filter((key) => cursor === null || key >= cursor.course);
  const found: FoundMeeting[] = [];
  const stopAt = (rest: MeetingsCursor | null): MeetingsFound => ({ meetings: found.sort(byStart), rest });
  for await (const course of readEach(courses, keys.slice(0, MOST_COURSES))) {
    const { key } = course.course;
    const skip = cursor?.course === key ? cursor.skip : 0;
    const own = selectMeetings(course, ask).slice(skip);
    const room = limit - found.length;
    found.push(...own.slice(0, room).map((meeting) => ({ course, meeting })));
    if (own.length > room) return stopAt({ course: key, skip: skip + room });
  }
  const next = keys[MOST_COURSES];
  return stopAt(next === undefined ? null : { course: next, skip: 0 });
}

function selectMeetings(
  { course, meetings }: PublishedCourse,
  { from, until, room, people }: MeetingsAsk,
): PublishedMeeting[] {
  const holders = people?.get(course.key);
  return meetings
    .filter(({ taken, facts }) => taken === undefined && isWithin(facts.date, from, until))
    .filter(({ facts }) => holders === undefined || holders.some((person) => isHeldBy(facts, person)))
    .filter(({ facts }) => room === null || listRooms(facts).some(({ key }) => key === room))
    .toSorted((a, b) => a.facts.start - b.facts.start || (a.identity < b.identity ? -1 : 1));
}

function isWithin(date: LocalDate, from: LocalDate | null, until: LocalDate | null): boolean {
  return (from === null || date >= from) && (until === null || date <= until);
}

function byStart(a: FoundMeeting, b: FoundMeeting): number {
  return a.meeting.facts.start - b.meeting.facts.start || (a.meeting.identity < b.meeting.identity ? -1 : 1);
}

/** The courses in which somebody of this id or name agreed to a feed, with whom it is there. */
export type FoundPeople = ReadonlyMap<CourseKey, NonNullable<CourseEntry['people']>>;

export function findPeople(entries: readonly CourseEntry[], person: string): FoundPeople {
  const wanted = foldText(person);
  const found = new Map<CourseKey, NonNullable<CourseEntry['people']>>();
  for (const { key, people = [] } of entries) {
    const meant = people.filter(({ id, name }) => [id, name].some((text) => foldText(text) === wanted));
    if (meant.length > 0) found.set(key, meant);
  }
  return found;
}

/** Courses of these terms with a meeting in the room, from the store's resource index. */
export async function findCoursesIn(
  room: string,
  terms: readonly string[],
  coursesUsing: (term: string, resources: ReadonlySet<string>) => Promise<readonly CourseKey[]>,
): Promise<ReadonlySet<CourseKey>> {
  const found = new Set<CourseKey>();
  for (const term of terms) for (const key of await coursesUsing(term, new Set([roomResource(room)]))) found.add(key);
  return found;
}
