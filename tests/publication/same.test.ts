import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson } from '../../src/publication/same.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)));

test('agrees with an equality that others wrote', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(sameJson(a, b)).toBe(isDeepStrictEqual(a, b));
      expect(sameJson(a, structuredClone(a))).toBe(true);
    }),
  );
});

test.each([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[], {}, false],
  [{}, [], false],
  [[1, 2], [2, 1], false],
  [[1], [1, 1], false],
  [null, {}, false],
  [{}, null, false],
  ['1', 1, false],
  [[[{ a: [1] }]], [[{ a: [1] }]], true],
])('%j and %j', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
});
