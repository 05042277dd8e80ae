import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedMeeting } from '../../src/domain/published.ts';
import { pairChanged } from '../../src/publication/pairs.ts';

const aMeeting = fc.record({ identity: fc.constantFrom(...'abcdefgh'), sequence: fc.nat(2) });
const someMeetings = fc.uniqueArray(aMeeting, { selector: ({ identity }) => identity });

test('pairs what is not the same object with what has its identity, those that have left last', () => {
  fc.assert(
    fc.property(someMeetings, someMeetings, fc.func(fc.boolean()), (last, fresh, isKept) => {
      const next = fresh.map(
        (one) => last.find(({ identity }) => identity === one.identity && isKept(identity)) ?? one,
      );
      const find = (all: typeof last, id: string) => all.find(({ identity }) => identity === id) ?? null;
      expect(pairChanged(last as PublishedMeeting[], next as PublishedMeeting[])).toEqual([
        ...next.filter((one) => !last.includes(one)).map((now) => ({ was: find(last, now.identity), now })),
        ...last.filter(({ identity }) => !find(next, identity)).map((was) => ({ was, now: null })),
      ]);
    }),
  );
});
