/** Counts what one publication changes in a course, for previews, responses and the audit trail. */
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import { sameFacts } from './compare-facts.ts';
import { compareMeeting, type DifferenceKind, kindsOf, type MeetingDifference } from './difference.ts';
import { type MeetingPair, pairChanged } from './pairs.ts';

/** A difference between publications, with both revisions of the meeting. */
export interface PublishedDifference extends MeetingDifference {
  readonly was: PublishedMeeting | null;
  /** Null: it is withdrawn. */
  readonly now: PublishedMeeting | null;
}

export interface CourseDelta {
  readonly key: CourseKey;
  readonly first: boolean;
  /** Meetings by kind of difference; one meeting may count for several. */
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  /** Meetings with a visible difference. */
  readonly visible: number;
  /** Past meetings that an edit of the rules rewrites; absent: none. */
  readonly past?: number;
  readonly addedSections: readonly string[];
  readonly goneSections: readonly string[];
  readonly returnedSections: readonly string[];
  /** Sections whose feeds change, in the course's order; if there are any, `all` changes as well. */
  readonly feeds: readonly string[];
}

/** Each meeting that differs between two publications of a course, the withdrawn ones last. */
export function listDifferences(last: PublishedCourse | null, next: PublishedCourse): PublishedDifference[] {
  return comparePairs(pairChanged(last?.meetings ?? [], next.meetings));
}

export function comparePairs(changed: readonly MeetingPair[]): PublishedDifference[] {
  const found: PublishedDifference[] = [];
  for (const { was, now } of changed) {
    if (now) {
      if (was && was.sequence === now.sequence && sameFacts(was.facts, now.facts)) continue;
      found.push({ ...compareMeeting(now.identity, was?.facts ?? null, now.facts), was, now });
    } else if (was && was.taken === undefined) {
      // Removed meetings leave the feeds without an announcement.
      found.push({ ...compareMeeting(was.identity, was.facts, null), was, now });
    }
  }
  return found;
}

/** Counts the differences between two publications of a course. */
export function compareCourses(last: PublishedCourse | null, next: PublishedCourse): CourseDelta {
  return countDifferences(last, next, listDifferences(last, next));
}

export function countDifferences(
  last: PublishedCourse | null,
  next: PublishedCourse,
  differences: readonly MeetingDifference[],
): CourseDelta {
  const counts = {
    ...{ added: 0, cancelled: 0, reinstated: 0, moved: 0, rooms: 0 },
    ...{ people: 0, revised: 0, renumbered: 0, withdrawn: 0 },
  };
  const touched = listLeft(last, next);
  for (const difference of differences) {
    for (const kind of kindsOf(difference)) counts[kind] += 1;
    touched.add((difference.after ?? difference.before)?.section ?? '');
  }
  const sections = compareSections(last, next);
  for (const id of [...sections.addedSections, ...sections.goneSections, ...sections.returnedSections]) touched.add(id);
  return {
    key: next.course.key,
    first: last === null,
    counts,
    visible: differences.length - counts.renumbered - counts.withdrawn,
    ...sections,
    feeds: listFeeds(next, touched),
  };
}

/** The sections from whose feeds meetings removed earlier now disappear. */
function listLeft(last: PublishedCourse | null, next: PublishedCourse): Set<string> {
  if (last?.leavesAt === undefined) return new Set();
  const present = new Set(next.meetings.map(({ identity }) => identity));
  const left = last.meetings.filter(({ identity, taken }) => taken !== undefined && !present.has(identity));
  return new Set(left.map(({ facts }) => facts.section));
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

/** The changed sections and those whose feeds include their meetings. */
function listFeeds(course: PublishedCourse, touched: ReadonlySet<string>): string[] {
  const feeds = new Set(touched);
  for (const section of course.sections) {
    if (touched.has(section.id)) for (const id of section.with) feeds.add(id);
  }
  return course.sections.map(({ id }) => id).filter((id) => feeds.has(id));
}
