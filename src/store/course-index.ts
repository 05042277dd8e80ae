/** The table of what a start reads of each course, and a search looks through: one row a stored document. */
import { setImmediate } from 'node:timers/promises';
import type { CourseKey } from '../domain/model.ts';
import {
  type CourseEntry,
  type CourseIndexReads,
  createEntryReader,
  type IndexedCourse,
  type IndexRow,
  makeEntry,
  writeIndexRow,
} from './course-entry.ts';
import { readDocument, readDocumentHead } from './document.ts';
import { isDocumentHead, isPublishedCourse } from './published-shape.ts';
import { firstRow, type Row, type Sql } from './sql.ts';

/** `entry` is empty where the document is damaged. */
export const COURSE_INDEX = `course_index (
  key TEXT PRIMARY KEY, revision BIGINT NOT NULL, last_modified BIGINT NOT NULL, entry TEXT NOT NULL,
  search TEXT NOT NULL)`;

/** So many rows at once: two thousand would hold everybody else up for 10 ms. */
const PAGE = 400;

export function createCourseIndexReads(sql: Sql): CourseIndexReads {
  const readEntry = createEntryReader();
  const read = (row: Row): CourseEntry | null =>
    readEntry(
      { key: String(row.key), revision: Number(row.revision), lastModified: Number(row.last_modified) },
      String(row.entry),
    );
  const indexedCourse = async (key: CourseKey): Promise<IndexedCourse | null> => {
    const row = await firstRow(
      sql,
      `SELECT courses.key, courses.revision, courses.last_modified, course_index.entry FROM courses
       LEFT JOIN course_index ON course_index.key = courses.key AND course_index.revision = courses.revision
       WHERE courses.key = ? AND courses.published IS NOT NULL`,
      key,
    );
    if (!row) return null;
    const entry = row.entry === null ? null : read(row);
    return { key, entry: entry ?? (await readFromDocument(sql, key, Number(row.revision))) };
  };
  const readRow = async (row: Row): Promise<IndexedCourse | null> => {
    const key = String(row.key);
    const entry = read(row);
    return entry ? { key, entry } : await indexedCourse(key);
  };
  return {
    indexedCourse,
    async courseIndex() {
      const found: IndexedCourse[] = [];
      for (let after = ''; ; await setImmediate()) {
        const rows = await sql.all(
          `SELECT key, revision, last_modified, entry FROM course_index WHERE key > ? ORDER BY key LIMIT ${PAGE}`,
          after,
        );
        for (const row of rows) {
          const one = await readRow(row);
          if (one) found.push(one);
        }
        const last = rows.at(-1);
        if (rows.length < PAGE || !last) return found;
        after = String(last.key);
      }
    },
    async searchCourses(words) {
      // Folded words hold nothing that LIKE takes for a wildcard.
      const wanted = words.map(() => 'search LIKE ?').join(' AND ');
      const rows = await sql.all(
        `SELECT key FROM course_index WHERE ${wanted === '' ? '1 = 1' : wanted}`,
        ...words.map((word) => `% ${word}%`),
      );
      return rows.map(({ key }) => String(key));
    },
  };
}

async function readFromDocument(sql: Sql, key: CourseKey, revision: number): Promise<CourseEntry | null> {
  const row = await firstRow(sql, 'SELECT published FROM courses WHERE key = ? AND published IS NOT NULL', key);
  try {
    const head = readDocumentHead(String(row?.published));
    return isDocumentHead(head) ? { ...makeEntry(head, revision), key } : null;
  } catch {
    // Whoever loads the document reports that it is damaged.
    return null;
  }
}

export async function saveIndexRow(
  sql: Sql,
  key: CourseKey,
  { revision, lastModified }: { readonly revision: number; readonly lastModified: number },
  { entry, search }: IndexRow,
): Promise<void> {
  await sql.all(
    `INSERT INTO course_index (key, revision, last_modified, entry, search) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, last_modified = excluded.last_modified,
       entry = excluded.entry, search = excluded.search`,
    key,
    revision,
    lastModified,
    entry,
    search,
  );
}

/** Fills the index from the documents of an earlier release. */
export async function indexCourses(sql: Sql): Promise<void> {
  for (let after = ''; ; ) {
    const row = await firstRow(
      sql,
      `SELECT key, revision, last_modified, published FROM courses
       WHERE published IS NOT NULL AND key > ? ORDER BY key LIMIT 1`,
      after,
    );
    if (!row) return;
    after = String(row.key);
    const stamp = { revision: Number(row.revision), lastModified: Number(row.last_modified) };
    await saveIndexRow(sql, after, stamp, indexDocument(String(row.published)));
  }
}

function indexDocument(text: string): IndexRow {
  try {
    const published = readDocument(text);
    if (isPublishedCourse(published)) return writeIndexRow(published);
  } catch {
    // A damaged document has an empty row; whoever loads it reports it.
  }
  return { entry: '', search: '' };
}
