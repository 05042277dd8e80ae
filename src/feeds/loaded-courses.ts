/** An LRU cache of loaded courses, bounded in bytes; the store has them all. */
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
  /** Least recently used first. */
  const courses = new Map<CourseKey, PublishedCourse>();
  let bytes = 0;
  const weigh = (course: PublishedCourse): number => weighCourse(course) + HEAD_BYTES;
  const remove = (key: CourseKey): void => {
    const course = courses.get(key);
    if (course && courses.delete(key)) bytes -= weigh(course);
  };
  return {
    get(key) {
      const course = courses.get(key);
      if (!course) return null;
      courses.delete(key);
      courses.set(key, course);
      return course;
    },
    put(key, course) {
      remove(key);
      courses.set(key, course);
      bytes += weigh(course);
      for (const oldest of courses.keys()) {
        if (bytes <= maxBytes || oldest === key) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
