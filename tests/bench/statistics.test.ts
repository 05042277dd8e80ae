import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, isMet, judge } from '../../tools/bench/figure.ts';
import { rotate, runRounds } from '../../tools/bench/rounds.ts';
import { median, quantile, ratioOf, spreadOf } from '../../tools/bench/statistics.ts';

const values = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('what rounds say together', () => {
  test('the median has as many values below as above', () => {
    fc.assert(
      fc.property(values, (list) => {
        const middle = median(list);
        const below = list.filter((value) => value < middle).length;
        const above = list.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(list.length / 2);
      }),
    );
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  test('quantiles lie between neighbours, and their ends are the least and the greatest', () => {
    expect(quantile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
    fc.assert(
      fc.property(values, (list) => {
        expect(spreadOf(list)).toMatchObject({ low: quantile(list, 0), high: quantile(list, 1), rounds: list.length });
      }),
    );
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  test('a slow minute that meets both of a round leaves their ratio as it is', () => {
    const steady = ratioOf([90, 45, 90], [100, 50, 100]);
    expect(steady).toEqual({ median: 0.9, low: 0.9, high: 0.9, rounds: 3 });
    expect(() => ratioOf([1, 2], [1])).toThrow(RangeError);
  });

  test('a target is met by the median, from its own side', () => {
    const fields = { section: 'feed', task: 'a', peer: 'b', unit: 'c' } as const;
    const fast = compare({ ...fields, target: { bound: 'at least', ratio: 0.9 } }, [95, 80, 93], [100, 100, 100]);
    expect(fast.ratio.median).toBe(0.93);
    expect(isMet(fast)).toBe(true);
    expect(isMet(judge({ ...fields, target: { bound: 'at most', ratio: 1 } }, [51, 60, 40], 50))).toBe(false);
    expect(isMet(judge(fields, [51], 50))).toBeNull();
  });
});

describe('rounds', () => {
  test('each round runs all once, and starts with another one', async () => {
    const ran: string[] = [];
    const contender = (name: string) => ({ name, run: () => ran.push(name) });
    const measured = await runRounds(['a', 'b', 'c'].map(contender), 4);
    expect(ran.join('')).toBe('abcbcacababc');
    expect(measured.get('a')).toEqual([1, 6, 8, 10]);
    expect(rotate([], 3)).toEqual([]);
  });
});
