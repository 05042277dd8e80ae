/**
 * An address book for each term. With an index in the store a term's book is read when something first asks for all
 * courses of the term. Until then addresses are looked up in the store, and what is said of the whole catalogue is asked
 * of the index.
 */
import type { DateSpan } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseEntry, IndexedCourse } from '../store/course-entry.ts';
import type { ChangedWanted, CodedCourse, CourseIndexNow, PublishedAt, TermSummary } from '../store/indexed-terms.ts';
import { type AddressBook, type Alias, createAddressBook, nameAlias } from './address-book.ts';

export interface TermBooks extends Pick<AddressBook, 'entry' | 'find' | 'guestsOf' | 'size' | 'terms'> {
  /**
   * As AddressBook.put. A stored course of a term that is not open stays in the store; then no feed of the term was
   * made either.
   */
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
  /** The same for looking through them once: of a term that is not open nothing is kept. */
  readEntries(term: string): Iterable<CourseEntry>;
  /** The same of some of its courses. */
  readSome(term: string, keys: readonly CourseKey[]): readonly CourseEntry[];
  /** Their codes alone. */
  codesOf(term: string, keys: readonly CourseKey[]): readonly CodedCourse[];
  keysOf(term: string): readonly CourseKey[];
  publishedIn(term: string): Iterable<PublishedAt>;
  /** As CourseIndexNow.changed. */
  changedIn(term: string, after: number, wanted: ChangedWanted): readonly CourseEntry[];
  /** Of a term that is not open, and whose courses are all readable; null: its entries say it. */
  summary(term: string): TermSummary | null;
  /** As CourseIndexNow.countFound, of the same terms. */
  countFound(term: string, words: readonly string[], drafts: boolean): number | null;
  /** Whether a course of the term has exams. @param drafts whether drafts count */
  hasExams(term: string, drafts: boolean): boolean;
  spanOf(term: string): DateSpan | null;
}

/** A term whose book is being read in slices. */
interface Opening {
  readonly opened: Promise<void>;
  /** What was installed meanwhile. */
  readonly touched: Set<CourseKey>;
}

/** What has been asked of a term that is not open. */
interface KnownTerm {
  readonly rows: Map<CourseKey, CourseEntry>;
  links?: AddressBook;
  summary?: TermSummary;
  exams?: ReadonlyMap<boolean, boolean>;
  span?: DateSpan | null;
}

function createKnownTerm(): KnownTerm {
  return { rows: new Map() };
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
  const known = new Map<string, KnownTerm>();
  for (const term of index?.terms() ?? []) known.set(term, createKnownTerm());

  const spellingsOf = (folded: string): readonly string[] => [...known.keys()].filter((one) => foldId(one) === folded);
  const isClosed = (folded: string): boolean => !books.has(folded) && spellingsOf(folded).length > 0;

  const install = (folded: string, book: AddressBook, damaged: readonly CourseKey[]): AddressBook => {
    books.set(folded, book);
    for (const term of spellingsOf(folded)) known.set(term, createKnownTerm());
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

  /** Of a term that is not open; a damaged course is null, and opening its term registers it. */
  const readRow = (key: CourseKey): CourseEntry | null => {
    const rows = known.get(termOf(key))?.rows;
    const entry = rows?.get(key) ?? index?.course(key)?.entry ?? null;
    if (entry) rows?.set(key, entry);
    return entry;
  };

  /** The courses of a term that is not open which have other addresses, or list sections elsewhere. */
  const linksOf = (term: string): AddressBook | null => {
    const facts = known.get(term);
    if (!index || !facts) return null;
    if (facts.links) return facts.links;
    const links = createAddressBook();
    // The damaged ones are registered when the term is opened.
    addPage(links, index.linked(term));
    facts.links = links;
    return links;
  };

  const summaryOf = (term: string): TermSummary | null => {
    const facts = known.get(term);
    const reading = closedIndex(term);
    if (!reading || !facts) return null;
    facts.summary ??= reading.summary(term);
    return facts.summary.isWhole ? facts.summary : null;
  };

  /** In a term that is not open. A term that was written in two ways is one book, and is opened. */
  const findClosed = (given: string, id: string): Alias | null => {
    const [term = '', ...others] = spellingsOf(foldId(given));
    if (!index || books.has(foldId(given)) || others.length > 0) return null;
    const key = `${term}/${id}`;
    const own = readRow(key) ?? readRow(index.keyAt(term, id) ?? key);
    return own ? nameAlias(own, foldId(id)) : (linksOf(term)?.find(term, id) ?? null);
  };

  const find = (term: string, id: string): Alias | null => {
    const found = findClosed(term, id);
    if (found) return found;
    // It may be a damaged course's, which opening the term registers.
    const [only, ...others] = spellingsOf(foldId(term));
    const isNowhere = only !== undefined && others.length === 0 && summaryOf(only) !== null;
    return isNowhere ? null : (bookOf(term)?.find(term, id) ?? null);
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

  /** Null: the term is open, or there is none. */
  const closedIndex = (term: string): CourseIndexNow | null =>
    known.has(term) && isClosed(foldId(term)) ? index : null;

  return {
    put(key, entry) {
      const term = termOf(key);
      const folded = foldId(term);
      if (index && entry && entry.revision > 0 && !books.has(folded)) {
        const links = known.get(term)?.links;
        const rows = known.get(term)?.rows ?? new Map();
        links?.put(key, isLinked(entry) ? entry : null);
        rows.delete(key);
        known.set(term, { rows, ...(links ? { links } : {}) });
        openings.get(folded)?.touched.add(key);
        return [];
      }
      const book = bookOf(term) ?? install(folded, createAddressBook(), []);
      if (entry) known.set(term, createKnownTerm());
      return book.put(key, entry);
    },
    open,
    isOpen: (term) => !isClosed(foldId(term)),
    openNow: (term) => void bookOf(term),
    openAt: (term, id) => (!isClosed(foldId(term)) || findClosed(term, id) ? null : open(term)),
    entry(key) {
      const folded = foldId(termOf(key));
      if (!isClosed(folded)) return books.get(folded)?.entry(key) ?? null;
      return readRow(key) ?? (index?.course(key) ? (bookOf(folded)?.entry(key) ?? null) : null);
    },
    find,
    guestsOf(alias) {
      const term = termOf(alias.entry.key);
      // A term that was written in two ways is one book.
      const isAlone = spellingsOf(foldId(term)).length === 1;
      const links = isAlone && isClosed(foldId(term)) ? linksOf(term) : null;
      return (links ?? bookOf(term))?.guestsOf(alias) ?? [];
    },
    entriesOf: (term) => bookOf(term)?.entriesOf(term) ?? [],
    readEntries(term) {
      const reading = closedIndex(term);
      return reading ? readEntries(reading, term, lose) : (bookOf(term)?.entriesOf(term) ?? []);
    },
    readSome(term, keys) {
      const reading = closedIndex(term);
      if (reading) return reading.courses(keys).flatMap(({ entry }) => entry ?? []);
      const book = bookOf(term);
      return keys.flatMap((key) => book?.entry(key) ?? []);
    },
    codesOf(term, keys) {
      const book = closedIndex(term) ? null : bookOf(term);
      return book ? keys.flatMap((key) => book.entry(key) ?? []) : (index?.codes(keys) ?? []);
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
    summary: summaryOf,
    countFound: (term, words, drafts) => (summaryOf(term) && index?.countFound(term, words, drafts)) ?? null,
    hasExams(term, drafts) {
      const facts = known.get(term);
      const reading = closedIndex(term);
      if (!reading || !facts) return [...(bookOf(term)?.entriesOf(term) ?? [])].some((one) => isExam(one, drafts));
      const exams = facts.exams?.get(drafts) ?? reading.hasExams(term, drafts);
      facts.exams = new Map(facts.exams).set(drafts, exams);
      return exams;
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

function isExam({ exams, draft }: CourseEntry, drafts: boolean): boolean {
  return exams === true && (drafts || !draft);
}

function isLinked({ formerly, crossListed, listed }: CourseEntry): boolean {
  return formerly.length > 0 || crossListed.length > 0 || listed.length > 0;
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
