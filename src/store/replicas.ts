/**
 * Which replicas serve the store in PostgreSQL. Each writes its row every few seconds, outside of the transactions
 * of publications, so it waits for no writer and gives the store no new revision. Ages are by the database's clock.
 */
import type { Row, Sql } from './sql.ts';

export interface Replica {
  /** Host and port: a replica that starts again takes its row over. */
  readonly name: string;
  readonly release: string;
  /** The store revision that it serves. */
  readonly revision: number;
}

export interface SeenReplica extends Replica {
  /** How long ago it wrote its row (ms). */
  readonly age: number;
}

export interface ReplicaRows {
  report(replica: Replica): Promise<void>;
  remove(name: string): Promise<void>;
  /** Sorted by name. */
  list(): Promise<SeenReplica[]>;
}

export const REPLICA_TABLES = [
  'CREATE TABLE replicas (name TEXT PRIMARY KEY, release TEXT NOT NULL, revision BIGINT NOT NULL, seen_at BIGINT NOT NULL)',
] as const;

/** One that ended without removing its row is listed as stale for a day. */
const KEPT_MS = 24 * 3_600_000;
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

export function createReplicaRows(sql: Sql): ReplicaRows {
  return {
    async report({ name, release, revision }) {
      await sql.all(
        `INSERT INTO replicas (name, release, revision, seen_at) VALUES (?, ?, ?, ${NOW})
         ON CONFLICT (name) DO UPDATE SET
           release = excluded.release, revision = excluded.revision, seen_at = excluded.seen_at`,
        name,
        release,
        revision,
      );
      await sql.all(`DELETE FROM replicas WHERE seen_at < ${NOW} - ?::bigint`, KEPT_MS);
    },
    async remove(name) {
      await sql.all('DELETE FROM replicas WHERE name = ?', name);
    },
    async list() {
      const rows = await sql.all(`SELECT name, release, revision, ${NOW} - seen_at AS age FROM replicas ORDER BY name`);
      return rows.map(readRow);
    },
  };
}

function readRow({ name, release, revision, age }: Row): SeenReplica {
  return { name: String(name), release: String(release), revision: Number(revision), age: Math.max(0, Number(age)) };
}
