/** Loads courses one after another, so that a request about many of them neither blocks others nor fills the memory. */
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Courses } from './courses.ts';

/**
 * Skips courses that cannot be read; they are registered as conditions elsewhere.
 * @param keys consumed lazily: the next key is read after the caller has processed the course before it
 * @throws StoreError
 */
export async function* readEach(
  courses: Pick<Courses, 'ready' | 'get'>,
  keys: Iterable<CourseKey>,
): AsyncGenerator<PublishedCourse> {
  const pace = createPace();
  for (const key of keys) {
    await courses.ready([key]);
    const course = unlessUnreadable(() => courses.get(key));
    if (course) yield course;
    await pace();
  }
}
