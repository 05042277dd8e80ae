import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCourses } from '../../src/feeds/courses.ts';
import { findDue, listDue, publishUpkeep, startNightly } from '../../src/feeds/upkeep.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const KEY = 'fall-2026/cos126';
const DAY = 86_400_000;
const START = Date.UTC(2026, 5, 1);

function rules(meets: string): Rules {
  return readRules([
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    {
      path: 'terms/fall-2026.yaml',
      text: 'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n',
    },
    {
      path: `courses/${KEY}.yaml`,
      text: `code: COS 126\ntitle: Course\nsections:\n  L01:\n    kind: lecture\n    meets: ${meets}\n`,
    },
  ]);
}

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-upkeep-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const after = (days: number) => () => START + days * DAY;
const load = async () => (await store.loadCourse(KEY))?.published;
const upkeep = async (days: number) => publishUpkeep(store, after(days), await findDue(store, after(days)()));

test('lets leave what was taken away 30 days ago, once, and nothing else', async () => {
  await publish(store, after(0), rules('Mon Wed 10:00am-10:50am'));
  await publish(store, after(1), rules('{on: Mon Wed 10:00am-10:50am, until: 2026-12-01}'));
  const taken = await load();
  expect(taken?.meetings.filter((meeting) => meeting.taken !== undefined)).toHaveLength(3);
  const { revision } = await store.head();

  expect(await upkeep(30)).toEqual([]);
  expect((await store.head()).revision).toBe(revision);
  expect(await upkeep(31)).toEqual([KEY]);
  const left = await load();
  expect(left?.meetings).toEqual(taken?.meetings.filter((meeting) => meeting.taken === undefined));
  expect(left?.series).toEqual(taken?.series);
  expect(left?.changes).toEqual(taken?.changes);
  expect(left?.lastModified).toBeGreaterThan(taken?.lastModified ?? 0);
  expect(await upkeep(60)).toEqual([]);

  // Two replicas that both found it due: the second finds nothing.
  expect(await publishUpkeep(store, after(61), [KEY])).toEqual([]);

  await publish(store, after(62), rules('Mon Wed 10:00am-10:50am'));
  const back = (await load())?.meetings.filter(({ originalDate }) => originalDate > '2026-12-01') ?? [];
  expect(back.map(({ sequence, facts }) => [sequence, facts.status])).toEqual(Array(3).fill([2, 'confirmed']));
});

test('leaves an edit that is held where it is', async () => {
  await publish(store, after(0), rules('Mon Wed 10:00am-10:50am'));
  await publish(store, after(1), rules('{on: Mon Wed 10:00am-10:50am, until: 2026-12-01}'));
  const held = await publish(store, after(20), rules('{on: Mon 10:00am-10:50am, until: 2026-09-20}'));
  expect(held.plans.map((plan) => plan.held)).toEqual([true]);
  expect(await upkeep(31)).toEqual([KEY]);
  expect((await load())?.meetings.filter(({ facts }) => facts.status === 'cancelled')).toEqual([]);
  const again = await publish(store, after(32), rules('{on: Mon 10:00am-10:50am, until: 2026-09-20}'));
  expect(again.plans.map((plan) => plan.held)).toEqual([true]);
});

test('knows what is due from the courses in memory', async () => {
  await publish(store, after(0), rules('Mon Wed 10:00am-10:50am'));
  await publish(store, after(1), rules('{on: Mon Wed 10:00am-10:50am, until: 2026-12-01}'));
  const courses = createCourses();
  courses.put(KEY, (await load()) ?? null);
  expect([30, 31].map((days) => listDue(courses.entries(), after(days)()))).toEqual([[], [KEY]]);
});

test('works at three every night until it is stopped', () => {
  vi.useFakeTimers({ now: new Date(2026, 5, 1, 12) });
  try {
    const nights: string[] = [];
    const stop = startNightly(() => void nights.push(new Date(Date.now()).toString().slice(8, 18)), Date.now);
    vi.advanceTimersByTime(2 * DAY);
    expect(nights.map((night) => night.trim())).toEqual(['02 2026 03', '03 2026 03']);
    stop();
    vi.advanceTimersByTime(2 * DAY);
    expect(nights).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});
