import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, fuzz, openBench, type Subject } from './fuzzing.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** `npm run fuzz` runs any number of cases from any seed. */
const CASES: readonly [Subject, number][] = [
  ['folder', 40],
  ['change', 200],
  ['state', 20],
  ['revisions', 20],
  ['request', 200],
  ['desk', 60],
];

test.each(CASES)('no damaged %s out of %i crashes, hangs or is answered by a failure', async (subject, count) => {
  expect(await fuzz(bench, subject, count, 1)).toEqual([]);
});
