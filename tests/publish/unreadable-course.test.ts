import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Serving, startServing } from '../../src/feeds/serving.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { UnreadableCourseError } from '../../src/store/unreadable-course.ts';
import { SHIPPED } from '../cli/terminal.ts';

const KEY = 'fall-2018/cos418';
const OTHER = 'fall-2018/cos419';
let folder: string;
let store: Store;
let conditions: Conditions;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const fileOf = (key: string): string => path.join(folder, `data/courses/${key}.yaml`);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-unreadable-'));
  await cp(SHIPPED, path.join(folder, 'data'), { recursive: true });
  await cp(fileOf(KEY), fileOf(OTHER));
  store = await openSqliteStore(path.join(folder, 'state'), { isTemporary: true });
  const first = await open();
  await first.begin();
  await first.stop();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): Promise<Serving> {
  conditions = createConditions(log, () => 0);
  const context = { store, log, conditions, publicUrl: null, drafts: true, folder: path.join(folder, 'data') };
  return startServing({ ...context, clock: () => Date.UTC(2018, 9, 1), cache: null });
}

/** Writes to the database file directly, as a failing disk would. */
function damage(change: (document: string) => string): void {
  const database = new DatabaseSync(path.join(folder, 'state/belltower.sqlite'));
  const row = database.prepare('SELECT published FROM courses WHERE key = ?').get(KEY);
  database.prepare('UPDATE courses SET published = ? WHERE key = ?').run(change(String(row?.published)), KEY);
  database.close();
}

const statusOf = async (serving: Serving, address: string): Promise<number> => {
  const answer = await serving.answerFeed(address);
  return answer?.type === 'feed' ? 200 : (answer?.status ?? 0);
};

describe.each([
  ['its head', (document: string) => document.replace('"title"', '"tit\u0001e"')],
  ['a key of its head', (document: string) => document.replace('"sections"', '"sectoins"')],
  ['its meetings', (document: string) => document.replace(/.(.{40})$/, '\u0001$1')],
  ['a key of a meeting', (document: string) => document.replace('"facts"', '"fcats"')],
  ['its end', (document: string) => document.slice(0, -100)],
])('a stored document that is damaged in %s', (_, change) => {
  it('costs its own course alone: 503 there, the others are served, it is registered', async () => {
    damage(change);
    const serving = await open();
    await serving.begin();
    expect(await statusOf(serving, `/${KEY}/L01.ics`)).toBe(503);
    expect(await statusOf(serving, `/${KEY}/nothing.ics`)).toBe(503);
    expect(await statusOf(serving, `/${OTHER}/L01.ics`)).toBe(200);
    expect(() => serving.courses.get(KEY)).toThrow(UnreadableCourseError);
    expect(conditions.list()).toMatchObject([{ code: 'course-unreadable', subject: KEY }]);
    await serving.stop();
  });

  it('is not published over by an edit, while edits of others are', async () => {
    damage(change);
    for (const key of [KEY, OTHER]) {
      const text = await readFile(fileOf(key), 'utf8');
      await writeFile(fileOf(key), text.replace('Distributed Systems', 'Edited'));
    }
    const document = await store.loadDocument(KEY);
    const serving = await open();
    await serving.begin();
    expect(await store.loadDocument(KEY)).toBe(document);
    expect(await statusOf(serving, `/${KEY}/L01.ics`)).toBe(503);
    expect(serving.courses.get(OTHER)?.course.title).toBe('Edited');
    expect(conditions.list()).toMatchObject([{ code: 'course-unreadable', subject: KEY }]);
    await serving.stop();
  });
});

it('a document that is brought back is served again, and the condition ends', async () => {
  let whole = '';
  damage((document) => {
    whole = document;
    return '{';
  });
  const serving = await open();
  await serving.begin();
  expect(await statusOf(serving, `/${KEY}/L01.ics`)).toBe(503);
  const database = new DatabaseSync(path.join(folder, 'state/belltower.sqlite'));
  database.exec('UPDATE head SET revision = revision + 1');
  database
    .prepare('UPDATE courses SET published = ?, revision = (SELECT revision FROM head) WHERE key = ?')
    .run(whole, KEY);
  database.close();
  await serving.catchUp();
  expect(await statusOf(serving, `/${KEY}/L01.ics`)).toBe(200);
  expect(conditions.list()).toEqual([]);
  await serving.stop();
});

it('other addresses of the term answer 503 only while the ids of the damaged course are unknown', async () => {
  damage(() => '{');
  const database = new DatabaseSync(path.join(folder, 'state/belltower.sqlite'));
  database.prepare("UPDATE course_index SET entry = '' WHERE key = ?").run(KEY);
  database.close();
  const serving = await open();
  expect(await statusOf(serving, '/fall-2018/cos999/L01.ics')).toBe(503);
  expect(await statusOf(serving, '/spring-2019/cos999/L01.ics')).toBe(404);
  serving.courses.put(KEY, null);
  expect(await statusOf(serving, '/fall-2018/cos999/L01.ics')).toBe(404);
  await serving.stop();
});

it('what is held in memory goes on being served while the store’s document is damaged', async () => {
  const serving = await open();
  await serving.begin();
  expect(await statusOf(serving, `/${KEY}/P01.ics`)).toBe(200);
  damage(() => '{');
  await writeFile(fileOf(KEY), (await readFile(fileOf(KEY), 'utf8')).replace('Distributed Systems', 'Edited'));
  await serving.readAgain();
  expect(await statusOf(serving, `/${KEY}/L01.ics`)).toBe(200);
  expect(serving.courses.get(KEY)?.course.title).toBe('Distributed Systems');
  expect(conditions.list()).toMatchObject([{ code: 'course-unreadable', subject: KEY }]);
  await serving.stop();
});
