/** What a start compares with the folder before it parses anything. */
import { afterAll, afterEach, expect, test } from 'vitest';
import { makeChange } from '../../src/publish/changing.ts';
import { openPublished } from '../../src/publish/current-term.ts';
import { publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { createSqlitePlaces } from '../store/places.ts';

const places = createSqlitePlaces({ isTemporary: true });
afterEach(() => places.closeAll());
afterAll(() => places.remove());

const NOW = Date.UTC(2026, 7, 1);
const TERM = 'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n';
const COURSE = 'code: COS 126\ntitle: Course\nsections:\n  L01: {kind: lecture, meets: Mon 10:00am-10:50am}\n';
const FILES = [
  { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
  { path: 'terms/fall-2026.yaml', text: TERM },
  { path: 'courses/fall-2026/cos126.yaml', text: COURSE },
];

test('the desk’s changes of courses and of terms are read in one query, and are part of what is compared', async () => {
  const store = await places.open(await places.create());
  const rules = readRules(FILES);
  await publish(store, () => NOW, rules);
  const context = { store, clock: () => NOW, rules };
  const text = { on: '2026-11-25', closed: 'all day', say: 'Snow' };
  await makeChange(context, { subject: 'fall-2026', text, by: 'x', idempotencyKey: null }, true);
  let queries = 0;
  const deskChanges: typeof store.deskChanges = (...subjects) => {
    queries += 1;
    return store.deskChanges(...subjects);
  };
  const isCurrent = async (reads: typeof store): Promise<boolean[]> => {
    const published = await openPublished(reads);
    return [await published.isCurrent('fall-2026', FILES), published.areHolidaysCurrent('fall-2026', FILES)];
  };
  expect(await isCurrent({ ...store, deskChanges })).toEqual([true, true]);
  expect(queries).toBe(1);
  expect(await isCurrent({ ...store, deskChanges: async () => [] })).toEqual([false, false]);
});
