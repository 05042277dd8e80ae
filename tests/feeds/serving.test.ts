import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeFeed } from '../../src/feeds/feed.ts';
import { type Serving, startServing } from '../../src/feeds/serving.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { registerRefusals } from '../../src/publish/store-health.ts';
import { StoreFullError, StoreReadOnlyError, StoreUnavailableError } from '../../src/store/errors.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store, StoredDocument } from '../../src/store/store.ts';
import { SHIPPED } from '../cli/terminal.ts';
import { PATIENT } from '../patient.ts';

let folder: string;
let store: Store;
let conditions: Conditions;
const lines: string[] = [];
const log = {
  info: (_: object, line: string) => void lines.push(line),
  warn: (_: object, line: string) => void lines.push(line),
  error: (_: object, line: string) => void lines.push(line),
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-serving-'));
  await cp(SHIPPED, path.join(folder, 'data'), { recursive: true });
  store = await openSqliteStore(path.join(folder, 'state'), { isTemporary: true });
  lines.length = 0;
  conditions = createConditions(log, Date.now);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (over: Store, now = Date.UTC(2018, 9, 1)): Promise<Serving> =>
  startServing({
    store: over,
    log,
    conditions,
    clock: () => now,
    publicUrl: null,
    drafts: true,
    folder: path.join(folder, 'data'),
    cache: null,
  });

const bodyOf = async (serving: Serving, address: string): Promise<string> => {
  const answer = await serving.answerFeed(address);
  return answer?.type === 'feed' ? encodeFeed(answer.feed, 'identity').toString() : '';
};

describe.each([
  ['a full disk', () => new StoreFullError('the disk is full: nothing was written')],
  ['a state folder that can only be read', () => new StoreReadOnlyError('the state folder can only be read')],
])('with %s', (_, failure) => {
  it('serves first revisions without a store, and reports the condition', async () => {
    const serving = await open({ ...store, write: () => Promise.reject(failure()) });
    await serving.begin();
    expect((await bodyOf(serving, '/fall-2018/cos418/L01.ics')).match(/BEGIN:VEVENT/g)).toHaveLength(24);
    expect(serving.status().ready).toBe(true);
    expect(conditions.list()).toMatchObject([
      { code: 'publication-failing', message: expect.stringContaining(failure().message) },
    ]);
    expect(lines.join('\n')).toContain(failure().message);
    await serving.stop();
  });

  it('serves what was published before, not the edit that could not be kept', async () => {
    const first = await open(store);
    await first.begin();
    const before = await bodyOf(first, '/fall-2018/cos418/L01.ics');
    await first.stop();
    const course = path.join(folder, 'data/courses/fall-2018/cos418.yaml');
    await writeFile(course, 'code: COS 418\ntitle: Edited\nsections: {L01: {kind: lecture, meets: Mon 1pm-2pm}}\n');
    const serving = await open({ ...store, write: () => Promise.reject(failure()) });
    await serving.begin();
    expect(await bodyOf(serving, '/fall-2018/cos418/L01.ics')).toBe(before);
    await serving.stop();
  });
});

it('retries a publication that a full disk refused, and logs each step once', async () => {
  const first = await open(store);
  await first.begin();
  await first.stop();
  lines.length = 0;
  let full = true;
  const refuse = <T>(work: () => Promise<T>): Promise<T> =>
    full ? Promise.reject(new StoreFullError('the disk is full')) : work();
  const faulty: Store = {
    ...store,
    write: (work) => refuse(() => store.write(work)),
    probe: () => refuse(() => store.probe()),
  };
  const serving = await open(registerRefusals(faulty, conditions));
  await serving.begin();
  const course = path.join(folder, 'data/courses/fall-2018/cos418.yaml');
  await writeFile(course, (await readFile(course, 'utf8')).replace('Distributed Systems', 'Edited'));
  await serving.readAgain();
  await serving.catchUp();
  expect(conditions.list().map(({ code }) => code)).toEqual(['store-unwritable', 'publication-failing']);
  full = false;
  const titleOf = (): string | undefined => serving.courses.get('fall-2018/cos418')?.course.title;
  await vi.waitFor(() => expect([titleOf(), conditions.list()]).toEqual(['Edited', []]), PATIENT);
  await serving.stop();
  expect(lines.map((line) => line.split(':')[0]?.replace('ended', line))).toEqual([
    'store-unwritable',
    'publication-failing',
    'published fall-2018/cos418',
    'ended: publication-failing: rules',
    'ended: store-unwritable: store',
  ]);
});

it('reports a copy on a replica’s disk that cannot be written as such, and writes it by itself once it can', async () => {
  const cache = path.join(folder, 'cache');
  await writeFile(cache, 'no folder');
  const serving = await startServing({
    store: { ...store, driver: 'postgresql' },
    ...{ log, conditions, cache, publicUrl: null, drafts: true, folder: path.join(folder, 'data') },
    clock: () => Date.UTC(2018, 9, 1),
  });
  await serving.begin();
  const codes = (): string[] => conditions.list().map(({ code }) => code);
  await vi.waitFor(() => expect(codes()).toEqual(['disk-cache-failing']), PATIENT);
  expect(conditions.list()[0]?.message).toContain(cache);
  expect(serving.status().failures).toBe(0);
  await rm(cache);
  await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  expect((await readdir(cache)).filter((name) => name.endsWith('.index.json'))).toEqual(['fall-2018.index.json']);
  await serving.stop();
});

it('gives the same bytes whether a course was just published or is read back from the store', async () => {
  const first = await open(store);
  await first.begin();
  const addresses = ['L01', 'OH-Lloyd.download', 'all', 'L01+P02+OH.download'].map(
    (part) => `/fall-2018/cos418/${part}.ics`,
  );
  const fresh = await Promise.all(addresses.map((address) => bodyOf(first, address)));
  await first.stop();
  const second = await open(store);
  expect(await Promise.all(addresses.map((address) => bodyOf(second, address)))).toEqual(fresh);
  expect(fresh.every((body) => body.startsWith('BEGIN:VCALENDAR'))).toBe(true);
  await second.stop();
});

it('answers 304 after a start without loading a course, and only if the copy is current', async () => {
  const address = '/fall-2018/cos418/L01+P02.ics';
  const first = await open(store);
  await first.begin();
  const made = await first.answerFeed(address);
  const tag = made?.type === 'feed' ? made.feed.tag : '';
  await first.stop();
  const loaded: string[] = [];
  const documentNow = (key: string): StoredDocument | null => {
    loaded.push(key);
    return store.documentNow?.(key) ?? null;
  };
  const second = await open({ ...store, documentNow });
  const ask = async (headers: object): Promise<unknown> => {
    const answer = await second.answerFeed(address, headers as IncomingHttpHeaders);
    return answer?.type === 'feed' ? [answer.feed.tag, answer.feed.bodies.identity === null] : answer;
  };
  const since = 'Fri, 27 Nov 2026 00:00:00 GMT';
  expect(await ask({ 'if-none-match': `"${tag}-gzip"` })).toEqual([tag, true]);
  expect(await ask({ 'if-modified-since': since })).toEqual([tag, true]);
  expect(loaded).toEqual([]);
  expect(await ask({ 'if-none-match': '"another"' })).toEqual([tag, false]);
  expect(loaded).toEqual(['fall-2018/cos418']);
  await second.stop();
  // Publishing makes the cached copy stale.
  await store.write(async (tx) => {
    const stored = await tx.loadCourse('fall-2018/cos418');
    if (!stored) throw new Error('there is no course');
    const { published } = stored;
    const course = { ...published.course, title: 'Changed' };
    await tx.saveCourse('fall-2018/cos418', { ...stored, published: { ...published, course } });
  });
  const third = await open(store);
  const answer = await third.answerFeed(address, { 'if-none-match': `"${tag}"` });
  expect(answer?.type === 'feed' && answer.feed.tag !== tag && answer.feed.bodies.identity !== null).toBe(true);
  await third.stop();
});

describe('a replica', () => {
  const KEYS = ['fall-2018/cos418', 'fall-2018/cos419'];
  const replica = (over: Partial<Store>): Promise<Serving> =>
    startServing({
      store: { ...store, ...over },
      log,
      conditions,
      clock: Date.now,
      publicUrl: null,
      drafts: true,
      folder: null,
      cache: null,
    });
  const titles = async (serving: Serving): Promise<string[]> => {
    const bodies = await Promise.all(KEYS.map((key) => bodyOf(serving, `/${key}/L01.ics`)));
    return bodies.map((body) => /X-WR-CALDESC:(\w+)/.exec(body)?.[1] ?? '');
  };
  /** Retitles courses in one revision, as another process would. */
  const retitle = (title: string, keys: readonly string[]): Promise<void> =>
    store.write(async (tx) => {
      for (const key of keys) {
        const stored = await tx.loadCourse(key);
        if (!stored) throw new Error(`there is no ${key}`);
        const { published } = stored;
        await tx.saveCourse(key, { ...stored, published: { ...published, course: { ...published.course, title } } });
      }
    });
  beforeEach(async () => {
    const courses = path.join(folder, 'data/courses/fall-2018');
    await cp(path.join(courses, 'cos418.yaml'), path.join(courses, 'cos419.yaml'));
    const publisher = await open(store);
    await publisher.begin();
    await publisher.stop();
  });

  /** Simulates a store over the network: no synchronous access. */
  const remote = (over: Partial<Store>): Partial<Store> =>
    ({ ...over, documentNow: undefined }) as unknown as Partial<Store>;

  it('reads no document at its start, and each once on demand, also for concurrent requests', async () => {
    const loaded: string[] = [];
    const serving = await replica(
      remote({
        async loadDocuments(keys) {
          loaded.push(...keys);
          return await store.loadDocuments(keys);
        },
      }),
    );
    expect(loaded).toEqual([]);
    const [one, two] = await Promise.all([titles(serving), titles(serving)]);
    expect(one).toEqual(two);
    expect(loaded.toSorted()).toEqual([...KEYS, ...KEYS].toSorted());
    expect(await titles(serving)).toEqual(one);
    expect(loaded).toHaveLength(4);
    await serving.stop();
  });

  it('that loses the database while it reads a revision of several courses reads all of them later', async () => {
    let refused = 0;
    let fails = false;
    const serving = await replica(
      remote({
        async loadDocuments(keys) {
          if (!fails) return await store.loadDocuments(keys);
          refused += 1;
          throw new StoreUnavailableError('away');
        },
      }),
    );
    await retitle('Second', KEYS);
    fails = true;
    await serving.catchUp();
    expect(refused).toBe(1);
    fails = false;
    await serving.catchUp();
    expect(await titles(serving)).toEqual(['Second', 'Second']);
    await serving.stop();
  });

  it('serves from its first moment what was published while it was reading', async () => {
    const serving = await replica(
      remote({
        async courseIndex() {
          const index = await store.courseIndex();
          await retitle('Meanwhile', KEYS.slice(0, 1));
          return index;
        },
      }),
    );
    expect(serving.status().ready).toBe(true);
    expect((await titles(serving))[0]).toBe('Meanwhile');
    await serving.stop();
  });

  it('serves and loads from its local copy while the database is down', async () => {
    const context = { log, conditions, clock: Date.now, publicUrl: null, drafts: true, folder: null };
    const cache = path.join(folder, 'cache');
    const shared = { ...store, driver: 'postgresql' as const, documentNow: undefined } as unknown as Store;
    const first = await startServing({ ...context, cache, store: shared });
    await first.begin();
    const wanted = await titles(first);
    const index = path.join(cache, 'fall-2018.index.json');
    await vi.waitFor(async () => expect(await readFile(index, 'utf8')).toContain(KEYS[1]), PATIENT);
    await first.stop();
    const away = (): never => {
      throw new StoreUnavailableError('away');
    };
    const lost = {
      ...shared,
      head: away,
      courseIndex: away,
      loadDocument: away,
      loadDocuments: away,
      changedSince: away,
    } as Store;
    const second = await startServing({ ...context, cache, store: lost });
    expect(await titles(second)).toEqual(wanted);
    await second.stop();
  });

  it('reads at a start only what its copy of the index lacks, and a term when it is asked for', async () => {
    const context = { log, conditions, clock: Date.now, publicUrl: null, drafts: true, folder: null };
    const reads: string[] = [];
    const watched: Partial<Store> = {
      courseIndex: () => expect.unreachable(),
      indexedTerms(terms) {
        reads.push(...terms);
        return store.indexedTerms(terms);
      },
    };
    const start = async (): Promise<Serving> => {
      const shared = { ...store, ...watched, driver: 'postgresql', ...remote({}) } as Store;
      const serving = await startServing({ ...context, cache: path.join(folder, 'cache'), store: shared });
      await serving.begin();
      return serving;
    };
    const first = await start();
    expect([first.courses.terms(), first.courses.isOpen('fall-2018'), first.courses.size()]).toEqual([
      ['fall-2018'],
      false,
      2,
    ]);
    const before = await titles(first);
    await retitle('Second', KEYS.slice(0, 1));
    await first.catchUp();
    expect(await titles(first)).toEqual(['Second', before[1]]);
    expect(first.courses.isOpen('fall-2018')).toBe(false);
    await first.stop();
    await (await start()).stop();
    expect(reads).toEqual(['fall-2018']);
    await retitle('Third', KEYS);
    await store.write((tx) => tx.removeCourse('fall-2018/cos419'));
    const last = await start();
    expect(await titles(last)).toEqual(['Third', '']);
    expect([last.courses.keys(), reads]).toEqual([['fall-2018/cos418'], ['fall-2018', 'fall-2018']]);
    await last.stop();
    expect(lines.filter((line) => line.includes('index'))).toEqual([]);
  });

  it('keeps the index in memory where its copy cannot be written', async () => {
    const cache = path.join(folder, 'cache');
    await writeFile(`${cache}-index`, 'no folder');
    const context = { log, conditions, clock: Date.now, publicUrl: null, drafts: true, folder: null, cache };
    const shared = { ...store, driver: 'postgresql', ...remote({}) } as unknown as Store;
    const serving = await startServing({ ...context, store: shared });
    expect(lines).toContainEqual(expect.stringContaining('the index of courses is kept in memory'));
    expect([serving.courses.isOpen('fall-2018'), serving.courses.size()]).toEqual([true, 2]);
    expect((await titles(serving)).every(Boolean)).toBe(true);
    await serving.stop();
  });

  it('copies the published courses to its disk also if the database was down at its start', async () => {
    const cache = path.join(folder, 'cache');
    let isAway = true;
    const shared = {
      ...store,
      driver: 'postgresql',
      documentNow: undefined,
      async head() {
        if (isAway) throw new StoreUnavailableError('away');
        return await store.head();
      },
    } as unknown as Store;
    const context = { log, conditions, clock: Date.now, publicUrl: null, drafts: true, folder: null };
    const serving = await startServing({ ...context, cache, store: shared });
    await serving.begin();
    isAway = false;
    await serving.catchUp();
    const index = path.join(cache, 'fall-2018.index.json');
    await vi.waitFor(async () => {
      const { courses } = JSON.parse(await readFile(index, 'utf8'));
      expect(Object.keys(courses).sort()).toEqual([...KEYS].sort());
    }, PATIENT);
    await serving.stop();
  });

  it('reports that published courses could not be copied to its disk until they all are', async () => {
    const cache = path.join(folder, 'cache');
    await writeFile(cache, 'no folder');
    const shared = { ...store, driver: 'postgresql' as const, documentNow: undefined } as unknown as Store;
    const context = { log, conditions, clock: Date.now, publicUrl: null, drafts: true, folder: null };
    const serving = await startServing({ ...context, cache, store: shared });
    await serving.begin();
    const codes = (): string[] => conditions.list().map(({ code }) => code);
    await vi.waitFor(() => expect(codes()).toEqual(['disk-cache-failing']), PATIENT);
    // Nothing was published since.
    const raise = vi.spyOn(conditions, 'raise');
    const clear = vi.spyOn(conditions, 'clear');
    const settled = () => [...raise.mock.calls, ...clear.mock.calls].some(([code]) => code === 'disk-cache-failing');
    await serving.catchUp();
    await vi.waitFor(() => expect(settled()).toBe(true), PATIENT);
    expect(codes()).toEqual(['disk-cache-failing']);
    await rm(cache);
    await serving.catchUp();
    await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
    const { courses } = JSON.parse(await readFile(path.join(cache, 'fall-2018.index.json'), 'utf8'));
    expect(Object.keys(courses).sort()).toEqual([...KEYS].sort());
    await serving.stop();
  });
});

it('tells the past again in an empty store: first published, then each change when it was announced', async () => {
  const course = path.join(folder, 'data/courses/fall-2018/cos418.yaml');
  const changes =
    '\nchanges:\n' +
    '  - {announced: 2018-10-01 09:00, sections: P02, on: 2018-10-12, cancel: yes, say: First}\n' +
    '  - {announced: 2018-10-02 09:00, sections: P02, on: 2018-10-12, move: Thu 2018-10-11 4pm-4:50pm, say: Second}\n';
  await writeFile(course, (await readFile(course, 'utf8')) + changes);
  const serving = await open(store, Date.UTC(2026, 0, 1));
  await serving.begin();
  const events = (await bodyOf(serving, '/fall-2018/cos418/P02.ics')).split('BEGIN:VEVENT').slice(1);
  const moved = events.find((event) => event.includes('DTSTART:20181011T200000Z')) ?? '';
  expect(moved).toMatch(/\r\nSEQUENCE:2\r\n/);
  expect(moved).toMatch(/\r\nLAST-MODIFIED:20181002T130000Z\r\n/);
  expect(events.filter((event) => event.includes('LAST-MODIFIED:20180905T040000Z'))).toHaveLength(11);
  expect(lines.join('\n')).toContain('belltower restore');
  await serving.stop();
});
