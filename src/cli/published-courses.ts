/** What a store holds of every published course, for commands that write all of it. */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { readDocument } from '../store/document.ts';
import { createPacker } from '../store/packed-course.ts';
import type { StoredDocument, StoreReads } from '../store/store.ts';
import { UnreadableCourseError } from '../store/unreadable-course.ts';
import { CommandError } from './exit.ts';

/** Documents per query. */
const AT_ONCE = 100;

/** @throws CommandError naming every course whose stored document is damaged */
export async function loadPublishedCourses(
  store: Pick<StoreReads, 'listCourses' | 'loadDocuments'>,
): Promise<readonly PublishedCourse[]> {
  const courses: PublishedCourse[] = [];
  const damaged: CourseKey[] = [];
  const keys = (await store.listCourses()).map(({ key }) => key);
  for (const batch of cutBatches(keys, AT_ONCE)) {
    const documents = await store.loadDocuments(batch);
    for (const key of batch) {
      const published = readPublished(key, documents.get(key) as StoredDocument);
      if (published) courses.push(published);
      else damaged.push(key);
    }
  }
  if (damaged.length === 0) return courses;
  throw new CommandError(
    `nothing was built, because the stored document of ${damaged.join(', ')} is damaged: ` +
      'bring the store back from a backup (docs/operating.md, “A damaged course”)',
  );
}

/** Null: it is damaged. */
function readPublished(key: CourseKey, { text, isIntact }: StoredDocument): PublishedCourse | null {
  try {
    if (!isIntact) createPacker().readWhole(key, text);
    return readDocument(text);
  } catch (error) {
    if (error instanceof UnreadableCourseError) return null;
    throw error;
  }
}
