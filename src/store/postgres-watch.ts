/**
 * Watches for other processes' commits: NOTIFY only shortens the wait; the store's revision decides, read every
 * second on a dedicated connection. This query is also the connection's heartbeat: without an answer, the connection
 * is dropped and reopened.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createPostgresSql, NUMBER_TYPES } from './postgres-sql.ts';
import { createReads } from './reads.ts';
import type { Head } from './store.ts';

export const CHANNEL = 'belltower';
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;

interface WatchOptions {
  readonly url: string;
  /** The polling interval for revisions (ms). */
  readonly beatMs: number;
  /** A connection without an answer for this long is dropped (ms). */
  readonly patienceMs: number;
  /** Resolves when the tables exist. */
  readonly prepare: () => Promise<void>;
  readonly onHead: (head: Head) => void;
  readonly onOutcome: (reached: boolean) => void;
  /** How often the database has been unreachable so far, for any part of this process. */
  readonly losses: () => number;
}

/** Watches until it is stopped; the promise resolves when its connection is closed. */
export function watchPostgres(options: WatchOptions): () => Promise<void> {
  const stop = new AbortController();
  const ended = keepWatching(options, stop.signal);
  return async () => {
    stop.abort();
    await ended;
  };
}

async function keepWatching(options: WatchOptions, stop: AbortSignal): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  const seen = { revision: -1, losses: -1 };
  while (!stop.aborted) {
    try {
      await options.prepare();
      await watchOnce(options, stop, (head) => {
        retryMs = FIRST_RETRY_MS;
        options.onOutcome(true);
        // Repeated after a lost connection: a listener may not have been able to read this revision.
        const losses = options.losses();
        if (head.revision === seen.revision && losses === seen.losses) return;
        Object.assign(seen, { revision: head.revision, losses });
        options.onHead(head);
      });
    } catch {
      // Other calls to the store report the error; here it is only retried.
      if (!stop.aborted) options.onOutcome(false);
      await pause(retryMs, stop);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    }
  }
}

async function watchOnce(options: WatchOptions, stop: AbortSignal, onBeat: (head: Head) => void): Promise<void> {
  const client = new pg.Client({
    connectionString: options.url,
    types: NUMBER_TYPES,
    connectionTimeoutMillis: options.patienceMs,
    query_timeout: options.patienceMs,
    keepAlive: true,
    application_name: 'belltower watch',
  });
  let wake = new AbortController();
  client.on('notification', () => wake.abort());
  client.on('error', () => wake.abort());
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    const reads = createReads(createPostgresSql(client, () => undefined));
    while (!stop.aborted) {
      wake = new AbortController();
      onBeat(await reads.head());
      await pause(options.beatMs, AbortSignal.any([stop, wake.signal]));
    }
  } finally {
    // Does not wait for an unreachable database.
    void client.end().catch(() => undefined);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
