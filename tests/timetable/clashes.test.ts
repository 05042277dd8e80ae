import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClashes } from '../../src/timetable/clashes.ts';

const MINUTE = 60_000;
const slots = fc.array(fc.record({ at: fc.nat(60), length: fc.integer({ min: 1, max: 12 }) }), { maxLength: 12 });
const meetings = (list: readonly { at: number; length: number }[]) =>
  list.map(({ at, length }) => ({
    facts: { start: at * 10 * MINUTE, end: (at + length) * 10 * MINUTE, status: 'confirmed' },
  })) as unknown as Parameters<typeof findClashes>[0][number]['meetings'];

describe('sections that meet at the same time', () => {
  it('are those that any pair of their meetings overlaps, counted alike from both sides', () => {
    fc.assert(
      fc.property(slots, slots, (a, b) => {
        const pairs = a.flatMap((one) =>
          b.filter((two) => one.at < two.at + two.length && two.at < one.at + one.length),
        );
        const clashes = findClashes([
          { id: 'A', meetings: meetings(a) },
          { id: 'B', meetings: meetings(b) },
        ]);
        expect(clashes.get('A') ?? []).toEqual(pairs.length > 0 ? [{ with: 'B', meetings: pairs.length }] : []);
        expect(clashes.get('B') ?? []).toEqual(pairs.length > 0 ? [{ with: 'A', meetings: pairs.length }] : []);
      }),
    );
  });
});
