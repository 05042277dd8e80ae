/** The course index that is read at start: on both databases, and rebuilt for stores of earlier releases. */
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

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('in $name', (places) => {
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
    expect(await store.searchCourses('t', [])).toEqual(['t/b']);
    await store.write((tx) => tx.clear(0));
    expect(await store.courseIndex()).toEqual([]);
  });

  test('a search finds words that begin a word of a code, a title or a name', async () => {
    const store = await openNew();
    const meetings = publication().meetings.map((one) => ({ ...one, facts: { ...one.facts, staff: ['Zoë Łoś'] } }));
    await store.write((tx) => tx.saveCourse(KEY, stored({ published: { ...publication(), meetings } })));
    const found = async (...words: string[]): Promise<boolean> =>
      (await store.searchCourses('fall-2018', words)).length === 1;
    const { code, title } = publication().course;
    const word = title.toLowerCase().split(' ')[0] as string;
    expect(await found(word.slice(0, 4), code.toLowerCase().replaceAll(' ', ''))).toBe(true);
    expect(await found(word.slice(1))).toBe(false);
    expect(await found('zoe', 'los')).toBe(true);
    await store.write((tx) => tx.saveCourses(['Fall_2018/a', 'Fall_2018/b'].map((key) => ({ key, course: stored() }))));
    expect(await store.countFound([word])).toEqual(
      new Map([
        ['Fall_2018', 2],
        ['fall-2018', 1],
      ]),
    );
    expect(await store.countFound([word, 'zoe'])).toEqual(new Map([['fall-2018', 1]]));
  });

  test('lists the courses of a term that use a room or a person, and finds them under their present ones', async () => {
    const store = await openNew();
    const [meeting] = publication().meetings;
    if (!meeting) throw new Error('the sample has no meeting');
    const using = (room: string, ...staff: string[]) => {
      const where = [{ text: room, address: null, url: null, online: false }];
      return stored({
        published: { ...publication(), meetings: [{ ...meeting, facts: { ...meeting.facts, where, staff } }] },
      });
    };
    await store.write((tx) =>
      tx.saveCourses([
        { key: 't/a', course: using('Hall 1', 'Ada Lovelace') },
        { key: 't/b', course: using('Hall 2', 'Ada Lovelace') },
        { key: 'other/c', course: using('Hall 1') },
      ]),
    );
    const find = (...resources: string[]): Promise<string[]> => store.coursesUsing('T', new Set(resources));
    expect(await find('room hall1')).toEqual(['t/a']);
    expect((await find('person ada lovelace')).toSorted()).toEqual(['t/a', 't/b']);
    await store.write((tx) => tx.saveCourse('t/a', using('Hall 3')));
    expect([await find('room hall1'), await find('person ada lovelace'), await find('room hall3')]).toEqual([
      [],
      ['t/b'],
      ['t/a'],
    ]);
  });

  test('knows by a checksum whether the bytes of a document are those that were written', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    const text = await store.loadDocument(KEY);
    expect(await store.isIntact(KEY)).toBe(true);
    expect(await store.loadDocuments([KEY, 't/none'])).toEqual(new Map([[KEY, { text, isIntact: true }]]));
    expect(await store.isIntact('t/none')).toBe(false);
  });

  test('several courses are saved at once, and those of one term are listed by themselves', async () => {
    const store = await openNew();
    const keys = ['fall-2018/b', 'fall-2018/a', 'fall-20180/a', 'Fall-2018/c'];
    await store.write(async (tx) => {
      await tx.saveCourses(keys.map((key) => ({ key, course: stored() })));
      await tx.saveAgreedRules(keys.map((key) => ({ key, files: {} })));
    });
    const own = ['Fall-2018/c', 'fall-2018/a', 'fall-2018/b'];
    expect((await store.listCourses('fall-2018')).map(({ key }) => key)).toEqual(own);
    expect((await store.agreedKeys('FALL-2018')).toSorted()).toEqual(own);
    expect((await store.listCourses()).map(({ revision }) => revision)).toEqual([1, 1, 1, 1]);
    expect((await store.indexedCourses([...keys, 't/none'])).map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
  });
});

/** The tables added with the index and since. */
const LATER =
  "name IN ('course_index', 'course_words', 'course_resources', 'feed_validators', 'closed_terms', 'last_backup', 'losses', 'personal_fetches', 'holidays', 'replicas') OR name LIKE 'notice%'";

describe('over a store of an earlier release', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const makeEarlier = async (): Promise<void> => {
    folder = await mkdtemp(path.join(tmpdir(), 'belltower-index-'));
    const store = await openSqliteStore(folder);
    await store.write(async (tx) => {
      await tx.saveCourse(KEY, stored());
      await tx.saveCourse('t/damaged', stored());
    });
    await store.close();
    const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
    database.exec(`UPDATE courses SET published = '{' WHERE key = 't/damaged'`);
    const later = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND (${LATER})`).all();
    for (const { name } of later) database.exec(`DROP TABLE ${name}`);
    database.exec('DROP INDEX courses_revision_key; CREATE INDEX courses_revision ON courses (revision)');
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
    expect(await store.searchCourses('fall-2018', ['cos418'])).toEqual([KEY]);
    expect([await store.isIntact(KEY), await store.isIntact('t/damaged')]).toEqual([true, false]);
    await store.close();
  });

  test.each([
    ['the table of resources is filled from an index that lacks it', openSqliteStore],
    ['a reader makes its own', openSqliteReader],
  ])('%s', async (_, open) => {
    folder = await mkdtemp(path.join(tmpdir(), 'belltower-index-'));
    const before = await openSqliteStore(folder);
    const [meeting] = publication().meetings;
    if (!meeting) throw new Error('the sample has no meeting');
    const facts = { ...meeting.facts, where: [{ text: 'Hall 1', address: null, url: null, online: false }], staff: [] };
    const published = { ...publication(), meetings: [{ ...meeting, facts }] };
    await before.write((tx) => tx.saveCourse(KEY, stored({ published })));
    await before.close();
    const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
    database.exec('DROP TABLE course_resources; UPDATE schema_version SET version = 17');
    database.close();
    const store = await open(folder);
    expect(await store.coursesUsing('fall-2018', new Set(['room hall1', 'room hall2']))).toEqual([KEY]);
    await store.close();
  });

  test('the log is told once what was migrated, and nothing of a new store', async () => {
    await makeEarlier();
    const said: string[] = [];
    const onMigrated = (sentence: string): void => void said.push(sentence);
    for (const place of [folder, folder, path.join(folder, 'new')]) {
      await (await openSqliteStore(place, { onMigrated })).close();
    }
    expect(said).toEqual([expect.stringMatching(/tables from version 5 to \d+$/)]);
  });
});
