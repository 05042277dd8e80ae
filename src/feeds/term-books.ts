/**
 * An address book for each term. With an index in the store a term's book is read when something first asks for an
 * address of it or for all its courses; until then its courses are on disk only, and what is said of the whole
 * catalogue is asked of the index.
 */
import type { DateSpan } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseEntry, IndexedCourse } from '../store/course-entry.ts';
import type { ChangedWanted, CourseIndexNow, PublishedAt, TermSummary } from '../store/indexed-terms.ts';
import { type AddressBook, createAddressBook } from './address-book.ts';

export interface TermBooks extends Pick<AddressBook, 'entry' | 'find' | 'guestsOf' | 'size' | 'terms'> {
  /**
   * As AddressBook.put. A stored course of a term that is not open stays in the store; then no feed of the term was
   * made either.
   */
  put(key: CourseKey, entry: CourseEntry | null): readonly CourseKey[];
  /** Reads a term's book, without blocking the event loop. @throws StoreError */
  open(term: string): Promise<void>;
  /** The same at once. */
  openNow(term: string): void;
  isOpen(term: string): boolean;
  /** Opens the term. */
  entriesOf(term: string): Iterable<CourseEntry>;
  /** The same for looking through them once: of a term that is not open nothing is kept. */
  readEntries(term: string): Iterable<CourseEntry>;
  keysOf(term: string): readonly CourseKey[];
  publishedIn(term: string): Iterable<PublishedAt>;
  /** As CourseIndexNow.changed. */
  changedIn(term: string, after: number, wanted: ChangedWanted): readonly CourseEntry[];
  /** Of a term that is not open, and whose courses are all readable; null: its entries say it. */
  summary(term: string): TermSummary | null;
  spanOf(term: string): DateSpan | null;
}

/** A term whose book is being read in slices. */
interface Opening {
  readonly opened: Promise<void>;
  /** What was installed meanwhile. */
  readonly touched: Set<CourseKey>;
}

/**
 * @param index null: every term is open
 * @param lose called with the courses that turn out to be damaged
 */
export function createTermBooks(index: CourseIndexNow | null, lose: (key: CourseKey) => void): TermBooks {
  /** By their case-folded terms. */
  const books = new Map<string, AddressBook>();
  const openings = new Map<string, Opening>();
  /** Every term as it is written, in the order in which they became known, with what is known of one that is not open. */
  const known = new Map<string, { summary?: TermSummary; span?: DateSpan | null }>();
  for (const term of index?.terms() ?? []) known.set(term, {});

  const spellingsOf = (folded: string): readonly string[] => [...known.keys()].filter((one) => foldId(one) === folded);
  const isClosed = (folded: string): boolean => !books.has(folded) && spellingsOf(folded).length > 0;

  const install = (folded: string, book: AddressBook, damaged: readonly CourseKey[]): AddressBook => {
    books.set(folded, book);
    for (const key of damaged) lose(key);
    return book;
  };

  const openNow = (folded: string): AddressBook => {
    const book = createAddressBook();
    const damaged: CourseKey[] = [];
    for (const term of spellingsOf(folded)) {
      for (const page of readPages(index, term)) damaged.push(...addPage(book, page));
    }
    return install(folded, book, damaged);
  };

  /** Null: there is no such term. */
  const bookOf = (term: string): AddressBook | null => {
    const folded = foldId(term);
    return books.get(folded) ?? (isClosed(folded) ? openNow(folded) : null);
  };

  const readInSlices = async (folded: string, touched: ReadonlySet<CourseKey>): Promise<void> => {
    const pace = createPace();
    const book = createAddressBook();
    const damaged: CourseKey[] = [];
    for (const term of spellingsOf(folded)) {
      for (const page of readPages(index, term)) {
        damaged.push(...addPage(book, page));
        await pace();
      }
    }
    if (!isClosed(folded)) return;
    for (const key of touched) book.put(key, index?.course(key)?.entry ?? null);
    install(folded, book, damaged);
  };

  const readRow = (key: CourseKey): CourseEntry | null => {
    const found = index?.course(key) ?? null;
    if (!found || found.entry) return found?.entry ?? null;
    // It is damaged: opening the term registers it.
    return bookOf(termOf(key))?.entry(key) ?? null;
  };

  /** Null: the term is open, or there is none. */
  const closedIndex = (term: string): CourseIndexNow | null =>
    known.has(term) && isClosed(foldId(term)) ? index : null;

  return {
    put(key, entry) {
      const term = termOf(key);
      const folded = foldId(term);
      if (index && entry && entry.revision > 0 && !books.has(folded)) {
        known.set(term, {});
        openings.get(folded)?.touched.add(key);
        return [];
      }
      const book = bookOf(term) ?? install(folded, createAddressBook(), []);
      if (entry) known.set(term, {});
      return book.put(key, entry);
    },
    async open(term) {
      const folded = foldId(term);
      if (!isClosed(folded)) return;
      const touched = new Set<CourseKey>();
      const opening = openings.get(folded) ?? {
        touched,
        opened: readInSlices(folded, touched).finally(() => openings.delete(folded)),
      };
      openings.set(folded, opening);
      await opening.opened;
    },
    isOpen: (term) => !isClosed(foldId(term)),
    openNow: (term) => void bookOf(term),
    entry(key) {
      const folded = foldId(termOf(key));
      return isClosed(folded) ? readRow(key) : (books.get(folded)?.entry(key) ?? null);
    },
    find: (term, id) => bookOf(term)?.find(term, id) ?? null,
    guestsOf: (alias) => bookOf(termOf(alias.entry.key))?.guestsOf(alias) ?? [],
    entriesOf: (term) => bookOf(term)?.entriesOf(term) ?? [],
    readEntries(term) {
      const reading = closedIndex(term);
      return reading ? readEntries(reading, term, lose) : (bookOf(term)?.entriesOf(term) ?? []);
    },
    keysOf: (term) => closedIndex(term)?.keys(term) ?? [...(bookOf(term)?.entriesOf(term) ?? [])].map(({ key }) => key),
    publishedIn: (term) => closedIndex(term)?.published(term) ?? bookOf(term)?.entriesOf(term) ?? [],
    changedIn(term, after, wanted) {
      const reading = closedIndex(term);
      if (reading) return reading.changed(term, after, wanted);
      return [...(bookOf(term)?.entriesOf(term) ?? [])]
        .filter(({ firstPublished, lastModified }) => lastModified > after && firstPublished !== lastModified)
        .filter(({ draft }) => wanted.drafts || !draft)
        .sort((a, b) => b.lastModified - a.lastModified || (a.key < b.key ? -1 : 1))
        .slice(0, wanted.most);
    },
    summary(term) {
      const facts = known.get(term);
      const reading = closedIndex(term);
      if (!reading || !facts) return null;
      facts.summary ??= reading.summary(term);
      return facts.summary.isWhole ? facts.summary : null;
    },
    spanOf(term) {
      const facts = known.get(term);
      const reading = closedIndex(term);
      if (!reading || !facts) return joinSpans(bookOf(term)?.entriesOf(term) ?? []);
      facts.span ??= reading.span(term);
      return facts.span;
    },
    size() {
      let size = 0;
      for (const book of books.values()) size += book.size();
      for (const term of known.keys()) size += closedIndex(term)?.count(term) ?? 0;
      return size;
    },
    terms() {
      const present = new Set([...books.values()].flatMap((book) => book.terms()));
      return [...known.keys()].filter((term) => present.has(term) || isClosed(foldId(term)));
    },
  };
}

function* readPages(index: CourseIndexNow | null, term: string): Generator<readonly IndexedCourse[]> {
  for (let after = ''; index; ) {
    const page = index.page(term, after);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.key;
  }
}

function* readEntries(index: CourseIndexNow, term: string, lose: (key: CourseKey) => void): Generator<CourseEntry> {
  for (const page of readPages(index, term)) {
    for (const { key, entry } of page) {
      if (entry) yield entry;
      else lose(key);
    }
  }
}

/** @returns the courses that are damaged */
function addPage(book: AddressBook, page: readonly IndexedCourse[]): CourseKey[] {
  const damaged: CourseKey[] = [];
  for (const { key, entry } of page) {
    if (entry) book.put(key, entry);
    else damaged.push(key);
  }
  return damaged;
}

function joinSpans(entries: Iterable<CourseEntry>): DateSpan | null {
  const spans = [...entries].map(({ termFacts }) => termFacts.span);
  const from = spans.map((span) => span.from).sort()[0];
  const until = spans
    .map((span) => span.until)
    .sort()
    .at(-1);
  return from === undefined || until === undefined ? null : { from, until };
}
