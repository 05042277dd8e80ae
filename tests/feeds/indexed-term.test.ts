/** A term that nothing has opened answers as the book of it does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAddressBook } from '../../src/feeds/address-book.ts';
import { createIndexedTerm } from '../../src/feeds/indexed-term.ts';
import { readBook, type TermReads } from '../../src/feeds/term-reads.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { buildCourse } from '../fixtures/published.ts';

let folder: string;
let store: Store;
let indexed: TermReads;
let read: TermReads;

const KEYS = ['t/a', 't/b', 't/c', 't/d'];
const at = (minute: number): number => Date.UTC(2018, 8, 1, 8, minute);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-indexed-term-'));
  store = await openSqliteStore(folder, { isTemporary: true });
  const courses = [...KEYS, 'T/a', 'u/a'].map((key, number) => {
    const [term = '', id = ''] = key.split('/');
    const span = { from: `2018-09-0${number + 1}`, until: `2018-12-1${number}` };
    const facts = { key, term, id, code: `ZOO ${id}`, termTitle: `First of ${id}`, span, draft: number % 2 === 0 };
    const published = buildCourse({ facts, sections: number === 2 ? [{ kind: 'exam' }] : [] });
    const instants = { firstPublished: at(0), lastModified: at(number) };
    return { key, course: { published: { ...published, ...instants }, rules: '', retired: false } };
  });
  await store.write((tx) => tx.saveCourses(courses));
  const index = store.courseIndexNow ?? expect.unreachable();
  const refuse = (): never => expect.unreachable();
  indexed = createIndexedTerm({ index, term: 't', open: refuse, lose: refuse });
  const book = createAddressBook();
  for (const { key, entry } of await store.courseIndex()) if (entry) book.put(key, entry);
  read = readBook(book, 't');
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test.each<[string, (term: TermReads) => unknown]>([
  ['its entries', (term) => [...term.entries()]],
  [
    'some of them',
    (term) =>
      term
        .some(['t/c', 't/none', 't/a'])
        .map(({ key }) => key)
        .sort(),
  ],
  ['their codes', (term) => term.codes(['t/b']).map(({ key, code }) => [key, code])],
  ['its keys', (term) => term.keys()],
  ['when they were published', (term) => [...term.published()].map((one) => [one.key, one.lastModified, one.draft])],
  ['what changed', (term) => term.changed(at(0), { drafts: true, most: 9 })],
  ['what changed without drafts', (term) => term.changed(at(1), { drafts: false, most: 1 })],
  ['what the first course says', (term) => term.facts()],
  ['whether there are exams', (term) => [term.hasExams(true), term.hasExams(false)]],
  ['its days', (term) => term.span()],
  ...[true, false].map((drafts): [string, (term: TermReads) => unknown] => [
    `the courses that are shown, with drafts: ${drafts}`,
    (term) => {
      const { count, facts, has, keys } = term.shown(drafts);
      return { count, facts, keys: keys(), has: [...KEYS, 'T/a', 'u/a'].map(has) };
    },
  ]),
])('%s', (_, ask) => {
  expect(ask(indexed)).toEqual(ask(read));
  // What it remembers.
  expect(ask(indexed)).toEqual(ask(read));
});

test('counts what a search finds, which a book does not know', () => {
  expect([indexed.shown(true).countFound(['zoo']), indexed.shown(false).countFound(['zoo'])]).toEqual([4, 2]);
  expect(read.shown(true).countFound(['zoo'])).toBeNull();
});
