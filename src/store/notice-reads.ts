/** The store's questions about notices, in SQL that both databases understand. */
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
import { firstRow, type Row, type Sql, type SqlValue } from './sql.ts';

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

export function createNoticeReads(sql: Sql): NoticeReads {
  const withChoices = async (rows: readonly Row[], only?: string): Promise<NoticeSubscription[]> => {
    const found = new Map<string, NoticeChoice[]>();
    const chosen =
      only === undefined
        ? await sql.all('SELECT * FROM notice_choices ORDER BY subscription, course')
        : await sql.all('SELECT * FROM notice_choices WHERE subscription = ? ORDER BY course', only);
    for (const row of chosen) {
      const of = String(row.subscription);
      const list = found.get(of) ?? [];
      list.push(readChoice(row));
      found.set(of, list);
    }
    return rows.map((row) => readSubscription(row, found.get(String(row.id)) ?? []));
  };
  return {
    async noticeKeys() {
      const row = await firstRow(sql, 'SELECT * FROM notice_keys WHERE id = 1');
      if (!row) return null;
      const { secret, vapid_public: vapidPublic, vapid_private: vapidPrivate } = row;
      return { secret: String(secret), vapidPublic: String(vapidPublic), vapidPrivate: String(vapidPrivate) };
    },
    async noticeSubscription(id) {
      const [found] = await withChoices(await sql.all('SELECT * FROM notice_subscriptions WHERE id = ?', id), id);
      return found ?? null;
    },
    async noticeSubscriptions({ course, channel, address } = {}) {
      const wanted: readonly (readonly [string, SqlValue | undefined])[] = [
        ['id IN (SELECT subscription FROM notice_choices WHERE course = ?)', course],
        ['channel = ?', channel],
        ['address = ?', address],
      ];
      const given = wanted.filter(([, value]) => value !== undefined);
      const where = given.length === 0 ? '' : `WHERE ${given.map(([clause]) => clause).join(' AND ')}`;
      const rows = await sql.all(
        `SELECT * FROM notice_subscriptions ${where} ORDER BY id`,
        ...given.map(([, value]) => value as SqlValue),
      );
      const [only] = rows;
      const found = await withChoices(rows, rows.length === 1 ? String(only?.id) : undefined);
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
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
      const where = numbers ? `WHERE number IN (${numbers.map(() => '?').join(', ')})` : '';
      const rows = await sql.all(`SELECT * FROM notices ${where} ORDER BY number`, ...(numbers ?? []));
      return rows.map(readNotice);
    },
    async noticeDeliveries(subscription) {
      const rows =
        subscription === undefined
          ? await sql.all('SELECT * FROM notice_deliveries ORDER BY number')
          : await sql.all('SELECT * FROM notice_deliveries WHERE subscription = ? ORDER BY number', subscription);
      return rows.map(readDelivery);
    },
    async dueSubscriptions(now, limit) {
      const rows = await sql.all(
        `SELECT subscription, MIN(due_at) AS due FROM notice_deliveries WHERE due_at <= ?
         GROUP BY subscription ORDER BY MIN(due_at), subscription LIMIT ?`,
        now,
        limit,
      );
      return rows.map((row) => String(row.subscription));
    },
    async nextDelivery() {
      const row = await firstRow(sql, 'SELECT MIN(due_at) AS due FROM notice_deliveries');
      return orNull(row?.due, Number);
    },
  };
}
