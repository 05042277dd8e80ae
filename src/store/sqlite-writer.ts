/**
 * The writing handle, in a worker thread (sqlite-thread.ts): a commit waits for the disk, and a checkpoint of the
 * write-ahead log after a large one can take tens of milliseconds or more. A temporary store waits for neither.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createThreadCalls } from '../domain/thread-calls.ts';
import { receiveError, type SentError, StoreError } from './errors.ts';
import type { Row, Sql, SqlValue } from './sql.ts';
import { openHandle } from './sqlite-file.ts';

export interface SqliteWriter extends Sql {
  run(text: string): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

type Act =
  | { readonly type: 'open'; readonly folder: string; readonly busyMs: number; readonly maxBytes: number | null }
  | { readonly type: 'run'; readonly text: string }
  | { readonly type: 'all'; readonly text: string; readonly values: readonly SqlValue[] }
  | { readonly type: 'close' };

export type WriterRequest = Act & { readonly id: number };

export interface WriterAnswer {
  readonly id: number;
  readonly rows: Row[];
  readonly error: SentError | null;
}

/** The thread's heap limit: it needs memory for statements and one document at a time. */
const MEMORY = { maxYoungGenerationSizeMb: 4 };

/**
 * Opens the file for writing, as `openHandle` does.
 * @throws as openHandle
 */
export async function openWriter(folder: string, busyMs: number, maxBytes: number | null): Promise<SqliteWriter> {
  const thread = startThread();
  try {
    await thread.ask({ type: 'open', folder, busyMs, maxBytes });
  } catch (error) {
    await thread.close();
    throw error;
  }
  return {
    all: (text, ...values) => thread.ask({ type: 'all', text, values }),
    run: async (text) => void (await thread.ask({ type: 'run', text })),
    close: thread.close,
  };
}

/** As `openWriter`, in this thread, for a file that is deleted with its store: starting a thread takes longer than a build's writes. */
export function openTemporaryWriter(folder: string, busyMs: number): SqliteWriter {
  const handle = openHandle(folder, busyMs, null, 'OFF');
  return {
    all: handle.all,
    run: async (text) => handle.run(text),
    close: async () => handle.close(),
  };
}

function startThread(): { ask(act: Act): Promise<Row[]>; close(): Promise<void> } {
  // The thread's file is in this folder: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./sqlite-thread${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { execArgv: [], resourceLimits: MEMORY });
  const calls = createThreadCalls<Row[]>();
  worker.on('message', ({ id, rows, error }: WriterAnswer) => {
    if (error) calls.refuse(id, receiveError(error));
    else calls.answer(id, rows);
    // The thread does not keep an idle process alive, closed or not.
    if (calls.waiting() === 0) worker.unref();
  });
  worker.on('error', (error: Error) => calls.end(new StoreError(`the writing thread ended: ${error.message}`)));
  worker.on('exit', () => calls.end(new StoreError('the store is closed')));
  worker.unref();
  const ask = (act: Act): Promise<Row[]> =>
    calls.ask((id) => {
      worker.ref();
      worker.postMessage({ ...act, id } satisfies WriterRequest);
    });
  return {
    ask,
    async close() {
      if (calls.hasEnded()) return;
      await ask({ type: 'close' });
      await worker.terminate();
    },
  };
}
