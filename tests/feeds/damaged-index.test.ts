/** A page of the store's file that cannot be read costs the term it belongs to, not the server. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServing } from '../../src/feeds/serving.ts';
import { createConditions } from '../../src/publish/conditions.ts';
import { StoreDamagedError } from '../../src/store/errors.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { buildCourse } from '../fixtures/published.ts';
import { until } from '../patient.ts';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-damaged-index-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** As many courses as fill several pages of the index. */
const COURSES = 600;
const nameCourse = (number: number): string => `a-course-with-a-long-name-${String(number).padStart(3, '0')}`;

async function fill(term: string, courses: number): Promise<void> {
  const rows = Array.from({ length: courses }, (_, number) => {
    const id = nameCourse(number);
    const published = buildCourse({ facts: { key: `${term}/${id}`, term, id }, sections: [{ id: 'L01' }] });
    return { key: `${term}/${id}`, course: { published, rules: '', retired: false } };
  });
  await store.write((tx) => tx.saveCourses(rows));
}

/** Overwrites a page in the middle of the index's keys. */
async function damage(): Promise<void> {
  const file = path.join(folder, 'belltower.sqlite');
  const database = new DatabaseSync(file, { readOnly: true });
  const pages = database
    .prepare(
      `SELECT pageno FROM dbstat WHERE name = 'sqlite_autoindex_course_index_1' AND pagetype = 'leaf' ORDER BY path`,
    )
    .all()
    .map(({ pageno }) => Number(pageno));
  const [{ page_size: size } = {}] = database.prepare('PRAGMA page_size').all();
  database.close();
  expect(pages.length).toBeGreaterThan(4);
  const handle = await open(file, 'r+');
  await handle.write(
    Buffer.alloc(Number(size), 0xff),
    0,
    Number(size),
    ((pages[pages.length >> 1] ?? 0) - 1) * Number(size),
  );
  await handle.close();
}

test('the server starts, serves what can be read, and reports the term', async () => {
  for (const term of ['a', 'm', 'z']) await fill(term, term === 'm' ? COURSES : 3);
  await store.close();
  await damage();
  store = await openSqliteStore(folder, { isTemporary: true });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const conditions = createConditions(log, Date.now);
  const serving = await startServing({
    ...{ store, log, conditions, clock: Date.now, publicUrl: null, drafts: false, folder: null, cache: null },
  });
  await serving.begin();
  const unreadable = () => conditions.list().filter(({ code }) => code === 'course-unreadable');
  await until(() => unreadable().length > 0, 'the report of the damaged term');
  expect(conditions.list()).toMatchObject([{ code: 'course-unreadable', subject: 'm' }]);
  expect(serving.courses.terms()).toEqual(['a', 'm', 'z']);
  const ask = async (key: string) => (await serving.answerFeed(`/${key}/L01.ics`))?.type;
  expect([await ask(`a/${nameCourse(0)}`), await ask(`z/${nameCourse(2)}`)]).toEqual(['feed', 'feed']);
  // The listener answers 503; 404 would end subscriptions.
  await expect(ask(`m/${nameCourse(COURSES >> 1)}`)).rejects.toThrow(StoreDamagedError);
  await serving.stop();
});
