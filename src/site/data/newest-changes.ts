/** The newest changes of all courses; loads the most recently published courses. */
import { createPace } from '../../domain/pace.ts';
import type { Courses } from '../../feeds/courses.ts';
import type { CourseEntry } from '../../store/course-entry.ts';
import { unlessUnreadable } from '../../store/unreadable-course.ts';
import { nameChanges } from './change-names.ts';
import type { CourseChange } from './changes-since.ts';

/** Limit on loaded courses. */
const MOST_COURSES = 150;

export async function listNewest(
  courses: Courses,
  entries: Iterable<CourseEntry>,
  most: number,
): Promise<readonly CourseChange[]> {
  const latest = [...entries]
    .filter(({ firstPublished, lastModified }) => firstPublished !== lastModified)
    .sort((a, b) => b.lastModified - a.lastModified || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_COURSES);
  const pace = createPace();
  let found: CourseChange[] = [];
  for (const { key, lastModified } of latest) {
    // The remaining courses have no newer changes.
    if (found.length === most && (found.at(-1)?.change.at ?? 0) >= lastModified) break;
    await courses.ready([key]);
    const course = unlessUnreadable(() => courses.get(key));
    if (!course) continue;
    found.push(...nameChanges(course.changes.slice(0, most)).map((named) => ({ ...named, course })));
    found = found.toSorted((a, b) => b.change.at - a.change.at).slice(0, most);
    await pace();
  }
  return found;
}
