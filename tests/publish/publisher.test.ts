import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Course } from '../../src/domain/model.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const TERM = 'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n';
const IDS = ['cos126', 'cos217', 'cos226'];
const RULES = readRules([
  { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
  { path: 'terms/fall-2026.yaml', text: TERM },
  ...IDS.map((id) => ({
    path: `courses/fall-2026/${id}.yaml`,
    text: `code: ${id}\ntitle: Course\nsections:\n  L01:\n    kind: lecture\n    meets: Mon 10:00am-10:50am\n`,
  })),
]);

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-publisher-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same rules, of which the last course cannot be planned. */
function breakLast(): Rules {
  const courses = new Map<string, Course>(RULES.catalog.courses);
  const last = RULES.catalog.courses.get('fall-2026/cos226');
  const broken = new Proxy(last as Course, {
    get(course, name) {
      if (name === 'sections') throw new Error('broken');
      return Reflect.get(course, name);
    },
  });
  courses.set('fall-2026/cos226', broken);
  return { ...RULES, catalog: { ...RULES.catalog, courses } };
}

test('writes nothing at all, then or later, when one of the courses cannot be planned', async () => {
  expect(RULES.problems).toEqual([]);
  await expect(publish(store, () => 0, breakLast())).rejects.toThrow('broken');
  // What was on its way when the transaction ended would stand alone, before this.
  await store.write((tx) => tx.addAudit({ at: 0, who: 'a', what: 'b', subject: 'c', before: null, after: null }));
  expect(await store.listCourses()).toEqual([]);
  expect((await store.head()).revision).toBe(1);
});

test('publishes all of them as one revision', async () => {
  const { plans } = await publish(store, () => 0, RULES);
  expect(plans.map(({ key }) => key)).toEqual(IDS.map((id) => `fall-2026/${id}`));
  expect(await store.changedSince(1)).toEqual(IDS.map((id) => ({ revision: 2, key: `fall-2026/${id}` })));
});
