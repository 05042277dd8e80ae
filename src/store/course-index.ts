/** The tables of what a start reads of each course, and of what a search looks through: one row a stored document. */
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { cutBatches } from '../domain/batches.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
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
import {
  compareTexts,
  firstRow,
  listPlaceholders,
  listRows,
  ROWS_AT_ONCE,
  type Row,
  readPages,
  type Sql,
} from './sql.ts';
import type { StoredDocument } from './store.ts';

/** `entry` is empty where the document is damaged; its `checksum` is null then. */
export const COURSE_INDEX = `course_index (
  key TEXT PRIMARY KEY, revision BIGINT NOT NULL, last_modified BIGINT NOT NULL, entry TEXT NOT NULL, checksum BIGINT)`;

/** A table of its own, because a search reads all rows of a term. `term` is folded. */
export const COURSE_WORDS = `course_words (
  term TEXT NOT NULL, key TEXT NOT NULL, words TEXT NOT NULL, resources TEXT NOT NULL, PRIMARY KEY (term, key))`;

/** A line of `resources` each, so that those who use a room are found without reading a term's rows. `term` is folded. */
export const COURSE_RESOURCES = `course_resources (
  term TEXT NOT NULL, resource TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (term, resource, key))`;

/**
 * Damaged documents and drafts, as a condition that an index has (migrations.ts). Entries are written by JSON.stringify,
 * which escapes quotes within texts.
 */
export const ODD_ENTRY = `entry = '' OR entry LIKE '%"draft":true%'`;

export const ODD_INDEX = `CREATE INDEX IF NOT EXISTS course_index_odd ON course_index (key) WHERE ${ODD_ENTRY}`;

/** 'fall-2018/', in the SQL of both databases: without the characters at its end that are not the slash. */
const TERM = `rtrim(key, replace(key, '/', ''))`;

/** Each write of a course gives it a higher revision. */
export const MARK = `COUNT(*) AS courses, CAST(SUM(revision) AS TEXT) AS revisions,
  CAST(SUM(last_modified) AS TEXT) AS instants`;

/** Rows per query: two thousand would block the event loop for 10 ms. */
const PAGE = 400;

/** Resources per query, each of which some twenty courses have. */
const RESOURCES_AT_ONCE = 50;

const FIND = `SELECT courses.key, courses.revision, courses.last_modified, course_index.entry FROM courses
  LEFT JOIN course_index ON course_index.key = courses.key AND course_index.revision = courses.revision
  WHERE courses.published IS NOT NULL`;

export function createCourseIndexReads(sql: Sql): CourseIndexReads {
  const readEntry = createEntryReader();
  const read = (row: Row): CourseEntry | null =>
    readEntry(
      { key: String(row.key), revision: Number(row.revision), lastModified: Number(row.last_modified) },
      String(row.entry),
    );
  const complete = async (row: Row): Promise<IndexedCourse> => {
    const key = String(row.key);
    const entry = row.entry === null ? null : read(row);
    return { key, entry: entry ?? (await readFromDocument(sql, key, Number(row.revision))) };
  };
  const indexedCourse = async (key: CourseKey): Promise<IndexedCourse | null> => {
    const row = await firstRow(sql, `${FIND} AND courses.key = ?`, key);
    return row ? await complete(row) : null;
  };
  const readRow = async (row: Row): Promise<IndexedCourse | null> => {
    const entry = read(row);
    return entry ? { key: entry.key, entry } : await indexedCourse(String(row.key));
  };
  return {
    indexedCourse,
    async indexedCourses(keys) {
      if (keys.length === 0) return [];
      const rows = await sql.all(`${FIND} AND courses.key IN (${listPlaceholders(keys)})`, ...keys);
      return await Promise.all(rows.map(complete));
    },
    async courseIndex() {
      const found: IndexedCourse[] = [];
      const select = 'SELECT key, revision, last_modified, entry FROM course_index WHERE key > ?';
      for await (const rows of readPages(sql, PAGE, select)) {
        for (const row of rows) {
          const one = await readRow(row);
          if (one) found.push(one);
        }
      }
      return found;
    },
    async indexMarks() {
      const rows = await sql.all(`SELECT ${TERM} AS term, ${MARK} FROM course_index GROUP BY ${TERM}`);
      return new Map(rows.map((row) => [String(row.term).slice(0, -1), readMark(row)]));
    },
    async *indexedTerms(terms) {
      const select = `SELECT key, revision, last_modified, entry FROM course_index
        WHERE ${TERM} IN (${listPlaceholders(terms)}) AND key > ?`;
      for await (const rows of readPages(sql, PAGE, select, ...terms.map((term) => `${term}/`))) {
        const read = await Promise.all(rows.map(readRow));
        yield read.filter((one) => one !== null);
      }
    },
    async searchCourses(term, words) {
      const [found, patterns] = havingWords(words);
      const rows = await sql.all(`SELECT key FROM course_words WHERE term = ? ${found}`, foldId(term), ...patterns);
      return rows.map(({ key }) => String(key));
    },
    async countFound(words) {
      const [found, patterns] = havingWords(words);
      const rows = await sql.all(
        `SELECT ${TERM} AS term, COUNT(*) AS courses FROM course_words WHERE 1 = 1 ${found} GROUP BY ${TERM}`,
        ...patterns,
      );
      return new Map(rows.map(({ term, courses }) => [String(term).slice(0, -1), Number(courses)]));
    },
    async coursesUsing(term, resources) {
      const found = new Set<CourseKey>();
      for (const some of cutBatches([...resources], RESOURCES_AT_ONCE)) {
        const rows = await sql.all(
          `SELECT DISTINCT key FROM course_resources WHERE term = ? AND resource IN (${listPlaceholders(some)})`,
          foldId(term),
          ...some,
        );
        for (const { key } of rows) found.add(String(key));
        if (some.length === RESOURCES_AT_ONCE) await setImmediate();
      }
      return [...found].sort(compareTexts);
    },
    async isIntact(key) {
      const row = await firstRow(sql, FIND_DOCUMENT, key);
      return row !== undefined && readStoredDocument(row).isIntact;
    },
  };
}

/** @param row with MARK */
export function readMark({ courses, revisions, instants }: Row): string {
  return `${courses} ${revisions} ${instants}`;
}

/** As searchCourses: further conditions, with their values. @param words folded */
export function havingWords(words: readonly string[]): readonly [string, readonly string[]] {
  // Folded words hold nothing that LIKE takes for a wildcard.
  return [words.map(() => 'AND words LIKE ?').join(' '), words.map((word) => `% ${word}%`)];
}

/** Courses with `published` and `checksum`; without a checksum where that is of another revision. */
const DOCUMENTS = `SELECT courses.key, courses.published, course_index.checksum FROM courses
  LEFT JOIN course_index ON course_index.key = courses.key AND course_index.revision = courses.revision
  WHERE courses.published IS NOT NULL`;

export const FIND_DOCUMENT = `${DOCUMENTS} AND courses.key = ?`;

export function findDocuments(keys: readonly CourseKey[]): string {
  return `${DOCUMENTS} AND courses.key IN (${listPlaceholders(keys)})`;
}

/** @param row as above */
export function readStoredDocument(row: Row): StoredDocument {
  const text = String(row.published);
  return { text, isIntact: row.checksum === checksumOf(text) };
}

/** @param resources as in IndexRow */
export function usesAny(resources: string, wanted: ReadonlySet<string>): boolean {
  return resources.split('\n').some((resource) => wanted.has(resource));
}

/** @param document its text, or that in UTF-8 */
export function checksumOf(document: string | Uint8Array): number {
  return crc32(document);
}

async function readFromDocument(sql: Sql, key: CourseKey, revision: number): Promise<CourseEntry | null> {
  const row = await firstRow(sql, 'SELECT published FROM courses WHERE key = ? AND published IS NOT NULL', key);
  try {
    const head = readDocumentHead(String(row?.published));
    return isDocumentHead(head) ? { ...makeEntry(head, revision), key } : null;
  } catch {
    // Loading the document reports the damage.
    return null;
  }
}

/** A course as it is indexed. */
export interface IndexedRow extends IndexRow {
  readonly key: CourseKey;
  readonly lastModified: number;
  /** Of its document. */
  readonly checksum: number | null;
}

/** @param rows each key once */
export async function saveIndexRows(sql: Sql, revision: number, rows: readonly IndexedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.all(
    `INSERT INTO course_index (key, revision, last_modified, entry, checksum) VALUES ${listRows(rows.length, 5)}
     ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, last_modified = excluded.last_modified,
       entry = excluded.entry, checksum = excluded.checksum`,
    ...rows.flatMap(({ key, lastModified, entry, checksum }) => [key, revision, lastModified, entry, checksum]),
  );
  const changed = await sql.all(
    `INSERT INTO course_words (term, key, words, resources) VALUES ${listRows(rows.length, 4)}
     ON CONFLICT (term, key) DO UPDATE SET words = excluded.words, resources = excluded.resources
     WHERE course_words.words <> excluded.words OR course_words.resources <> excluded.resources
     RETURNING key`,
    ...rows.flatMap(({ key, words, resources }) => [foldedTermOf(key), key, words, resources]),
  );
  const keys = new Set(changed.map(({ key }) => String(key)));
  await saveResources(
    sql,
    rows.filter(({ key }) => keys.has(key)),
  );
}

async function saveResources(sql: Sql, courses: readonly Pick<IndexedRow, 'key' | 'resources'>[]): Promise<void> {
  for (const [term, own] of Map.groupBy(courses, ({ key }) => foldedTermOf(key))) {
    const keys = own.map(({ key }) => key);
    await sql.all(`DELETE FROM course_resources WHERE term = ? AND key IN (${listPlaceholders(keys)})`, term, ...keys);
    const used = own.flatMap(({ key, resources }) =>
      resources === '' ? [] : resources.split('\n').map((resource) => [term, resource, key]),
    );
    for (const some of cutBatches(used, ROWS_AT_ONCE)) {
      await sql.all(
        `INSERT INTO course_resources (term, resource, key) VALUES ${listRows(some.length, 3)}`,
        ...some.flat(),
      );
    }
  }
}

/** Fills the table of resources from the index of an earlier release. */
export async function indexResources(sql: Sql): Promise<void> {
  for await (const rows of readPages(sql, PAGE, 'SELECT key, resources FROM course_words WHERE key > ?')) {
    await saveResources(
      sql,
      rows.map(({ key, resources }) => ({ key: String(key), resources: String(resources) })),
    );
  }
}

export async function dropIndexRow(sql: Sql, key: CourseKey): Promise<void> {
  await sql.all('DELETE FROM course_index WHERE key = ?', key);
  await sql.all('DELETE FROM course_words WHERE term = ? AND key = ?', foldedTermOf(key), key);
  await sql.all('DELETE FROM course_resources WHERE term = ? AND key = ?', foldedTermOf(key), key);
}

/** In an order in which they can be emptied. */
export const INDEX_TABLES = ['course_index', 'course_words', 'course_resources'] as const;

function foldedTermOf(key: CourseKey): string {
  return foldId(termOf(key));
}

/** Fills the index from the documents. */
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
    const own = { key: after, lastModified: Number(row.last_modified), ...indexDocument(String(row.published)) };
    await saveIndexRows(sql, Number(row.revision), [own]);
  }
}

function indexDocument(text: string): IndexRow & { readonly checksum: number | null } {
  try {
    const published = readDocument(text);
    if (isPublishedCourse(published)) return { ...writeIndexRow(published), checksum: checksumOf(text) };
  } catch {
    // A damaged document has an empty row; loading it reports the damage.
  }
  return { entry: '', words: '', resources: '', checksum: null };
}
