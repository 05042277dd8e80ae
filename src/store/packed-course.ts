/**
 * A published course that keeps its meetings as JSON text until they are first used: thousands of courses fit into little
 * memory, and those in use are read immediately. It behaves like any other PublishedCourse, except that damaged text
 * makes the access throw UnreadableCourseError.
 */
import { createBoundedMap } from '../domain/bounded-map.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { type CourseEntry, type EntryReader, type IndexRow, makeEntry, writeIndexRow } from './course-entry.ts';
import { type DocumentHead, readDocument, readDocumentHead, writeDocument } from './document.ts';
import { isDocumentHead, isPublishedCourse } from './published-shape.ts';
import { UnreadableCourseError } from './unreadable-course.ts';

/** The number of unpacked courses kept in memory. */
const KEPT = 48;

interface Document {
  /**
   * The JSON text of a course, whose characters are a byte each in memory, unless it goes beyond Latin-1. In UTF-8 where
   * another thread made it: few of the courses that are planned together are read before they are stored.
   */
  readonly text: string | Uint8Array;
  /** It was written here, or its checksum holds: it is not checked again. */
  readonly isIntact: boolean;
}

const WHOLE = Symbol('whole');
const DOCUMENT = Symbol('document');
const INDEX_ROW = Symbol('index row');

/** What is known of a document without parsing it. */
export interface KnownCourse {
  readonly lastModified: number;
  readonly row: IndexRow;
}

export interface Packer {
  /** Packs the course's meetings; a course that another packer packed is not unpacked. */
  pack(published: PublishedCourse): PublishedCourse;
  /**
   * Packs a stored JSON text.
   * @param isIntact its checksum holds: its shape was checked when it was written, and is not checked again
   * @throws UnreadableCourseError
   */
  read(key: CourseKey, text: string, isIntact?: boolean): PublishedCourse;
  /** The same, parsed and checked completely. */
  readWhole(key: CourseKey, text: string): PublishedCourse;
  /** The same of a document whose checksum holds: it was checked when it was written, and is not checked again. */
  readIntact(key: CourseKey, text: string): PublishedCourse;
  /** The same in UTF-8, parsed when it is used: first its head, then its meetings. @param known if it is to be written */
  wrapIntact(key: CourseKey, text: Uint8Array, known?: KnownCourse): PublishedCourse;
}

/**
 * Creates one packer for all courses kept together: it limits how many of them are unpacked at a time.
 * @param onUnreadable called with a course whose meetings turn out to be damaged on first use
 */
export function createPacker(onUnreadable: (key: CourseKey) => void = () => undefined): Packer {
  const unpacked = createBoundedMap<Document, PublishedCourse>({ entries: KEPT });
  const unpack = (key: CourseKey, document: Document): PublishedCourse => {
    const known = unpacked.use(document);
    if (known) return known;
    const whole = readWhole(key, document, onUnreadable);
    unpacked.set(document, whole);
    return whole;
  };
  const wrap = (key: CourseKey, head: DocumentHead, document: Document, row: IndexRow | null): PublishedCourse => {
    const { course, sections, firstPublished, lastModified, leavesAt, sizes } = head;
    const packed = {
      ...{ course, sections, firstPublished, lastModified },
      ...(leavesAt === undefined ? {} : { leavesAt }),
      ...(sizes === undefined ? {} : { sizes }),
    };
    Object.defineProperties(packed, BULK);
    return mark(packed as PublishedCourse, { whole: () => unpack(key, document), document, row });
  };
  const read = (key: CourseKey, text: string, isIntact = false): PublishedCourse => {
    const document = { text, isIntact };
    return wrap(key, readHead(key, document), document, null);
  };
  return {
    read,
    readWhole(key, text) {
      const packed = read(key, text);
      return packed.meetings && packed;
    },
    readIntact(key, text) {
      const whole = readDocument(text);
      const document = { text, isIntact: true };
      unpacked.set(document, whole);
      return wrap(key, whole, document, null);
    },
    wrapIntact(key, text, known) {
      const document = { text, isIntact: true };
      let parsed: PublishedCourse | null = null;
      const parse = (): PublishedCourse => {
        parsed ??= wrap(key, readDocumentHead(textOf(document)), document, null);
        return parsed;
      };
      // A field that is undefined is as good as absent.
      const deferred = Object.defineProperties(
        {},
        known ? { ...EVERYTHING, lastModified: { enumerable: true, ...given(known.lastModified) } } : EVERYTHING,
      );
      return mark(deferred as PublishedCourse, { whole: parse, document, row: known?.row ?? null });
    },
    pack(published) {
      const document = findDocument(published);
      if (document) return wrap(published.course.key, published, document, knownIndexRowOf(published));
      // While its meetings are unpacked.
      const row = writeIndexRow(published);
      return wrap(published.course.key, published, { text: writeDocument(published), isIntact: true }, row);
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function textOf({ text }: Document): string {
  return typeof text === 'string' ? text : decoder.decode(text);
}

/** What a course carries for whoever reads or writes it. */
interface Carried {
  /** The course with the fields that are taken from it when they are used. */
  readonly whole: () => PublishedCourse;
  readonly document: Document;
  /** Null: not known. */
  readonly row: IndexRow | null;
}

function mark(course: PublishedCourse, { whole, document, row }: Carried): PublishedCourse {
  return Object.defineProperties(course, {
    [WHOLE]: given(whole),
    [DOCUMENT]: given(document),
    [INDEX_ROW]: given(row),
  });
}

function given(value: unknown): PropertyDescriptor {
  return { value };
}

/** Fields that are taken from the whole course. All courses share these functions: with its own, each takes 2 kB more. */
function fromWhole(fields: readonly (keyof PublishedCourse)[]): PropertyDescriptorMap {
  const take = (field: keyof PublishedCourse): PropertyDescriptor => ({
    enumerable: true,
    get(this: { readonly [WHOLE]: () => PublishedCourse }) {
      return this[WHOLE]()[field];
    },
  });
  return Object.fromEntries(fields.map((field) => [field, take(field)]));
}

const HEAD_FIELDS = {
  ...{ course: true, sections: true, firstPublished: true, lastModified: true, leavesAt: true, sizes: true },
} satisfies Record<keyof DocumentHead, true>;
const BULK_FIELDS = {
  ...{ meetings: true, series: true, absent: true, changes: true, sequencesFrom: true },
} satisfies Record<Exclude<keyof PublishedCourse, keyof DocumentHead>, true>;
const BULK = fromWhole(Object.keys(BULK_FIELDS) as (keyof PublishedCourse)[]);
const EVERYTHING = fromWhole(Object.keys({ ...HEAD_FIELDS, ...BULK_FIELDS }) as (keyof PublishedCourse)[]);

/**
 * A stored course that is not kept: nothing of it is packed, and it does not know its document.
 * @throws UnreadableCourseError
 */
export function readUnpacked(
  key: CourseKey,
  document: { readonly text: string; readonly isIntact: boolean },
): PublishedCourse {
  return readWhole(key, document, () => undefined);
}

function readHead(key: CourseKey, document: Document): DocumentHead {
  try {
    const head = readDocumentHead(textOf(document));
    if (document.isIntact || isDocumentHead(head)) return head;
  } catch (error) {
    throw new UnreadableCourseError(key, error);
  }
  throw new UnreadableCourseError(key, 'its head is no course');
}

function readWhole(key: CourseKey, document: Document, onUnreadable: (key: CourseKey) => void): PublishedCourse {
  let cause: unknown = 'it is no published course';
  try {
    const whole = readDocument(textOf(document));
    if (document.isIntact || isPublishedCourse(whole)) return whole;
  } catch (error) {
    cause = error;
  }
  onUnreadable(key);
  throw new UnreadableCourseError(key, cause);
}

/** Whether the document can be parsed completely; always true of a course that is not packed. */
export function isReadable(published: PublishedCourse): boolean {
  const document = findDocument(published);
  if (!document) return true;
  try {
    return isPublishedCourse(readDocument(textOf(document)));
  } catch {
    return false;
  }
}

/**
 * The course's JSON text in stored form; a packed course already has it.
 * @param last as for writeDocument
 */
export function documentOf(published: PublishedCourse, last: PublishedCourse | null = null): string {
  const document = findDocument(published);
  return document ? textOf(document) : writeDocument(published, last);
}

/** The same as the course holds it: in UTF-8 where another thread made it. */
export function heldDocumentOf(published: PublishedCourse): string | Uint8Array {
  return findDocument(published)?.text ?? writeDocument(published);
}

/** The same in UTF-8. */
export function encodedDocumentOf(published: PublishedCourse): Uint8Array {
  const text = heldDocumentOf(published);
  return typeof text === 'string' ? encoder.encode(text) : text;
}

/** The course's index row; a packed course that was never stored already has it. */
export function indexRowOf(published: PublishedCourse): IndexRow {
  return knownIndexRowOf(published) ?? writeIndexRow(published);
}

/** The course's entry, without parsing a packed course that was never stored. @param readEntry shares equal values */
export function entryOf(
  key: CourseKey,
  published: PublishedCourse,
  revision: number,
  readEntry: EntryReader,
): CourseEntry {
  const row = knownIndexRowOf(published);
  const read = row && readEntry({ key, revision, lastModified: published.lastModified }, row.entry);
  return read ?? { ...makeEntry(published, revision), key };
}

/** Null: it would have to be made of its meetings. */
export function knownIndexRowOf(published: PublishedCourse): IndexRow | null {
  return (published as { readonly [INDEX_ROW]?: IndexRow | null })[INDEX_ROW] ?? null;
}

/** The length of a packed course's document. */
export function weighCourse(published: PublishedCourse): number {
  return findDocument(published)?.text.length ?? 0;
}

function findDocument(published: PublishedCourse): Document | undefined {
  return (published as { readonly [DOCUMENT]?: Document })[DOCUMENT];
}
