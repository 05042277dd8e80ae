/** Numbers that look like chance and are the same in every run (mulberry32). Pure. */

export interface Random {
  /** From 0 on, below 1. */
  next(): number;
  /** A whole number from 0 on, below the bound. */
  below(bound: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
}

export function seedRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { next, below, pick: (list) => list[below(list.length)] as (typeof list)[0] };
}
