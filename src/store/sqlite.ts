/**
 * The store in a SQLite file in the state folder. It has two handles: one writes, one transaction at a time, in a
 * worker thread; the other reads committed data meanwhile, so that nobody sees an incomplete transaction.
 */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCourseIndexNow } from './course-index-now.ts';
import { StoreDamagedError, StoreLockedError, StoreReadOnlyError } from './errors.ts';
import { completeForReading, findVersions, migrate, type OnMigrated, refuseNewer } from './migrations.ts';
import { createQueue } from './queue.ts';
import { createReads } from './reads.ts';
import {
  makeFile,
  makeFolder,
  openReader,
  openUnwritable,
  rememberStoreFiles,
  type SqliteHandle,
  sqlitePath,
} from './sqlite-file.ts';
import { openTemporaryWriter, openWriter, type SqliteWriter } from './sqlite-writer.ts';
import type { Head, Store, StoreReads } from './store.ts';
import { createTransaction, writeNothing } from './transaction.ts';

/** How long a statement waits for another process's write before the transaction is retried (ms). */
const BUSY_MS = 10;
/** The delay between two retries (ms). */
const RETRY_MS = 30;

export interface SqliteOptions {
  /** The total time that a write waits for other processes (ms). */
  readonly patienceMs?: number;
  /** The polling interval for other processes' commits (ms). */
  readonly watchMs?: number;
  /** The largest size of the file in bytes; null: limited only by the disk. */
  readonly maxBytes?: number | null;
  /** The folder is deleted with the store: no commit waits for the disk. */
  readonly isTemporary?: boolean;
  readonly onMigrated?: OnMigrated;
}

/**
 * Opens the store of a state folder and creates both if necessary. A read-only folder gives a store that can only
 * be read.
 * @throws StoreReadOnlyError if nothing can be read either; StoreFullError, StoreLockedError,
 *   StoreTooNewError, StoreDamagedError
 */
export async function openSqliteStore(folder: string, options: SqliteOptions = {}): Promise<Store> {
  const { patienceMs = 20_000, watchMs = 200, maxBytes = null, isTemporary = false, onMigrated } = options;
  const tries = Math.max(1, Math.ceil(patienceMs / (BUSY_MS + RETRY_MS)));
  const open = async (): Promise<SqliteWriter> => {
    makeFolder(folder);
    makeFile(folder);
    const openOne = isTemporary
      ? async () => openTemporaryWriter(folder, BUSY_MS)
      : () => openWriter(folder, BUSY_MS, maxBytes);
    const { writer, migrated } = await openMigrated(openOne, tries);
    if (migrated !== null) onMigrated?.(migrated);
    return writer;
  };
  const context = { folder, tries, watchMs, open };
  try {
    const writer = await open();
    return createStore(context, openReader(folder), writer);
  } catch (error) {
    if (error instanceof StoreReadOnlyError) return await openForReading(context, error);
    throw error;
  }
}

/** Whether a state folder holds a store. */
export function sqliteStoreExists(folder: string): boolean {
  try {
    statSync(sqlitePath(folder));
    return true;
  } catch (error) {
    // Other errors are reported when it is opened.
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/**
 * Opens an existing store for reading, while other processes may write to it; creates nothing and runs no
 * migrations.
 */
export async function openSqliteReader(folder: string): Promise<Store> {
  const refused = new StoreReadOnlyError('this store is open for reading only');
  return await openForReading({ folder, tries: 1, watchMs: 200, open: () => Promise.reject(refused) }, refused);
}

interface SqliteContext {
  readonly folder: string;
  readonly tries: number;
  readonly watchMs: number;
  /** Opens the file for writing and runs the migrations of this release. */
  readonly open: () => Promise<SqliteWriter>;
}

interface MigratedWriter {
  readonly writer: SqliteWriter;
  /** A sentence about what was migrated; null: nothing. */
  readonly migrated: string | null;
}

async function openMigrated(open: () => Promise<SqliteWriter>, tries: number): Promise<MigratedWriter> {
  const writer = await retryLocked(tries, open);
  try {
    return { writer, migrated: await transact(writer, tries, true, () => migrate(writer)) };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

async function openForReading(context: SqliteContext, why: Error): Promise<Store> {
  let reader: SqliteHandle;
  try {
    reader = openUnwritable(context.folder);
  } catch (error) {
    throw error instanceof StoreDamagedError ? error : why;
  }
  refuseNewer(await findVersions(reader));
  await completeForReading(reader);
  return createStore(context, reader, null);
}

function createStore(context: SqliteContext, opened: SqliteHandle, openedWriter: SqliteWriter | null): Store {
  const { folder, tries, watchMs, open } = context;
  const queue = createQueue();
  let reader = opened;
  let writer = openedWriter;
  let files = rememberStoreFiles(folder);
  const reads: StoreReads = createReads({ all: (text, ...values) => reader.all(text, ...values) });
  const stops = new Set<() => void>();

  /** A store that was opened read-only is reopened for writing as soon as that is possible. */
  const obtainWriter = async (): Promise<SqliteWriter> => {
    if (writer) return writer;
    writer = await open();
    const before = reader;
    reader = openReader(folder);
    files = rememberStoreFiles(folder);
    before.close();
    return writer;
  };
  const enter = <T>(commit: boolean, work: (writing: SqliteWriter) => Promise<T> | T): Promise<T> =>
    queue.run(async () => {
      const writing = await obtainWriter();
      return await transact(writing, tries, commit, async () => {
        // Another process may have migrated the store to a later release meanwhile.
        refuseNewer(await findVersions(writing));
        return await work(writing);
      });
    });

  return {
    ...reads,
    driver: 'sqlite',
    location: { driver: 'sqlite', folder },
    replicas: null,
    documentNow: (key) => reader.documentNow(key),
    courseIndexNow: createCourseIndexNow({ allNow: (text, ...values) => reader.allNow(text, ...values) }),
    get writable() {
      return writer !== null;
    },
    write: (work) => enter(true, (writing) => work(createTransaction(writing))),
    rehearse: (work) => enter(false, (writing) => work(createTransaction(writing))),
    snapshot: (work) => readSnapshot(folder, work),
    probe: () => enter(true, writeNothing),
    scrub: () => queue.run(async () => scrubFiles(await obtainWriter(), tries)),
    watch(onChange) {
      const stop = watchCommits((pragma) => reader.value(pragma), reads, watchMs, onChange);
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    },
    available: () => true,
    inPlace: () => files.isInPlace(),
    async close() {
      for (const stop of stops) stop();
      await queue.idle();
      reader.close();
      await writer?.close();
    },
  };
}

/** Runs `work` inside BEGIN IMMEDIATE, which only one process can hold. */
async function transact<T>(writer: SqliteWriter, tries: number, commit: boolean, work: () => Promise<T>): Promise<T> {
  await retryLocked(tries, () => writer.run('BEGIN IMMEDIATE'));
  try {
    const result = await work();
    await writer.run(commit ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    try {
      await writer.run('ROLLBACK');
    } catch {
      // A full disk has already rolled it back; the first error is the cause.
    }
    throw error;
  }
}

/** A transaction of a handle of its own that only reads, which the write-ahead log lets run beside any writer. */
async function readSnapshot<T>(folder: string, work: (reads: StoreReads) => Promise<T>): Promise<T> {
  const handle = openUnwritable(folder);
  try {
    await completeForReading(handle);
    handle.run('BEGIN');
    return await work(createReads(handle));
  } finally {
    handle.close();
  }
}

/** Runs VACUUM and truncates the write-ahead log. */
async function scrubFiles(writer: SqliteWriter, tries: number): Promise<void> {
  await retryLocked(tries, () => writer.run('VACUUM'));
  await retryLocked(tries, async () => {
    const [row] = await writer.all('PRAGMA wal_checkpoint(TRUNCATE)');
    if (Number(row?.busy) !== 0) throw new StoreLockedError('another process reads the log of the store: try again');
  });
}

async function retryLocked<T>(tries: number, work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreLockedError) || left <= 1) throw error;
      await sleep(RETRY_MS);
    }
  }
}

/** PRAGMA data_version changes whenever another handle, in this or any process, has committed. */
function watchCommits(
  readPragma: SqliteHandle['value'],
  reads: StoreReads,
  watchMs: number,
  onChange: (head: Head) => void,
): () => void {
  let version: unknown = null;
  let seen = -1;
  let stopped = false;
  const look = async (): Promise<void> => {
    const now = readPragma('data_version');
    if (now === version) return;
    const head = await reads.head();
    version = now;
    if (stopped || head.revision === seen) return;
    seen = head.revision;
    onChange(head);
  };
  // Transient errors are retried; persistent ones are reported by the next read.
  const timer = setInterval(() => void look().catch(() => undefined), watchMs);
  timer.unref();
  void look().catch(() => undefined);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
