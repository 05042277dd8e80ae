/** Every course and when it was last published; opens no term. */
import { createPace } from '../domain/pace.ts';
import type { PublishedAt } from '../store/indexed-terms.ts';
import type { Courses } from './courses.ts';

export async function listPublished(courses: Pick<Courses, 'terms' | 'inTerm'>): Promise<readonly PublishedAt[]> {
  const found: PublishedAt[] = [];
  const pace = createPace();
  for (const term of courses.terms()) {
    for (const { key, lastModified, revision, draft } of courses.inTerm(term).published())
      found.push({ key, lastModified, revision, draft });
    await pace();
  }
  return found;
}
