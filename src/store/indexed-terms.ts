/** What can be asked of the index of courses at once, term by term. */
import type { DateSpan } from '../domain/date.ts';
import type { CourseKey } from '../domain/model.ts';
import type { CourseEntry, IndexedCourse } from './course-entry.ts';

/** Terms as the keys of their courses write them. */
export interface CourseIndexNow {
  /** Of all courses, sorted. */
  terms(): string[];
  /** The next courses of a term by key, as many as are read in a millisecond; none: there are no more. */
  page(term: string, after: CourseKey): IndexedCourse[];
  /** Null: there is no such course. */
  course(key: CourseKey): IndexedCourse | null;
  /** The key of a course's own address, in any case; null: there is none. */
  keyAt(term: string, id: string): CourseKey | null;
  /** Whether a course has exams. */
  hasExams(term: string, drafts: boolean): boolean;
  /** Those of them that there are. */
  courses(keys: readonly CourseKey[]): IndexedCourse[];
  /** The same with their codes alone, which is ten times as fast. */
  codes(keys: readonly CourseKey[]): CodedCourse[];
  /** The entries with addresses besides their own, or with sections listed at other courses. */
  linked(term: string): IndexedCourse[];
  count(term: string): number;
  /**
   * How many courses a search finds (CourseIndexReads.searchCourses); null: the store has to be asked.
   * @param drafts whether drafts count
   */
  countFound(term: string, words: readonly string[], drafts: boolean): number | null;
  keys(term: string): CourseKey[];
  published(term: string): PublishedAt[];
  /** The entries of courses that were published again after the instant (epoch ms), the latest first. */
  changed(term: string, after: number, wanted: ChangedWanted): CourseEntry[];
  summary(term: string): TermSummary;
  /** From the first to the last day that any course of the term has; null: no entry says one. */
  span(term: string): DateSpan | null;
  /** The entries with something that is due later or to be reported. */
  notable(term: string): CourseEntry[];
}

export interface CodedCourse {
  readonly key: CourseKey;
  readonly code: string;
}

export interface ChangedWanted {
  readonly drafts: boolean;
  readonly most: number;
}

export interface PublishedAt {
  readonly key: CourseKey;
  /** The instant of its last publication (epoch ms). */
  readonly lastModified: number;
  readonly revision: number;
  readonly draft: boolean;
}

export interface TermSummary {
  readonly courses: number;
  readonly drafts: ReadonlySet<CourseKey>;
  /** Of the first course, and of the first that is no draft. */
  readonly first: CourseEntry | null;
  readonly firstShown: CourseEntry | null;
  /** Whether every course has an entry. */
  readonly isWhole: boolean;
}
