import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench, tryApi } from './api.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

test('120 requests made from the description get documented answers', async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= 120; seed += 1) {
    const why = await tryApi(bench, seed);
    if (why !== null) wrong.push(why);
  }
  expect(wrong).toEqual([]);
});
