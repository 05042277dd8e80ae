/** The list of courses says the same of terms whether their index was read or not. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Courses } from '../../../src/feeds/courses.ts';
import { createInstaller } from '../../../src/feeds/install-publication.ts';
import { createCourseList } from '../../../src/site/home/course-list.ts';
import { type IndexCopy, openIndexCopy } from '../../../src/store/index-copy.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { buildCourse } from '../../fixtures/published.ts';

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-course-list-'));
  store = await openSqliteStore(folder, { isTemporary: true });
  const numbers = Array.from({ length: 70 }, (_, number) => number);
  const courses = ['fall-2017', 'fall-2018'].flatMap((term) =>
    numbers.map((number) => {
      const year = term.slice(-4);
      const facts = {
        ...{ term, id: `zoo${number}`, key: `${term}/zoo${number}`, code: `ZOO ${number}` },
        title: number % 10 === 0 ? 'Rare animals' : 'Animals',
        termTitle: `Fall ${year}`,
        span: { from: `${year}-09-12`, until: `${year}-12-14` },
        draft: number === 0 || number === 30,
      };
      const published = buildCourse({ facts, sections: [] });
      return { key: facts.key, course: { published, rules: '', retired: false } };
    }),
  );
  await store.write((tx) => tx.saveCourses(courses));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** @param indexCopy for a replica, which asks the store for nothing at once */
function open(indexCopy: IndexCopy | null = null): Courses {
  const conditions = { raise: (...what: unknown[]) => expect.fail(what.join(' ')), clear: () => undefined };
  const own = indexCopy ? ({ ...store, documentNow: undefined } as unknown as Store) : store;
  return createInstaller({ store: own, last: null, indexCopy, conditions, forget: () => undefined }).courses;
}

const ASKED = [
  { query: '', term: null, page: 1 },
  { query: '', term: null, page: 3 },
  { query: '', term: 'FALL-2017', page: 2 },
  { query: 'rare', term: null, page: 1 },
  { query: 'animals', term: null, page: 2 },
  { query: 'zoo 3', term: 'fall-2017', page: 1 },
  { query: 'anmials', term: null, page: 1 },
  { query: 'whales', term: null, page: 1 },
  { query: '', term: 'none', page: 1 },
];

test.each([false, true])('with drafts: %s', async (drafts) => {
  const read = open();
  for (const term of read.terms()) await read.open(term);
  const known = createCourseList(read, drafts, store);
  for (const asked of ASKED) {
    const list = createCourseList(open(), drafts, store);
    const now = Date.UTC(2018, 9, 1);
    expect(await list({ ...asked, now })).toEqual(await known({ ...asked, now }));
  }
});

test.each([false, true])('on a replica, with drafts: %s', async (drafts) => {
  const copy = await openIndexCopy(store, path.join(folder, `copy-${drafts}`));
  for (const asked of ASKED) {
    const now = Date.UTC(2018, 9, 1);
    const list = await createCourseList(open(copy), drafts, store)({ ...asked, now });
    expect(list).toEqual(await createCourseList(open(), drafts, store)({ ...asked, now }));
  }
  copy.close();
});

test('reads the index of no term that is only counted or of which few courses are shown', async () => {
  const courses = open();
  const list = createCourseList(courses, false, store);
  const found = await list({ query: 'rare', term: null, page: 1, now: 0 });
  expect([found.total, found.terms.map((term) => term.courses)]).toEqual([10, [68, 68]]);
  expect(courses.terms().filter(courses.isOpen)).toEqual([]);
});

test('reads the matches of those terms only whose courses are shown', async () => {
  const read: string[] = [];
  const searchCourses: Store['searchCourses'] = (term, words) => {
    read.push(term);
    return store.searchCourses(term, words);
  };
  const list = createCourseList(open(), false, { ...store, searchCourses });
  const found = await list({ query: 'animals', term: null, page: 1, now: Date.UTC(2018, 9, 1) });
  expect([found.total, found.pages, found.courses.length, read]).toEqual([136, 3, 60, ['fall-2018']]);
});
