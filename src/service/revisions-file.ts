/** `revisions.json`: what a build without a store remembers, kept beside the feeds and read at the next build. */
import type { CourseKey } from '../domain/model.ts';
import { isStoredCourse } from '../store/published-shape.ts';
import type { Store, StoredCourse } from '../store/store.ts';

interface RevisionsFile {
  readonly belltower: 'revisions';
  readonly format: 1;
  readonly courses: Readonly<Record<CourseKey, StoredCourse>>;
}

/** The file is not one of ours, or of a later format. */
export class RevisionsError extends Error {
  override name = 'RevisionsError';
}

/** The same publications give the same text. */
export async function writeRevisions(store: Store): Promise<string> {
  const courses = [...(await store.loadCourses())].sort(([a], [b]) => (a < b ? -1 : 1));
  const file: RevisionsFile = { belltower: 'revisions', format: 1, courses: Object.fromEntries(courses) };
  return `${JSON.stringify(file)}\n`;
}

/**
 * Puts remembered publications into an empty store.
 * @throws RevisionsError
 */
export async function readRevisions(store: Store, text: string): Promise<void> {
  const file = parse(text);
  await store.write(async (tx) => {
    for (const [key, course] of Object.entries(file.courses)) await tx.saveCourse(key, course);
  });
}

function parse(text: string): RevisionsFile {
  let file: Partial<RevisionsFile> | null = null;
  try {
    file = JSON.parse(text);
  } catch {
    // Said below, as for JSON of another kind.
  }
  if (file?.belltower !== 'revisions' || typeof file.courses !== 'object' || file.courses === null) {
    throw new RevisionsError('this is no revisions.json of Belltower');
  }
  if (file.format !== 1) throw new RevisionsError('this revisions.json was written by a later release');
  for (const [key, course] of Object.entries(file.courses)) {
    if (!isStoredCourse(course)) throw new RevisionsError(`revisions.json holds nothing readable for ${key}`);
  }
  return file as RevisionsFile;
}
