/**
 * The files of a replica's documents. A change of a whole term writes thousands and removes as many: a worker thread
 * does that, because each takes the main thread ten calls of the file system. A few are written at once.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { cutBatches } from '../domain/batches.ts';
import { createThreadCalls } from '../domain/thread-calls.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { nameTemporary, releaseTemporary, writeWholeFile } from '../publish/whole-file.ts';

export interface DocumentFile {
  readonly file: string;
  readonly text: string;
}

interface NewFile extends DocumentFile {
  readonly temporary: string;
}

export interface FilesRequest {
  readonly number: number;
  readonly write: readonly NewFile[];
  readonly remove: readonly string[];
}

export interface FilesAnswer {
  readonly number: number;
  readonly error: { readonly code: string; readonly message: string; readonly file: string } | null;
}

export interface DocumentFiles {
  /** Each completely or not at all. @throws FileWriteError */
  write(files: readonly DocumentFile[]): Promise<void>;
  remove(files: readonly string[]): Promise<void>;
}

/** Fewer do not repay the start of a thread. */
export const FEWEST_FOR_THREAD = 16;
/** A message of more would hold the event loop while it is copied. */
const IN_MESSAGE = 32;
/** A change is often followed by another. */
const WAIT_MS = 10_000;

export function openDocumentFiles(): DocumentFiles {
  let thread: FilesThread | null = null;
  const ask = (files: readonly DocumentFile[], remove: readonly string[]): Promise<void> => {
    if (!thread || thread.hasEnded()) thread = startThread();
    return thread.ask(files, remove);
  };
  return {
    async write(files) {
      if (files.length >= FEWEST_FOR_THREAD) {
        for (const some of cutBatches(files, IN_MESSAGE)) await ask(some, []);
      } else for (const { file, text } of files) await writeWholeFile(file, text, { isDerived: true });
    },
    async remove(files) {
      if (files.length >= FEWEST_FOR_THREAD) await ask([], files);
      else for (const file of files) await rm(file, { force: true });
    },
  };
}

interface FilesThread {
  ask(files: readonly DocumentFile[], remove: readonly string[]): Promise<void>;
  hasEnded(): boolean;
}

function startThread(): FilesThread {
  // The thread's file is in this folder: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./document-files-thread${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } });
  const calls = createThreadCalls<void>();
  let timer: NodeJS.Timeout | undefined;
  worker.on('message', ({ number, error }: FilesAnswer) => {
    if (error) calls.refuse(number, new FileWriteError(error.file, Object.assign(new Error(error.message), error)));
    else calls.answer(number);
    if (calls.waiting() > 0) return;
    // An idle thread does not keep the process alive.
    worker.unref();
    timer = setTimeout(() => {
      calls.end(new Error('the thread was idle'));
      void worker.terminate();
    }, WAIT_MS).unref();
  });
  worker.on('error', (error: Error) => calls.end(error));
  worker.on('exit', () => calls.end(new Error('the thread that writes documents has ended')));
  return {
    hasEnded: calls.hasEnded,
    async ask(files, remove) {
      clearTimeout(timer);
      worker.ref();
      const write = files.map((one): NewFile => ({ ...one, temporary: nameTemporary(path.dirname(one.file)) }));
      try {
        await calls.ask((number) => worker.postMessage({ number, write, remove } satisfies FilesRequest));
      } finally {
        for (const { temporary } of write) releaseTemporary(temporary);
      }
    },
  };
}
