/**
 * When a program last fetched each personal calendar. A row is made with a calendar that is made, and counts as a
 * fetch only once a program is named; a calendar without a row was made by an earlier release and never expires.
 */
import { cutBatches } from '../domain/batches.ts';
import { firstRow, listPlaceholders, listRows, ROWS_AT_ONCE, type Sql } from './sql.ts';

export interface LastFetch {
  /** Epoch ms. */
  readonly at: number;
  /** 'Apple Calendar' */
  readonly program: string;
}

export interface PersonalFetchReads {
  /** Null: no program has fetched it that is known. */
  lastFetch(tokenHash: string): Promise<LastFetch | null>;
  /** Whether expireUnfetched would delete any, without writing. */
  hasUnfetched(before: number): Promise<boolean>;
}

export interface PersonalFetchWrites {
  /** From now on it is waited for that a program fetches the calendar. */
  awaitFetch(tokenHash: string, at: number): Promise<void>;
  noteFetches(fetches: ReadonlyMap<string, LastFetch>): Promise<void>;
  /** Deletes calendars that were made and last edited before `before`, and that no program ever fetched. @returns how many */
  expireUnfetched(before: number): Promise<number>;
}

/** With two values: before when it was edited, and before when it was made. */
const UNFETCHED = `revoked_at IS NULL AND instant < ? AND token_hash IN
  (SELECT token_hash FROM personal_fetches WHERE program IS NULL AND at < ?)`;

export function createPersonalFetchReads(sql: Sql): PersonalFetchReads {
  return {
    async lastFetch(tokenHash) {
      const row = await firstRow(sql, 'SELECT at, program FROM personal_fetches WHERE token_hash = ?', tokenHash);
      return row && row.program !== null ? { at: Number(row.at), program: String(row.program) } : null;
    },
    async hasUnfetched(before) {
      const found = await firstRow(
        sql,
        `SELECT 1 AS found FROM personal_feeds WHERE ${UNFETCHED} LIMIT 1`,
        before,
        before,
      );
      return found !== undefined;
    },
  };
}

export function createPersonalFetchWrites(sql: Sql): PersonalFetchWrites {
  return {
    async awaitFetch(tokenHash, at) {
      await sql.all(
        'INSERT INTO personal_fetches (token_hash, at) VALUES (?, ?) ON CONFLICT (token_hash) DO NOTHING',
        tokenHash,
        at,
      );
    },
    async noteFetches(fetches) {
      for (const batch of cutBatches([...fetches], ROWS_AT_ONCE)) {
        await sql.all(
          `INSERT INTO personal_fetches (token_hash, at, program) VALUES ${listRows(batch.length, 3)}
           ON CONFLICT (token_hash) DO UPDATE SET at = excluded.at, program = excluded.program`,
          ...batch.flatMap(([tokenHash, { at, program }]) => [tokenHash, at, program]),
        );
      }
    },
    async expireUnfetched(before) {
      const expired = await sql.all(
        `DELETE FROM personal_feeds WHERE ${UNFETCHED} RETURNING token_hash`,
        before,
        before,
      );
      for (const batch of cutBatches(expired, ROWS_AT_ONCE)) {
        const hashes = batch.map(({ token_hash }) => String(token_hash));
        await sql.all(`DELETE FROM personal_fetches WHERE token_hash IN (${listPlaceholders(hashes)})`, ...hashes);
      }
      return expired.length;
    },
  };
}
