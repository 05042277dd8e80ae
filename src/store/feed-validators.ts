/**
 * The validators of feeds that were composed once, so that conditional requests are answered without loading a course.
 * A cache: may be deleted at any time, is not exported and has no revisions.
 */
import { firstRow, type Sql } from './sql.ts';

export interface StoredValidators {
  /** As requested. */
  readonly path: string;
  /** Identifies everything that the feed was composed from. */
  readonly stamp: string;
  /** Hash of its identity bytes. */
  readonly tag: string;
  /** Epoch ms, whole seconds. */
  readonly lastModified: number;
}

export interface ValidatorReads {
  /** Null: none are stored for the path. */
  feedValidators(path: string): Promise<StoredValidators | null>;
}

export interface ValidatorWrites {
  saveFeedValidators(validators: readonly StoredValidators[]): Promise<void>;
}

/** A feed has any number of addresses; beyond this number all rows are deleted. */
const MOST_KEPT = 300_000;

export function createValidatorReads(sql: Sql): ValidatorReads {
  return {
    async feedValidators(path) {
      const row = await firstRow(sql, 'SELECT stamp, tag, last_modified FROM feed_validators WHERE path = ?', path);
      if (!row) return null;
      return { path, stamp: String(row.stamp), tag: String(row.tag), lastModified: Number(row.last_modified) };
    },
  };
}

export function createValidatorWrites(sql: Sql): ValidatorWrites {
  return {
    async saveFeedValidators(validators) {
      const row = await firstRow(sql, 'SELECT COUNT(*) AS kept FROM feed_validators');
      if (Number(row?.kept) + validators.length > MOST_KEPT) await sql.all('DELETE FROM feed_validators');
      for (const { path, stamp, tag, lastModified } of validators) {
        await sql.all(
          `INSERT INTO feed_validators (path, stamp, tag, last_modified) VALUES (?, ?, ?, ?)
           ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, tag = excluded.tag,
             last_modified = excluded.last_modified`,
          path,
          stamp,
          tag,
          lastModified,
        );
      }
    },
  };
}
