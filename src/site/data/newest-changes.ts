/**
 * The newest changes of all courses, cut where no publication is split, as a course's own list is; loads the most
 * recently published courses.
 */
import type { CourseKey } from '../../domain/model.ts';
import type { Courses } from '../../feeds/courses.ts';
import { readEach } from '../../feeds/each-course.ts';
import { keepNewest, keepNewestOf } from '../../publication/changes.ts';
import type { CourseEntry } from '../../store/course-entry.ts';
import { nameChanges } from './change-names.ts';
import type { CourseChange } from './changes-since.ts';

/** Limit on loaded courses. */
export const MOST_COURSES = 150;

export async function listNewest(
  courses: Courses,
  entries: Iterable<CourseEntry>,
  most: number,
): Promise<readonly CourseChange[]> {
  const latest = [...entries]
    .filter(({ firstPublished, lastModified }) => firstPublished !== lastModified)
    .sort((a, b) => b.lastModified - a.lastModified || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_COURSES);
  let found: readonly CourseChange[] = [];
  const listKeys = function* (): Generator<CourseKey> {
    for (const { key, lastModified } of latest) {
      // The remaining courses have no changes that are as new.
      if ((found[most - 1]?.change.at ?? 0) > lastModified) return;
      yield key;
    }
  };
  for await (const course of readEach(courses, listKeys())) {
    const own = nameChanges(keepNewest(course.changes, most)).map((named) => ({ ...named, course }));
    const newestFirst = [...found, ...own].sort((a, b) => b.change.at - a.change.at);
    found = keepNewestOf(newestFirst, most, ({ change }) => change);
  }
  return found;
}
