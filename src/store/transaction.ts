/** The writes of a transaction, in SQL for both databases. */
import { isDeepStrictEqual } from 'node:util';
import { AGREED_TABLES, createAgreedWrites } from './agreed.ts';
import { createClosedTermWrites } from './closed-terms.ts';
import { checksumOf, dropIndexRow, INDEX_TABLES, saveIndexRows } from './course-index.ts';
import { renameCourseSubject } from './course-subject.ts';
import { createValidatorWrites } from './feed-validators.ts';
import { createHolidayWrites } from './holidays.ts';
import { createNoticeWrites, enterOutbox, NOTICE_TABLES } from './notice-writes.ts';
import { heldDocumentOf, indexRowOf } from './packed-course.ts';
import { createPersonalFetchWrites } from './personal-fetches.ts';
import { createReads } from './reads.ts';
import { createRecoveryWrites } from './recovery.ts';
import { readDeskChange } from './rows.ts';
import { firstRow, repeatRow, type Sql } from './sql.ts';
import { createStaffWrites, STAFF_TABLES } from './staff-writes.ts';
import type { PublishedRules, SavedCourse, StoreTransaction } from './store.ts';
import { createWordsWrites } from './words.ts';

/** A write that changes nothing; call it inside a transaction. */
export async function writeNothing(sql: Sql): Promise<void> {
  await sql.all('UPDATE head SET instant = instant WHERE id = 1');
}

const SAVED_COURSE = '(?, ?, ?, ?, ?, CAST(? AS TEXT))';

/** Writes through `sql`, which must be in a transaction that excludes other writers. */
export function createTransaction(sql: Sql): StoreTransaction {
  const reads = createReads(sql);
  let written: number | null = null;
  let latest = 0;
  let opening: Promise<void> | null = null;

  const takeRevision = async (): Promise<void> => {
    const row = await firstRow(sql, 'UPDATE head SET revision = revision + 1 WHERE id = 1 RETURNING revision, instant');
    written = Number(row?.revision);
    latest = Number(row?.instant);
  };

  /** The revision of this transaction, assigned on its first write; the store's instant never decreases. */
  const stamp = async (instant = 0): Promise<number> => {
    // Several writes may be in progress at once.
    opening ??= takeRevision();
    await opening;
    if (instant > latest) {
      latest = instant;
      await sql.all('UPDATE head SET instant = ? WHERE id = 1', instant);
    }
    return written ?? 0;
  };
  const nextNumber = async (table: 'desk_changes' | 'audit' | 'rules'): Promise<number> => {
    const row = await firstRow(sql, `SELECT MAX(number) AS number FROM ${table}`);
    return Number(row?.number ?? 0) + 1;
  };
  const insertRules = async ({ number, at, files }: PublishedRules): Promise<void> => {
    await stamp();
    await sql.all('INSERT INTO rules (number, at, files) VALUES (?, ?, ?)', number, at, JSON.stringify(files));
  };

  const saveCourses = async (courses: readonly SavedCourse[]): Promise<void> => {
    if (courses.length === 0) return;
    const revision = await stamp(Math.max(...courses.map(({ course }) => course.published.lastModified)));
    const rows = courses.map(({ key, course }) => {
      const { published, rules, retired } = course;
      const document = heldDocumentOf(published);
      const { lastModified } = published;
      const index = { key, lastModified, checksum: checksumOf(document), ...indexRowOf(published) };
      return { values: [key, revision, lastModified, rules, retired ? 1 : 0, document], index };
    });
    const indexed = rows.map(({ index }) => index);
    await enterOutbox(sql, revision, indexed);
    await sql.all(
      `INSERT INTO courses (key, revision, last_modified, rules, retired, published) VALUES ${repeatRow(rows.length, SAVED_COURSE)}
       ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, last_modified = excluded.last_modified,
         rules = excluded.rules, retired = excluded.retired, published = excluded.published`,
      ...rows.flatMap(({ values }) => values),
    );
    await saveIndexRows(sql, revision, indexed);
  };

  return {
    ...reads,
    ...createStaffWrites(sql),
    ...createWordsWrites(sql),
    ...createValidatorWrites(sql),
    ...createClosedTermWrites(sql, () => stamp()),
    ...createHolidayWrites(sql, stamp),
    ...createPersonalFetchWrites(sql),
    ...createRecoveryWrites(sql),
    ...createNoticeWrites(sql, () => stamp()),
    ...createAgreedWrites(sql, () => stamp()),
    revision: () => written,
    saveCourse: (key, course) => saveCourses([{ key, course }]),
    saveCourses,
    async removeCourse(key) {
      await sql.all(`UPDATE courses SET revision = ?, rules = '', published = NULL WHERE key = ?`, await stamp(), key);
      await dropIndexRow(sql, key);
      await sql.all('DELETE FROM agreed_rules WHERE key = ?', key);
      await sql.all('DELETE FROM held_edits WHERE key = ?', key);
    },
    async renameSubject(from, to) {
      await stamp();
      await renameCourseSubject(sql, from, to);
    },
    async addDeskChange(change) {
      const { subject, id, madeAt, madeBy, undoneAt, undoneBy, idempotencyKey } = change;
      if (idempotencyKey !== null) {
        const row = await firstRow(
          sql,
          'SELECT * FROM desk_changes WHERE subject = ? AND made_by = ? AND idempotency_key = ?',
          subject,
          madeBy,
          idempotencyKey,
        );
        if (row) return { change: readDeskChange(row), repeated: true };
      }
      await stamp();
      await sql.all(
        `INSERT INTO desk_changes
           (number, subject, id, change, made_at, made_by, undone_at, undone_by, idempotency_key)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        await nextNumber('desk_changes'),
        subject,
        id,
        JSON.stringify(change.change),
        madeAt,
        madeBy,
        undoneAt,
        undoneBy,
        idempotencyKey,
      );
      return { change, repeated: false };
    },
    async undoDeskChange(subject, id, at, by) {
      const row = await firstRow(
        sql,
        `UPDATE desk_changes SET undone_at = ?, undone_by = ?
         WHERE subject = ? AND id = ? AND undone_at IS NULL RETURNING *`,
        at,
        by,
        subject,
        id,
      );
      if (!row) return null;
      await stamp();
      return readDeskChange(row);
    },
    async savePersonalFeed(feed) {
      const revision = await stamp(feed.instant);
      await sql.all(
        `INSERT INTO personal_feeds
           (token_hash, key_hash, revision, selection, options, instant, edits, raised, revoked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (token_hash) DO UPDATE SET key_hash = excluded.key_hash, revision = excluded.revision,
           selection = excluded.selection, options = excluded.options, instant = excluded.instant,
           edits = excluded.edits, raised = excluded.raised, revoked_at = excluded.revoked_at`,
        feed.tokenHash,
        feed.keyHash,
        revision,
        JSON.stringify(feed.selection),
        JSON.stringify(feed.options),
        feed.instant,
        feed.edits,
        feed.raised === null ? null : JSON.stringify(feed.raised),
        feed.revokedAt,
      );
    },
    async publishRules(files, at) {
      const latest = await reads.latestRules();
      if (latest && isDeepStrictEqual({ ...latest.files }, { ...files })) return latest.number;
      const number = await nextNumber('rules');
      await insertRules({ number, at, files });
      return number;
    },
    async addAudit(entry) {
      await stamp();
      await sql.all(
        'INSERT INTO audit (number, at, who, what, subject, before_it, after_it) VALUES (?, ?, ?, ?, ?, ?, ?)',
        await nextNumber('audit'),
        entry.at,
        entry.who,
        entry.what,
        entry.subject,
        JSON.stringify(entry.before ?? null),
        JSON.stringify(entry.after ?? null),
      );
    },
    restoreRules: insertRules,
    async raiseInstant(instant) {
      await stamp(instant);
    },
    async clear(at) {
      const revision = await stamp();
      await sql.all(
        `UPDATE courses SET revision = ?, rules = '', published = NULL WHERE published IS NOT NULL`,
        revision,
      );
      await sql.all(
        `UPDATE personal_feeds SET revision = ?, revoked_at = COALESCE(revoked_at, ?), selection = 'null', options = 'null', raised = NULL`,
        revision,
        at,
      );
      const caches = ['feed_validators', 'personal_fetches'];
      const own = ['closed_terms', 'holidays', 'losses', 'desk_changes', 'rules', 'audit'];
      for (const table of [...caches, ...own, ...INDEX_TABLES, ...AGREED_TABLES, ...STAFF_TABLES, ...NOTICE_TABLES]) {
        await sql.all(`DELETE FROM ${table}`);
      }
    },
  };
}
