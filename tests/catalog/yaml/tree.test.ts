import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/catalog/diagnostics.ts';
import { openSource } from '../../../src/catalog/source.ts';
import { cleanNode, cleanText } from '../../../src/catalog/yaml/text.ts';
import { itemsOf, keySpanOf, type Node, nodeOf, plainOf } from '../../../src/catalog/yaml/tree.ts';

const NOTHING: Node = { type: 'nothing', start: 3, end: 3 };
const TEXT: Node = { type: 'text', value: 'a', start: 0, end: 1 };
const openReading = () => new Diagnostics(openSource({ path: 'a.yaml', text: '' }));

describe('a value from outside a file', () => {
  test.each([
    [true, 'yes'],
    [false, 'no'],
    [42, '42'],
    ['Cafe\u0301', 'Café'],
    ['a\ud800', 'a\ufffd'],
    [null, undefined],
    [undefined, undefined],
    [{ a: [1, null, { b: 'c' }] }, { a: ['1', '', { b: 'c' }] }],
  ])('%j is read as people would write it', (value, plain) => {
    expect(plainOf(nodeOf(value))).toEqual(plain);
    expect(nodeOf(value)).toMatchObject({ start: -1, end: -1 });
  });

  const nest = (depth: number, wrap: (inner: unknown) => unknown): unknown =>
    depth === 0 ? 'x' : wrap(nest(depth - 1, wrap));

  test.each([
    ['lists', (inner: unknown) => [inner]],
    ['mappings', (inner: unknown) => ({ a: inner })],
  ])('is read twenty levels deep: %s', (_, wrap) => {
    const read = (depth: number): string => JSON.stringify(plainOf(nodeOf(nest(depth, wrap))));
    expect(read(20)).toBe(JSON.stringify(nest(20, wrap)));
    expect(read(21)).not.toContain('x');
  });
});

test('nothing has no items, and is no value', () => {
  expect([itemsOf(null), itemsOf(NOTHING), itemsOf(TEXT)]).toEqual([[], [], [TEXT]]);
  expect(plainOf(NOTHING)).toBeUndefined();
  const map: Node = {
    type: 'map',
    entries: [{ key: 'b', keySpan: { start: 1, end: 2 }, value: NOTHING }],
    start: 1,
    end: 3,
  };
  expect(keySpanOf(map, 'b')).toBe(map);
  expect(keySpanOf(map, 'c')).toBe(map);
});

test('texts are cleaned everywhere, and reported once each', () => {
  const diagnostics = openReading();
  const list: Node = { type: 'list', items: [{ ...TEXT, value: 'a\u0007\u200eb\u0008' }, NOTHING], start: 0, end: 3 };
  const map: Node = { type: 'map', entries: [{ key: 'k', keySpan: TEXT, value: list }], start: 0, end: 3 };
  expect(plainOf(cleanNode(diagnostics, map))).toEqual({ k: ['a \u200eb ', ''] });
  expect(diagnostics.problems.map(({ message }) => message)).toEqual(['The text holds the control character U+0007.']);
  expect(cleanText(diagnostics, 'a\ufeffb', TEXT)).toBe('a b');
  expect(diagnostics.problems[1]?.message).toBe('The text holds the control character U+FEFF.');
});
