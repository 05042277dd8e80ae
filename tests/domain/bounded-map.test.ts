import { expect, test } from 'vitest';
import { createBoundedMap } from '../../src/domain/bounded-map.ts';

test('evicts the entries that were not used for longest', () => {
  const left: string[] = [];
  const map = createBoundedMap<string, number>({ entries: 2, onLeave: (key) => left.push(key) });
  map.set('a', 1);
  map.set('b', 2);
  expect(map.use('a')).toBe(1);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  // Reading does not affect eviction order.
  map.get('a');
  map.set('d', 4);
  expect(map.get('a')).toBeUndefined();
  expect(left).toEqual(['b', 'a']);
});

test('keeps the sum of weights within its bound, and always the newest entry', () => {
  const map = createBoundedMap<string, number>({ entries: 9, weight: 10, weigh: (value) => value });
  map.set('a', 4);
  map.set('b', 4);
  map.set('a', 6);
  expect([map.get('a'), map.get('b')]).toEqual([6, 4]);
  map.set('c', 1);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([6, undefined, 1]);
  map.set('d', 99);
  expect([map.get('a'), map.get('c'), map.get('d')]).toEqual([undefined, undefined, 99]);
  map.delete('d');
  map.set('e', 10);
  map.clear();
  map.set('f', 10);
  expect([map.get('e'), map.get('f')]).toEqual([undefined, 10]);
});
