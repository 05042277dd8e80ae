/**
 * Lists the columns with personal text outside of courses' documents, so that text can be redacted in all of them.
 * A new column with text written by people must be added here.
 */
import { isDeepStrictEqual } from 'node:util';
import { removeSubscription } from './notice-writes.ts';
import type { Sql, SqlValue } from './sql.ts';

/** What kind of words a column has, for people. */
export type WordsKind = 'history' | 'changes' | 'people' | 'rules';

export interface WordsWrites {
  /** Replaces each text, or JSON value, by the result of `rewrite`. */
  rewriteWords(rewrite: (value: unknown, kind: WordsKind) => unknown): Promise<void>;
  /**
   * Deletes ended sessions, links and mail subscriptions of every address that `isMeant` accepts, except for current
   * staff.
   */
  forgetPerson(isMeant: (mail: string) => boolean): Promise<number>;
}

interface WordsTable {
  readonly table: string;
  readonly kind: WordsKind;
  readonly key: readonly string[];
  readonly texts?: readonly string[];
  readonly json?: readonly string[];
  /** Columns whose text is deleted, not rewritten: nobody reads them, and two values must not become equal. */
  readonly dropped?: readonly string[];
  /** A condition for rows to skip. */
  readonly where?: string;
}

const TABLES: readonly WordsTable[] = [
  { table: 'audit', kind: 'history', key: ['number'], texts: ['who'], json: ['before_it', 'after_it'] },
  {
    ...{ table: 'desk_changes', kind: 'changes', key: ['number'] },
    ...{ texts: ['made_by', 'undone_by'], json: ['change'], dropped: ['idempotency_key'] },
  },
  { table: 'held_edits', kind: 'history', key: ['key'], texts: ['summary'] },
  { table: 'staff', kind: 'people', key: ['mail'], texts: ['name', 'added_by'] },
  { table: 'grants', kind: 'people', key: ['mail', 'scope'], texts: ['made_by'] },
  { table: 'sign_in_links', kind: 'people', key: ['hash'], texts: ['made_by'], json: ['makers'] },
  { table: 'sessions', kind: 'people', key: ['hash'], texts: ['device'], json: ['makers'] },
  { table: 'api_tokens', kind: 'people', key: ['id'], texts: ['label', 'made_by'], json: ['makers'] },
  { table: 'notice_changes', kind: 'changes', key: ['course'], json: ['before_it'] },
  { table: 'notices', kind: 'changes', key: ['number'], json: ['content'] },
  // The latest rules are in use: they must be changed at their source.
  {
    ...{ table: 'rules', kind: 'rules', key: ['number'], json: ['files'] },
    where: 'number < (SELECT MAX(number) FROM rules)',
  },
];

export function createWordsWrites(sql: Sql): WordsWrites {
  return {
    async rewriteWords(rewrite) {
      for (const one of TABLES) await rewriteTable(sql, one, rewrite);
    },
    async forgetPerson(isMeant) {
      const staff = new Set((await sql.all('SELECT mail FROM staff')).map(({ mail }) => String(mail)));
      let forgotten = 0;
      for (const table of ['sessions', 'sign_in_links']) {
        for (const { mail } of await sql.all(`SELECT DISTINCT mail FROM ${table}`)) {
          if (staff.has(String(mail)) || !isMeant(String(mail))) continue;
          forgotten += (await sql.all(`DELETE FROM ${table} WHERE mail = ? RETURNING hash`, String(mail))).length;
        }
      }
      for (const { id, address } of await sql.all(
        `SELECT id, address FROM notice_subscriptions WHERE channel = 'mail'`,
      )) {
        if (!isMeant(String(address))) continue;
        await removeSubscription(sql, String(id));
        forgotten += 1;
      }
      return forgotten;
    },
  };
}

async function rewriteTable(
  sql: Sql,
  one: WordsTable,
  rewrite: (value: unknown, kind: WordsKind) => unknown,
): Promise<void> {
  const { table, kind, key, texts = [], json = [], dropped = [], where } = one;
  const columns = [...texts, ...json, ...dropped];
  const rows = await sql.all(
    `SELECT ${[...key, ...columns].join(', ')} FROM ${table}${where === undefined ? '' : ` WHERE ${where}`}`,
  );
  for (const row of rows) {
    const written = columns.map((column) => {
      const value = row[column];
      if (value === null || value === undefined) return null;
      if (json.includes(column)) return rewriteJson(String(value), (parsed) => rewrite(parsed, kind));
      const text = String(rewrite(String(value), kind));
      return dropped.includes(column) && text !== value ? null : text;
    });
    if (columns.every((column, index) => written[index] === (row[column] ?? null))) continue;
    await sql.all(
      `UPDATE ${table} SET ${setAll(columns, ', ')} WHERE ${setAll(key, ' AND ')}`,
      ...written,
      ...key.map((column) => row[column] as SqlValue),
    );
  }
}

/** Returns the same text if nothing in it changes. */
function rewriteJson(text: string, rewrite: (value: unknown) => unknown): string {
  const before: unknown = JSON.parse(text);
  const after = rewrite(before);
  return isDeepStrictEqual(before, after) ? text : JSON.stringify(after);
}

function setAll(columns: readonly string[], between: string): string {
  return columns.map((column) => `${column} = ?`).join(between);
}
