/** Changes since a cursor in any number of courses. Loads only courses published since. */
import type { CourseKey } from '../../domain/model.ts';
import type { PublishedChange, PublishedCourse } from '../../domain/published.ts';
import type { Courses } from '../../feeds/courses.ts';
import { readEach } from '../../feeds/each-course.ts';
import { CHANGES_KEPT } from '../../publication/changes.ts';
import type { CourseEntry } from '../../store/course-entry.ts';
import type { ChangeCursor } from './change-cursor.ts';
import { type NamedChange, nameChanges } from './change-names.ts';

export interface CourseChange extends NamedChange {
  readonly course: PublishedCourse;
}

export interface ChangesSince {
  /** By publication, then by course. */
  readonly changes: readonly CourseChange[];
  /** Cursor for the next request. */
  readonly cursor: ChangeCursor;
  /** Courses whose older changes have been dropped. */
  readonly truncated: readonly CourseKey[];
}

/** Limit on courses per answer: loading one takes a few milliseconds. */
const MOST_COURSES = 200;

/**
 * @param entries the courses to look at
 * @param until every publication up to this instant is installed (Serving.publishedUntil)
 */
export async function listChangesSince(
  courses: Courses,
  entries: Iterable<CourseEntry>,
  cursor: ChangeCursor,
  { until, limit }: { readonly until: number; readonly limit: number },
): Promise<ChangesSince> {
  const { after, rest } = cursor;
  // The cursor may come from another replica that is ahead of this one.
  const end = rest?.until ?? Math.max(after, until);
  const changed = [...entries].filter((entry) => mayHaveChanged(entry, after)).sort(byKey);
  const left = changed.filter(({ key }) => rest === null || key >= rest.course);
  const found: CourseChange[] = [];
  const truncated: CourseKey[] = [];
  const stopAt = (course: CourseKey, skip: number): ChangesSince => ({
    changes: found.sort(byInstant),
    cursor: { after, rest: { until: end, course, skip } },
    truncated,
  });
  const asked = left.slice(0, MOST_COURSES).map(({ key }) => key);
  for await (const course of readEach(courses, asked)) {
    const { key } = course.course;
    if (hasForgotten(course, after)) truncated.push(key);
    const skip = rest?.course === key ? rest.skip : 0;
    const own = listNew(course.changes, after, end).slice(skip);
    const room = limit - found.length;
    found.push(...own.slice(0, room).map((named) => ({ ...named, course })));
    if (own.length > room) return stopAt(key, skip + room);
  }
  const next = left[MOST_COURSES];
  if (next) return stopAt(next.key, 0);
  return { changes: found.sort(byInstant), cursor: { after: end, rest: null }, truncated };
}

function mayHaveChanged({ lastModified, firstPublished }: CourseEntry, after: number): boolean {
  return lastModified > after && firstPublished !== lastModified;
}

/** Oldest first. */
function listNew(changes: readonly PublishedChange[], after: number, until: number): NamedChange[] {
  return nameChanges(changes.filter(({ at }) => at > after && at <= until)).toReversed();
}

/** Whether changes may have been dropped: a course keeps some hundred, and all that it keeps are newer. */
function hasForgotten({ changes, firstPublished }: PublishedCourse, after: number): boolean {
  return changes.length >= CHANGES_KEPT && firstPublished <= after && changes.every(({ at }) => at > after);
}

function byKey(a: CourseEntry, b: CourseEntry): number {
  return a.key < b.key ? -1 : 1;
}

function byInstant(a: CourseChange, b: CourseChange): number {
  return a.change.at - b.change.at;
}
