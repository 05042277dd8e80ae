/** The published courses that are served: an index of all of them, and a cache of those loaded lately. */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import { type CourseEntry, makeEntry } from '../store/course-entry.ts';
import type { CourseIndexNow } from '../store/indexed-terms.ts';
import { CourseNotLoadedError } from '../store/store.ts';
import { UnreadableCourseError, unlessUnreadableLater } from '../store/unreadable-course.ts';
import { type Alias, coursePathOf, coursePathsOf, type Guest } from './address-book.ts';
import { createLoadedCourses } from './loaded-courses.ts';
import { createTermBooks, type TermBooks } from './term-books.ts';
import { makeTermIndex, type TermIndex } from './term-index.ts';

/** Where a course is asked for. */
export interface CourseAddress {
  readonly term: string;
  readonly course: string;
}

/** A course under one of its codes. */
export interface CourseView {
  readonly published: PublishedCourse;
  /** The id in the address, as the course that has it writes it. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** A section at an address: the course's own, or one that another course lists there. */
export interface SectionView {
  /** As the address writes it. */
  readonly id: string;
  /** The course that holds the section, under the code of the address. */
  readonly view: CourseView;
  readonly section: PublishedSection;
}

/**
 * Functions that return a PublishedCourse, or a view of one, load it first if necessary.
 * @throws UnreadableCourseError if it is damaged; CourseNotLoadedError if it cannot be loaded synchronously
 */
export interface Courses extends Pick<TermBooks, 'open' | 'openAt' | 'openNow' | 'isOpen' | 'inTerm'> {
  /** @throws UnreadableCourseError also if the address may belong to a damaged course of the term */
  find(term: string, id: string): CourseView | null;
  findSection(view: CourseView, id: string): SectionView | null;
  /** The sections at an address: the course's own in order, then those that other courses list there. */
  sectionsOf(view: CourseView): readonly SectionView[];
  get(key: CourseKey): PublishedCourse | null;
  /** The course's index entry; loads nothing. */
  entry(key: CourseKey): CourseEntry | null;
  /** The index entry of the course at an address. */
  entryAt(term: string, id: string): CourseEntry | null;
  /** Of all terms, for looking through them once. Without courses that cannot be read. */
  entries(): Iterable<CourseEntry>;
  /** Of a term, in insertion order; opens it. */
  entriesOf(term: string): Iterable<CourseEntry>;
  /** Without courses that cannot be read. */
  keys(): readonly CourseKey[];
  size(): number;
  terms(): readonly string[];
  /** Made once for each state of the courses. */
  termIndex(term: string, drafts: boolean): TermIndex;
  /** The course at an address and those that list sections there: all that is needed to answer it. */
  keysAt(term: string, id: string): readonly CourseKey[];
  /**
   * Identifies the publications that can appear at an address: equal stamps mean equal contents. Null: nothing is
   * published there.
   */
  stampOf(term: string, id: string): string | null;
  /**
   * Installs a revision; null removes the course.
   * @param revision the store's number of the write; 0: it is not stored and stays in memory
   * @returns the courses whose feeds are affected: it, and those that list sections of it, before or now
   */
  put(key: CourseKey, published: PublishedCourse | null, revision?: number): ReadonlySet<CourseKey>;
  /** Installs an entry; the course is loaded when it is first needed. */
  putEntry(key: CourseKey, entry: CourseEntry): ReadonlySet<CourseKey>;
  /** Loads these courses one after another, wherever they are stored. Damaged ones are skipped. @throws StoreError */
  ready(keys: Iterable<CourseKey>): Promise<void>;
  /** The same of the courses at these addresses, after opening their terms. @throws StoreError */
  readyAt(addresses: Iterable<CourseAddress>): Promise<void>;
  /** Marks the course as unreadable, until the next `put`. @returns as `put` */
  putUnreadable(key: CourseKey): ReadonlySet<CourseKey>;
  /** Whether the installed revision is in memory. */
  isLoaded(key: CourseKey): boolean;
  /** Calls `onPut` for every course that is installed or removed (null), for caches beside this one. */
  watch(onPut: (key: CourseKey, entry: CourseEntry | null) => void): void;
}

/** Loads a course; null: it no longer exists. */
export interface CourseSource {
  /** @throws UnreadableCourseError, CourseNotLoadedError */
  load(key: CourseKey): PublishedCourse | null;
  /** The same, asynchronously. @throws UnreadableCourseError, StoreError */
  fetch(key: CourseKey): Promise<PublishedCourse | null>;
  /** For reading terms when they are first asked for; null: every entry is installed. */
  readonly index: CourseIndexNow | null;
  /** Called with a course whose stored entry and document are damaged. */
  lose(key: CourseKey): void;
}

/** Of documents of courses that are kept in memory, with their heads. */
const LOADED_BYTES = 16 * 1024 * 1024;

/** @param source null: every course stays in memory */
export function createCourses(source: CourseSource | null = null, loadedBytes = LOADED_BYTES): Courses {
  const book = createTermBooks(source?.index ?? null, (key) => source?.lose(key));
  const loaded = createLoadedCourses(loadedBytes);
  /** What could be had from nowhere else. */
  const resident = new Map<CourseKey, PublishedCourse>();
  let numbered = 0;
  /** Dropped at the next publication. */
  const termIndexes = new Map<string, TermIndex>();
  const watchers: ((key: CourseKey, entry: CourseEntry | null) => void)[] = [];
  /** Unreadable courses, with the ids of their addresses where these are known. */
  const unreadable = new Map<CourseKey, ReadonlySet<string> | null>();

  /** While a course of the term is unreadable an unknown address is not a 404, which would end subscriptions. */
  const refuseUnreadable = (term: string, id: string): void => {
    for (const [key, paths] of unreadable) {
      const isOfTerm = foldId(termOf(key)) === foldId(term);
      const mayLead = paths ? paths.has(coursePathOf(term, id)) : isOfTerm;
      if (mayLead) throw new UnreadableCourseError(key, null);
    }
  };

  const swap = (key: CourseKey, entry: CourseEntry | null, course: PublishedCourse | null): ReadonlySet<CourseKey> => {
    termIndexes.clear();
    const hosts = book.put(key, entry);
    loaded.delete(key);
    resident.delete(key);
    if (course && source && entry && entry.revision > 0) loaded.put(key, course);
    else if (course) resident.set(key, course);
    for (const onPut of watchers) onPut(key, entry);
    return new Set([key, ...hosts]);
  };

  const obtain = (key: CourseKey): PublishedCourse | null => {
    const known = resident.get(key) ?? loaded.get(key);
    if (known || !source || !book.entry(key)) return known;
    const course = source.load(key);
    if (course) loaded.put(key, course);
    return course;
  };

  const guestView = (host: CourseView, guest: Guest): SectionView | null => {
    const course = obtain(guest.key);
    const section = course?.sections.find(({ id }) => id === guest.section);
    if (!course || !section) return null;
    // Shown under the code of the course that lists it.
    return { id: guest.id, view: { published: course, id: host.id, code: host.code, title: host.title }, section };
  };

  const guestsAt = (view: CourseView): readonly Guest[] => {
    const entry = book.entry(view.published.course.key);
    return entry ? book.guestsOf({ entry, id: view.id }) : [];
  };

  const keysOf = (alias: Alias): readonly CourseKey[] => [
    ...new Set([alias.entry.key, ...book.guestsOf(alias).map(({ key }) => key)]),
  ];

  const fetchOne = async (key: CourseKey): Promise<void> => {
    if (!source || !book.entry(key)) return;
    const revision = book.entry(key)?.revision;
    const course = await source.fetch(key);
    // Another revision may have been installed meanwhile, with its own document.
    if (course && book.entry(key)?.revision === revision) loaded.put(key, course);
  };

  const ready = async (keys: Iterable<CourseKey>): Promise<void> => {
    for (const key of keys) {
      try {
        obtain(key);
      } catch (error) {
        if (error instanceof CourseNotLoadedError) await unlessUnreadableLater(fetchOne(key));
        else if (!(error instanceof UnreadableCourseError)) throw error;
      }
    }
  };

  const keysAt = (term: string, id: string): readonly CourseKey[] => {
    const alias = book.find(term, id);
    return alias ? keysOf(alias) : [];
  };

  return {
    ready,
    async readyAt(addresses) {
      const keys = new Set<CourseKey>();
      for (const { term, course } of addresses) {
        await book.openAt(term, course);
        for (const key of keysAt(term, course)) keys.add(key);
      }
      await ready(keys);
    },
    find(term, id) {
      const alias = book.find(term, id);
      if (!alias && unreadable.size > 0) refuseUnreadable(term, id);
      const published = alias && obtain(alias.entry.key);
      return published && { published, id: alias.id, code: alias.code, title: alias.title };
    },
    findSection(view, id) {
      const folded = foldId(id);
      const sections = view.published.sections;
      const own =
        sections.find((section) => foldId(section.id) === folded) ??
        sections.find((section) => section.aliases.some((alias) => foldId(alias) === folded));
      // A section that is listed there now takes precedence over one that was listed there before.
      if (own && !own.gone) return { id: own.id, view, section: own };
      const guest = guestsAt(view).find((other) => foldId(other.id) === folded);
      return (guest && guestView(view, guest)) ?? (own ? { id: own.id, view, section: own } : null);
    },
    sectionsOf(view) {
      const own = view.published.sections.map((section) => ({ id: section.id, view, section }));
      const present = idsOfSections(own.filter(({ section }) => !section.gone));
      const listed = guestsAt(view)
        .filter(({ id }) => !present.has(foldId(id)))
        .map((guest) => guestView(view, guest))
        .filter((guest) => guest !== null);
      const taken = idsOfSections(listed);
      return [...own.filter(({ id, section }) => !(section.gone && taken.has(foldId(id)))), ...listed];
    },
    get(key) {
      if (unreadable.has(key)) throw new UnreadableCourseError(key, null);
      return obtain(key);
    },
    entry: book.entry,
    entryAt: (term, id) => book.find(term, id)?.entry ?? null,
    open: book.open,
    openAt: book.openAt,
    openNow: book.openNow,
    isOpen: book.isOpen,
    *entries() {
      for (const term of book.terms()) yield* book.inTerm(term).entries();
    },
    entriesOf: book.entriesOf,
    inTerm: book.inTerm,
    keys: () => book.terms().flatMap((term) => book.inTerm(term).keys()),
    size: book.size,
    terms: book.terms,
    termIndex(term, drafts) {
      const place = `${term} ${drafts}`;
      const index = termIndexes.get(place) ?? makeTermIndex(book.entriesOf(term), drafts);
      // Not kept for unknown terms: requests can name any number of them.
      if (index.lastModified > 0) termIndexes.set(place, index);
      return index;
    },
    keysAt,
    stampOf(term, id) {
      const alias = book.find(term, id);
      return (
        alias &&
        keysOf(alias)
          .map((key) => `${key} ${book.entry(key)?.revision ?? 0}`)
          .join(' ')
      );
    },
    put(key, published, revision = 0) {
      unreadable.delete(key);
      numbered -= 1;
      return swap(key, published && { ...makeEntry(published, revision || numbered), key }, published);
    },
    putEntry(key, entry) {
      unreadable.delete(key);
      return swap(key, entry, null);
    },
    putUnreadable(key) {
      // Its addresses must be known, and its entry must not come back when the term is opened.
      book.openNow(termOf(key));
      const before = book.entry(key);
      unreadable.set(key, before ? new Set(coursePathsOf(before)) : (unreadable.get(key) ?? null));
      return swap(key, null, null);
    },
    isLoaded: (key) => resident.has(key) || loaded.get(key) !== null,
    watch: (onPut) => void watchers.push(onPut),
  };
}

function idsOfSections(sections: readonly SectionView[]): ReadonlySet<string> {
  return new Set(sections.map(({ id }) => foldId(id)));
}
