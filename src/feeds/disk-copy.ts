/** Keeps a replica's copy on its own disk (last-publication.ts) up to date with what is installed. */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import type { CourseEntry } from '../store/course-entry.ts';
import { encodedDocumentOf } from '../store/packed-course.ts';
import type { Store } from '../store/store.ts';
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
  readonly courses: Pick<Courses, 'entry' | 'entries' | 'isLoaded' | 'get'>;
  readonly isDamaged: (key: CourseKey, text: string) => boolean;
}

interface Note {
  readonly document: NotedDocument | undefined;
}

/** Documents per write: each write rewrites its term's index. */
const BATCH = 100;

const decoder = new TextDecoder();

export function createDiskCopy({ store, last, courses, isDamaged }: DiskCopyContext): DiskCopy {
  /** What is to be written; without a document: as it is installed. */
  const unkept = new Map<CourseKey, Note>();
  let isComplete = true;

  const revisionOf = (key: CourseKey): number => courses.entry(key)?.revision ?? 0;

  /** Undefined: it is damaged, and what was copied before stays. */
  const load = async (key: CourseKey): Promise<string | null | undefined> => {
    const document = (await store.loadDocuments([key])).get(key);
    if (!document) return null;
    return document.isIntact || !isDamaged(key, document.text) ? document.text : undefined;
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

  const copyMissing = async (some: readonly CourseEntry[], isStopped: () => boolean): Promise<void> => {
    const missing: KeptCourse[] = [];
    for (const { key, revision } of some) {
      if (isStopped()) break;
      const document = (await last.has(key, revision)) ? null : await load(key);
      if (typeof document === 'string') missing.push([key, document, revision]);
    }
    if (missing.length > 0) await last.keep(missing);
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
        const newestFirst = [...courses.entries()].sort((a, b) =>
          a.termFacts.span.from < b.termFacts.span.from ? 1 : -1,
        );
        for (const some of cutBatches(newestFirst, BATCH)) await copyMissing(some, isStopped);
      } catch (error) {
        isComplete = false;
        throw error;
      }
    },
  };
}
