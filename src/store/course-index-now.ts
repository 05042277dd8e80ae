/** The index of courses, term by term and at once: a server with a SQLite file reads a term when it is first asked for. */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { type CourseEntry, createEntryReader, type IndexedCourse, makeEntry } from './course-entry.ts';
import { havingWords, ODD_ENTRY } from './course-index.ts';
import { readDocumentHead } from './document.ts';
import type { CodedCourse, CourseIndexNow } from './indexed-terms.ts';
import { isDocumentHead } from './published-shape.ts';
import type { Row, SqlNow } from './sql.ts';

const PAGE = 100;
const COLUMNS = 'key, revision, last_modified, entry';
const OF_TERM = 'FROM course_index WHERE key > ? AND key < ?';
const DRAFT = `instr(entry, '"draft":true') > 0`;
const AMONG = 'FROM course_index WHERE key IN (SELECT value FROM json_each(?))';
/** Also those whose text is written otherwise. */
const LINKED = `(instr(entry, '"formerly":[],"crossListed":[],') = 0 OR instr(entry, '"listed":[],') = 0)`;
const EXAMS = `instr(entry, '"exams":true') > 0`;
const NOTABLE = `(instr(entry, '"leavesAt":') > 0 OR instr(entry, '"large":') > 0)`;

/** @param held 'index': documents and words are not there */
export function createCourseIndexNow(sql: SqlNow, held: 'store' | 'index' = 'store'): CourseIndexNow {
  const readEntry = createEntryReader();
  const fromDocument = (key: CourseKey): CourseEntry | null => {
    if (held === 'index') return null;
    const [row] = sql.allNow('SELECT revision, published FROM courses WHERE key = ? AND published IS NOT NULL', key);
    try {
      const head = readDocumentHead(String(row?.published));
      return isDocumentHead(head) ? { ...makeEntry(head, Number(row?.revision)), key } : null;
    } catch {
      // Loading the document reports the damage.
      return null;
    }
  };
  const read = (row: Row): IndexedCourse => {
    const key = String(row.key);
    const own = { key, revision: Number(row.revision), lastModified: Number(row.last_modified) };
    return { key, entry: readEntry(own, String(row.entry)) ?? fromDocument(key) };
  };
  const firstOf = (term: string, condition: string): CourseEntry | null => {
    const [row] = sql.allNow(`SELECT ${COLUMNS} ${OF_TERM} AND ${condition} ORDER BY key LIMIT 1`, ...rangeOf(term));
    return row ? read(row).entry : null;
  };
  const readOne = (key: CourseKey): IndexedCourse | null => {
    const [row] = sql.allNow(`SELECT ${COLUMNS} FROM course_index WHERE key = ?`, key);
    return row ? read(row) : null;
  };
  /** @param code of a damaged row: null */
  const codeOf = (key: CourseKey, code: unknown): CodedCourse[] => {
    const found = typeof code === 'string' ? code : readOne(key)?.entry?.code;
    return found === undefined ? [] : [{ key, code: found }];
  };
  const count = (term: string): number => {
    const [row] = sql.allNow(`SELECT COUNT(*) AS courses ${OF_TERM}`, ...rangeOf(term));
    return Number(row?.courses);
  };
  return {
    terms() {
      const found: string[] = [];
      for (let after = ''; ; ) {
        const [row] = sql.allNow('SELECT key FROM course_index WHERE key > ? ORDER BY key LIMIT 1', after);
        if (!row) return found;
        const term = termOf(String(row.key));
        found.push(term);
        after = rangeOf(term)[1];
      }
    },
    page(term, after) {
      const [from, until] = rangeOf(term);
      const rows = sql.allNow(
        `SELECT ${COLUMNS} ${OF_TERM} ORDER BY key LIMIT ${PAGE}`,
        after === '' ? from : after,
        until,
      );
      return rows.map(read);
    },
    course: readOne,
    keyAt(term, id) {
      const [row] = sql.allNow(`SELECT key ${OF_TERM} AND lower(key) = ?`, ...rangeOf(term), foldId(`${term}/${id}`));
      return row ? String(row.key) : null;
    },
    hasExams: (term, drafts) => {
      const shown = drafts ? '' : `AND NOT ${DRAFT}`;
      return sql.allNow(`SELECT 1 ${OF_TERM} AND ${EXAMS} ${shown} LIMIT 1`, ...rangeOf(term)).length > 0;
    },
    linked: (term) => sql.allNow(`SELECT ${COLUMNS} ${OF_TERM} AND ${LINKED} ORDER BY key`, ...rangeOf(term)).map(read),
    count,
    countFound(term, words, drafts) {
      if (held === 'index') return null;
      const [found, patterns] = havingWords(words);
      const range = rangeOf(term);
      const [hidden, hiding] = drafts ? ['', []] : [`AND key NOT IN (SELECT key ${OF_TERM} AND (${ODD_ENTRY}))`, range];
      const [row] = sql.allNow(
        `SELECT COUNT(*) AS courses FROM course_words WHERE term = ? AND key > ? AND key < ? ${found} ${hidden}`,
        foldId(term),
        ...range,
        ...patterns,
        ...hiding,
      );
      return Number(row?.courses);
    },
    courses: (keys) => sql.allNow(`SELECT ${COLUMNS} ${AMONG}`, JSON.stringify(keys)).map(read),
    codes: (keys) =>
      sql
        .allNow(
          `SELECT key, CASE WHEN json_valid(entry) THEN json_extract(entry, '$.code') END AS code ${AMONG}`,
          JSON.stringify(keys),
        )
        .flatMap(({ key, code }) => codeOf(String(key), code)),
    keys: (term) => sql.allNow(`SELECT key ${OF_TERM} ORDER BY key`, ...rangeOf(term)).map(({ key }) => String(key)),
    published: (term) =>
      sql
        .allNow(`SELECT key, last_modified, revision, ${DRAFT} AS draft ${OF_TERM} ORDER BY key`, ...rangeOf(term))
        .map((row) => ({
          key: String(row.key),
          lastModified: Number(row.last_modified),
          revision: Number(row.revision),
          draft: Number(row.draft) === 1,
        })),
    changed: (term, after, { drafts, most }) =>
      sql
        .allNow(
          `SELECT ${COLUMNS} ${OF_TERM} AND last_modified > ? ${drafts ? '' : `AND NOT ${DRAFT}`}
             AND (NOT json_valid(entry) OR json_extract(entry, '$.firstPublished') IS NOT last_modified)
           ORDER BY last_modified DESC, key LIMIT ?`,
          ...rangeOf(term),
          after,
          most,
        )
        .flatMap((row) => read(row).entry ?? []),
    summary(term) {
      const range = rangeOf(term);
      const odd = sql.allNow(`SELECT key, entry = '' AS damaged ${OF_TERM} AND (${ODD_ENTRY})`, ...range);
      const drafts = odd.filter(({ damaged }) => Number(damaged) === 0).map(({ key }) => String(key));
      const first = firstOf(term, '1 = 1');
      return {
        courses: count(term),
        drafts: new Set(drafts),
        first,
        firstShown: first?.draft === false ? first : firstOf(term, `NOT ${DRAFT}`),
        isWhole: drafts.length === odd.length,
      };
    },
    span(term) {
      const [row] = sql.allNow(
        `SELECT MIN(json_extract(entry, '$.termFacts.span.from')) AS first_day,
           MAX(json_extract(entry, '$.termFacts.span.until')) AS last_day ${OF_TERM} AND json_valid(entry)`,
        ...rangeOf(term),
      );
      const { first_day: from, last_day: until } = row ?? {};
      return typeof from === 'string' && typeof until === 'string' ? { from, until } : null;
    },
    notable: (term) =>
      sql
        .allNow(`SELECT ${COLUMNS} ${OF_TERM} AND ${NOTABLE}`, ...rangeOf(term))
        .flatMap((row) => read(row).entry ?? []),
  };
}

/** Between 'fall-2018/' and 'fall-2018' with the character after the slash. */
export function rangeOf(term: string): readonly [string, string] {
  return [`${term}/`, `${term}0`];
}
