/** Puts publications in place: courses to be found, their old feeds gone, and on a replica's own disk. */
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { Courses } from './courses.ts';
import type { LastPublication } from './last-publication.ts';
import { createPacker, documentOf } from './packed-course.ts';
import type { Shelf } from './shelf.ts';

export interface Holding {
  /** null: no longer served. */
  put(key: CourseKey, published: PublishedCourse | null): void;
  /** From the JSON text that a store keeps. */
  putText(key: CourseKey, text: string | null): void;
  /** Writes what was put since to the replica's own disk, where there is a place for it. */
  keep(): Promise<void>;
}

export function createHolding(courses: Courses, shelf: Shelf, last: LastPublication | null): Holding {
  const packer = createPacker();
  const unkept = new Set<CourseKey>();

  const put = (key: CourseKey, published: PublishedCourse | null): void => {
    if (last) unkept.add(key);
    for (const touched of courses.put(key, published && packer.pack(published))) shelf.forget(touched);
  };

  const documents = function* (keys: readonly CourseKey[]): Generator<[CourseKey, string | null]> {
    for (const key of keys) {
      const published = courses.get(key);
      yield [key, published && documentOf(published)];
    }
  };

  return {
    put,
    putText: (key, text) => put(key, text === null ? null : packer.read(text)),
    async keep() {
      const keys = [...unkept];
      unkept.clear();
      try {
        if (keys.length > 0) await last?.keep(documents(keys));
      } catch (error) {
        for (const key of keys) unkept.add(key);
        throw error;
      }
    },
  };
}
