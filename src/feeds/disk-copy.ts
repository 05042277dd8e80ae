/** Keeps a replica's copy on its own disk (last-publication.ts) up to date with what is installed. */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import { COURSES_AT_ONCE } from '../publish/stored-courses.ts';
import type { PublishedAt } from '../store/indexed-terms.ts';
import { encodedDocumentOf } from '../store/packed-course.ts';
import type { Store, StoredDocument } from '../store/store.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Courses } from './courses.ts';
import type { KeptCourse, LastPublication } from './last-publication.ts';

export interface DiskCopy {
  /** The course was installed. @param document if it is not in memory otherwise */
  note(key: CourseKey, document?: NotedDocument): void;
  /** Courses were indexed whose documents the copy may lack. */
  lookForMissing(): void;
  /** The document of the course as it is installed: checked when it was written. Null: the copy has no such one yet. */
  documentNow(key: CourseKey): string | null;
  /** As Installer.keep. */
  keep(isStopped: () => boolean): Promise<void>;
}

export interface NotedDocument {
  readonly revision: number;
  /** In UTF-8. */
  readonly text: Uint8Array;
}

export interface DiskCopyContext {
  readonly store: Pick<Store, 'loadDocuments'>;
  readonly last: LastPublication;
  readonly courses: Pick<Courses, 'entry' | 'terms' | 'inTerm' | 'isLoaded' | 'get'>;
  readonly isDamaged: (key: CourseKey, text: string) => boolean;
}

interface Note {
  readonly document: NotedDocument | undefined;
}

const decoder = new TextDecoder();

export function createDiskCopy({ store, last, courses, isDamaged }: DiskCopyContext): DiskCopy {
  /** What is to be written; without a document: as it is installed. */
  const unkept = new Map<CourseKey, Note>();
  let isComplete = true;

  const revisionOf = (key: CourseKey): number => courses.entry(key)?.revision ?? 0;

  const isSound = (key: CourseKey, { text, isIntact }: StoredDocument): boolean => isIntact || !isDamaged(key, text);

  /** Undefined: it is damaged, and what was copied before stays. */
  const load = async (key: CourseKey): Promise<string | null | undefined> => {
    const document = (await store.loadDocuments([key])).get(key);
    if (!document) return null;
    return isSound(key, document) ? document.text : undefined;
  };

  /** Those that are not in memory are read from the store. */
  const find = async (key: CourseKey): Promise<KeptCourse[1] | undefined> => {
    if (revisionOf(key) > 0 && !courses.isLoaded(key)) return load(key);
    const published = unlessUnreadable(() => courses.get(key));
    return published && encodedDocumentOf(published);
  };

  const list = async function* (noted: ReadonlyMap<CourseKey, Note>): AsyncGenerator<KeptCourse> {
    for (const [key, { document }] of noted) {
      const revision = document?.revision ?? revisionOf(key);
      const text = document?.text ?? (await find(key));
      if (text !== undefined) yield [key, text, revision];
    }
  };

  const keepNoted = async (): Promise<void> => {
    const noted = new Map(unkept);
    if (noted.size === 0) return;
    await last.keep(list(noted));
    // What was noted meanwhile is for the next time.
    for (const [key, note] of noted) if (unkept.get(key) === note) unkept.delete(key);
  };

  const loadSome = async function* (
    some: readonly PublishedAt[],
    isStopped: () => boolean,
  ): AsyncGenerator<KeptCourse> {
    for (const batch of cutBatches(some, COURSES_AT_ONCE)) {
      if (isStopped()) return;
      const documents = await store.loadDocuments(batch.map(({ key }) => key));
      for (const { key, revision } of batch) {
        const document = documents.get(key);
        if (document && isSound(key, document)) yield [key, document.text, revision];
      }
    }
  };

  /** A term at a time, because each write rewrites its term's index; the newest first. */
  const copyMissing = async (isStopped: () => boolean): Promise<void> => {
    const pace = createPace();
    const startOf = (term: string): string => courses.inTerm(term).facts()?.span.from ?? '';
    const starts = new Map(courses.terms().map((term) => [term, startOf(term)]));
    for (const [term] of [...starts].sort(([, a], [, b]) => (a < b ? 1 : -1))) {
      const missing: PublishedAt[] = [];
      for (const one of [...courses.inTerm(term).published()]) {
        if (!(await last.has(one.key, one.revision))) missing.push(one);
        await pace();
      }
      if (missing.length > 0 && !isStopped()) await last.keep(loadSome(missing, isStopped));
    }
  };

  return {
    note: (key, document) => void unkept.set(key, { document }),
    lookForMissing() {
      isComplete = false;
    },
    documentNow(key) {
      const text = unkept.get(key)?.document?.text;
      return text ? decoder.decode(text) : last.documentNow(key, revisionOf(key));
    },
    async keep(isStopped) {
      await keepNoted();
      if (isComplete) return;
      isComplete = true;
      try {
        await copyMissing(isStopped);
      } catch (error) {
        isComplete = false;
        throw error;
      }
    },
  };
}
