/** The courses that a page's path may name: any two adjacent segments. */
import type { CourseKey } from '../domain/model.ts';
import type { Courses } from './courses.ts';

export function listNamed(courses: Pick<Courses, 'keysAt'>, path: string): readonly CourseKey[] {
  const segments = path.slice(0, 500).split('/').slice(0, 12).map(withoutEnding);
  return segments.slice(1).flatMap((segment, index) => courses.keysAt(segments[index] ?? '', segment));
}

/** 'cos418.json' → 'cos418' */
function withoutEnding(segment: string): string {
  const dot = segment.indexOf('.');
  return dot < 0 ? segment : segment.slice(0, dot);
}
