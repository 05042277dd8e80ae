/** Queries on notices, in SQL for both databases. */
import { cutBatches } from '../domain/batches.ts';
import type {
  Channel,
  Delivery,
  DeliveryKind,
  DeliveryPart,
  Notice,
  NoticeChange,
  NoticeChoice,
  NoticeReads,
  NoticeSubscription,
  Pace,
} from './notices.ts';
import { firstRow, listPlaceholders, ROWS_AT_ONCE, type Row, type Sql, type SqlValue } from './sql.ts';

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value);
}

function readChoice(row: Row): NoticeChoice {
  return {
    course: String(row.course),
    sections: JSON.parse(String(row.sections)) as string[],
    pace: String(row.pace) as Pace,
  };
}

function readSubscription(row: Row, choices: readonly NoticeChoice[]): NoticeSubscription {
  return {
    id: String(row.id),
    channel: String(row.channel) as Channel,
    address: String(row.address),
    settings: JSON.parse(String(row.settings)) as NoticeSubscription['settings'],
    madeAt: Number(row.made_at),
    confirmedAt: orNull(row.confirmed_at, Number),
    until: Number(row.ends_at),
    endedAt: orNull(row.ended_at, Number),
    endedWhy: orNull(row.ended_why, String),
    choices,
  };
}

function readChange(row: Row): NoticeChange {
  return { course: String(row.course), since: Number(row.since), revision: Number(row.revision) };
}

function readNotice(row: Row): Notice {
  return {
    number: Number(row.number),
    course: String(row.course),
    revision: Number(row.revision),
    at: Number(row.at),
    content: JSON.parse(String(row.content)) as unknown,
  };
}

function readDelivery(row: Row): Delivery {
  return {
    number: Number(row.number),
    subscription: String(row.subscription),
    notice: orNull(row.notice, Number),
    kind: String(row.kind) as DeliveryKind,
    part: String(row.part) as DeliveryPart,
    dueAt: Number(row.due_at),
    attempts: Number(row.attempts),
    message: orNull(row.message, String),
    error: orNull(row.error, String),
  };
}

/** About as many as a subscription has due at once. */
const DELIVERIES_EACH = 4;

export function createNoticeReads(sql: Sql): NoticeReads {
  const withChoices = async (rows: readonly Row[]): Promise<NoticeSubscription[]> => {
    const found: NoticeSubscription[] = [];
    for (const some of cutBatches(rows, ROWS_AT_ONCE)) {
      const chosen = await sql.all(
        `SELECT * FROM notice_choices WHERE subscription IN (${listPlaceholders(some)}) ORDER BY subscription, course`,
        ...some.map(({ id }) => String(id)),
      );
      const choices = Map.groupBy(chosen, ({ subscription }) => String(subscription));
      for (const row of some) found.push(readSubscription(row, (choices.get(String(row.id)) ?? []).map(readChoice)));
    }
    return found;
  };
  return {
    async noticeKeys() {
      const row = await firstRow(sql, 'SELECT * FROM notice_keys WHERE id = 1');
      if (!row) return null;
      const { secret, vapid_public: vapidPublic, vapid_private: vapidPrivate } = row;
      return { secret: String(secret), vapidPublic: String(vapidPublic), vapidPrivate: String(vapidPrivate) };
    },
    async noticeSubscription(id) {
      const [found] = await withChoices(await sql.all('SELECT * FROM notice_subscriptions WHERE id = ?', id));
      return found ?? null;
    },
    async noticeSubscriptions({ ids, course, channel, address } = {}) {
      if (ids?.length === 0) return [];
      const wanted: readonly (readonly [string, readonly (SqlValue | undefined)[]])[] = [
        [`id IN (${listPlaceholders(ids ?? [])})`, ids ?? [undefined]],
        ['id IN (SELECT subscription FROM notice_choices WHERE course = ?)', [course]],
        ['channel = ?', [channel]],
        ['address = ?', [address]],
      ];
      const given = wanted.filter(([, values]) => !values.includes(undefined));
      const where = given.length === 0 ? '' : `WHERE ${given.map(([clause]) => clause).join(' AND ')}`;
      const rows = await sql.all(
        `SELECT * FROM notice_subscriptions ${where} ORDER BY id`,
        ...given.flatMap(([, values]) => values as SqlValue[]),
      );
      return (await withChoices(rows)).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async noticeChanges() {
      const rows = await sql.all('SELECT course, since, revision FROM notice_changes ORDER BY since, revision');
      return rows.map(readChange);
    },
    async noticeChange(course) {
      const row = await firstRow(sql, 'SELECT * FROM notice_changes WHERE course = ?', course);
      return row ? { ...readChange(row), before: String(row.before_it) } : null;
    },
    async notices(numbers) {
      if (numbers?.length === 0) return [];
      const where = numbers ? `WHERE number IN (${listPlaceholders(numbers)})` : '';
      const rows = await sql.all(`SELECT * FROM notices ${where} ORDER BY number`, ...(numbers ?? []));
      return rows.map(readNotice);
    },
    async noticeDeliveries(subscriptions) {
      if (subscriptions?.length === 0) return [];
      const where = subscriptions ? `WHERE subscription IN (${listPlaceholders(subscriptions)})` : '';
      const rows = await sql.all(`SELECT * FROM notice_deliveries ${where} ORDER BY number`, ...(subscriptions ?? []));
      return rows.map(readDelivery);
    },
    async dueSubscriptions(now, limit) {
      // The first rows of an index: grouping all that is due would read it all for each batch.
      const rows = await sql.all(
        'SELECT subscription FROM notice_deliveries WHERE due_at <= ? ORDER BY due_at LIMIT ?',
        now,
        limit * DELIVERIES_EACH,
      );
      return [...new Set(rows.map((row) => String(row.subscription)))].slice(0, limit);
    },
    async nextDelivery() {
      const row = await firstRow(sql, 'SELECT MIN(due_at) AS due FROM notice_deliveries');
      return orNull(row?.due, Number);
    },
  };
}
