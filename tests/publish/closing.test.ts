/** A closed term: nothing publishes it, its feeds stay, and it can be opened again. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publishUpkeep } from '../../src/feeds/upkeep.ts';
import { makeChange } from '../../src/publish/changing.ts';
import { closeTerm, reopenTerm } from '../../src/publish/closing.ts';
import { publish } from '../../src/publish/publisher.ts';
import { endCourse } from '../../src/publish/retiring.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { createSqlitePlaces } from '../store/places.ts';
import { exportState, restoreState } from '../store/state-text.ts';

const KEY = 'fall-2026/a';
const clock = (): number => Date.UTC(2026, 7, 1);
const places = createSqlitePlaces({ isTemporary: true });
let store: Store;
beforeEach(async () => {
  store = await places.open(await places.create());
  await publish(store, clock, rules('10am-11am'));
});
afterEach(() => places.remove());

function rules(time: string, ...more: string[]): Rules {
  return readRules([
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    { path: 'terms/fall-2026.yaml', text: 'title: F\nzone: UTC\nclasses: 2026-09-07 to 2026-12-11\n' },
    {
      path: 'courses/fall-2026/a.yaml',
      text: `code: A 1\ntitle: A\nsections: {L01: {kind: lecture, meets: Mon ${time}}}\n${more.join('\n')}`,
    },
  ]);
}

const starts = async (): Promise<unknown> => (await store.loadCourse(KEY))?.published.meetings[0]?.facts.startTime;

test('neither an edit, a missing file, a change, a retirement nor the nightly upkeep touches it', async () => {
  expect(await closeTerm(store, clock, 'Fall-2026')).toEqual({ type: 'done', courses: 1 });
  const before = await store.loadDocument(KEY);
  expect((await publish(store, clock, rules('2pm-3pm'))).plans).toEqual([]);
  expect((await publish(store, clock, readRules([]))).plans).toEqual([]);
  const change = { subject: KEY, text: { on: '2026-09-14', cancel: 'yes' }, by: 'x', idempotencyKey: null };
  for (const subject of [KEY, 'fall-2026']) {
    const made = await makeChange({ store, clock, rules: rules('10am-11am') }, { ...change, subject }, true);
    expect(made).toMatchObject({ type: 'refused', why: expect.stringContaining('is closed') });
  }
  expect(await endCourse(store, clock, rules('10am-11am'), KEY)).toMatchObject({ type: 'refused' });
  expect(await publishUpkeep(store, clock, [KEY])).toEqual([]);
  expect(await store.loadDocument(KEY)).toBe(before);
  expect((await store.auditTrail(9)).map(({ what }) => what)).toEqual(['close']);
});

test('is published again once it is open', async () => {
  await closeTerm(store, clock, 'fall-2026');
  expect(await reopenTerm(store, clock, 'fall-2026')).toMatchObject({ type: 'done' });
  expect(await reopenTerm(store, clock, 'fall-2026')).toEqual({ type: 'refused', why: 'fall-2026 is not closed' });
  await publish(store, clock, rules('2pm-3pm'));
  expect(await starts()).toBe('14:00');
});

test('only a term that has a published course can be closed', async () => {
  expect(await closeTerm(store, clock, 'fall-2027')).toMatchObject({ type: 'refused' });
  expect(await store.closedTerms()).toEqual([]);
});

test('it is closed in a restored state too', async () => {
  await closeTerm(store, clock, 'fall-2026');
  const other = await places.open(await places.create());
  await restoreState(other, await exportState(store), { overwrite: false, now: clock() });
  expect(await other.closedTerms()).toEqual([{ term: 'fall-2026', at: clock() }]);
});
