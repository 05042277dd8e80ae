/** The terms and courses that a path may name: a course by any two adjacent segments. */
import type { Courses } from './courses.ts';

/** Opens the terms that a page's path may name, and loads the courses. @throws StoreError */
export async function openNamed(courses: Pick<Courses, 'open' | 'readyAt'>, path: string): Promise<void> {
  const segments = path.slice(0, 500).split('/').slice(0, 12).map(withoutEnding);
  for (const term of segments) await courses.open(term);
  await courses.readyAt(segments.slice(1).map((course, index) => ({ term: segments[index] ?? '', course })));
}

/** Reads what a feed's path needs of its term; null: that is known. */
export function openFeed(courses: Pick<Courses, 'isOpen' | 'openAt'>, path: string): Promise<void> | null {
  const end = path.indexOf('/', 1);
  const term = path.slice(1, end);
  if (courses.isOpen(term)) return null;
  return courses.openAt(term, path.slice(end + 1, path.indexOf('/', end + 1)));
}

/** 'cos418.json' → 'cos418' */
function withoutEnding(segment: string): string {
  const dot = segment.indexOf('.');
  return dot < 0 ? segment : segment.slice(0, dot);
}
