/** SQLite specifics: files that are locked, full, unreadable, damaged or from a later release. */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DOCUMENT_VERSION } from '../../src/store/document.ts';
import {
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreLockedError,
  StoreReadOnlyError,
  StoreReplacedError,
  StoreTooNewError,
} from '../../src/store/errors.ts';
import { SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { openHandle, sqlitePath } from '../../src/store/sqlite-file.ts';
import { PATIENT } from '../patient.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { publication, stored } from './samples.ts';

const KEY = 'fall-2018/cos418';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-sqlite-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

test('commits so that a power cut loses nothing', () => {
  const handle = openHandle(folder, 50, null);
  expect(handle.value('journal_mode')).toBe('wal');
  expect(handle.value('synchronous')).toBe(2);
  expect(handle.value('busy_timeout')).toBe(50);
  handle.close();
});

test('a temporary store waits for no disk, and keeps transactions apart as others do', async () => {
  const handle = openHandle(folder, 50, null, 'OFF');
  expect(handle.value('synchronous')).toBe(0);
  handle.close();
  const store = await openSqliteStore(folder, { isTemporary: true });
  await store.rehearse((tx) => tx.saveCourse(KEY, stored()));
  expect((await store.loadCourses()).size).toBe(0);
  await store.write(async (tx) => {
    await tx.saveCourse(KEY, stored());
    expect((await store.loadCourses()).size).toBe(0);
  });
  expect([...(await store.loadCourses()).keys()]).toEqual([KEY]);
  const refused = store.write(async (tx) => {
    await tx.saveCourse('fall-2018/cos226', stored());
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  expect([...(await store.loadCourses()).keys()]).toEqual([KEY]);
  await store.close();
  await expect(store.write((tx) => tx.saveCourse(KEY, stored()))).rejects.toThrow(StoreError);
});

test('copies what was written into the file itself once nobody writes', async () => {
  const store = await openSqliteStore(folder);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  const url = pathToFileURL(sqlitePath(folder));
  // With `immutable`, SQLite ignores the WAL.
  url.searchParams.set('immutable', '1');
  const countInFile = () => {
    const file = new DatabaseSync(url, { readOnly: true });
    try {
      return file.prepare('SELECT COUNT(*) AS count FROM courses').get()?.count;
    } finally {
      file.close();
    }
  };
  await vi.waitFor(() => expect(countInFile()).toBe(1), PATIENT);
  await store.close();
});

test('makes the state folder for its owner only, and leaves one file behind', async () => {
  const inner = path.join(folder, 'a', 'state');
  const store = await openSqliteStore(inner);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await store.close();
  await store.close();
  expect((await stat(inner)).mode & 0o777).toBe(0o700);
  expect(await readdir(inner)).toEqual(['belltower.sqlite']);
});

test('waits for another process, and says so when that takes too long', async () => {
  const store = await openSqliteStore(folder, { patienceMs: 200 });
  const other = new DatabaseSync(sqlitePath(folder));
  other.exec('BEGIN IMMEDIATE');
  await expect(store.write((tx) => tx.saveCourse(KEY, stored()))).rejects.toThrow(StoreLockedError);
  expect(await store.head()).toEqual({ revision: 0, instant: 0 });
  await expect(openSqliteStore(folder, { patienceMs: 200 })).rejects.toThrow(StoreLockedError);
  const patient = await openSqliteStoreOnceFree(other);
  await patient.close();
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  expect((await store.head()).revision).toBe(1);
  other.close();
  await store.close();
});

async function openSqliteStoreOnceFree(other: DatabaseSync): ReturnType<typeof openSqliteStore> {
  const opening = openSqliteStore(folder);
  setTimeout(() => other.exec('COMMIT'), 100);
  return await opening;
}

test('keeps all it had when the disk is full, and goes on when it is not', async () => {
  const small = await openSqliteStore(folder, { maxBytes: 380_000 });
  await small.write((tx) => tx.saveCourse(KEY, stored()));
  const many = small.write(async (tx) => {
    for (let index = 0; index < 60; index += 1) await tx.saveCourse(`t/${index}`, stored());
  });
  await expect(many).rejects.toThrow(StoreFullError);
  await expect(many).rejects.toThrow(/is full: nothing was written/);
  expect(await small.listCourses()).toHaveLength(1);
  await small.write((tx) => tx.saveCourse(KEY, stored({ published: publication(5) })));
  await small.close();
  const roomy = await openSqliteStore(folder);
  expect(await roomy.head()).toEqual({ revision: 2, instant: PUBLISHED + 5000 });
  await roomy.close();
});

test('refuses a store from a later release, and leaves it as it is', async () => {
  const store = await openSqliteStore(folder);
  await store.close();
  for (const column of ['version', 'document']) {
    setVersion(column, 'later');
    await expect(openSqliteStore(folder)).rejects.toThrow(StoreTooNewError);
    await expect(openSqliteStore(folder)).rejects.toThrow(/written by a later release.*run that release/);
    setVersion(column, 'ours');
    await (await openSqliteStore(folder)).close();
  }
});

test('stops where a later release brings the store up to its own version meanwhile', async () => {
  const store = await openSqliteStore(folder);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  setVersion('document', 'later');
  await expect(store.write((tx) => tx.removeCourse(KEY))).rejects.toThrow(StoreTooNewError);
  await expect(store.changedSince(0)).rejects.toThrow(StoreTooNewError);
  setVersion('document', 'ours');
  expect(await store.changedSince(0)).toHaveLength(1);
  await store.close();
});

function setVersion(column: string, which: 'ours' | 'later'): void {
  const ours = column === 'version' ? SCHEMA_VERSION : DOCUMENT_VERSION;
  const database = new DatabaseSync(sqlitePath(folder));
  database.exec(`UPDATE schema_version SET ${column} = ${which === 'ours' ? ours : ours + 1}`);
  database.close();
}

test('says that a file is no database', async () => {
  await writeFile(sqlitePath(folder), 'BEGIN:VCALENDAR\r\n'.repeat(500));
  await expect(openSqliteStore(folder)).rejects.toThrow(StoreDamagedError);
});

test('says that the state folder is a file', async () => {
  const file = path.join(folder, 'state');
  await writeFile(file, '');
  await expect(openSqliteStore(file)).rejects.toThrow(/is a file: name a folder/);
});

/** Opens the store as a user with read access only (as another user if running as root) and reports. */
function openAsReader(): Record<string, unknown> {
  const source = `
    import { openSqliteStore } from ${JSON.stringify(path.resolve('src/store/sqlite.ts'))};
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    const report = {};
    try {
      const store = await openSqliteStore(${JSON.stringify(folder)});
      report.writable = store.writable;
      report.courses = (await store.listCourses()).length;
      report.revision = (await store.head()).revision;
      await store.write((tx) => tx.raiseInstant(1)).catch((error) => { report.write = error.name; });
      await store.close();
    } catch (error) { report.open = error.name; report.message = error.message; }
    console.log(JSON.stringify(report));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

test('serves what is in a read-only folder, and refuses to write there', async () => {
  const store = await openSqliteStore(folder);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  await store.close();
  await chmod(sqlitePath(folder), 0o444);
  await chmod(folder, 0o555);
  expect(openAsReader()).toEqual({ writable: false, courses: 1, revision: 1, write: StoreReadOnlyError.name });
});

test('does not serve an older state than was published from a read-only folder', async () => {
  const store = await openSqliteStore(folder);
  await store.write((tx) => tx.saveCourse(KEY, stored()));
  // The WAL of a killed process: its content is not in the database file yet.
  const copy = path.join(folder, 'copy');
  await mkdir(copy);
  for (const suffix of ['', '-wal']) {
    await copyFile(`${sqlitePath(folder)}${suffix}`, `${sqlitePath(copy)}${suffix}`);
    await chmod(`${sqlitePath(copy)}${suffix}`, 0o444);
  }
  await store.close();
  await chmod(copy, 0o555);
  await chmod(folder, 0o755);
  folder = copy;
  const report = openAsReader();
  await chmod(copy, 0o755);
  folder = path.dirname(copy);
  expect(report).toMatchObject({ open: StoreReadOnlyError.name });
});

test('says that it can neither read nor make a store', async () => {
  await chmod(folder, 0o555);
  const report = openAsReader();
  expect(report.open).toBe(StoreReadOnlyError.name);
  expect(report.message).toContain(folder);
});

describe('files that are deleted or replaced while the store is open', () => {
  const away = path.join(tmpdir(), `belltower-away-${process.pid}`);
  afterEach(() => rm(away, { recursive: true, force: true }));

  test.each<[string, () => Promise<void>]>([
    ['the folder is deleted', () => rm(folder, { recursive: true })],
    ['the file is deleted', () => rm(sqlitePath(folder))],
    ['its log is deleted', () => rm(`${sqlitePath(folder)}-wal`)],
    [
      'a backup is moved into place',
      async () => {
        await copyFile(sqlitePath(folder), `${sqlitePath(folder)}.backup`);
        await rename(`${sqlitePath(folder)}.backup`, sqlitePath(folder));
      },
    ],
  ])('%s: writes are refused, nothing is acknowledged', async (_, act) => {
    const store = await openSqliteStore(folder);
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    expect((await store.loadCourse(KEY))?.published).toBeDefined();
    expect(store.inPlace()).toBe(true);
    await act();
    expect(store.inPlace()).toBe(false);
    await expect(store.write((tx) => tx.removeCourse(KEY))).rejects.toThrow(StoreReplacedError);
    await expect(store.probe()).rejects.toThrow(StoreReplacedError);
    await store.close();
    await mkdir(folder, { recursive: true });
  });

  test('a folder that is moved away and back is as before', async () => {
    const store = await openSqliteStore(folder);
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    await rename(folder, away);
    await expect(store.write((tx) => tx.removeCourse(KEY))).rejects.toThrow(StoreReplacedError);
    await rename(away, folder);
    expect(store.inPlace()).toBe(true);
    await store.write((tx) => tx.removeCourse(KEY));
    expect(await store.loadCourse(KEY)).toBeNull();
    await store.close();
  });

  test('between the start of a transaction and its commit: nothing is acknowledged', async () => {
    const store = await openSqliteStore(folder);
    const writing = store.write(async (tx) => {
      await tx.saveCourse(KEY, stored());
      await rm(sqlitePath(folder));
    });
    await expect(writing).rejects.toThrow(StoreReplacedError);
    await store.close();
  });
});

test('a probe takes a write to the disk and changes nothing', async () => {
  const store = await openSqliteStore(folder, { maxBytes: 380_000 });
  const head = await store.head();
  await store.probe();
  expect(await store.head()).toEqual(head);
  await store.close();
});
