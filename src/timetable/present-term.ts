/** Finds a course's current term, for visitors of a past one. */
import { utcDateOf } from '../domain/date.ts';
import { foldText } from '../domain/fold-text.ts';
import { localTimeIn } from '../domain/zone.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';

export interface PresentCourse {
  /** '/fall-2026/cs101' */
  readonly path: string;
  readonly termTitle: string;
}

const DAY_MS = 86_400_000;

/** The same id or code in the current or next term; null: not offered. */
export function findPresent(courses: Courses, view: CourseView, now: number): PresentCourse | null {
  const code = foldText(view.code);
  // No zone is more than a day behind: terms that are over for certain are not read.
  const earliest = utcDateOf(now - DAY_MS);
  const found = courses
    .terms()
    .filter((term) => (courses.inTerm(term).span()?.until ?? '') >= earliest)
    .flatMap((term) => [...courses.entriesOf(term)])
    .filter((entry) => !entry.draft && (entry.id === view.id || foldText(entry.code) === code))
    .filter(({ termFacts: { zone, span } }) => span.until >= localTimeIn(zone, now).date)
    .sort((a, b) => (a.termFacts.span.from < b.termFacts.span.from ? -1 : 1));
  const [first] = found;
  return first ? { path: `/${first.term}/${first.id}`, termTitle: first.termFacts.title } : null;
}
