/** A replica's copy of the index is that of the store after each start, and reads what differs only. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CopiedStore, type IndexCopy, openIndexCopy } from '../../src/store/index-copy.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from './places.ts';
import { publication, stored } from './samples.ts';

let folder: string;
let store: Store;
let copies: IndexCopy[];
let read: (readonly string[])[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-index-copy-'));
  copies = [];
  read = [];
});
afterEach(async () => {
  for (const copy of copies) copy.close();
  await rm(folder, { recursive: true, force: true });
});

async function save(keys: readonly string[], title = 'First'): Promise<void> {
  const courses = keys.map((key) => {
    const [term = '', id = ''] = key.split('/');
    const { course, ...rest } = publication();
    return { key, course: stored({ published: { ...rest, course: { ...course, key, term, id, title } } }) };
  });
  await store.write((tx) => tx.saveCourses(courses));
}

/** As at a start: the process before has ended. */
async function copyAgain(from: Partial<CopiedStore> = {}): Promise<IndexCopy> {
  for (const copy of copies.splice(0)) copy.close();
  const watched: CopiedStore = {
    ...store,
    indexedTerms(terms) {
      read.push([...terms].sort());
      return store.indexedTerms(terms);
    },
    ...from,
  };
  const copy = await openIndexCopy(watched, path.join(folder, 'index'));
  copies.push(copy);
  return copy;
}

function listTitles({ index }: IndexCopy): Record<string, (string | undefined)[]> {
  const titles = (term: string) => index.courses(index.keys(term)).map(({ entry }) => entry?.title);
  return Object.fromEntries(index.terms().map((term) => [term, titles(term)]));
}

function alterCopy(sql: string): void {
  const database = new DatabaseSync(path.join(folder, 'index', 'belltower.sqlite'));
  database.exec(sql);
  database.close();
}

const sqlite = createSqlitePlaces({ isTemporary: true });

describe.each([sqlite, createPostgresPlaces()])('of $name', (places) => {
  beforeEach(async () => {
    store = await places.open(await places.create());
  });
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());

  test('has every entry, and at later starts reads the terms that differ', async () => {
    await save(['fall/a', 'fall/b', 'fall-2018/a', 'Fall_x/a', 'u/a']);
    const first = await copyAgain();
    expect(first.index.page('fall', '')).toEqual(await store.indexedCourses(['fall/a', 'fall/b']));
    expect(listTitles(await copyAgain())).toEqual({
      fall: ['First', 'First'],
      ...{ 'fall-2018': ['First'], Fall_x: ['First'], u: ['First'] },
    });
    await save(['fall/b', 'new/a'], 'Second');
    await store.write((tx) => tx.removeCourse('u/a'));
    const last = await copyAgain();
    expect(listTitles(last)).toEqual({
      fall: ['First', 'Second'],
      ...{ 'fall-2018': ['First'], Fall_x: ['First'], new: ['Second'] },
    });
    expect(read).toEqual([
      ['Fall_x', 'fall', 'fall-2018', 'u'],
      ['fall', 'new'],
    ]);
    expect(last.revision).toBe((await store.head()).revision);
  });

  test('reads nothing again of what was published while it was open', async () => {
    await save(['t/a', 't/b']);
    const copy = await copyAgain();
    await save(['t/a', 'u/a'], 'Second');
    copy.save((await store.indexedCourses(['t/a', 'u/a'])).flatMap(({ entry }) => entry ?? []));
    await store.write((tx) => tx.removeCourse('t/b'));
    copy.remove('t/b');
    expect(listTitles(copy)).toEqual({ t: ['Second'], u: ['Second'] });
    expect(listTitles(await copyAgain())).toEqual({ t: ['Second'], u: ['Second'] });
    expect(read).toEqual([['t']]);
  });
});

describe('a file', () => {
  beforeEach(async () => {
    store = await sqlite.open(await sqlite.create());
    await save(['t/a', 'u/a']);
    await copyAgain();
    read = [];
  });
  afterEach(() => sqlite.closeAll());
  afterAll(() => sqlite.remove());

  test.each([
    ['of another release', () => alterCopy('PRAGMA user_version = 1')],
    ['that is damaged', () => writeFile(path.join(folder, 'index', 'belltower.sqlite'), 'no database'.repeat(999))],
  ])('%s is made anew', async (_, alter) => {
    for (const copy of copies.splice(0)) copy.close();
    await alter();
    expect(listTitles(await copyAgain())).toEqual({ t: ['First'], u: ['First'] });
    expect(read).toEqual([['t', 'u']]);
  });

  test('whose filling was interrupted is completed', async () => {
    alterCopy(`DELETE FROM course_index WHERE key = 'u/a'`);
    async function* fail(): AsyncGenerator<never> {
      yield* [];
      throw new Error('interrupted');
    }
    await expect(copyAgain({ indexedTerms: fail })).rejects.toThrow('interrupted');
    expect(listTitles(await copyAgain())).toEqual({ t: ['First'], u: ['First'] });
    expect(read).toEqual([['u']]);
  });

  test('says which courses are damaged', async () => {
    await save(['t/a'], 'Second');
    const damaged: CopiedStore['indexedTerms'] = async function* () {
      yield [{ key: 't/a', entry: null }];
    };
    const { index } = await copyAgain({ indexedTerms: damaged });
    expect([index.course('t/a'), index.summary('t').isWhole]).toEqual([{ key: 't/a', entry: null }, false]);
  });
});
