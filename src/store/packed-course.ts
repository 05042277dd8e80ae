/**
 * A published course that keeps its many meetings as bytes until somebody asks for them: thousands of courses fit
 * into little memory, and those in use are read at once. To its readers it is a PublishedCourse like any other, but
 * for one thing: where the bytes turn out to be damaged, reading it throws UnreadableCourseError.
 */
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { type IndexRow, writeIndexRow } from './course-entry.ts';
import { type DocumentHead, readDocument, readDocumentHead, writeDocument } from './document.ts';
import { isDocumentHead, isPublishedCourse } from './published-shape.ts';
import { UnreadableCourseError } from './unreadable-course.ts';

/** Unpacked courses that are kept at hand. */
const KEPT = 48;
const DOCUMENT = Symbol('document');
const INDEX_ROW = Symbol('index row');

export interface Packer {
  /** The course with its meetings packed; one that is packed already is only taken over. */
  pack(published: PublishedCourse): PublishedCourse;
  /**
   * From the JSON text that a store keeps.
   * @throws UnreadableCourseError
   */
  read(key: CourseKey, text: string): PublishedCourse;
  /** The same, read to its end. */
  readWhole(key: CourseKey, text: string): PublishedCourse;
}

/**
 * One for all the courses that are kept together: it bounds how many of them are unpacked at a time.
 * @param onUnreadable told of a course whose meetings turn out to be damaged when they are first asked for
 */
export function createPacker(onUnreadable: (key: CourseKey) => void = () => undefined): Packer {
  const atHand = new Map<Buffer, PublishedCourse>();
  const unpack = (key: CourseKey, document: Buffer): PublishedCourse => {
    const known = atHand.get(document);
    const whole = known ?? readWhole(key, document, onUnreadable);
    // The one asked for last goes to the end, the first is dropped.
    atHand.delete(document);
    atHand.set(document, whole);
    const [oldest] = atHand.keys();
    if (atHand.size > KEPT && oldest) atHand.delete(oldest);
    return whole;
  };
  const wrap = (key: CourseKey, head: DocumentHead, document: Buffer, row: IndexRow | null): PublishedCourse => {
    const { course, sections, firstPublished, lastModified, leavesAt, sizes } = head;
    const packed: PublishedCourse = {
      course,
      sections,
      firstPublished,
      lastModified,
      ...(leavesAt === undefined ? {} : { leavesAt }),
      ...(sizes === undefined ? {} : { sizes }),
      get meetings() {
        return unpack(key, document).meetings;
      },
      get series() {
        return unpack(key, document).series;
      },
      get absent() {
        return unpack(key, document).absent;
      },
      get changes() {
        return unpack(key, document).changes;
      },
    };
    return Object.defineProperties(packed, { [DOCUMENT]: { value: document }, [INDEX_ROW]: { value: row } });
  };
  const read = (key: CourseKey, text: string): PublishedCourse =>
    wrap(key, readHead(key, text), Buffer.from(text), null);
  return {
    read,
    readWhole(key, text) {
      const packed = read(key, text);
      return packed.meetings && packed;
    },
    pack(published) {
      const document = findDocument(published) ?? Buffer.from(writeDocument(published));
      // While its meetings are at hand.
      return wrap(published.course.key, published, document, indexRowOf(published));
    },
  };
}

function readHead(key: CourseKey, text: string): DocumentHead {
  try {
    const head = readDocumentHead(text);
    if (isDocumentHead(head)) return head;
  } catch (error) {
    throw new UnreadableCourseError(key, error);
  }
  throw new UnreadableCourseError(key, 'its head is no course');
}

function readWhole(key: CourseKey, document: Buffer, onUnreadable: (key: CourseKey) => void): PublishedCourse {
  let cause: unknown = 'it is no published course';
  try {
    const whole = readDocument(document.toString());
    if (isPublishedCourse(whole)) return whole;
  } catch (error) {
    cause = error;
  }
  onUnreadable(key);
  throw new UnreadableCourseError(key, cause);
}

/** Whether the document can be read to its end; a published course that is not packed can. */
export function isReadable(published: PublishedCourse): boolean {
  const document = findDocument(published);
  if (!document) return true;
  try {
    return isPublishedCourse(readDocument(document.toString()));
  } catch {
    return false;
  }
}

/** The course's JSON text, as a store keeps it; a packed course has it at hand. */
export function documentOf(published: PublishedCourse): string {
  return findDocument(published)?.toString() ?? writeDocument(published);
}

/** The course's row of the index; a packed course that was never in a store has it at hand. */
export function indexRowOf(published: PublishedCourse): IndexRow {
  return (published as { readonly [INDEX_ROW]?: IndexRow | null })[INDEX_ROW] ?? writeIndexRow(published);
}

/** Bytes of a packed course's document. */
export function weighCourse(published: PublishedCourse): number {
  return findDocument(published)?.length ?? 0;
}

function findDocument(published: PublishedCourse): Buffer | undefined {
  return (published as { readonly [DOCUMENT]?: Buffer })[DOCUMENT];
}
