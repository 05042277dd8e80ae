/** PostgreSQL specifics: outages, slow responses, use by other releases and by hand. */
import { createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DOCUMENT_VERSION } from '../../src/store/document.ts';
import { StoreReadOnlyError, StoreTooNewError, StoreUnavailableError } from '../../src/store/errors.ts';
import { SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openPostgresStore, type PostgresOptions } from '../../src/store/postgres.ts';
import type { Head, Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { type PostgresServer, runOn, startPostgres } from './postgres-server.ts';
import { auditEntry, publication, stored } from './samples.ts';

const KEY = 'fall-2018/cos418';
let server: PostgresServer;
const opened: Store[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
afterAll(() => server.remove());

function open(url: string, options: PostgresOptions = {}): Store {
  const store = openPostgresStore(url, { beatMs: 50, patienceMs: PATIENT.timeout, ...options });
  opened.push(store);
  return store;
}

function watchRevisions(store: Store): number[] {
  const seen: number[] = [];
  store.watch((head: Head) => seen.push(head.revision));
  return seen;
}

test('refuses everything while the server is away, and goes on by itself when it is back', async () => {
  const store = open(await server.createDatabase());
  const seen = watchRevisions(store);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await vi.waitFor(() => expect(seen).toContain(1), PATIENT);
  expect(store.available()).toBe(true);
  await server.stop();
  await expect(store.write((tx) => tx.saveCourse(KEY, stored()))).rejects.toThrow(StoreUnavailableError);
  await expect(store.head()).rejects.toThrow(StoreUnavailableError);
  expect(store.available()).toBe(false);
  await server.start();
  await vi.waitFor(() => expect(store.available()).toBe(true), PATIENT);
  await store.write((tx) => tx.saveCourse(KEY, stored({ published: publication(5) })));
  await vi.waitFor(() => expect(seen.at(-1)).toBe(2), PATIENT);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await store.head()).toEqual({ revision: 2, instant: PUBLISHED + 5000 });
});

test('has documents compressed with LZ4 where the server can', async () => {
  const url = await server.createDatabase();
  await open(url).write((tx) => tx.saveCourse(KEY, stored()));
  const known = `SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'`;
  const chosen = `SELECT attcompression FROM pg_attribute WHERE attrelid = 'courses'::regclass AND attname = 'published'`;
  const [settings] = await runOn(url, known);
  const isThere = String(settings?.enumvals).includes('lz4');
  expect(await runOn(url, chosen)).toEqual([{ attcompression: isThere ? 'l' : '' }]);
});

test('asks a connection one thing at a time, however many writes are under way', async () => {
  const warnings: string[] = [];
  const note = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', note);
  const store = open(await server.createDatabase());
  await store.write((tx) => Promise.all(['a', 'b', 'c'].map((id) => tx.saveCourse(`t/${id}`, stored()))));
  // Warnings are emitted on the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
  expect(await store.changedSince(0)).toHaveLength(3);
});

test('starts without the server, and works once it is there', async () => {
  const url = await server.createDatabase();
  await server.stop();
  const store = open(url);
  const seen = watchRevisions(store);
  await expect(store.loadCourses()).rejects.toThrow(StoreUnavailableError);
  await server.start();
  await vi.waitFor(() => expect(seen).toEqual([0]), PATIENT);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await vi.waitFor(() => expect(seen).toEqual([0, 1]), PATIENT);
});

test('tells of a revision again after the server was out of reach: whoever heard of it may not have read it', async () => {
  const url = await server.createDatabase();
  const store = open(url);
  const seen = watchRevisions(store);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await vi.waitFor(() => expect(seen.at(-1)).toBe(1), PATIENT);
  const before = seen.length;
  await server.stop();
  await expect(store.loadCourses()).rejects.toThrow(StoreUnavailableError);
  await server.start();
  await vi.waitFor(() => expect(seen.slice(before)).toEqual([1]), PATIENT);
});

test('tells of a revision again where only the reading of it failed', async () => {
  const url = await server.createDatabase();
  const store = open(url);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  const seen: number[] = [];
  store.watch(async ({ revision }) => {
    seen.push(revision);
    if (seen.length === 1) await store.write(cutOff).catch(() => undefined);
  });
  const cutOff = (): Promise<unknown> =>
    runOn(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`);
  await vi.waitFor(() => expect(seen).toEqual([1, 1]), PATIENT);
});

test('notices commits that nobody notified of', async () => {
  const url = await server.createDatabase();
  const store = open(url);
  const seen = watchRevisions(store);
  await vi.waitFor(() => expect(seen).toEqual([0]), PATIENT);
  await runOn(url, 'UPDATE head SET revision = 7, instant = 7000');
  await vi.waitFor(() => expect(seen).toEqual([0, 7]), PATIENT);
});

test('needs no second to pass when it is notified', async () => {
  const url = await server.createDatabase();
  const watching = open(url, { beatMs: 60_000 });
  const seen = watchRevisions(watching);
  await vi.waitFor(() => expect(seen).toEqual([0]), PATIENT);
  await open(url).write((tx) => tx.saveCourse(KEY, stored()));
  await vi.waitFor(() => expect(seen).toEqual([0, 1]), PATIENT);
});

test('shows no revision before an earlier one that is committed late', async () => {
  const url = await server.createDatabase();
  const [slow, fast, reader] = [open(url), open(url), open(url)];
  const seen = watchRevisions(reader);
  await vi.waitFor(() => expect(seen).toEqual([0]), PATIENT);
  let finish = (): void => undefined;
  const written = new Promise<void>((entered) => {
    const late = new Promise<void>((resolve) => {
      finish = resolve;
    });
    void slow.write(async (tx) => {
      await tx.saveCourse('t/slow', stored());
      entered();
      await late;
    });
  });
  await written;
  const second = fast.write((tx) => tx.saveCourse('t/fast', stored()));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await reader.head()).revision).toBe(0);
  finish();
  await second;
  expect(await reader.changedSince(0)).toEqual([
    { revision: 1, key: 't/slow' },
    { revision: 2, key: 't/fast' },
  ]);
  await vi.waitFor(() => expect(seen.at(-1)).toBe(2), PATIENT);
});

test('lets no two processes make the tables twice', async () => {
  const url = await server.createDatabase();
  const stores = Array.from({ length: 5 }, () => open(url));
  await Promise.all(stores.map((store) => store.write((tx) => tx.addAudit(auditEntry('start')))));
  expect((await stores[0]?.head())?.revision).toBe(5);
});

test('refuses a store from a later release', async () => {
  const url = await server.createDatabase();
  await open(url).head();
  await runOn(url, `UPDATE schema_version SET version = ${SCHEMA_VERSION + 1}`);
  await expect(open(url).head()).rejects.toThrow(StoreTooNewError);
});

test('a replica stops where a later release brings the store up to its own version meanwhile', async () => {
  const url = await server.createDatabase();
  const store = open(url);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await runOn(url, `UPDATE schema_version SET document = ${DOCUMENT_VERSION + 1}`);
  await expect(store.write((tx) => tx.removeCourse(KEY))).rejects.toThrow(StoreTooNewError);
  await expect(store.changedSince(0)).rejects.toThrow(StoreTooNewError);
  await expect(open(url).head()).rejects.toThrow(StoreTooNewError);
});

test('makes no tables where a store is expected', async () => {
  const url = await server.createDatabase();
  await expect(openPostgresStore(url, { create: false }).head()).rejects.toThrow('holds no store of Belltower');
  await open(url).head();
  expect((await openPostgresStore(url, { create: false }).head()).revision).toBe(0);
});

test('says that the database lets it read only', async () => {
  const url = await server.createDatabase();
  await open(url).head();
  const readOnly = open(`${url}?options=-c%20default_transaction_read_only%3Don`);
  await expect(readOnly.write((tx) => tx.saveCourse(KEY, stored()))).rejects.toThrow(StoreReadOnlyError);
  expect(await readOnly.listCourses()).toEqual([]);
});

test('says what to do where the user who serves may not make the tables of this release', async () => {
  const url = await server.createDatabase();
  await open(url).head();
  await runOn(url, "CREATE ROLE server LOGIN PASSWORD 'tests-only'");
  await runOn(url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await runOn(url, 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO server');
  const own = url.replace('postgres:', 'server:');
  await open(own).write((tx) => tx.saveCourse(KEY, stored()));
  await runOn(url, 'UPDATE schema_version SET version = version - 1');
  await runOn(url, 'DROP TABLE replicas');
  await expect(open(own).head()).rejects.toThrow(/`belltower publish DIR` once as the user who owns the tables/);
});

test('keeps the password out of its messages', async () => {
  const url = await server.createDatabase();
  const wrong = open(url.replace('tests-only', 'hunter2-secret'));
  const failure = await wrong.head().catch((error: Error) => error);
  expect(failure).toBeInstanceOf(StoreUnavailableError);
  expect(String(failure)).not.toContain('hunter2-secret');
  await expect(open(`${url}_missing`).head()).rejects.toThrow(/does not exist/);
});

test('gives up on a server that accepts and says nothing', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  const port = await new Promise<number>((resolve) => {
    silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port));
  });
  const store = open(`postgresql://postgres:x@127.0.0.1:${port}/x`, { patienceMs: 200 });
  await expect(store.head()).rejects.toThrow(StoreUnavailableError);
  expect(store.available()).toBe(false);
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('rolls back what was not committed when its connection is cut, and says so', async () => {
  const url = await server.createDatabase();
  const store = open(url);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  const cut = store.write(async (tx) => {
    await tx.saveCourse(KEY, stored({ published: publication(5) }));
    await runOn(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`);
    await tx.saveCourse('t/next', stored());
  });
  await expect(cut).rejects.toThrow(StoreUnavailableError);
  expect(await store.head()).toEqual({ revision: 1, instant: PUBLISHED });
  await store.write((tx) => tx.saveCourse(KEY, stored({ published: publication(6) })));
  expect(await store.head()).toEqual({ revision: 2, instant: PUBLISHED + 6000 });
});
