/**
 * A replica's copy of the store's index of courses, in a SQLite file on its own disk: terms are read from it when they
 * are first asked for, at once. May be deleted at any time.
 */
import { rmSync } from 'node:fs';
import type { CourseKey } from '../domain/model.ts';
import { type CourseEntry, type IndexedCourse, writeEntry } from './course-entry.ts';
import { COURSE_INDEX, MARK, ODD_INDEX, readMark } from './course-index.ts';
import { createCourseIndexNow, rangeOf } from './course-index-now.ts';
import { StoreDamagedError } from './errors.ts';
import type { CourseIndexNow } from './indexed-terms.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { listRows, type SqlNow } from './sql.ts';
import { makeFile, makeFolder, openHandle, type SqliteHandle } from './sqlite-file.ts';
import type { Store } from './store.ts';

export interface IndexCopy {
  readonly index: CourseIndexNow;
  /** It has every publication up to this number of the store, and perhaps later ones. */
  readonly revision: number;
  /** In one transaction. @throws StoreError */
  save(entries: readonly CourseEntry[]): void;
  /** @throws StoreError */
  remove(key: CourseKey): void;
  close(): void;
}

export type CopiedStore = Pick<Store, 'head' | 'indexMarks' | 'indexedTerms'>;

/** How long a statement waits for the process that this one replaces (ms). */
const BUSY_MS = 1000;

/**
 * Reads the terms that differ. A damaged file is made anew.
 * @param folder its own
 * @throws StoreUnavailableError; StoreError if the file cannot be written
 */
export async function openIndexCopy(store: CopiedStore, folder: string): Promise<IndexCopy> {
  try {
    return await openCopy(store, folder);
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
    removeCopy(folder);
    return await openCopy(store, folder);
  }
}

async function openCopy(store: CopiedStore, folder: string): Promise<IndexCopy> {
  // Read first: what is published later is in the copy, or is read again.
  const { revision } = await store.head();
  makeFolder(folder);
  makeFile(folder);
  const handle = openHandle(folder, BUSY_MS, null, 'NORMAL');
  try {
    makeTable(handle);
    await copyTerms(store, handle);
  } catch (error) {
    handle.close();
    throw error;
  }
  const sql: SqlNow = {
    allNow(text, ...values) {
      try {
        return handle.allNow(text, ...values);
      } catch (error) {
        // Open files stay as they are; the next start makes it anew.
        if (error instanceof StoreDamagedError) removeCopy(folder);
        throw error;
      }
    },
  };
  return {
    index: createCourseIndexNow(sql, 'index'),
    revision,
    save: (entries) =>
      saveCourses(
        handle,
        entries.map((entry) => ({ key: entry.key, entry })),
      ),
    remove: (key) => void handle.allNow('DELETE FROM course_index WHERE key = ?', key),
    close: handle.close,
  };
}

function makeTable(handle: SqliteHandle): void {
  if (handle.value('user_version') === SCHEMA_VERSION) return;
  handle.run(`BEGIN; DROP TABLE IF EXISTS course_index; CREATE TABLE ${COURSE_INDEX}; ${ODD_INDEX};
    PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
}

/** A term whose copying is interrupted differs still. */
async function copyTerms(store: CopiedStore, handle: SqliteHandle): Promise<void> {
  const wanted = await store.indexMarks();
  const copied = markTerms(handle);
  const other = new Set([...wanted, ...copied].map(([term]) => term));
  for (const term of other) if (wanted.get(term) === copied.get(term)) other.delete(term);
  for (const term of other) handle.allNow('DELETE FROM course_index WHERE key > ? AND key < ?', ...rangeOf(term));
  const missing = [...other].filter((term) => wanted.has(term));
  if (missing.length === 0) return;
  for await (const page of store.indexedTerms(missing)) saveCourses(handle, page);
}

/** As indexMarks; grouping all rows takes four times as long. */
function markTerms(handle: SqlNow): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const term of createCourseIndexNow(handle, 'index').terms()) {
    const [row] = handle.allNow(`SELECT ${MARK} FROM course_index WHERE key > ? AND key < ?`, ...rangeOf(term));
    if (row) marks.set(term, readMark(row));
  }
  return marks;
}

function saveCourses(handle: SqlNow, courses: readonly IndexedCourse[]): void {
  if (courses.length === 0) return;
  handle.allNow(
    `INSERT OR REPLACE INTO course_index (key, revision, last_modified, entry) VALUES ${listRows(courses.length, 4)}`,
    ...courses.flatMap(({ key, entry }) =>
      entry ? [key, entry.revision, entry.lastModified, writeEntry(entry)] : [key, 0, 0, ''],
    ),
  );
}

function removeCopy(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
