/** A handle on a SQLite file: opening it, checking its settings, and mapping its errors to the store's. */
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { CourseKey } from '../domain/model.ts';
import { FIND_DOCUMENT, readStoredDocument } from './course-index.ts';
import {
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreLockedError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from './errors.ts';
import { type FileIdentity, rememberFiles } from './file-identity.ts';
import type { Row, Sql, SqlNow, SqlValue } from './sql.ts';
import type { StoredDocument } from './store.ts';

const FILE_NAME = 'belltower.sqlite';
/** How long readers wait while another process recovers the log after a crash (ms). */
const READER_BUSY_MS = 1000;
/** The log size from which a commit checkpoints the write-ahead log into the file and truncates it. */
const LOG_LIMIT = 64 * 1024 * 1024;

export interface SqliteHandle extends Sql, SqlNow {
  run(text: string): void;
  value(pragma: string): unknown;
  /** Store.documentNow */
  documentNow(key: CourseKey): StoredDocument | null;
  close(): void;
}

export function sqlitePath(folder: string): string {
  return path.join(folder, FILE_NAME);
}

/** The combined size of the file and its write-ahead log, which belong together. */
export function rememberStoreFiles(folder: string): FileIdentity {
  return rememberFiles([sqlitePath(folder), `${sqlitePath(folder)}-wal`]);
}

/** Creates the state folder, readable only by its owner because it contains personal choices. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    hideFolder(folder);
  } catch (error) {
    throw explainSqlite(error, folder);
  }
}

/**
 * Creates the file with mode 0600 and the folder's owner: root may restore into the folder of a service's user.
 * SQLite gives the files beside it the same owner and permissions.
 */
export function makeFile(folder: string): void {
  const file = sqlitePath(folder);
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found) {
      hide(file, found.mode);
      return;
    }
    closeSync(openSync(file, 'a', 0o600));
    const { uid, gid } = statSync(folder);
    if (process.geteuid?.() === 0 && uid !== 0) chownSync(file, uid, gid);
  } catch (error) {
    throw explainSqlite(error, folder);
  }
}

/** The files of this program in a state folder. */
const OWN_NAMES = /^(?:belltower\.sqlite|cache$|server\.json)/;

/** Removes others' permissions from an existing folder that contains only the state: not /tmp, not a checkout. */
function hideFolder(folder: string): void {
  const { mode, uid } = statSync(folder);
  const isSticky = (mode & 0o1000) !== 0;
  if ((mode & 0o077) === 0 || isSticky || uid !== process.geteuid?.()) return;
  if (readdirSync(folder).every((name) => OWN_NAMES.test(name))) chmodSync(folder, 0o700);
}

/** Removes others' permissions from a world-readable file (as earlier releases created it in existing folders). */
function hide(file: string, mode: number): void {
  if ((mode & 0o007) === 0) return;
  for (const one of [file, `${file}-wal`, `${file}-shm`]) {
    const found = statSync(one, { throwIfNoEntry: false });
    if (found && found.uid === process.geteuid?.()) chmodSync(one, 0o600);
  }
}

/** SQLite's values of `synchronous`: whether a commit waits until the disk has it. */
const SYNCHRONOUS = { FULL: 2, NORMAL: 1, OFF: 0 } as const;

/**
 * Opens the file for reading and writing, and verifies every setting.
 * @param busyMs how long one statement waits for another process (ms); this blocks the thread, so it is short
 * @param synchronous FULL: commits survive a power cut; NORMAL: the file does; OFF: it is temporary
 */
export function openHandle(
  folder: string,
  busyMs: number,
  maxBytes: number | null,
  synchronous: keyof typeof SYNCHRONOUS = 'FULL',
): SqliteHandle {
  const file = sqlitePath(folder);
  const handle = createHandle(() => new DatabaseSync(file, { timeout: busyMs }), folder);
  try {
    handle.run('PRAGMA journal_mode = WAL');
    handle.run(`PRAGMA synchronous = ${synchronous}`);
    handle.run(`PRAGMA journal_size_limit = ${LOG_LIMIT}`);
    // Below that size the writer calls `checkpoint` when idle, so that no commit waits for the copy.
    handle.run(`PRAGMA wal_autocheckpoint = ${Math.ceil(LOG_LIMIT / Number(handle.value('page_size')))}`);
    if (maxBytes !== null) {
      handle.run(`PRAGMA max_page_count = ${Math.ceil(maxBytes / Number(handle.value('page_size')))}`);
    }
    assertPragma(handle, 'journal_mode', 'wal', file);
    assertPragma(handle, 'synchronous', SYNCHRONOUS[synchronous], file);
    assertPragma(handle, 'busy_timeout', busyMs, file);
    return handle;
  } catch (error) {
    handle.close();
    throw error;
  }
}

/** Checkpoints the write-ahead log as far as readers allow; the rest stays in the log. */
export function checkpoint(handle: SqliteHandle): void {
  try {
    handle.run('PRAGMA wal_checkpoint(PASSIVE)');
  } catch (error) {
    // Disk errors are reported by the next commit.
    if (!(error instanceof StoreError)) throw error;
  }
}

/** Opens the file for reading committed data, in addition to a writing handle. */
export function openReader(folder: string): SqliteHandle {
  return createHandle(() => new DatabaseSync(sqlitePath(folder), { readOnly: true, timeout: READER_BUSY_MS }), folder);
}

/** Opens a read-only file: as a reader, or as immutable if not even the log's index can be created. */
export function openUnwritable(folder: string): SqliteHandle {
  const reader = openReader(folder);
  try {
    reader.value('schema_version');
    return reader;
  } catch (error) {
    reader.close();
    const file = sqlitePath(folder);
    const log = `${file}-wal`;
    // Without its log the file would show an older state than was published, and sequences would decrease.
    if (!(error instanceof StoreReadOnlyError) || (existsSync(log) && statSync(log).size > 0)) throw error;
    const url = pathToFileURL(file);
    url.searchParams.set('immutable', '1');
    return createHandle(() => new DatabaseSync(url, { readOnly: true }), folder);
  }
}

function assertPragma(handle: SqliteHandle, name: string, wanted: unknown, file: string): void {
  const found = handle.value(name);
  if (found === wanted) return;
  throw new StoreError(
    `${file}: SQLite's ${name} is ${String(found)} and cannot be made ${String(wanted)}; ` +
      'keep the state folder on a local disk, not on a network share',
  );
}

function createHandle(open: () => DatabaseSync, folder: string): SqliteHandle {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explainSqlite(error, folder);
    }
  };
  const database = guard(open);
  const statements = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  const allNow = (text: string, ...values: SqlValue[]): Row[] => guard(() => prepare(text).all(...values) as Row[]);
  return {
    run: (text) => guard(() => database.exec(text)),
    all: async (text, ...values) => allNow(text, ...values),
    allNow,
    value: (pragma) => guard(() => Object.values(prepare(`PRAGMA ${pragma}`).get() ?? {})[0]),
    documentNow: (key) =>
      guard(() => {
        const row = prepare(FIND_DOCUMENT).get(key);
        return row ? readStoredDocument(row as Row) : null;
      }),
    close: () => {
      statements.clear();
      if (database.isOpen) database.close();
    },
  };
}

/** Maps SQLite's and the system's error codes to the store's errors. */
function explainSqlite(error: unknown, folder: string): Error {
  if (error instanceof StoreError || !(error instanceof Error)) return error as Error;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  const file = sqlitePath(folder);
  const cause = { cause: error };
  // The low byte is SQLite's primary result code: https://www.sqlite.org/rescode.html
  const primary = errcode === undefined ? code : errcode & 0xff;
  if (primary === 13 || primary === 'ENOSPC' || primary === 'EDQUOT') {
    return new StoreFullError(`the disk of ${folder} is full: nothing was written`, cause);
  }
  if (primary === 8 || primary === 'EACCES' || primary === 'EROFS' || primary === 'EPERM') {
    return new StoreReadOnlyError(`${folder} cannot be written by this user: nothing was written`, cause);
  }
  if (primary === 'EEXIST' || primary === 'ENOTDIR') {
    return new StoreError(`${folder} is a file: name a folder to keep the state in`, cause);
  }
  if (primary === 5 || primary === 6) {
    return new StoreLockedError(`another process keeps ${file} locked: nothing was written, try again`, cause);
  }
  if (primary === 14) {
    return new StoreReadOnlyError(`${file} cannot be opened or made by this user`, cause);
  }
  if (primary === 11 || primary === 26) {
    return new StoreDamagedError(`${file} is damaged or no database: put a backup or an export in its place`, cause);
  }
  if (primary === 10) return new StoreUnavailableError(`${file} cannot be read or written: ${error.message}`, cause);
  return new StoreError(`${file}: ${error.message}`, cause);
}
