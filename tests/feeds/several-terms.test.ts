/** A folder of several terms: changes are published per term, and unchanged files are not parsed. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as parsing from '../../src/catalog/yaml/parse.ts';
import { NODE_ZONE_DATA, useZoneData } from '../../src/domain/zone.ts';
import { encodeFeed } from '../../src/feeds/feed.ts';
import { type Serving, startServing } from '../../src/feeds/serving.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';

let folder: string;
let store: Store;
let conditions: Conditions;
const lines: string[] = [];
const say = (_: object, line: string): void => void lines.push(line);
const log = { info: say, warn: say, error: say };
const parsed: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-terms-'));
  await write('site.yaml', 'name: Example\nuidDomain: example.edu\n');
  for (const year of [2025, 2026]) {
    await write(
      `terms/fall-${year}.yaml`,
      `title: Fall ${year}\nzone: America/New_York\nclasses: ${year}-09-08 to ${year}-12-11\n`,
    );
    for (const id of ['a', 'b']) await write(`courses/fall-${year}/${id}.yaml`, course(id));
  }
  store = await openSqliteStore(path.join(folder, 'state'), { isTemporary: true });
  conditions = createConditions(log, Date.now);
  lines.length = 0;
  parsed.length = 0;
  const { parseYaml } = parsing;
  vi.spyOn(parsing, 'parseYaml').mockImplementation((diagnostics) => {
    parsed.push(diagnostics.source.path);
    return parseYaml(diagnostics);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, 'data', file)), { recursive: true });
  await writeFile(path.join(folder, 'data', file), text);
}

function course(id: string, time = '10am-11am'): string {
  return `code: ${id.toUpperCase()} 1\ntitle: Course ${id}\nsections: {L01: {kind: lecture, meets: Mon ${time}}}\n`;
}

async function serve(): Promise<Serving> {
  const context = {
    store,
    log,
    conditions,
    clock: () => Date.UTC(2025, 7, 1),
    publicUrl: null,
    drafts: true,
    cache: null,
  };
  const serving = await startServing({ ...context, folder: path.join(folder, 'data') });
  await serving.begin();
  return serving;
}

it('publishes the newest term first, one transaction per term, and reports progress', async () => {
  const serving = await serve();
  expect(lines.filter((line) => line.includes('terms'))).toEqual([
    'fall-2026 is published: 1 of 2 terms',
    'fall-2025 is published: 2 of 2 terms',
  ]);
  expect((await store.listCourses()).map(({ key, revision }) => [key, revision])).toEqual([
    ['fall-2025/a', 2],
    ['fall-2025/b', 2],
    ['fall-2026/a', 1],
    ['fall-2026/b', 1],
  ]);
  expect(serving.site()?.name).toBe('Example');
  await serving.stop();
});

it('parses no course of an unchanged folder, and of an edited one those of its term', async () => {
  await (await serve()).stop();
  parsed.length = 0;
  const serving = await serve();
  expect(parsed.filter((file) => file !== 'site.yaml')).toEqual([]);
  await write('courses/fall-2025/a.yaml', course('a', '2pm-3pm'));
  await serving.readAgain();
  expect(new Set(parsed.filter((file) => file.startsWith('courses/')))).toEqual(
    new Set(['courses/fall-2025/a.yaml', 'courses/fall-2025/b.yaml']),
  );
  expect(serving.courses.get('fall-2025/a')?.meetings[0]?.facts.startTime).toBe('14:00');
  // The term is cached now.
  parsed.length = 0;
  await write('courses/fall-2025/a.yaml', course('a', '3pm-4pm'));
  await serving.readAgain();
  // More than once if the watcher saw the file while it was written.
  expect(new Set(parsed.filter((file) => file.startsWith('courses/')))).toEqual(new Set(['courses/fall-2025/a.yaml']));
  await serving.stop();
});

it('names a mistake of an earlier run after a start, and clears it when it is mended', async () => {
  const sound = await readFile(path.join(folder, 'data/courses/fall-2025/b.yaml'), 'utf8');
  await write('courses/fall-2025/b.yaml', 'code: B 1\n');
  await (await serve()).stop();
  conditions = createConditions(log, Date.now);
  const serving = await serve();
  expect(conditions.list().map(({ code, subject }) => [code, subject])).toEqual([['course-broken', 'fall-2025/b']]);
  // An edit of another term does not clear the condition.
  await write('courses/fall-2026/a.yaml', course('a', '2pm-3pm'));
  await serving.readAgain();
  expect(conditions.list()).toHaveLength(1);
  await write('courses/fall-2025/b.yaml', sound);
  await serving.readAgain();
  expect(conditions.list()).toEqual([]);
  await serving.stop();
});

it('names what its zone data is too old for, and publishes the terms behind it', async () => {
  // A year around a term counts.
  const newer = Date.UTC(2027, 6, 1);
  const offset: typeof NODE_ZONE_DATA.offset = (zone, at) => NODE_ZONE_DATA.offset(zone, at) + (at > newer ? 60 : 0);
  try {
    useZoneData({ version: '9999a', offset });
    await (await serve()).stop();
    useZoneData(NODE_ZONE_DATA);
    await write('courses/fall-2025/a.yaml', course('a', '2pm-3pm'));
    await write('courses/fall-2026/a.yaml', course('a', '2pm-3pm'));
    const serving = await serve();
    expect(conditions.list().map(({ code, subject }) => [code, subject])).toEqual([['course-outdated', 'fall-2026/a']]);
    expect(serving.courses.get('fall-2025/a')?.meetings[0]?.facts.startTime).toBe('14:00');
    expect(serving.courses.get('fall-2026/a')?.meetings[0]?.facts.startTime).toBe('10:00');
    useZoneData({ version: '9999a', offset });
    await serving.readAgain();
    expect(conditions.list()).toEqual([]);
    expect(serving.courses.get('fall-2026/a')?.meetings[0]?.facts.startTime).toBe('14:00');
    await serving.stop();
  } finally {
    useZoneData(NODE_ZONE_DATA);
  }
});

it('holds the end of a term whose files are all gone', async () => {
  await (await serve()).stop();
  await rm(path.join(folder, 'data/courses/fall-2026'), { recursive: true });
  await rm(path.join(folder, 'data/terms/fall-2026.yaml'));
  const serving = await serve();
  expect(conditions.list().map(({ code, subject }) => [code, subject])).toEqual([
    ['course-missing', 'fall-2026/a'],
    ['course-missing', 'fall-2026/b'],
  ]);
  await serving.stop();
});

it('reads the index of a term when it is asked for, and finds what is damaged or due in the others', async () => {
  const b = course('b').replace('title:', 'formerly: [old]\ntitle:');
  await write('courses/fall-2025/b.yaml', b);
  await (await serve()).stop();
  const dated = await store.loadCourse('fall-2026/b');
  if (!dated) throw new Error('there is no course');
  const sizes = { large: { all: 700_000 }, least: {} };
  const published = { ...dated.published, sizes };
  await store.write((tx) => tx.saveCourse('fall-2026/b', { ...dated, published }));
  conditions = createConditions(log, Date.now);
  const serving = await serve();
  const open = (): string[] => serving.courses.terms().filter(serving.courses.isOpen);
  expect([open(), serving.courses.terms(), serving.courses.size()]).toEqual([[], ['fall-2025', 'fall-2026'], 4]);
  expect(conditions.list().map(({ code, subject }) => [code, subject])).toEqual([
    ['feed-large', '/fall-2026/b/all.ics'],
  ]);
  expect(await serving.answerFeed('/fall-2026/b/all.ics')).toMatchObject({ type: 'feed' });
  expect(open()).toEqual([]);
  expect(await serving.answerFeed('/fall-2025/OLD/all.ics')).toMatchObject({ type: 'feed' });
  expect(await serving.answerFeed('/fall-2024/a/all.ics')).toMatchObject({ status: 404 });
  expect(open()).toEqual([]);
  // The answer names what there is.
  expect(await serving.answerFeed('/fall-2025/none/all.ics')).toMatchObject({ status: 404 });
  expect(open()).toEqual(['fall-2025']);
  // An edit of a term that nobody has asked for.
  await write('courses/fall-2026/a.yaml', course('a', '2pm-3pm'));
  await serving.readAgain();
  expect(open()).toEqual(['fall-2025']);
  expect(serving.courses.get('fall-2026/a')?.meetings[0]?.facts.startTime).toBe('14:00');
  await serving.stop();
  const database = new DatabaseSync(path.join(folder, 'state', 'belltower.sqlite'));
  database.exec(`UPDATE courses SET published = '{' WHERE key = 'fall-2026/a'`);
  database.close();
  conditions = createConditions(log, Date.now);
  const next = await serve();
  await vi.waitFor(() => expect(conditions.list().map(({ subject }) => subject)).toContain('fall-2026/a'), PATIENT);
  expect(await next.answerFeed('/fall-2026/a/all.ics')).toMatchObject({ status: 503 });
  expect(await next.answerFeed('/fall-2026/b/all.ics')).toMatchObject({ type: 'feed' });
  await next.stop();
});

it('shows a section in the feeds of the course that lists it now, though nobody asked for their term', async () => {
  await (await serve()).stop();
  const serving = await serve();
  const print = async (): Promise<string> => {
    const answer = await serving.answerFeed('/fall-2026/a/all.ics');
    return answer?.type === 'feed' ? encodeFeed(answer.feed, 'identity').toString() : '';
  };
  const listed = course('b').replace('meets:', 'listed: [a/X01], meets:');
  const before = await print();
  await write('courses/fall-2026/b.yaml', listed);
  await serving.readAgain();
  const during = await print();
  await write('courses/fall-2026/b.yaml', course('b'));
  await serving.readAgain();
  expect([before, during, await print()].map((body) => body.includes('X01'))).toEqual([false, true, false]);
  expect(serving.courses.isOpen('fall-2026')).toBe(false);
  await serving.stop();
});
