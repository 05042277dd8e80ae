/** What a server looks at of the documents that it has not loaded. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInstaller, type Installer } from '../../src/feeds/install-publication.ts';
import { StoreFullError } from '../../src/store/errors.ts';
import { openIndexCopy } from '../../src/store/index-copy.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { stored } from '../store/samples.ts';

const KEYS = ['t/a', 't/b', 't/c'];
let folder: string;
let store: Store;
const raised: string[] = [];
const parsed: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-installer-'));
  store = await openSqliteStore(folder, { isTemporary: true });
  await store.write((tx) => tx.saveCourses(KEYS.map((key) => ({ key, course: stored() }))));
  raised.length = 0;
  parsed.length = 0;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function look(): Promise<Installer> {
  const conditions = { raise: (_: string, key: string) => void raised.push(key), clear: () => undefined };
  const watched: Store = {
    ...store,
    loadDocument(key) {
      parsed.push(key);
      return store.loadDocument(key);
    },
  };
  const installer = createInstaller({ store: watched, last: null, conditions, forget: () => undefined });
  for (const one of await store.courseIndex()) installer.index(one);
  await installer.verify(() => false);
  return installer;
}

test('parses no document whose checksum holds, and reports the one that is damaged', async () => {
  await look();
  expect([raised, parsed]).toEqual([[], []]);
  const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
  database.exec(`UPDATE courses SET published = replace(published, '"status"', '"statue"') WHERE key = 't/b'`);
  database.close();
  const installer = await look();
  expect([raised, parsed]).toEqual([['t/b'], ['t/b']]);
  expect(installer.courses.keys()).toEqual(['t/a', 't/c']);
});

test('accepts a document of another release', async () => {
  const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
  database.exec(`UPDATE course_index SET checksum = NULL WHERE key = 't/b'`);
  database.close();
  await look();
  expect([raised, parsed]).toEqual([[], ['t/b']]);
});

test('keeps in memory what a full disk does not take into the copy of the index', async () => {
  const copy = await openIndexCopy(store, path.join(folder, 'copy'));
  const full = (): never => {
    throw new StoreFullError('the disk is full');
  };
  const conditions = { raise: () => expect.unreachable(), clear: () => undefined };
  const { courses, ...installer } = createInstaller({
    store: { ...store, documentNow: undefined } as unknown as Store,
    ...{ last: null, conditions, forget: () => undefined },
    indexCopy: { ...copy, save: full, remove: full },
  });
  expect([courses.keys(), courses.isOpen('t')]).toEqual([KEYS, false]);
  const [changed, added] = [stored().published, stored().published].map((published, number) => {
    const key = ['t/a', 'u/a'][number] ?? '';
    const [term = '', id = ''] = key.split('/');
    return { ...published, course: { ...published.course, key, term, id, title: 'Second' } };
  });
  if (!changed || !added) throw new Error('there are two');
  installer.put('t/a', changed, 7);
  installer.put('u/a', added, 7);
  installer.put('t/b', null, 0);
  expect(courses.keys().toSorted()).toEqual(['t/a', 't/c', 'u/a']);
  expect(['t/a', 'u/a'].map((key) => courses.entry(key)?.title)).toEqual(['Second', 'Second']);
  copy.close();
});
