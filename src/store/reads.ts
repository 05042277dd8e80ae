/** The store's queries, in SQL for both databases. */
import { setImmediate } from 'node:timers/promises';
import { createAgreedReads } from './agreed.ts';
import { createClosedTermReads } from './closed-terms.ts';
import { createCourseIndexReads, findDocuments, readStoredDocument } from './course-index.ts';
import { createValidatorReads } from './feed-validators.ts';
import { createHolidayReads } from './holidays.ts';
import { findVersions, refuseNewer } from './migrations.ts';
import { createNoticeReads } from './notice-reads.ts';
import { createPersonalFetchReads } from './personal-fetches.ts';
import { createRecoveryReads } from './recovery.ts';
import { readAudit, readCourse, readDeskChange, readPersonalFeed, readRules, readSummary } from './rows.ts';
import { compareTexts, firstRow, listPlaceholders, ofTerm, readPages, type Sql } from './sql.ts';
import { createStaffReads } from './staff-reads.ts';
import type { CourseSummary, DeskChange, PublishedRules, StoreReads } from './store.ts';

/** Rows per query: of courses, whose documents lie between them, 400 block the event loop for 5 ms. */
const PAGE = 200;

export function createReads(sql: Sql): StoreReads {
  const latestRules = async (): Promise<PublishedRules | null> => {
    const row = await firstRow(sql, 'SELECT number, at, files FROM rules ORDER BY number DESC LIMIT 1');
    return row ? readRules(row) : null;
  };
  return {
    ...createStaffReads(sql),
    ...createAgreedReads(sql),
    ...createCourseIndexReads(sql),
    ...createValidatorReads(sql),
    ...createClosedTermReads(sql),
    ...createHolidayReads(sql),
    ...createPersonalFetchReads(sql),
    ...createRecoveryReads(sql),
    ...createNoticeReads(sql),
    async head() {
      const row = await firstRow(sql, 'SELECT revision, instant FROM head WHERE id = 1');
      return { revision: Number(row?.revision ?? 0), instant: Number(row?.instant ?? 0) };
    },
    async listCourses(term) {
      const found: CourseSummary[] = [];
      const [own, values] = ofTerm('key', term);
      const select = `SELECT key, rules, retired, revision, last_modified FROM courses
        WHERE ${own} AND published IS NOT NULL AND key > ?`;
      for await (const rows of readPages(sql, PAGE, select, ...values)) found.push(...rows.map(readSummary));
      return found.sort((a, b) => compareTexts(a.key, b.key));
    },
    async findCourse(key) {
      const row = await firstRow(
        sql,
        'SELECT key, rules, retired, revision, last_modified FROM courses WHERE key = ? AND published IS NOT NULL',
        key,
      );
      return row ? readSummary(row) : null;
    },
    async loadCourse(key) {
      const row = await firstRow(
        sql,
        'SELECT rules, retired, published FROM courses WHERE key = ? AND published IS NOT NULL',
        key,
      );
      return row ? readCourse(key, row) : null;
    },
    async loadDocument(key) {
      const row = await firstRow(sql, 'SELECT published FROM courses WHERE key = ? AND published IS NOT NULL', key);
      return row ? String(row.published) : null;
    },
    async loadDocuments(keys) {
      if (keys.length === 0) return new Map();
      const rows = await sql.all(findDocuments(keys), ...keys);
      return new Map(rows.map((row) => [String(row.key), readStoredDocument(row)]));
    },
    async loadCourses(keys) {
      if (keys?.length === 0) return new Map();
      const wanted = keys ? `AND key IN (${listPlaceholders(keys)})` : '';
      const rows = await sql.all(
        `SELECT key, rules, retired, published FROM courses WHERE published IS NOT NULL ${wanted}`,
        ...(keys ?? []),
      );
      return new Map(rows.map((row) => [String(row.key), readCourse(String(row.key), row)]));
    },
    async changedSince(revision) {
      // Followers of the store stop here once a later release has begun to write to it.
      refuseNewer(await findVersions(sql));
      const changed: { revision: number; key: string }[] = [];
      // With an index of both columns neither the documents are touched nor is anything sorted.
      for (let after = { revision: revision + 1, key: '' }; ; await setImmediate()) {
        const rows = await sql.all(
          `SELECT key, revision FROM courses WHERE (revision, key) > (?, ?) ORDER BY revision, key LIMIT ${PAGE}`,
          after.revision,
          after.key,
        );
        changed.push(...rows.map((row) => ({ revision: Number(row.revision), key: String(row.key) })));
        const last = changed.at(-1);
        if (rows.length < PAGE || !last) break;
        after = last;
      }
      return changed.sort((a, b) => a.revision - b.revision || compareTexts(a.key, b.key));
    },
    async deskChanges(...subjects) {
      if (subjects.length > 0) {
        const own = `SELECT * FROM desk_changes WHERE subject IN (${listPlaceholders(subjects)}) ORDER BY number`;
        return (await sql.all(own, ...subjects)).map(readDeskChange);
      }
      const found: DeskChange[] = [];
      for (let after = -1; ; await setImmediate()) {
        const rows = await sql.all(`SELECT * FROM desk_changes WHERE number > ? ORDER BY number LIMIT ${PAGE}`, after);
        found.push(...rows.map(readDeskChange));
        const last = rows.at(-1);
        if (rows.length < PAGE || !last) return found;
        after = Number(last.number);
      }
    },
    async personalFeed(tokenHash) {
      const row = await firstRow(sql, 'SELECT * FROM personal_feeds WHERE token_hash = ?', tokenHash);
      return row ? readPersonalFeed(row) : null;
    },
    async personalFeeds(revision = -1) {
      const rows = await sql.all('SELECT * FROM personal_feeds WHERE revision > ? ORDER BY revision', revision);
      return rows.map(readPersonalFeed);
    },
    latestRules,
    async latestRulesFile(names) {
      const files = Object.entries((await latestRules())?.files ?? {});
      return files.find(([path]) => names.includes(path.toLowerCase()))?.[1] ?? null;
    },
    async rulesNumber() {
      const row = await firstRow(sql, 'SELECT MAX(number) AS number FROM rules');
      return Number(row?.number ?? 0);
    },
    async rulesNumbers() {
      return (await sql.all('SELECT number FROM rules ORDER BY number')).map((row) => Number(row.number));
    },
    async loadRules(number) {
      const row = await firstRow(sql, 'SELECT number, at, files FROM rules WHERE number = ?', number);
      return row ? readRules(row) : null;
    },
    async auditTrail(limit, subject) {
      const rows =
        subject === undefined
          ? await sql.all('SELECT * FROM audit ORDER BY number DESC LIMIT ?', limit)
          : await sql.all('SELECT * FROM audit WHERE subject = ? ORDER BY number DESC LIMIT ?', subject, limit);
      return rows.map(readAudit);
    },
    async auditAfter(after, limit) {
      const rows = await sql.all('SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?', after, limit);
      return rows.map((row) => ({ ...readAudit(row), number: Number(row.number) }));
    },
  };
}
