/**
 * An address book for each term. With an index in the store a term's book is read when something first asks for all
 * courses of the term; until then the index is asked (indexed-term.ts).
 */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseEntry, IndexedCourse } from '../store/course-entry.ts';
import type { CourseIndexNow } from '../store/indexed-terms.ts';
import { type AddressBook, createAddressBook } from './address-book.ts';
import { createIndexedTerm, type IndexedTerm } from './indexed-term.ts';
import { readBook, type TermReads } from './term-reads.ts';

export interface TermBooks extends Pick<AddressBook, 'entry' | 'find' | 'guestsOf' | 'size' | 'terms'> {
  /** As AddressBook.put. A stored course of a term that is not open stays in the store. */
  put(key: CourseKey, entry: CourseEntry | null): readonly CourseKey[];
  /** Reads a term's book, without blocking the event loop. @throws StoreError */
  open(term: string): Promise<void>;
  /** As much of it as the address needs; null: that is known. */
  openAt(term: string, id: string): Promise<void> | null;
  /** All of it, at once. */
  openNow(term: string): void;
  isOpen(term: string): boolean;
  /** Opens the term. */
  entriesOf(term: string): Iterable<CourseEntry>;
  /** Opens the term only where a course is damaged. @param term as the keys of its courses write it */
  inTerm(term: string): TermReads;
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
  /** Every term as it is written, in the order in which they became known; null: it is open. */
  const known = new Map<string, IndexedTerm | null>();

  /** Terms whose names differ in case only are one book. */
  const closedAt = (folded: string): readonly IndexedTerm[] =>
    books.has(folded) ? [] : [...known].flatMap(([term, closed]) => (foldId(term) === folded ? (closed ?? []) : []));
  const isClosed = (folded: string): boolean => closedAt(folded).length > 0;
  /** Null: the term is open, or its name is written in two ways. */
  const onlyClosed = (term: string): IndexedTerm | null => {
    const [closed = null, ...others] = closedAt(foldId(term));
    return others.length === 0 ? closed : null;
  };

  const install = (folded: string, book: AddressBook, damaged: readonly CourseKey[]): AddressBook => {
    books.set(folded, book);
    for (const term of known.keys()) if (foldId(term) === folded) known.set(term, null);
    for (const key of damaged) lose(key);
    return book;
  };

  /** Null: there is no such term. */
  const bookOf = (term: string): AddressBook | null => {
    const folded = foldId(term);
    const closed = closedAt(folded);
    if (closed.length === 0) return books.get(folded) ?? null;
    const book = createAddressBook();
    const damaged: CourseKey[] = [];
    for (const one of closed) for (const page of one.pages()) damaged.push(...addPage(book, page));
    return install(folded, book, damaged);
  };

  const readInSlices = async (folded: string, touched: ReadonlySet<CourseKey>): Promise<void> => {
    const pace = createPace();
    const book = createAddressBook();
    const damaged: CourseKey[] = [];
    for (const one of closedAt(folded)) {
      for (const page of one.pages()) {
        damaged.push(...addPage(book, page));
        await pace();
      }
    }
    if (!isClosed(folded)) return;
    for (const key of touched) book.put(key, index?.course(key)?.entry ?? null);
    install(folded, book, damaged);
  };

  const open = async (term: string): Promise<void> => {
    const folded = foldId(term);
    if (!isClosed(folded)) return;
    const touched = new Set<CourseKey>();
    const opening = openings.get(folded) ?? {
      touched,
      opened: readInSlices(folded, touched).finally(() => openings.delete(folded)),
    };
    openings.set(folded, opening);
    await opening.opened;
  };

  /** The term, if a course that is stored leaves it closed. */
  const closedFor = (term: string): IndexedTerm | null => {
    if (!index || books.has(foldId(term))) return null;
    const openBook = (): AddressBook => bookOf(term) ?? createAddressBook();
    const closed = known.get(term) ?? createIndexedTerm({ index, term, open: openBook, lose });
    known.set(term, closed);
    return closed;
  };
  for (const term of index?.terms() ?? []) closedFor(term);

  return {
    put(key, entry) {
      const term = termOf(key);
      const folded = foldId(term);
      const closed = entry && entry.revision > 0 ? closedFor(term) : null;
      const hosts = (closed ?? known.get(term))?.put(key, entry) ?? [];
      if (closed) {
        openings.get(folded)?.touched.add(key);
        return hosts;
      }
      const book = bookOf(term) ?? install(folded, createAddressBook(), []);
      if (entry) known.set(term, null);
      return [...hosts, ...book.put(key, entry)];
    },
    open,
    isOpen: (term) => !isClosed(foldId(term)),
    openNow: (term) => void (bookOf(term) ?? install(foldId(term), createAddressBook(), [])),
    openAt: (term, id) => (!isClosed(foldId(term)) || onlyClosed(term)?.seek(id) ? null : open(term)),
    entry(key) {
      const term = termOf(key);
      return (known.get(term) ?? books.get(foldId(term)))?.entry(key) ?? null;
    },
    find(term, id) {
      const closed = onlyClosed(term);
      return closed ? closed.find(id) : (bookOf(term)?.find(term, id) ?? null);
    },
    guestsOf(alias) {
      const term = termOf(alias.entry.key);
      return (onlyClosed(term) ?? bookOf(term))?.guestsOf(alias) ?? [];
    },
    entriesOf: (term) => bookOf(term)?.entriesOf(term) ?? [],
    inTerm: (term) => known.get(term) ?? readBook(books.get(foldId(term)) ?? null, term),
    size() {
      let size = 0;
      for (const book of books.values()) size += book.size();
      for (const closed of known.values()) size += closed?.count() ?? 0;
      return size;
    },
    terms() {
      const present = new Set([...books.values()].flatMap((book) => book.terms()));
      return [...known].filter(([term, closed]) => closed !== null || present.has(term)).map(([term]) => term);
    },
  };
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
