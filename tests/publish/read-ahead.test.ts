import { expect, test } from 'vitest';
import { readAhead } from '../../src/publish/read-ahead.ts';

test('gives everything in its order, whichever comes first, and throws where it is taken', async () => {
  const read = async (item: number): Promise<string> => {
    for (let waits = item % 3; waits > 0; waits -= 1) await null;
    if (item === 7) throw new Error('seven');
    return `read ${item}`;
  };
  const seen: string[] = [];
  for await (const [item, result] of readAhead(
    Array.from({ length: 20 }, (_, index) => index),
    read,
  )) {
    if (item === 7) expect(result).toThrow('seven');
    else seen.push(result());
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => `read ${index}`).filter((_, index) => index !== 7));
});

test('reads nothing more once it is left, and waits for what is under way', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const read = async (item: number): Promise<void> => {
    begun.push(item);
    await null;
    ended.push(item);
  };
  for await (const [item] of readAhead(Array(100).keys(), read)) if (item === 3) break;
  expect(ended).toEqual(begun);
  expect(begun.length).toBeLessThan(20);
});
