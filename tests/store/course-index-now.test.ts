/** The index of courses as it is read term by term, beside the whole index that a start on PostgreSQL reads. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseIndexNow } from '../../src/store/indexed-terms.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { publication, stored } from './samples.ts';

let folder: string;
let store: Store;
let index: CourseIndexNow;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-index-now-'));
  store = await openSqliteStore(folder, { isTemporary: true });
  index = store.courseIndexNow ?? expect.unreachable();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function save(key: string, over: Partial<PublishedCourse> = {}, facts = {}): Promise<void> {
  const published = { ...publication(), ...over };
  const [term = '', id = ''] = key.split('/');
  const course = { ...published.course, ...facts, key, term, id };
  await store.write((tx) => tx.saveCourse(key, stored({ published: { ...published, course } })));
}

function damage(sql: string): void {
  const database = new DatabaseSync(path.join(folder, 'belltower.sqlite'));
  database.exec(sql);
  database.close();
}

function readTerm(term: string): (readonly [string, string | undefined])[] {
  const found = [];
  for (let after = ''; ; ) {
    const page = index.page(term, after);
    if (page.length === 0) return found;
    found.push(...page.map(({ key, entry }) => [key, entry?.title] as const));
    after = page.at(-1)?.key ?? '';
  }
}

test('a term ends where the next one begins, whatever their names have in common', async () => {
  const terms = ['fall', 'fall-2018', 'fall0', 'Fall', 'fall_x'];
  for (const term of terms) for (const id of ['z', 'A', '0']) await save(`${term}/${id}`, {}, { title: term });
  expect(index.terms().toSorted()).toEqual(terms.toSorted());
  for (const term of terms) {
    const keys = ['0', 'A', 'z'].map((id) => `${term}/${id}`);
    expect(readTerm(term)).toEqual(keys.map((key) => [key, term]));
    expect([index.keys(term), index.count(term)]).toEqual([keys, 3]);
    expect(index.published(term).map(({ key }) => key)).toEqual(keys);
    expect(index.course(`${term}/A`)?.entry).toMatchObject({ key: `${term}/A`, title: term });
  }
  expect([readTerm('fal'), index.course('fall/b')]).toEqual([[], null]);
});

test('reads long terms to their end, with the entries of the whole index', async () => {
  const keys = Array.from({ length: 230 }, (_, number) => `t/c${String(number).padStart(3, '0')}`);
  await store.write((tx) => tx.saveCourses(keys.map((key) => ({ key, course: stored() }))));
  expect(readTerm('t').map(([key]) => key)).toEqual(keys);
  const [first] = await store.courseIndex();
  expect(index.page('t', '')[0]).toEqual(first);
});

test('tells drafts, the days of all courses and what is to be reported, whatever their titles say', async () => {
  await save('t/a', {}, { draft: true, span: { from: '2018-01-01', until: '2018-12-14' } });
  await save('t/b', {}, { title: '{"draft":true,"leavesAt":1}' });
  await save('t/c', { leavesAt: 5 }, { span: { from: '2018-09-12', until: '2019-02-03' } });
  await save('t/d', { sizes: { large: { all: 900_000 } } as unknown as NonNullable<PublishedCourse['sizes']> });
  expect(index.summary('t')).toMatchObject({
    courses: 4,
    drafts: new Set(['t/a']),
    first: { key: 't/a' },
    firstShown: { key: 't/b' },
    isWhole: true,
  });
  expect(index.span('t')).toEqual({ from: '2018-01-01', until: '2019-02-03' });
  expect(index.notable('t').map(({ key }) => key)).toEqual(['t/c', 't/d']);
  expect(index.published('t').map(({ draft }) => draft)).toEqual([true, false, false, false]);
});

test('counts what a search finds in a term, with drafts or without', async () => {
  for (const term of ['t', 'T', 'u']) {
    for (const id of ['a', 'b', 'c']) {
      await save(`${term}/${id}`, {}, { code: `ZOO ${id}`, title: 'Rare animals', draft: id === 'b' && term !== 'u' });
    }
  }
  const count = (term: string, words: string, drafts = false): number | null =>
    index.countFound(term, words.split(' '), drafts);
  expect([count('t', 'animals'), count('t', 'animals', true)]).toEqual([2, 3]);
  expect([count('T', 'animal zoo'), count('u', 'rare')]).toEqual([2, 3]);
  expect([count('t', 'rare zooc'), count('t', 'rare plants'), count('none', 'rare')]).toEqual([1, 0, 0]);
});

test('lists what was published again since an instant, the latest first', async () => {
  const { firstPublished } = publication();
  for (const [id, minutes] of Object.entries({ a: 0, b: 2, c: 3, d: 3 }))
    await save(`t/${id}`, { lastModified: firstPublished + minutes * 60_000 }, { draft: id === 'd' });
  const list = (minutes: number, drafts: boolean, most = 9): string[] =>
    index.changed('t', firstPublished + minutes * 60_000, { drafts, most }).map(({ key }) => key);
  expect(list(-1, true)).toEqual(['t/c', 't/d', 't/b']);
  expect(list(-1, false)).toEqual(['t/c', 't/b']);
  expect(list(2, true, 1)).toEqual(['t/c']);
  expect(list(3, true)).toEqual([]);
});

test('a damaged row is read from its document, and a damaged document is said to be', async () => {
  for (const id of ['a', 'b', 'c']) await save(`t/${id}`);
  damage(`UPDATE course_index SET entry = '{' WHERE key = 't/a'; UPDATE course_index SET entry = '' WHERE key = 't/b'`);
  damage(`UPDATE courses SET published = '{' WHERE key = 't/b'`);
  const { title } = publication().course;
  expect(readTerm('t')).toEqual([
    ['t/a', title],
    ['t/b', undefined],
    ['t/c', title],
  ]);
  expect(index.course('t/b')).toEqual({ key: 't/b', entry: null });
  expect([index.summary('t').isWhole, index.span('t')]).toEqual([false, publication().course.span]);
});

test('lists the courses that have further addresses or list sections elsewhere', async () => {
  await save('t/plain', {}, { title: '"formerly":["x"]' });
  await save('t/renamed', {}, { formerly: ['old'] });
  await save('t/shared', {}, { crossListed: [{ id: 'egr418', code: 'EGR 418', title: null }] });
  const [section, ...others] = publication().sections;
  if (!section) throw new Error('the sample has no section');
  await save('t/host', { sections: [{ ...section, listed: [{ course: 'plain', section: 'X' }] }, ...others] });
  expect(index.linked('t').map(({ key }) => key)).toEqual(['t/host', 't/renamed', 't/shared']);
});
