/** The terms and courses that a path may name: a course by any two adjacent segments. */
import type { Courses } from './courses.ts';

/** Opens the terms that a page's path may name, and loads the courses. @throws StoreError */
export async function openNamed(courses: Pick<Courses, 'isOpen' | 'open' | 'readyAt'>, path: string): Promise<void> {
  const segments = path.slice(0, 500).split('/').slice(0, 12).map(withoutEnding);
  await openTerms(courses, segments);
  await courses.readyAt(segments.slice(1).map((course, index) => ({ term: segments[index] ?? '', course })));
}

/** Opens them one after another. @throws StoreError */
export async function openTerms(courses: Pick<Courses, 'isOpen' | 'open'>, terms: Iterable<string>): Promise<void> {
  for (const term of terms) if (!courses.isOpen(term)) await courses.open(term);
}

/** Opens the term of a feed's path; null: it is open, or there is none. */
export function openTermOf(courses: Pick<Courses, 'isOpen' | 'open'>, path: string): Promise<void> | null {
  const term = path.slice(1, path.indexOf('/', 1));
  return courses.isOpen(term) ? null : courses.open(term);
}

/** 'cos418.json' → 'cos418' */
function withoutEnding(segment: string): string {
  const dot = segment.indexOf('.');
  return dot < 0 ? segment : segment.slice(0, dot);
}
