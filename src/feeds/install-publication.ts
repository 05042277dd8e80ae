/**
 * Installs publications: updates the index of courses, evicts their cached feeds and queues them for a replica's disk
 * cache. Loads courses from the store or from that cache when they are requested.
 */
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { Conditions } from '../publish/conditions.ts';
import { type CourseEntry, createEntryReader, type IndexedCourse } from '../store/course-entry.ts';
import { StoreDamagedError, StoreError } from '../store/errors.ts';
import type { IndexCopy } from '../store/index-copy.ts';
import type { CourseIndexNow } from '../store/indexed-terms.ts';
import { createPacker, encodedDocumentOf, entryOf, isReadable } from '../store/packed-course.ts';
import type { Store, StoredDocument } from '../store/store.ts';
import { CourseNotLoadedError } from '../store/store.ts';
import { UnreadableCourseError, unlessUnreadable } from '../store/unreadable-course.ts';
import { type Courses, createCourses } from './courses.ts';
import { createDiskCopy } from './disk-copy.ts';
import type { FeedCache } from './feed-cache.ts';
import type { LastPublication } from './last-publication.ts';

export interface Installer {
  readonly courses: Courses;
  /** From which terms are read when they are first asked for; null: `index` has to be called. */
  readonly read: CourseIndexNow | null;
  /** null: no longer served. @param revision the store's number of the write; 0: it could not be stored */
  put(key: CourseKey, published: PublishedCourse | null, revision: number): void;
  /** The same of courses that the store has: their documents stay in memory only where they are needed there. */
  install(own: readonly StoredPublication[]): void;
  /** Adds a stored course to the index; it is loaded when first requested. If its entry is damaged, as `lose`. */
  index(course: IndexedCourse): void;
  /** From the stored JSON text; if that is damaged, the installed revision stays. */
  putText(key: CourseKey, text: string, revision: number): void;
  /** The stored document is damaged: the course's addresses answer 503, unless an earlier revision is in memory. */
  lose(key: CourseKey): void;
  /** Looks through every document, in slices: one whose checksum does not hold is parsed. The start has read none. */
  verify(isStopped: () => boolean): Promise<void>;
  /**
   * Writes to the replica's disk cache, if there is one: what was installed, then what else is missing there, newest
   * first. After a failure the next call writes the rest.
   */
  keep(isStopped: () => boolean): Promise<void>;
}

export interface StoredPublication {
  readonly key: CourseKey;
  readonly published: PublishedCourse;
  /** The store's number of the write. */
  readonly revision: number;
}

export interface InstallerContext {
  readonly store: Pick<Store, 'loadDocument' | 'loadDocuments' | 'documentNow' | 'courseIndexNow' | 'isIntact'>;
  /** Evicts the feeds of a course. */
  readonly forget: FeedCache['forget'];
  readonly last: LastPublication | null;
  /** Where the store has no index that can be asked at once. */
  readonly indexCopy?: IndexCopy | null;
  readonly conditions: Pick<Conditions, 'raise' | 'clear'>;
  /** Of the documents that stay in memory; as createCourses has it unless said. */
  readonly loadedBytes?: number;
}

export function createInstaller(context: InstallerContext): Installer {
  const { store, forget, last, indexCopy = null, conditions, loadedBytes } = context;
  const report = (key: CourseKey): void => conditions.raise('course-unreadable', key, MESSAGE, HINT);
  const drop = (key: CourseKey): void => {
    report(key);
    for (const touched of courses.putUnreadable(key)) forget(touched);
  };
  const packer = createPacker(drop);
  const readEntry = createEntryReader();

  /** Loads the document synchronously. @throws CourseNotLoadedError */
  const readNow = (key: CourseKey): StoredDocument | null => {
    if (store.documentNow) return store.documentNow(key);
    const text = copy?.documentNow(key) ?? null;
    if (text === null) throw new CourseNotLoadedError(key);
    return { text, isIntact: true };
  };
  const load = (key: CourseKey): PublishedCourse | null => {
    try {
      const document = readNow(key);
      return document && packer.read(key, document.text, document.isIntact);
    } catch (error) {
      if (error instanceof CourseNotLoadedError) throw error;
      if (!(error instanceof UnreadableCourseError || error instanceof StoreDamagedError)) throw error;
      drop(key);
      throw new UnreadableCourseError(key, error);
    }
  };
  const fetch = async (key: CourseKey): Promise<PublishedCourse | null> => {
    const document = (await store.loadDocuments([key])).get(key);
    const published = document ? unlessUnreadable(() => packer.read(key, document.text, document.isIntact)) : null;
    if (document && !published) drop(key);
    return published;
  };
  const read = store.documentNow ? (store.courseIndexNow ?? null) : (indexCopy?.index ?? null);
  const courses = createCourses({ load, fetch, index: read, lose: (key) => lose(key) }, loadedBytes);
  const isDamaged = (key: CourseKey, text: string): boolean => {
    const published = unlessUnreadable(() => packer.read(key, text));
    return !published || !isReadable(published);
  };
  const copy = last && createDiskCopy({ store, last, courses, isDamaged });
  // Its courses are not indexed here.
  if (indexCopy) copy?.lookForMissing();

  /** Before they are installed: a term that nobody has opened is asked of the copy. */
  const copyEntries = (keys: readonly CourseKey[], write: (to: IndexCopy) => void): void => {
    if (!indexCopy) return;
    try {
      write(indexCopy);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // A full disk: from now on the terms' entries are in memory.
      for (const term of new Set(keys.map(termOf))) courses.openNow(term);
    }
  };
  const copyEntry = (key: CourseKey, entry: CourseEntry | null): void => {
    // A course that could not be stored is in memory only.
    if (entry && entry.revision <= 0) return;
    copyEntries([key], (to) => (entry ? to.save([entry]) : to.remove(key)));
  };

  const settle = (key: CourseKey, touched: ReadonlySet<CourseKey>): void => {
    for (const one of touched) forget(one);
    conditions.clear('course-unreadable', key);
  };
  const put = (key: CourseKey, published: PublishedCourse | null, revision: number): void => {
    copy?.note(key);
    if (indexCopy) copyEntry(key, published && entryOf(key, published, revision, readEntry));
    settle(key, courses.put(key, published && packer.pack(published), revision));
  };
  const install = (own: readonly StoredPublication[]): void => {
    // Without a copy of its own, a replica would wait for the database.
    const isKept = ({ key }: StoredPublication): boolean => courses.isLoaded(key) || !(copy || store.documentNow);
    const { kept = [], others = [] } = Object.groupBy(own, (one) => (isKept(one) ? 'kept' : 'others'));
    for (const { key, published, revision } of kept) put(key, published, revision);
    const entries = others.map(({ key, published, revision }) => entryOf(key, published, revision, readEntry));
    copyEntries(
      entries.map(({ key }) => key),
      (to) => to.save(entries),
    );
    for (const { key, published, revision } of others) {
      copy?.note(key, { revision, text: encodedDocumentOf(published) });
    }
    for (const entry of entries) settle(entry.key, courses.putEntry(entry.key, entry));
  };
  const lose = (key: CourseKey): void => {
    if (courses.isLoaded(key)) report(key);
    else drop(key);
  };

  const verifyTerm = async (term: string, isStopped: () => boolean): Promise<void> => {
    const pace = createPace();
    for (const key of courses.inTerm(term).keys()) {
      if (isStopped()) return;
      await pace();
      if (await store.isIntact(key)) continue;
      const text = await store.loadDocument(key);
      if (text !== null && isDamaged(key, text)) lose(key);
    }
  };

  return {
    courses,
    read,
    put,
    install,
    lose,
    index({ key, entry }) {
      if (!entry) return lose(key);
      copyEntry(key, entry);
      settle(key, courses.putEntry(key, entry));
      copy?.lookForMissing();
    },
    putText(key, text, revision) {
      const published = unlessUnreadable(() => packer.read(key, text));
      if (published) put(key, published, revision);
      else lose(key);
    },
    async verify(isStopped) {
      for (const term of courses.terms()) {
        try {
          await verifyTerm(term, isStopped);
        } catch (error) {
          // A part of the file: its courses cannot even be listed.
          if (!(error instanceof StoreDamagedError)) throw error;
          conditions.raise('course-unreadable', term, error.message, HINT);
        }
      }
    },
    keep: async (isStopped) => copy?.keep(isStopped),
  };
}

const MESSAGE = 'its stored document is damaged: it is not served, and no edit of it is published';
const HINT = 'bring the store back from a backup (docs/operating.md, “A damaged course”)';
