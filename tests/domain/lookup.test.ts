import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLookup } from '../../src/domain/lookup.ts';

const identity = fc.constantFrom(...'abcdefgh');
const things = fc.uniqueArray(fc.record({ identity }), { selector: (thing) => thing.identity });

test('finds by identity, in any order of asking', () => {
  fc.assert(
    fc.property(things, fc.array(identity), (all, asked) => {
      for (const order of [all.map((thing) => thing.identity), asked, [...asked, ...asked]]) {
        const find = createLookup(all);
        for (const id of order) expect(find(id)).toBe(all.find((thing) => thing.identity === id));
      }
    }),
  );
});
