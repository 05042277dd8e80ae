/** Terms that are read when they are first asked for answer as those that were read at the start. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTermBooks, type TermBooks } from '../../src/feeds/term-books.ts';
import { type CourseEntry, makeEntry } from '../../src/store/course-entry.ts';
import type { CourseIndexNow, TermSummary } from '../../src/store/indexed-terms.ts';
import { buildCourse } from '../fixtures/published.ts';

type Links = Pick<CourseEntry, 'formerly' | 'crossListed' | 'listed'>;

function entryOf(key: string, revision: number, links: Partial<Links> = {}): CourseEntry {
  const [term = '', id = ''] = key.split('/');
  const { formerly = [], crossListed = [] } = links;
  const entry = makeEntry(buildCourse({ facts: { key, term, id, formerly, crossListed }, sections: [] }), revision);
  return { ...entry, listed: links.listed ?? [] };
}

/** A store whose index is read as a term at a time. */
function openStore() {
  const rows = new Map<string, CourseEntry | null>();
  const read: string[] = [];
  const keys = (term: string): string[] => [...rows.keys()].filter((key) => key.startsWith(`${term}/`)).sort();
  const index = {
    terms: () => [...new Set([...rows.keys()].map((key) => key.split('/')[0] ?? ''))].sort(),
    page(term, after) {
      read.push(term);
      const [next] = keys(term).filter((key) => key > after);
      return next === undefined ? [] : [{ key: next, entry: rows.get(next) ?? null }];
    },
    linked: (term) =>
      keys(term)
        .map((key) => ({ key, entry: rows.get(key) ?? null }))
        .filter(({ entry }) => !entry || entry.formerly.length + entry.crossListed.length + entry.listed.length > 0),
    course: (key) => (rows.has(key) ? { key, entry: rows.get(key) ?? null } : null),
    keyAt: (term, id) => keys(term).find((key) => key.toLowerCase() === `${term}/${id}`.toLowerCase()) ?? null,
    summary: (term) => ({ isWhole: keys(term).every((key) => rows.get(key) !== null) }) as TermSummary,
    count: (term) => keys(term).length,
    keys,
  } as Partial<CourseIndexNow> as CourseIndexNow;
  return { rows, read, index };
}

function open(index: CourseIndexNow | null): { readonly books: TermBooks; readonly lost: string[] } {
  const lost: string[] = [];
  const books = createTermBooks(index, (key) => {
    lost.push(key);
    books.put(key, null);
  });
  return { books, lost };
}

test('a term is read when an address of it is asked for, and an unknown term is none', async () => {
  const { rows, read, index } = openStore();
  for (const key of ['t/a', 't/b', 'u/a']) rows.set(key, entryOf(key, 1, { formerly: ['old'] }));
  const { books } = open(index);
  expect([books.terms(), books.size(), books.entry('t/b')?.id]).toEqual([['t', 'u'], 3, 'b']);
  expect([books.find('none', 'a'), books.isOpen('none'), books.inTerm('u').keys()]).toEqual([null, true, ['u/a']]);
  // A course's own address.
  expect([books.find('t', 'b')?.entry.key, books.find('t', 'b')?.id]).toEqual(['t/b', 'b']);
  expect([books.openAt('t', 'b'), books.openAt('none', 'b'), read]).toEqual([null, null, []]);
  expect(books.find('T', 'OLD')).toMatchObject({ entry: { key: 't/a' }, id: 'old' });
  expect([books.find('t', 'B')?.id, books.isOpen('t'), read]).toEqual(['b', false, []]);
  expect([...books.entriesOf('t')].map(({ key }) => key)).toEqual(['t/a', 't/b']);
  expect([books.isOpen('t'), books.isOpen('u'), new Set(read)]).toEqual([true, false, new Set(['t'])]);
  await Promise.all([books.open('u'), books.open('u')]);
  expect([books.isOpen('U'), read.filter((term) => term === 'u').length]).toEqual([true, 2]);
  expect([books.size(), books.terms()]).toEqual([3, ['t', 'u']]);
});

test('what is stored while a term is being read, or before, is what it says', async () => {
  const { rows, index } = openStore();
  for (const id of ['a', 'b', 'c']) rows.set(`t/${id}`, entryOf(`t/${id}`, 1));
  const { books } = open(index);
  const store = (key: string, revision: number): void => {
    rows.set(key, entryOf(key, revision));
    books.put(key, entryOf(key, revision));
  };
  store('t/a', 2);
  const opening = books.open('t');
  store('t/a', 3);
  store('t/d', 4);
  store('u/a', 5);
  await opening;
  expect([...books.entriesOf('t')].map(({ key, revision }) => [key, revision]).sort()).toEqual([
    ['t/a', 3],
    ['t/b', 1],
    ['t/c', 1],
    ['t/d', 4],
  ]);
  expect([books.isOpen('u'), books.terms(), books.size()]).toEqual([false, ['t', 'u'], 5]);
});

test('a damaged course is lost when its term is read, and what is not stored stays in memory', () => {
  const { rows, index } = openStore();
  rows.set('t/a', null);
  rows.set('t/b', entryOf('t/b', 1));
  const { books, lost } = open(index);
  expect(books.entry('t/a')).toBeNull();
  expect([lost, books.isOpen('t'), books.inTerm('t').keys()]).toEqual([['t/a'], true, ['t/b']]);
  books.put('u/a', entryOf('u/a', -1));
  expect([books.isOpen('u'), books.entry('u/a')?.revision, books.terms()]).toEqual([true, -1, ['t', 'u']]);
  books.put('u/a', null);
  expect(books.terms()).toEqual(['t']);
});

const ids = fc.constantFrom('a', 'b', 'C', 'd');
const links = fc.record({
  formerly: fc.uniqueArray(ids, { maxLength: 1 }),
  crossListed: fc.array(
    ids.map((id) => ({ id, code: id, title: null })),
    { maxLength: 1 },
  ),
  listed: fc.array(
    ids.map((course) => ({ section: 'L01', course, as: 'X' })),
    { maxLength: 1 },
  ),
});
const key = fc.tuple(fc.constantFrom('t', 'u'), ids).map((parts) => parts.join('/'));
const step = fc.oneof(
  fc.record({ type: fc.constant('store' as const), key, links }),
  fc.record({ type: fc.constant('remove' as const), key }),
  fc.record({ type: fc.constant('ask' as const), key }),
  fc.record({ type: fc.constant('open' as const), key }),
);

test('whatever is stored, removed and asked for in whatever order, an address leads where it did', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(key, links)), fc.array(step, { maxLength: 20 }), async (first, steps) => {
      const { rows, index } = openStore();
      // As they are read: sorted by key, which decides who has an address that two courses claim.
      for (const [one, own] of first.toSorted(([a], [b]) => (a < b ? -1 : 1))) rows.set(one, entryOf(one, 1, own));
      const { books } = open(index);
      const { books: eager } = open(null);
      for (const [one, entry] of rows) eager.put(one, entry);
      const opening: (Promise<void> | null)[] = [];
      let revision = 1;
      for (const { type, key: one, ...rest } of steps) {
        const [term = '', id = ''] = one.split('/');
        revision += 1;
        if (type === 'store' && 'links' in rest) {
          rows.set(one, entryOf(one, revision, rest.links));
          for (const each of [books, eager]) each.put(one, rows.get(one) ?? null);
        } else if (type === 'remove') {
          rows.delete(one);
          for (const each of [books, eager]) each.put(one, null);
        } else if (type === 'open') opening.push(books.openAt(term, id));
        else expect(books.find(term, id) === null).toBe(eager.find(term, id) === null);
      }
      await Promise.all(opening);
      expect(books.size()).toBe(eager.size());
      expect([...books.terms()].sort()).toEqual([...eager.terms()].sort());
      for (const term of ['t', 'u']) {
        expect([...books.inTerm(term).keys()].sort()).toEqual([...eager.inTerm(term).keys()].sort());
        for (const id of ['a', 'b', 'c', 'd']) {
          const claimants = [...rows.values()].filter((entry) => entry?.term === term && claims(entry, id));
          const found = books.find(term, id)?.entry;
          expect([found === undefined, found === undefined || claimants.includes(found)]).toEqual([
            claimants.length === 0,
            true,
          ]);
          if (!found || claimants.length > 1) continue;
          expect(found).toEqual(eager.find(term, id)?.entry);
          const [own, others] = [books, eager].map((each) => each.guestsOf({ entry: found, id }));
          expect(own?.map((guest) => guest.id)).toEqual(others?.map((guest) => guest.id));
        }
      }
    }),
    { seed: 418, numRuns: 300 },
  );
});

function claims(entry: CourseEntry, id: string): boolean {
  return [entry.id, ...entry.formerly, ...entry.crossListed.map((other) => other.id)].some(
    (one) => one.toLowerCase() === id,
  );
}
