/**
 * A published course that keeps its many meetings as bytes until somebody asks for them: thousands of courses fit
 * into little memory, and those in use are read at once. To its readers it is a PublishedCourse like any other.
 */
import type { PublishedCourse } from '../domain/published.ts';
import { type DocumentHead, readDocument, readDocumentHead, writeDocument } from '../store/document.ts';

/** Unpacked courses that are kept at hand. */
const KEPT = 48;
const DOCUMENT = Symbol('document');

export interface Packer {
  /** The course with its meetings packed; one that is packed already is only taken over. */
  pack(published: PublishedCourse): PublishedCourse;
  /** From the JSON text that a store keeps. */
  read(text: string): PublishedCourse;
}

/** One for all the courses that are kept together: it bounds how many of them are unpacked at a time. */
export function createPacker(): Packer {
  const atHand = new Map<Buffer, PublishedCourse>();
  const unpack = (document: Buffer): PublishedCourse => {
    const known = atHand.get(document);
    const whole = known ?? readDocument(document.toString());
    // The one asked for last goes to the end, the first is dropped.
    atHand.delete(document);
    atHand.set(document, whole);
    const [oldest] = atHand.keys();
    if (atHand.size > KEPT && oldest) atHand.delete(oldest);
    return whole;
  };
  const wrap = (head: DocumentHead, document: Buffer): PublishedCourse => {
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
    pack: (published) => wrap(published, findDocument(published) ?? Buffer.from(writeDocument(published))),
    read: (text) => wrap(readDocumentHead(text), Buffer.from(text)),
  };
}

/** The course's JSON text, as a store keeps it; a packed course has it at hand. */
export function documentOf(published: PublishedCourse): string {
  return findDocument(published)?.toString() ?? writeDocument(published);
}

function findDocument(published: PublishedCourse): Buffer | undefined {
  return (published as { readonly [DOCUMENT]?: Buffer })[DOCUMENT];
}
