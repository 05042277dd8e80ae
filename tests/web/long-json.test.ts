/** JSON that is printed in parts is the JSON that would be printed at once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printLongJson } from '../../src/web/long-json.ts';

test('is the text of JSON.stringify', async () => {
  const value = fc.object({ maxDepth: 5, withDate: true, withNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(value, async (one) => {
      expect(await printLongJson(one)).toBe(JSON.stringify(one));
    }),
    { seed: 418, numRuns: 200 },
  );
});

test('leaves out what JSON has no form for', async () => {
  const value = { a: undefined, b: [undefined, 1, { c: undefined }], 'd"': { e: { f: { g: [new Date(0)] } } } };
  expect(await printLongJson(value)).toBe(JSON.stringify(value));
});

test('lets others run between the parts', async () => {
  const long = { list: Array.from({ length: 30_000 }, (_, index) => ({ index, text: 'x'.repeat(50) })) };
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  const text = await printLongJson(long);
  clearInterval(timer);
  expect(text).toBe(JSON.stringify(long));
  expect(turns).toBeGreaterThan(0);
});
