/**
 * A published course that keeps its many meetings as bytes until somebody asks for them: thousands of courses fit
 * into little memory, and those in use are read at once. To its readers it is a PublishedCourse like any other.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PublishedCourse } from '../domain/published.ts';
import { trim } from './feed.ts';

/** What is at hand without unpacking. */
type Head = Pick<PublishedCourse, 'course' | 'sections' | 'firstPublished' | 'lastModified'>;

/** Unpacked courses that are kept at hand. */
const KEPT = 48;
const DOCUMENT = Symbol('document');
/** The fastest: a ninth of the bytes is left, a smaller rest would take thrice as long. */
const LEVEL = 1;

interface Document {
  bytes: Buffer;
  deflated: boolean;
}

export interface Packer {
  /** The course with its meetings packed; one that is packed already is only taken over. */
  pack(published: PublishedCourse): PublishedCourse;
  /** From the JSON text that a store keeps. */
  read(text: string): PublishedCourse;
}

/** One for all the courses that are kept together: it bounds how many of them are unpacked at a time. */
export function createPacker(): Packer {
  const atHand = new Map<Document, PublishedCourse>();
  const unpack = (document: Document): PublishedCourse => {
    const known = atHand.get(document);
    const whole = known ?? (JSON.parse(textOf(document)) as PublishedCourse);
    // The one asked for last goes to the end, the first is dropped.
    atHand.delete(document);
    atHand.set(document, whole);
    const [oldest] = atHand.keys();
    if (atHand.size > KEPT && oldest) atHand.delete(oldest);
    return whole;
  };
  const wrap = (head: Head, document: Document): PublishedCourse => {
    const { course, sections, firstPublished, lastModified } = head;
    const packed: PublishedCourse = {
      course,
      sections,
      firstPublished,
      lastModified,
      get meetings() {
        return unpack(document).meetings;
      },
      get series() {
        return unpack(document).series;
      },
      get absent() {
        return unpack(document).absent;
      },
      get changes() {
        return unpack(document).changes;
      },
    };
    return Object.defineProperty(packed, DOCUMENT, { value: document });
  };
  return {
    pack: (published) => wrap(published, findDocument(published) ?? keepText(write(published))),
    read: (text) => wrap(readHead(text), keepText(text)),
  };
}

/** Makes the bytes fewer, for courses that are kept long; it takes a fraction of a millisecond. */
export function compressPacked(published: PublishedCourse): void {
  const document = findDocument(published);
  if (!document || document.deflated) return;
  document.bytes = trim(deflateRawSync(document.bytes, { level: LEVEL }));
  document.deflated = true;
}

function keepText(text: string): Document {
  return { bytes: Buffer.from(text), deflated: false };
}

function textOf({ bytes, deflated }: Document): string {
  return (deflated ? inflateRawSync(bytes) : bytes).toString();
}

/** With what is always at hand first, so that the rest need not be read to get at it. */
function write({ course, sections, firstPublished, lastModified, ...bulk }: PublishedCourse): string {
  const { meetings, ...rest } = bulk;
  const ordered: PublishedCourse = { course, sections, firstPublished, lastModified, meetings, ...rest };
  return JSON.stringify(ordered);
}

/** Quotes inside a JSON text are escaped, so this is a key wherever it stands; courses and sections have none such. */
const FIRST_BULK_KEY = ',"meetings":[';

/** Most of a document is meetings: leaving them unread makes a university's start five times as fast. */
function readHead(text: string): Head {
  const end = text.indexOf(FIRST_BULK_KEY);
  const head = end < 0 ? null : (JSON.parse(`${text.slice(0, end)}}`) as Partial<Head>);
  // Documents written otherwise are read whole.
  if (head?.course && head.sections && head.firstPublished !== undefined && head.lastModified !== undefined) {
    return head as Head;
  }
  return JSON.parse(text) as PublishedCourse;
}

/** The course's JSON text, as a store keeps it; a packed course has it at hand. */
export function documentOf(published: PublishedCourse): string {
  const document = findDocument(published);
  return document ? textOf(document) : write(published);
}

function findDocument(published: PublishedCourse): Document | undefined {
  return (published as { readonly [DOCUMENT]?: Document })[DOCUMENT];
}
