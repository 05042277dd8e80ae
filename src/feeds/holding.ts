/** Puts publications in place: updates the index of courses, evicts their cached feeds, and keeps them on a replica's disk. */
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { Conditions } from '../publish/conditions.ts';
import { createPacker, documentOf, isReadable } from '../store/packed-course.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Courses } from './courses.ts';
import type { LastPublication } from './last-publication.ts';
import type { Shelf } from './shelf.ts';

export interface Holding {
  /** null: no longer served. */
  put(key: CourseKey, published: PublishedCourse | null): void;
  /** From the JSON text that a store keeps; where it is damaged, what is held already goes on being served. */
  putText(key: CourseKey, text: string | null): void;
  /** The stored document cannot be read: its addresses answer 503, unless an earlier revision is held. */
  lose(key: CourseKey): void;
  /** Reads every document to its end, in slices: the start has read only their heads. */
  verify(isStopped: () => boolean): Promise<void>;
  /** Writes what was put since to the replica's own disk, where there is a place for it. */
  keep(): Promise<void>;
}

export function createHolding(
  courses: Courses,
  shelf: Pick<Shelf, 'forget'>,
  last: LastPublication | null,
  conditions: Conditions,
): Holding {
  const unkept = new Set<CourseKey>();

  const drop = (key: CourseKey): void => {
    report(key);
    for (const touched of courses.putUnreadable(key)) shelf.forget(touched);
  };
  const report = (key: CourseKey): void => conditions.raise('course-unreadable', key, MESSAGE, HINT);
  const packer = createPacker(drop);

  const put = (key: CourseKey, published: PublishedCourse | null): void => {
    if (last) unkept.add(key);
    for (const touched of courses.put(key, published && packer.pack(published))) shelf.forget(touched);
    conditions.clear('course-unreadable', key);
  };
  const lose = (key: CourseKey): void => {
    if (courses.keys().includes(key)) report(key);
    else drop(key);
  };

  const documents = function* (keys: readonly CourseKey[]): Generator<[CourseKey, string | null]> {
    for (const key of keys) {
      const published = unlessUnreadable(() => courses.get(key));
      yield [key, published && documentOf(published)];
    }
  };

  return {
    put,
    lose,
    putText(key, text) {
      const published = text === null ? null : unlessUnreadable(() => packer.read(key, text));
      if (text !== null && published === null) lose(key);
      else put(key, published);
    },
    async verify(isStopped) {
      const pace = createPace();
      for (const key of courses.keys()) {
        if (isStopped()) return;
        const published = unlessUnreadable(() => courses.get(key));
        if (published && !isReadable(published)) drop(key);
        await pace();
      }
    },
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

const MESSAGE = 'its stored document is damaged: it is not served, and no edit of it is published';
const HINT = 'bring the store back from a backup (docs/operating.md, “A damaged course”)';
