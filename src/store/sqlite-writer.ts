/**
 * The writing handle, in a worker thread (sqlite-thread.ts): a commit waits for the disk, and a checkpoint of the
 * write-ahead log after a large one can take tens of milliseconds or more.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { STORE_ERRORS, StoreError } from './errors.ts';
import type { Row, Sql, SqlValue } from './sql.ts';

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
  readonly error: { readonly name: string; readonly message: string; readonly cause: string } | null;
}

interface Waiting {
  readonly resolve: (rows: Row[]) => void;
  readonly reject: (error: Error) => void;
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

function startThread(): { ask(act: Act): Promise<Row[]>; close(): Promise<void> } {
  // The thread's file is in this folder: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./sqlite-thread${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { execArgv: [], resourceLimits: MEMORY });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | null = null;
  const end = (why: Error): void => {
    ended ??= why;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', ({ id, rows, error }: WriterAnswer) => {
    const found = waiting.get(id);
    waiting.delete(id);
    // The thread does not keep an idle process alive, closed or not.
    if (waiting.size === 0) worker.unref();
    if (error) found?.reject(revive(error));
    else found?.resolve(rows);
  });
  worker.on('error', (error: Error) => end(new StoreError(`the writing thread ended: ${error.message}`)));
  worker.on('exit', () => end(new StoreError('the store is closed')));
  worker.unref();
  const ask = (act: Act): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.ref();
      worker.postMessage({ ...act, id: last } satisfies WriterRequest);
    });
  return {
    ask,
    async close() {
      if (ended) return;
      await ask({ type: 'close' });
      await worker.terminate();
    },
  };
}

function revive({ name, message, cause }: NonNullable<WriterAnswer['error']>): StoreError {
  const kind = STORE_ERRORS.find((one) => new one().name === name) ?? StoreError;
  return new kind(message, { cause: new Error(cause) });
}
