/**
 * One PostgreSQL for all test files of a worker, started by the first that needs one: starting a server takes longer than
 * most files do with it. Vitest runs `setup` around all tests; what workers leave is ended after them.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../patient.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** Where workers of this run keep their servers; they inherit it from the process that starts them. */
const FOLDER = 'BELLTOWER_TEST_SERVERS';

let shared: Promise<PostgresServer> | null = null;

/** The worker's own; null: nobody would end it, as outside Vitest. */
export function sharePostgres(): Promise<PostgresServer> | null {
  const folder = process.env[FOLDER];
  if (folder === undefined) return null;
  shared ??= startPostgres(folder);
  return shared;
}

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-servers-'));
  process.env[FOLDER] = folder;
  return async () => {
    for (const name of await readdir(folder)) await endServer(path.join(folder, name, 'data'));
    await rm(folder, { recursive: true, force: true });
  };
}

/** The first line of this file is the server's process; the server removes the file when it has ended. */
async function endServer(data: string): Promise<void> {
  const [line] = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  if (pid > 0) await until(() => !signal(pid), `the end of PostgreSQL (process ${pid})`);
}

/** @returns whether the process was there */
function signal(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGINT');
  } catch {
    return false;
  }
}
