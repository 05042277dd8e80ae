/**
 * The store in PostgreSQL, for several machines that serve one catalogue. Writers take an advisory lock for their
 * whole transaction, released only after the commit is visible: revisions become visible in order.
 */
import pg from 'pg';
import { StoreError, StoreReadOnlyError, StoreUnavailableError } from './errors.ts';
import { findVersions, isOlder, migrate, type OnMigrated, refuseNewer } from './migrations.ts';
import { createLatestRulesFile } from './postgres-rules.ts';
import { createPostgresSql, explainPostgres, NUMBER_TYPES } from './postgres-sql.ts';
import { CHANNEL, watchPostgres } from './postgres-watch.ts';
import { createQueue } from './queue.ts';
import { createReads } from './reads.ts';
import { createReplicaRows } from './replicas.ts';
import type { Row, Sql, SqlValue } from './sql.ts';
import type { Head, Store, StoreTransaction } from './store.ts';
import { createTransaction, writeNothing } from './transaction.ts';

/** The key of the advisory lock, the same in every release: "bell" in ASCII. */
const WRITERS_LOCK = 0x62656c6c;
const CONNECTIONS = 6;

export interface PostgresOptions {
  /** The timeout for the database (ms); for other writers, four times as long. */
  readonly patienceMs?: number;
  /** The polling interval for other processes' commits, in addition to their notifications (ms). */
  readonly beatMs?: number;
  /** False: a database without Belltower's tables is an error. */
  readonly create?: boolean;
  /** At most. */
  readonly connections?: number;
  readonly onMigrated?: OnMigrated;
}

/**
 * The store for a connection string. Returns at once and connects on first use: while the database is unreachable,
 * every call is rejected with StoreUnavailableError.
 */
export function openPostgresStore(url: string, options: PostgresOptions = {}): Store {
  const { patienceMs = 5000, beatMs = 1000, create = true, connections = CONNECTIONS, onMigrated } = options;
  const pool = new pg.Pool({
    connectionString: url,
    types: NUMBER_TYPES,
    max: connections,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs * 6,
    keepAlive: true,
    application_name: 'belltower',
    allowExitOnIdle: true,
  });
  // The pool replaces a broken idle connection; no request was using it.
  pool.on('error', () => undefined);

  let reached = true;
  let losses = 0;
  const onOutcome = (ok: boolean): void => {
    reached = ok;
    if (!ok) losses += 1;
  };
  const queue = createQueue();
  const stops = new Set<() => Promise<void>>();
  let prepared: Promise<void> | null = null;
  const prepare = (): Promise<void> => {
    prepared ??= prepareTables(pool, patienceMs, onOutcome, create, onMigrated).catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    return prepared;
  };

  const sql = createPostgresSql(pool, onOutcome);
  const onTables: Sql = {
    async all(text: string, ...values: SqlValue[]): Promise<Row[]> {
      await prepare();
      return await sql.all(text, ...values);
    },
  };
  const reads = createReads(onTables);
  const enter = <T>(commit: boolean, work: (tx: StoreTransaction) => Promise<T> | T): Promise<T> =>
    queue.run(async () => {
      await prepare();
      return await transact(pool, patienceMs, onOutcome, commit, async (connection) => {
        // Another machine may have migrated the store to a later release meanwhile.
        refuseNewer(await findVersions(connection));
        const tx = createTransaction(connection);
        const result = await work(tx);
        const revision = tx.revision();
        if (revision !== null) await connection.all('SELECT pg_notify(?, ?)', CHANNEL, String(revision));
        return result;
      });
    });
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await Promise.all([...stops].map((stop) => stop()));
    await queue.idle();
    await pool.end();
  };

  return {
    ...reads,
    latestRulesFile: createLatestRulesFile(onTables, reads.latestRulesFile),
    driver: 'postgresql',
    location: { driver: 'postgresql', url },
    replicas: createReplicaRows(onTables),
    writable: true,
    write: (work) => enter(true, work),
    rehearse: (work) => enter(false, work),
    async snapshot(work) {
      await prepare();
      return await onConnection(pool, onOutcome, async (connection) => {
        await connection.all('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        const result = await work(createReads(connection));
        await connection.all('COMMIT');
        return result;
      });
    },
    watch(onHead: (head: Head) => void) {
      const stop = watchPostgres({ url, beatMs, patienceMs, prepare, onHead, onOutcome, losses: () => losses });
      stops.add(stop);
      return () => {
        stops.delete(stop);
        void stop();
      };
    },
    available: () => reached,
    inPlace: () => true,
    probe: () =>
      queue.run(async () => {
        await prepare();
        await transact(pool, patienceMs, onOutcome, true, writeNothing);
      }),
    scrub: () => Promise.resolve(),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** Creates or migrates the tables if necessary: a replica may start while another one publishes. */
async function prepareTables(
  pool: pg.Pool,
  patienceMs: number,
  onOutcome: (reached: boolean) => void,
  create: boolean,
  onMigrated: OnMigrated | undefined,
): Promise<void> {
  const sql = createPostgresSql(pool, onOutcome);
  const [found] = await sql.all(`SELECT to_regclass('schema_version') IS NOT NULL AS there`);
  if (found?.there !== true && !create) throw new StoreError('the database holds no store of Belltower');
  const versions = found?.there === true ? await findVersions(sql) : { tables: 0, document: 0 };
  refuseNewer(versions);
  if (!isOlder(versions)) return;
  const migrated = await transact(pool, patienceMs, onOutcome, true, async (sql) => {
    const done = await migrate(sql);
    await compressFast(sql);
    return done;
  }).catch(explainRights);
  if (migrated !== null) onMigrated?.(migrated);
}

/** Has documents compressed with LZ4, which is faster; servers before 14 and some builds lack it. */
async function compressFast(sql: Sql): Promise<void> {
  const [found] = await sql.all(
    `SELECT 'lz4' = ANY (enumvals) AS there FROM pg_settings WHERE name = 'default_toast_compression'`,
  );
  if (found?.there === true) await sql.all('ALTER TABLE courses ALTER COLUMN published SET COMPRESSION lz4');
}

/** The user who serves may lack the right to make tables (docs/operating.md). */
function explainRights(error: unknown): never {
  if (!(error instanceof StoreReadOnlyError)) throw error;
  throw new StoreReadOnlyError(
    'this release needs tables that this user may not make: run `belltower publish DIR` once as the user who owns ' +
      `the tables (${error.message})`,
    { cause: error },
  );
}

/** Runs `work` in a transaction that excludes other writers. */
async function transact<T>(
  pool: pg.Pool,
  patienceMs: number,
  onOutcome: (reached: boolean) => void,
  commit: boolean,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  return await onConnection(pool, onOutcome, async (connection) => {
    await connection.all('BEGIN ISOLATION LEVEL READ COMMITTED');
    await connection.all('SET LOCAL synchronous_commit = on');
    // Publishing a whole university takes long; waiting writers should not fail.
    await connection.all(`SET LOCAL lock_timeout = ${patienceMs * 4}`);
    // A disconnected machine must not block everybody else.
    await connection.all(`SET LOCAL idle_in_transaction_session_timeout = ${patienceMs * 4}`);
    await connection.all('SELECT pg_advisory_xact_lock(?)', WRITERS_LOCK);
    const result = await work(connection);
    await connection.all(commit ? 'COMMIT' : 'ROLLBACK');
    return result;
  });
}

/** Runs `work` on a connection of its own, and rolls back what it leaves open when it fails. */
async function onConnection<T>(
  pool: pg.Pool,
  onOutcome: (reached: boolean) => void,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    onOutcome(false);
    throw explainPostgres(error);
  });
  // While it is checked out, its errors also make the running statement fail.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken = false;
  const connection = inTurn(
    createPostgresSql(client, (ok) => {
      broken ||= !ok;
      onOutcome(ok);
    }),
  );
  try {
    return await work(connection);
  } catch (error) {
    if (!broken) await connection.all('ROLLBACK').catch(ignore);
    throw broken && !(error instanceof StoreUnavailableError) ? explainPostgres(error) : error;
  } finally {
    client.off('error', ignore);
    // A connection in an unknown state is closed, which rolls back anything uncommitted.
    client.release(broken);
  }
}

/** Serialises statements: a connection takes only one at a time (pg warns, and will refuse). */
function inTurn(sql: Sql): Sql {
  const queue = createQueue();
  return { all: (text, ...values) => queue.run(() => sql.all(text, ...values)) };
}
