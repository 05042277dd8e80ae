/** What one publication changes, for the people who decide on it: previews, answers, the audit trail. */
import type { LocalDate } from '../domain/date.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { samePlace, sayChange } from './lines.ts';
import { sameJson } from './same.ts';
import { sameButNumber, sameFacts } from './visible.ts';

/** One meeting that is touched; one meeting may stand in several lists of a delta. */
export interface TouchedMeeting {
  readonly identity: string;
  readonly section: string;
  /** Where it is now. */
  readonly date: LocalDate;
  /** What subscribers read about it; null where nothing is announced. */
  readonly line: string | null;
}

export interface CourseDelta {
  readonly key: CourseKey;
  readonly first: boolean;
  readonly added: readonly TouchedMeeting[];
  readonly cancelled: readonly TouchedMeeting[];
  readonly reinstated: readonly TouchedMeeting[];
  /** Another date, start or end. */
  readonly moved: readonly TouchedMeeting[];
  readonly rooms: readonly TouchedMeeting[];
  readonly people: readonly TouchedMeeting[];
  /** Raised for anything else: a note, a topic, the course's title, a link. */
  readonly revised: readonly TouchedMeeting[];
  /** Only "Lecture 7" became "Lecture 6". */
  readonly renumbered: readonly TouchedMeeting[];
  readonly withdrawn: readonly TouchedMeeting[];
  readonly addedSections: readonly string[];
  readonly goneSections: readonly string[];
  readonly returnedSections: readonly string[];
  /** Sections whose feeds change, in the course's order; not empty: `all` changes too. */
  readonly feeds: readonly string[];
}

type MeetingList = 'added' | 'cancelled' | 'reinstated' | 'moved' | 'rooms' | 'people' | 'revised' | 'renumbered';

/** What differs between two publications of a course. */
export function compareCourses(last: PublishedCourse | null, next: PublishedCourse): CourseDelta {
  const lists: Record<MeetingList | 'withdrawn', TouchedMeeting[]> = {
    added: [],
    cancelled: [],
    reinstated: [],
    moved: [],
    rooms: [],
    people: [],
    revised: [],
    renumbered: [],
    withdrawn: [],
  };
  const lastById = new Map(last?.meetings.map((meeting) => [meeting.identity, meeting]));
  const touched = new Set<string>();
  for (const meeting of next.meetings) {
    const was = lastById.get(meeting.identity);
    lastById.delete(meeting.identity);
    if (was === meeting) continue;
    const line = was ? sayChange(was.facts, meeting.facts) : null;
    const kinds = classify(was, meeting);
    for (const kind of kinds) lists[kind].push(touch(meeting, line));
    if (kinds.length > 0) touched.add(meeting.facts.section);
  }
  for (const meeting of lastById.values()) {
    lists.withdrawn.push(touch(meeting, null));
    touched.add(meeting.facts.section);
  }
  const sections = compareSections(last, next);
  for (const id of [...sections.addedSections, ...sections.goneSections, ...sections.returnedSections]) touched.add(id);
  return { key: next.course.key, first: last === null, ...lists, ...sections, feeds: listFeeds(next, touched) };
}

function touch({ identity, facts }: PublishedMeeting, line: string | null): TouchedMeeting {
  return { identity, section: facts.section, date: facts.date, line };
}

function classify(was: PublishedMeeting | undefined, now: PublishedMeeting): MeetingList[] {
  if (!was) return now.facts.status === 'confirmed' ? ['added'] : ['revised'];
  if (sameFacts(was.facts, now.facts)) return was.sequence === now.sequence ? [] : ['revised'];
  if (sameButNumber(was.facts, now.facts)) return ['renumbered'];
  const kinds: MeetingList[] = [];
  if (was.facts.status !== now.facts.status) {
    kinds.push(now.facts.status === 'cancelled' ? 'cancelled' : 'reinstated');
  }
  if (now.facts.status === 'confirmed') {
    if (!sameTimes(was.facts, now.facts)) kinds.push('moved');
    if (!samePlace(was.facts, now.facts)) kinds.push('rooms');
    if (!sameJson(was.facts.staff, now.facts.staff)) kinds.push('people');
  }
  return kinds.length === 0 ? ['revised'] : kinds;
}

function sameTimes(a: MeetingFacts, b: MeetingFacts): boolean {
  return a.start === b.start && a.end === b.end && a.date === b.date && a.startTime === b.startTime;
}

function compareSections(
  last: PublishedCourse | null,
  next: PublishedCourse,
): Pick<CourseDelta, 'addedSections' | 'goneSections' | 'returnedSections'> {
  const before = new Map(last?.sections.map((section) => [section.id, section]));
  const ids = (wanted: (was: boolean | undefined, gone: boolean) => boolean): string[] =>
    next.sections.filter(({ id, gone }) => wanted(before.get(id)?.gone, gone)).map(({ id }) => id);
  return {
    addedSections: ids((was, gone) => was === undefined && !gone),
    goneSections: ids((was, gone) => was === false && gone),
    returnedSections: ids((was, gone) => was === true && !gone),
  };
}

/** The touched sections and those in whose feeds their meetings are too. */
function listFeeds(course: PublishedCourse, touched: ReadonlySet<string>): string[] {
  const feeds = new Set(touched);
  for (const section of course.sections) {
    if (touched.has(section.id)) for (const id of section.with) feeds.add(id);
  }
  return course.sections.map(({ id }) => id).filter((id) => feeds.has(id));
}
