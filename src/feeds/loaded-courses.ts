/** An LRU cache of loaded courses, bounded in bytes; the store has them all. */
import { createBoundedMap } from '../domain/bounded-map.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { weighCourse } from '../store/packed-course.ts';

export interface LoadedCourses {
  get(key: CourseKey): PublishedCourse | null;
  put(key: CourseKey, course: PublishedCourse): void;
  delete(key: CourseKey): void;
}

/** The memory of a packed course besides its document. */
const HEAD_BYTES = 6000;

export function createLoadedCourses(maxBytes: number): LoadedCourses {
  const courses = createBoundedMap<CourseKey, PublishedCourse>({
    entries: Number.POSITIVE_INFINITY,
    weight: maxBytes,
    weigh: (course) => weighCourse(course) + HEAD_BYTES,
  });
  return {
    get: (key) => courses.use(key) ?? null,
    put: courses.set,
    delete: courses.delete,
  };
}
