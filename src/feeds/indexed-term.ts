/**
 * A term that nothing has opened: what is asked of it is read from the store's index, and what was asked is remembered
 * until one of its courses is published.
 */
import type { DateSpan } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import type { CourseEntry, IndexedCourse } from '../store/course-entry.ts';
import type { CourseIndexNow, TermSummary } from '../store/indexed-terms.ts';
import { type AddressBook, type Alias, createAddressBook, nameAlias } from './address-book.ts';
import { readBook, type TermReads } from './term-reads.ts';

export interface IndexedTerm extends TermReads, Pick<AddressBook, 'entry' | 'guestsOf'> {
  find(id: string): Alias | null;
  /** The same, as far as it is known without opening the term. */
  seek(id: string): Alias | null;
  count(): number;
  /** All of it, as many courses at once as are read in a millisecond. */
  pages(): Iterable<readonly IndexedCourse[]>;
  /** As AddressBook.put, after the store has it. */
  put(key: CourseKey, entry: CourseEntry | null): readonly CourseKey[];
}

export interface IndexedTermContext {
  readonly index: CourseIndexNow;
  /** As the keys of its courses write it. */
  readonly term: string;
  /** Where a damaged course may be meant: opening the term registers it. */
  readonly open: () => AddressBook;
  /** Called with the courses that turn out to be damaged. */
  readonly lose: (key: CourseKey) => void;
}

/** What has been asked since a course was last published. */
interface Asked {
  summary?: TermSummary;
  span?: DateSpan | null;
  readonly exams: Map<boolean, boolean>;
}

export function createIndexedTerm({ index, term, open, lose }: IndexedTermContext): IndexedTerm {
  const rows = new Map<CourseKey, CourseEntry>();
  let asked: Asked = { exams: new Map() };
  let linked: AddressBook | null = null;

  /** Null also where it is damaged. */
  const readRow = (key: CourseKey): CourseEntry | null => {
    const entry = rows.get(key) ?? index.course(key)?.entry ?? null;
    if (entry) rows.set(key, entry);
    return entry;
  };

  /** The courses that have other addresses, or list sections elsewhere. */
  const links = (): AddressBook => {
    if (linked) return linked;
    linked = createAddressBook();
    for (const { key, entry } of index.linked(term)) if (entry) linked.put(key, entry);
    return linked;
  };

  /** Null: a course is damaged. */
  const summary = (): TermSummary | null => {
    asked.summary ??= index.summary(term);
    return asked.summary.isWhole ? asked.summary : null;
  };

  const seek = (id: string): Alias | null => {
    const key = `${term}/${id}`;
    const own = readRow(key) ?? readRow(index.keyAt(term, id) ?? key);
    return own ? nameAlias(own, foldId(id)) : links().find(term, id);
  };

  function* pages(): Generator<readonly IndexedCourse[]> {
    for (let after = ''; ; ) {
      const page = index.page(term, after);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.key;
    }
  }

  return {
    seek,
    find: (id) => seek(id) ?? (summary() ? null : open().find(term, id)),
    entry: (key) => readRow(key) ?? (index.course(key) ? open().entry(key) : null),
    guestsOf: (alias) => links().guestsOf(alias),
    count: () => index.count(term),
    pages,
    put(key, entry) {
      // Without `linked` no feed shows a section of another course.
      const listed = [linked?.entry(key), entry].flatMap((one) => one?.listed ?? []);
      asked = { exams: new Map() };
      rows.delete(key);
      linked?.put(key, entry && isLinked(entry) ? entry : null);
      return listed.flatMap(({ course }) => seek(course)?.entry.key ?? []);
    },
    *entries() {
      for (const page of pages()) {
        for (const { key, entry } of page) {
          if (entry) yield entry;
          else lose(key);
        }
      }
    },
    some: (keys) => index.courses(keys).flatMap(({ entry }) => entry ?? []),
    codes: index.codes,
    keys: () => index.keys(term),
    published: () => index.published(term),
    changed: (after, wanted) => index.changed(term, after, wanted),
    facts() {
      const whole = summary();
      return whole ? (whole.first?.termFacts ?? null) : readBook(open(), term).facts();
    },
    shown(drafts) {
      const whole = summary();
      if (!whole) return readBook(open(), term).shown(drafts);
      // A search finds courses of all terms whose names differ in case only.
      const has = (key: CourseKey): boolean => key.startsWith(`${term}/`) && (drafts || !whole.drafts.has(key));
      return {
        count: whole.courses - (drafts ? 0 : whole.drafts.size),
        facts: (drafts ? whole.first : whole.firstShown)?.termFacts ?? null,
        has,
        keys: () => index.keys(term).filter(has),
        isAll: drafts || whole.drafts.size === 0,
        countFound: (words) => index.countFound(term, words, drafts),
      };
    },
    hasExams(drafts) {
      const exams = asked.exams.get(drafts) ?? index.hasExams(term, drafts);
      asked.exams.set(drafts, exams);
      return exams;
    },
    span() {
      asked.span ??= index.span(term);
      return asked.span;
    },
  };
}

function isLinked({ formerly, crossListed, listed }: CourseEntry): boolean {
  return formerly.length > 0 || crossListed.length > 0 || listed.length > 0;
}
