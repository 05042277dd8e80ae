/** The index of courses that a start reads: on both databases, and made for stores of earlier releases. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeEntry } from '../../src/store/course-entry.ts';
import { openSqliteReader, openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from './places.ts';
import { awkward, publication, stored } from './samples.ts';

const KEY = 'fall-2018/cos418';

describe.each([createSqlitePlaces(), createPostgresPlaces()])('in $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());
  const openNew = async (): Promise<Store> => await places.open(await places.create());

  test('an entry says what its document says, whatever text is in it, with the revision that wrote it', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(KEY, stored({ published: awkward() })));
    await store.write((tx) => tx.saveCourse(KEY, stored({ published: publication(5) })));
    const entry = { ...makeEntry(publication(5), 2), key: KEY };
    expect(await store.courseIndex()).toEqual([{ key: KEY, entry }]);
    expect(await store.indexedCourse(KEY)).toEqual({ key: KEY, entry });
    expect(await store.indexedCourse('fall-2018/other')).toBeNull();
  });

  test('a course that is removed is in it no more, nor is anything after a clearing', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      for (const id of ['a', 'b']) await tx.saveCourse(`t/${id}`, stored());
    });
    await store.write((tx) => tx.removeCourse('t/a'));
    expect((await store.courseIndex()).map(({ key }) => key)).toEqual(['t/b']);
    expect(await store.searchCourses([])).toEqual(['t/b']);
    await store.write((tx) => tx.clear(0));
    expect(await store.courseIndex()).toEqual([]);
  });

  test('a search finds words that begin a word of a code, a title or a name', async () => {
    const store = await openNew();
    const meetings = publication().meetings.map((one) => ({ ...one, facts: { ...one.facts, staff: ['Zoë Łoś'] } }));
    await store.write((tx) => tx.saveCourse(KEY, stored({ published: { ...publication(), meetings } })));
    const found = async (...words: string[]): Promise<boolean> => (await store.searchCourses(words)).length === 1;
    const { code, title } = publication().course;
    const word = title.toLowerCase().split(' ')[0] as string;
    expect(await found(word.slice(0, 4), code.toLowerCase().replaceAll(' ', ''))).toBe(true);
    expect(await found(word.slice(1))).toBe(false);
    expect(await found('zoe', 'los')).toBe(true);
  });
});

/** The tables that came with and after the index. */
const LATER =
  "name IN ('course_index', 'feed_validators', 'closed_terms', 'last_backup', 'losses') OR name LIKE 'notice%'";

describe('over a store of an earlier release', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const makeEarlier = async (): Promise<void> => {
    folder = await mkdtemp(path.join(tmpdir(), 'belltower-index-'));
    const store = await openSqliteStore(folder);
    await store.write(async (tx) => {
      await tx.saveCourse(KEY, stored());
      await tx.saveCourse('t/damaged', stored(), '{');
    });
    await store.close();
    const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
    const later = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND (${LATER})`).all();
    for (const { name } of later) database.exec(`DROP TABLE ${name}`);
    database.exec('UPDATE schema_version SET version = 5');
    database.close();
  };
  const expected = [
    { key: KEY, entry: { ...makeEntry(publication(), 1), key: KEY } },
    { key: 't/damaged', entry: null },
  ];

  test.each([
    ['it is filled when the tables are brought up to date', openSqliteStore],
    ['a reader, which changes nothing, makes its own', openSqliteReader],
  ])('%s', async (_, open) => {
    await makeEarlier();
    const store = await open(folder);
    expect(await store.courseIndex()).toEqual(expected);
    expect(await store.searchCourses(['cos418'])).toEqual([KEY]);
    await store.close();
  });
});
