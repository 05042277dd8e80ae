/** Which courses use a room, from the store's index; asked once for each state of a term's courses. */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import type { StoreReads } from '../store/store.ts';
import type { Courses } from './courses.ts';

/** More rooms than a university has. */
const MOST_KEPT = 5000;

export function createRoomCourses(
  store: Pick<StoreReads, 'coursesUsing'>,
  courses: Pick<Courses, 'watch'>,
): StoreReads['coursesUsing'] {
  const known = new Map<string, Map<string, Promise<CourseKey[]>>>();
  courses.watch((key) => known.delete(foldId(termOf(key))));
  return (term, resources) => {
    const ofTerm = known.get(foldId(term)) ?? new Map<string, Promise<CourseKey[]>>();
    known.set(foldId(term), ofTerm);
    const name = [...resources].sort().join('\n');
    const asked = ofTerm.get(name) ?? store.coursesUsing(term, resources);
    if (ofTerm.size < MOST_KEPT) ofTerm.set(name, asked);
    // A failure is asked again.
    asked.catch(() => ofTerm.delete(name));
    return asked;
  };
}
