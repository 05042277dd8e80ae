/** The courses with a feed that is too large, or with meetings that leave the feeds later: nobody asks for them. */
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseEntry } from '../store/course-entry.ts';
import { StoreDamagedError } from '../store/errors.ts';
import type { CourseIndexNow } from '../store/indexed-terms.ts';
import type { Courses } from './courses.ts';

export interface NotableCourses {
  /** Looks through the store's index, the first time. @throws StoreError */
  list(): Promise<Iterable<CourseEntry>>;
}

/** @param index null: every entry is installed */
export function createNotableCourses(index: CourseIndexNow | null, courses: Pick<Courses, 'watch'>): NotableCourses {
  const known = new Map<CourseKey, CourseEntry>();
  const note = (key: CourseKey, entry: CourseEntry | null): void => {
    if (entry && (entry.large !== undefined || entry.leavesAt !== undefined)) known.set(key, entry);
    else known.delete(key);
  };
  courses.watch(note);
  const look = async (): Promise<void> => {
    const pace = createPace();
    for (const term of index?.terms() ?? []) {
      // What is installed meanwhile is committed before, so that the index has it, or it comes later.
      for (const entry of readNotable(index, term)) note(entry.key, entry);
      await pace();
    }
  };
  let looked: Promise<void> | null = null;
  return {
    async list() {
      looked ??= look().catch((error: unknown) => {
        looked = null;
        throw error;
      });
      await looked;
      return known.values();
    },
  };
}

/** None of a term whose part of the file is damaged, which Installer.verify reports. */
function readNotable(index: CourseIndexNow | null, term: string): readonly CourseEntry[] {
  try {
    return index?.notable(term) ?? [];
  } catch (error) {
    if (error instanceof StoreDamagedError) return [];
    throw error;
  }
}
