/** What is asked of a term's courses as a whole, and the answers from the book of a term that was read. */
import type { DateSpan } from '../domain/date.ts';
import type { CourseKey } from '../domain/model.ts';
import type { CourseEntry, TermFacts } from '../store/course-entry.ts';
import type { ChangedWanted, CodedCourse, PublishedAt } from '../store/indexed-terms.ts';
import type { AddressBook } from './address-book.ts';

/** Courses that cannot be read are left out. */
export interface TermReads {
  /** For looking through them once. */
  entries(): Iterable<CourseEntry>;
  /** Those of them that there are. */
  some(keys: readonly CourseKey[]): readonly CourseEntry[];
  /** The same with their codes alone. */
  codes(keys: readonly CourseKey[]): readonly CodedCourse[];
  keys(): readonly CourseKey[];
  published(): Iterable<PublishedAt>;
  /** As CourseIndexNow.changed. */
  changed(after: number, wanted: ChangedWanted): readonly CourseEntry[];
  /** What the first course says of the term; null: it has none. */
  facts(): TermFacts | null;
  shown(drafts: boolean): ShownCourses;
  /** Whether a course has exams. @param drafts whether drafts count */
  hasExams(drafts: boolean): boolean;
  span(): DateSpan | null;
}

/** The courses that visitors may see. */
export interface ShownCourses {
  readonly count: number;
  /** As TermReads.facts, of these courses. */
  readonly facts: TermFacts | null;
  has(key: CourseKey): boolean;
  keys(): readonly CourseKey[];
  /** Whether they are all that the store has of the term. */
  readonly isAll: boolean;
  /** How many of them a search finds; null: the store has to be asked. @param words folded */
  countFound(words: readonly string[]): number | null;
}

/** @param book null: there is no such term */
export function readBook(book: Pick<AddressBook, 'entry' | 'entriesOf'> | null, term: string): TermReads {
  const list = (): CourseEntry[] => [...(book?.entriesOf(term) ?? [])];
  const some = (keys: readonly CourseKey[]): CourseEntry[] => keys.flatMap((key) => book?.entry(key) ?? []);
  return {
    entries: () => book?.entriesOf(term) ?? [],
    some,
    codes: some,
    keys: () => list().map(({ key }) => key),
    published: () => book?.entriesOf(term) ?? [],
    changed: (after, { drafts, most }) =>
      list()
        .filter(({ firstPublished, lastModified }) => lastModified > after && firstPublished !== lastModified)
        .filter(({ draft }) => drafts || !draft)
        .sort((a, b) => b.lastModified - a.lastModified || (a.key < b.key ? -1 : 1))
        .slice(0, most),
    facts: () => list()[0]?.termFacts ?? null,
    shown(drafts) {
      const shown = list().filter(({ draft }) => drafts || !draft);
      const keys = new Set(shown.map(({ key }) => key));
      return {
        count: keys.size,
        facts: shown[0]?.termFacts ?? null,
        has: (key) => keys.has(key),
        keys: () => [...keys],
        isAll: false,
        countFound: () => null,
      };
    },
    hasExams: (drafts) => list().some(({ exams, draft }) => exams === true && (drafts || !draft)),
    span: () => joinSpans(list()),
  };
}

function joinSpans(entries: readonly CourseEntry[]): DateSpan | null {
  const spans = entries.map(({ termFacts }) => termFacts.span);
  const from = spans.map((span) => span.from).sort()[0];
  const until = spans
    .map((span) => span.until)
    .sort()
    .at(-1);
  return from === undefined || until === undefined ? null : { from, until };
}
