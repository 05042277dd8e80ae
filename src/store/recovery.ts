/** What a backup and a restore leave in the store: the last backup made of it, and the publications that it lost. */
import { firstRow, type Sql } from './sql.ts';

export interface Backup {
  /** Epoch ms. */
  readonly at: number;
  /** The file. */
  readonly place: string;
}

export interface RecoveryReads {
  /** Null: none was ever made. */
  lastBackup(): Promise<Backup | null>;
  /** The SEQUENCE of the first events of new courses; 0 unless publications were lost (publication/loss.ts). */
  sequencesFrom(): Promise<number>;
}

export interface RecoveryWrites {
  /** Changes nothing that is served, so it gives the store no new revision. */
  saveBackup(backup: Backup): Promise<void>;
  saveSequencesFrom(sequence: number): Promise<void>;
}

export const RECOVERY_TABLES = [
  'CREATE TABLE last_backup (id INTEGER PRIMARY KEY, at BIGINT NOT NULL, place TEXT NOT NULL)',
  'CREATE TABLE losses (id INTEGER PRIMARY KEY, sequences_from BIGINT NOT NULL)',
] as const;

export function createRecoveryReads(sql: Sql): RecoveryReads {
  return {
    async lastBackup() {
      const row = await firstRow(sql, 'SELECT at, place FROM last_backup WHERE id = 1');
      return row ? { at: Number(row.at), place: String(row.place) } : null;
    },
    async sequencesFrom() {
      const row = await firstRow(sql, 'SELECT sequences_from FROM losses WHERE id = 1');
      return Number(row?.sequences_from ?? 0);
    },
  };
}

export function createRecoveryWrites(sql: Sql): RecoveryWrites {
  return {
    async saveBackup({ at, place }) {
      await sql.all(
        `INSERT INTO last_backup (id, at, place) VALUES (1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET at = excluded.at, place = excluded.place`,
        at,
        place,
      );
    },
    async saveSequencesFrom(sequence) {
      await sql.all(
        `INSERT INTO losses (id, sequences_from) VALUES (1, ?)
         ON CONFLICT (id) DO UPDATE SET sequences_from = excluded.sequences_from`,
        sequence,
      );
    },
  };
}
