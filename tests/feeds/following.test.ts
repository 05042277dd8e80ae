/** A replica installs its own publications from memory, and others' from the database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFollowing, type OwnPublication } from '../../src/feeds/following.ts';
import { createInstaller } from '../../src/feeds/install-publication.ts';
import { openLastPublication } from '../../src/feeds/last-publication.ts';
import { createPacker } from '../../src/store/packed-course.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { stored } from '../store/samples.ts';

const KEYS = ['t/a', 't/b', 't/c'];
let folder: string;
let store: Store;
let read: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-following-'));
  store = await openSqliteStore(folder, { isTemporary: true });
  read = [];
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** As on a database that is asked over a network. */
function follow(loadedBytes?: number, onRead: () => void = () => undefined) {
  const reads: Pick<Store, 'loadDocument' | 'loadDocuments' | 'changedSince'> = {
    async loadDocument(key) {
      read.push(key);
      return store.loadDocument(key);
    },
    async loadDocuments(keys) {
      read.push(...keys);
      return store.loadDocuments(keys);
    },
    async changedSince(revision) {
      const changed = await store.changedSince(revision);
      onRead();
      return changed;
    },
  };
  const remote = { ...store, ...reads, documentNow: undefined } as unknown as Store;
  const last = openLastPublication(path.join(folder, 'cache'));
  const conditions = { raise: (...what: unknown[]) => expect.fail(what.join(' ')), clear: () => undefined };
  const limit = loadedBytes === undefined ? {} : { loadedBytes };
  const installer = createInstaller({ store: remote, last, conditions, forget: () => undefined, ...limit });
  return { installer, following: createFollowing(remote, installer), last };
}

/** Saves a revision of the courses. */
async function publish(keys: readonly string[], title: string): Promise<OwnPublication> {
  const packer = createPacker();
  const plans = keys.map((key) => {
    const { published } = stored();
    const [term = '', id = ''] = key.split('/');
    const course = { ...published.course, key, term, id, title };
    return { key, next: packer.pack({ ...published, course }), held: false };
  });
  const revision = await store.write(async (tx) => {
    await tx.saveCourses(plans.map(({ key, next }) => ({ key, course: { ...stored(), published: next } })));
    return tx.revision();
  });
  return { revision, plans };
}

test('reads back nothing of its own publication, also if it had begun to and if another came after it', async () => {
  let late: OwnPublication | undefined;
  const { following, installer } = follow(undefined, () => late && following.offer(late));
  await following.catchUp();
  const own = await publish(KEYS, 'First');
  await publish(['t/b'], 'Second');
  await following.catchUp(own);
  expect(KEYS.map((key) => installer.courses.get(key)?.course.title)).toEqual(['First', 'Second', 'First']);
  expect([read, following.seen()]).toEqual([['t/b'], 2]);
  // The notification of its own commit came first.
  late = await publish(KEYS, 'Third');
  await following.catchUp();
  expect(KEYS.map((key) => installer.courses.get(key)?.course.title)).toEqual(['Third', 'Third', 'Third']);
  expect([read, following.seen()]).toEqual([['t/b'], 3]);
});

test('installs no held edit, and nothing that was offered late over what came after it', async () => {
  const { following, installer } = follow();
  await following.catchUp();
  const first = await publish(KEYS, 'First');
  await following.catchUp(first);
  const second = await publish(['t/b', 't/c'], 'Second');
  const held = first.plans.map((plan) => ({ ...plan, held: true }));
  await following.catchUp({ ...second, plans: [...second.plans, ...held] });
  const titles = () => KEYS.map((key) => installer.courses.get(key)?.course.title);
  expect(titles()).toEqual(['First', 'Second', 'Second']);
  await following.catchUp(first);
  expect(titles()).toEqual(['First', 'Second', 'Second']);
});

test('has seen a revision that changed no course', async () => {
  const { following } = follow();
  await following.catchUp();
  await store.write((tx) => tx.closeTerm({ term: 't', at: 0 }));
  await following.catchUp();
  expect([following.seen(), (await store.head()).revision]).toEqual([1, 1]);
});

test('copies to its disk what has left its memory meanwhile', async () => {
  const { following, installer, last } = follow(1);
  await following.catchUp();
  await publish(KEYS, 'First');
  await following.catchUp();
  expect(KEYS.filter((key) => installer.courses.isLoaded(key))).toEqual(['t/c']);
  read = [];
  await installer.keep(() => false);
  expect((await last.read()).map(([key, , revision]) => [key, revision])).toEqual(KEYS.map((key) => [key, 1]));
  expect(read).toEqual(['t/a', 't/b']);
});

test('copies to its disk what it published as it was then, and serves it without reading it back', async () => {
  const { following, installer, last } = follow();
  await following.catchUp();
  await following.catchUp(await publish(KEYS, 'First'));
  expect(KEYS.map((key) => installer.courses.get(key)?.course.title)).toEqual(['First', 'First', 'First']);
  const keeping = installer.keep(() => false);
  await following.catchUp(await publish(['t/b'], 'Second'));
  await keeping;
  const titles = async () =>
    (await last.read()).map(([, text, revision]) => [createPacker().read('t/a', text).course.title, revision]);
  expect(await titles()).toEqual([
    ['First', 1],
    ['First', 1],
    ['First', 1],
  ]);
  expect(installer.courses.get('t/b')?.course.title).toBe('Second');
  await installer.keep(() => false);
  expect((await titles()).sort()).toEqual([
    ['First', 1],
    ['First', 1],
    ['Second', 2],
  ]);
  expect(installer.courses.get('t/b')?.course.title).toBe('Second');
  expect(read).toEqual([]);
});
