/** Writes subscriptions and the outbox; none of it is published, so none of it has a revision. */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Delivery, Notice, NoticeWrites } from './notices.ts';
import { firstRow, listPlaceholders, ROWS_AT_ONCE, type Row, type Sql, type SqlValue } from './sql.ts';

/** In an order that deletion allows. */
export const NOTICE_TABLES = [
  ...['notice_deliveries', 'notices', 'notice_changes', 'notice_choices'],
  ...['notice_subscriptions', 'notice_keys', 'notice_lease'],
] as const;

/** Notices, or deliveries, that one transaction makes. */
const ROWS_AT_MOST = 1_000_000;

/**
 * Adds a course to the outbox before its document is overwritten: once, with the document before the first change that
 * nobody was told about. Only courses with subscribers whose feeds change.
 */
export async function enterOutbox(
  sql: Sql,
  revision: number,
  courses: readonly { readonly key: CourseKey; readonly lastModified: number }[],
): Promise<void> {
  const keys = courses.map(({ key }) => key);
  const wanted = await sql.all(
    `SELECT DISTINCT course FROM notice_choices WHERE course IN (${listPlaceholders(keys)})`,
    ...keys,
  );
  const asked = new Set(wanted.map(({ course }) => String(course)));
  for (const { key, lastModified } of courses) if (asked.has(key)) await enterCourse(sql, key, revision, lastModified);
}

async function enterCourse(sql: Sql, key: CourseKey, revision: number, lastModified: number): Promise<void> {
  await sql.all(
    `INSERT INTO notice_changes (course, since, revision, before_it)
     SELECT key, CAST(? AS BIGINT), CAST(? AS BIGINT), published FROM courses
     WHERE key = ? AND published IS NOT NULL AND last_modified < ?
     ON CONFLICT (course) DO UPDATE SET revision = excluded.revision`,
    lastModified,
    revision,
    key,
    lastModified,
  );
}

/** Subscribers of a renamed course follow it. */
export async function renameNotices(sql: Sql, from: CourseKey, to: CourseKey): Promise<void> {
  await sql.all(
    `INSERT INTO notice_choices (subscription, course, sections, pace)
     SELECT subscription, ?, sections, pace FROM notice_choices WHERE course = ?
     ON CONFLICT (subscription, course) DO NOTHING`,
    to,
    from,
  );
  await sql.all('DELETE FROM notice_choices WHERE course = ?', from);
  await sql.all(
    `INSERT INTO notice_changes (course, since, revision, before_it)
     SELECT ?, since, revision, before_it FROM notice_changes WHERE course = ?
     ON CONFLICT (course) DO NOTHING`,
    to,
    from,
  );
  await sql.all('DELETE FROM notice_changes WHERE course = ?', from);
  await sql.all('UPDATE notices SET course = ? WHERE course = ?', to, from);
}

/** @param stamp assigns a revision, by which other processes notice that something is due */
export function createNoticeWrites(sql: Sql, stamp: () => Promise<number>): NoticeWrites {
  /** Never one that a deleted row had: each transaction's begin at its own revision. */
  const nextNumber = async (table: 'notices' | 'notice_deliveries'): Promise<number> => {
    const first = (await stamp()) * ROWS_AT_MOST;
    const row = await firstRow(sql, `SELECT MAX(number) AS number FROM ${table}`);
    return Math.max(first, Number(row?.number ?? 0) + 1);
  };
  const insertNotice = async ({ number, course, revision, at, content }: Notice): Promise<void> => {
    await sql.all(
      'INSERT INTO notices (number, course, revision, at, content) VALUES (?, ?, ?, ?, ?)',
      number,
      course,
      revision,
      at,
      JSON.stringify(content),
    );
  };
  const insertDeliveries = async (deliveries: readonly Delivery[]): Promise<void> => {
    for (const some of cutBatches(deliveries, ROWS_AT_ONCE)) {
      await sql.all(
        `INSERT INTO notice_deliveries
           (number, subscription, notice, kind, part, due_at, attempts, message, error)
         VALUES ${some.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
        ...some.flatMap((one): SqlValue[] => [
          ...[one.number, one.subscription, one.notice, one.kind, one.part],
          ...[one.dueAt, one.attempts, one.message, one.error],
        ]),
      );
    }
  };
  return {
    async saveNoticeKeys({ secret, vapidPublic, vapidPrivate }) {
      await sql.all(
        `INSERT INTO notice_keys (id, secret, vapid_public, vapid_private) VALUES (1, ?, ?, ?)
         ON CONFLICT (id) DO NOTHING`,
        secret,
        vapidPublic,
        vapidPrivate,
      );
    },
    async saveNoticeSubscription(one) {
      await sql.all(
        `INSERT INTO notice_subscriptions
           (id, channel, address, settings, made_at, confirmed_at, ends_at, ended_at, ended_why)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET address = excluded.address, settings = excluded.settings,
           confirmed_at = excluded.confirmed_at, ends_at = excluded.ends_at, ended_at = excluded.ended_at,
           ended_why = excluded.ended_why`,
        one.id,
        one.channel,
        one.address,
        JSON.stringify(one.settings),
        one.madeAt,
        one.confirmedAt,
        one.until,
        one.endedAt,
        one.endedWhy,
      );
      await sql.all('DELETE FROM notice_choices WHERE subscription = ?', one.id);
      for (const { course, sections, pace } of one.choices) {
        await sql.all(
          'INSERT INTO notice_choices (subscription, course, sections, pace) VALUES (?, ?, ?, ?)',
          one.id,
          course,
          JSON.stringify(sections),
          pace,
        );
      }
    },
    async endNoticeSubscription(id, at, why) {
      await sql.all('DELETE FROM notice_choices WHERE subscription = ?', id);
      await dropDeliveriesOf(sql, id);
      await sql.all(
        `UPDATE notice_subscriptions SET ended_at = ?, ended_why = ?, address = '', settings = '{}' WHERE id = ?`,
        at,
        why,
        id,
      );
    },
    removeNoticeSubscription: (id) => removeSubscription(sql, id),
    async saveNoticeChange({ course, since, revision, before }) {
      await sql.all(
        'INSERT INTO notice_changes (course, since, revision, before_it) VALUES (?, ?, ?, ?)',
        course,
        since,
        revision,
        before,
      );
    },
    async settleNoticeChange(course, revision) {
      const gone = await sql.all(
        'DELETE FROM notice_changes WHERE course = ? AND revision = ? RETURNING course',
        course,
        revision,
      );
      return gone.length > 0;
    },
    async addNotice(notice) {
      const number = await nextNumber('notices');
      await insertNotice({ ...notice, number });
      return number;
    },
    restoreNotice: insertNotice,
    async addDeliveries(deliveries) {
      if (deliveries.length === 0) return;
      const first = await nextNumber('notice_deliveries');
      await insertDeliveries(deliveries.map((one, index) => ({ ...one, number: first + index })));
    },
    restoreDelivery: (delivery) => insertDeliveries([delivery]),
    async updateDeliveries(numbers, { attempts, message, error, dueAt }) {
      for (const some of cutBatches(numbers, ROWS_AT_ONCE)) {
        await sql.all(
          `UPDATE notice_deliveries SET attempts = ?, message = ?, error = ?, due_at = ?
           WHERE number IN (${listPlaceholders(some)})`,
          ...[attempts, message, error, dueAt, ...some],
        );
      }
    },
    async dropDeliveries(numbers) {
      for (const some of cutBatches(numbers, ROWS_AT_ONCE)) {
        const gone = await sql.all(
          `DELETE FROM notice_deliveries WHERE number IN (${listPlaceholders(some)}) RETURNING notice`,
          ...some,
        );
        await dropUnwanted(sql, gone);
      }
    },
    async takeNoticeLease(holder, now, until) {
      const rows = await sql.all(
        `INSERT INTO notice_lease (id, holder, ends_at) VALUES (1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
           WHERE notice_lease.holder = excluded.holder OR notice_lease.ends_at <= ? RETURNING holder`,
        holder,
        until,
        now,
      );
      return rows.length > 0;
    },
    async releaseNoticeLease(holder) {
      await sql.all('DELETE FROM notice_lease WHERE holder = ?', holder);
    },
    async forgetNoticeSubscriptions(now, unconfirmed) {
      const rows = await sql.all(
        'SELECT id FROM notice_subscriptions WHERE ends_at < ? OR (confirmed_at IS NULL AND made_at < ?)',
        now,
        unconfirmed,
      );
      for (const { id } of rows) await removeSubscription(sql, String(id));
    },
  };
}

/** With its choices and deliveries. */
export async function removeSubscription(sql: Sql, id: string): Promise<void> {
  await sql.all('DELETE FROM notice_choices WHERE subscription = ?', id);
  await dropDeliveriesOf(sql, id);
  await sql.all('DELETE FROM notice_subscriptions WHERE id = ?', id);
}

async function dropDeliveriesOf(sql: Sql, subscription: string): Promise<void> {
  const gone = await sql.all('DELETE FROM notice_deliveries WHERE subscription = ? RETURNING notice', subscription);
  await dropUnwanted(sql, gone);
}

/** Deletes notices that no delivery refers to any more. @param gone the deleted deliveries */
async function dropUnwanted(sql: Sql, gone: readonly Row[]): Promise<void> {
  const named = [...new Set(gone.flatMap(({ notice }) => (notice === null ? [] : [Number(notice)])))];
  for (const some of cutBatches(named, ROWS_AT_ONCE)) {
    await sql.all(
      `DELETE FROM notices WHERE number IN (${listPlaceholders(some)})
         AND NOT EXISTS (SELECT 1 FROM notice_deliveries WHERE notice = notices.number)`,
      ...some,
    );
  }
}
