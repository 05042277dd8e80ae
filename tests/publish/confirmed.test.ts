/** Edits that were confirmed while importing are published without another question, and no other edit is. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { SourceFile } from '../../src/catalog/catalog.ts';
import { confirmEdits, readConfirmed, writeConfirmed } from '../../src/publish/confirmed.ts';
import { publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openTexts, readTermRules } from '../../src/publish/rules-files.ts';
import type { Store } from '../../src/store/store.ts';
import { createSqlitePlaces } from '../store/places.ts';

const places = createSqlitePlaces({ isTemporary: true });
afterEach(() => places.closeAll());
afterAll(() => places.remove());

const clock = (): number => Date.parse('2027-02-01T12:00:00Z');
const KEY = 'spring/cs1';
const OTHER = 'code: CS 9\ntitle: T\nsections:\n  P1: {kind: precept, meets: Fri 10am-10:50am}\n';

/** The folder's files; a course that is null has none. */
function filesOf(course: string | null, confirmed?: string): readonly SourceFile[] {
  return [
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    {
      path: 'terms/spring.yaml',
      text: 'title: Spring\nzone: America/New_York\nclasses: 2027-01-25 to 2027-04-30\npublished: 2027-01-10\n',
    },
    ...(course === null ? [] : [{ path: 'imported/spring/cs1.yaml', text: course }]),
    { path: 'imported/spring/cs9.yaml', text: OTHER },
    ...(confirmed === undefined ? [] : [{ path: 'imported/spring/_confirmed.yaml', text: confirmed }]),
  ];
}
const course = (...sections: string[]): string =>
  `code: CS 1\ntitle: T\nsections:\n${sections.map((id) => `  ${id}: {kind: lecture, meets: Mon 10am-10:50am}\n`).join('')}`;
const BOTH = course('A', 'B');
const ONE = course('A');
const NONE = course('C');

/** The text of the file after the confirmed edits from each course text to the next. */
function confirm(...texts: (string | null)[]): string {
  let confirmed = readConfirmed([]);
  for (const [at, text] of texts.entries()) {
    if (at === 0) continue;
    const [before, after] = [readRules(filesOf(texts[at - 1] ?? null)), readRules(filesOf(text))];
    const edit = { key: KEY, formerKey: KEY, from: before.digests.get(KEY), to: after.digests.get(KEY) ?? null };
    confirmed = confirmEdits(confirmed, [edit], (key) => after.digests.get(key));
  }
  return writeConfirmed(confirmed);
}

async function openPublished(text: string): Promise<Store> {
  const store = await places.open(await places.create());
  await publish(store, clock, readRules(filesOf(text)));
  return store;
}
const publishHeld = async (store: Store, files: readonly SourceFile[]): Promise<string[]> =>
  (await publish(store, clock, readRules(files))).plans.flatMap(({ key, held }) => (held ? [key] : []));

test('the very edit is published, and the audit trail says how it was agreed to', async () => {
  const store = await openPublished(BOTH);
  expect(await publishHeld(store, filesOf(ONE))).toEqual([KEY]);
  expect(await publishHeld(store, filesOf(ONE, confirm(BOTH, ONE)))).toEqual([]);
  expect(await store.heldEdits()).toEqual([]);
  expect((await store.auditTrail(20, KEY)).map(({ who, what }) => [who, what])).toContainEqual([
    'import --confirm',
    'agree',
  ]);
});

test('a server that reads one term at a time sees it too', async () => {
  const store = await openPublished(BOTH);
  const texts = Object.fromEntries(filesOf(ONE, confirm(BOTH, ONE)).map(({ path, text }) => [path, text]));
  const rules = await readTermRules(openTexts(texts), 'spring');
  expect((await publish(store, clock, rules, { term: 'spring' })).plans.map(({ held }) => held)).toEqual([false]);
});

test('any other edit is held, also one that comes to the same rules from others', async () => {
  expect(await publishHeld(await openPublished(BOTH), filesOf(NONE, confirm(BOTH, ONE)))).toEqual([KEY]);
  expect(await publishHeld(await openPublished(course('A', 'B', 'D')), filesOf(ONE, confirm(BOTH, ONE)))).toEqual([
    KEY,
  ]);
  expect(await publishHeld(await openPublished(BOTH), filesOf(ONE, 'cs1: [what is this]\n'))).toEqual([KEY]);
});

test('edits that were imported one after another are one to whoever publishes later', async () => {
  const chain = confirm(BOTH, ONE, NONE);
  expect(await publishHeld(await openPublished(BOTH), filesOf(NONE, chain))).toEqual([]);
  expect(await publishHeld(await openPublished(ONE), filesOf(NONE, chain))).toEqual([]);
  // What was confirmed on the way is not what the folder says now.
  expect(await publishHeld(await openPublished(BOTH), filesOf(ONE, chain))).toEqual([KEY]);
});

test('a course that is gone was confirmed as gone', async () => {
  const store = await openPublished(BOTH);
  expect(await publishHeld(store, filesOf(null, confirm(BOTH, null)))).toEqual([]);
  expect((await store.loadCourse(KEY))?.published.meetings.some(({ facts }) => facts.status === 'cancelled')).toBe(
    true,
  );
  expect(await publishHeld(await openPublished(ONE), filesOf(null, confirm(BOTH, null)))).toEqual([KEY]);
});

test('the file is no course, and what the rules are no longer is forgotten', () => {
  const rules = readRules(filesOf(ONE, confirm(BOTH, ONE)));
  expect([rules.problems, [...rules.catalog.courses.keys()]]).toEqual([[], [KEY, 'spring/cs9']]);
  expect(writeConfirmed(confirmEdits(rules.confirmed, [], () => 'other'))).not.toContain('cs1');
});
