/** Whatever is done to a store, both databases hold the same afterwards. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Store, StoreTransaction } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from '../store/places.ts';
import { auditEntry, deskChange, personalFeed, publication } from '../store/samples.ts';
import { exportState, restoreState } from '../store/state-text.ts';

const sqlite = createSqlitePlaces({ isTemporary: true });
const postgres = createPostgresPlaces();
afterAll(async () => {
  for (const places of [sqlite, postgres]) {
    await places.closeAll();
    await places.remove();
  }
});

const PUBLICATIONS = Array.from({ length: 4 }, (_, seconds) => publication(seconds));

type Step = (tx: StoreTransaction) => Promise<unknown>;

const key = fc.constantFrom('t/a', 't/b', 'T/A', 't/ä', 't/a-b');
const id = fc.constantFrom('c1', 'c2', 'c3');
const at = fc.integer({ min: 0, max: 9 }).map((n) => n * 1000);
const words = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, fc.constantFrom(...PUBLICATIONS), words, fc.boolean()).map(
    ([k, published, rules, retired]): Step =>
      (tx) =>
        tx.saveCourse(k, { published, rules, retired }),
  ),
  key.map(
    (k): Step =>
      (tx) =>
        tx.removeCourse(k),
  ),
  fc.tuple(id, fc.constantFrom('t', 't/a'), fc.option(id), fc.constantFrom('dean', 'registrar')).map(
    ([change, subject, idempotencyKey, madeBy]): Step =>
      async (tx) => {
        const known = (await tx.deskChanges(subject)).some((one) => one.id === change);
        return known ? null : await tx.addDeskChange(deskChange({ id: change, subject, idempotencyKey, madeBy }));
      },
  ),
  fc.tuple(id, at, words).map(
    ([change, when, who]): Step =>
      (tx) =>
        tx.undoDeskChange('t', change, when, who),
  ),
  fc.tuple(id, at, fc.jsonValue()).map(
    ([token, instant, selection]): Step =>
      (tx) =>
        tx.savePersonalFeed(personalFeed(token, { instant, selection })),
  ),
  fc.tuple(fc.dictionary(words, words, { maxKeys: 2 }), at).map(
    ([files, when]): Step =>
      (tx) =>
        tx.publishRules(files, when),
  ),
  fc.tuple(words, fc.jsonValue()).map(
    ([what, after]): Step =>
      (tx) =>
        tx.addAudit(auditEntry(what, { after })),
  ),
  at.map(
    (when): Step =>
      (tx) =>
        tx.raiseInstant(when),
  ),
);

const aTransaction = fc.record({
  steps: fc.array(aStep, { minLength: 1, maxLength: 6 }),
  end: fc.constantFrom('commit', 'commit', 'commit', 'throw', 'rehearse'),
});

/** Runs the same transactions and tells what each of their steps answered. */
async function run(store: Store, transactions: readonly { steps: readonly Step[]; end: string }[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { steps, end } of transactions) {
    const work = async (tx: StoreTransaction): Promise<void> => {
      for (const step of steps) answers.push((await step(tx)) ?? null);
      answers.push(await tx.head());
      if (end === 'throw') throw new Error('on purpose');
    };
    await (end === 'rehearse' ? store.rehearse(work) : store.write(work).catch((error) => answers.push(String(error))));
    answers.push(await store.head(), await store.listCourses(), await store.changedSince(0));
  }
  return answers;
}

test('both databases answer alike, hold the same, and take over from one another', async () => {
  const [one, two, third] = [
    await sqlite.open(await sqlite.create()),
    await postgres.open(await postgres.create()),
    await sqlite.open(await sqlite.create()),
  ];
  const property = fc.asyncProperty(fc.array(aTransaction, { minLength: 1, maxLength: 5 }), async (transactions) => {
    for (const store of [one, two]) await store.write((tx) => tx.clear(0));
    expect(await run(one, transactions)).toEqual(await run(two, transactions));
    const text = await exportState(one);
    expect(await exportState(two)).toBe(text);
    expect(await restoreState(third, text, { overwrite: true, keepSignIns: true, now: 0 })).toMatchObject({
      restored: true,
    });
    expect(await exportState(third)).toBe(text);
  });
  await fc.assert(property, { numRuns: 12 });
});
