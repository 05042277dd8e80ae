import { describe, expect, test } from 'vitest';
import { readIds } from '../../src/catalog/fields.ts';
import { findKey, isWritten, lineOf, locate, NOWHERE, openSource } from '../../src/catalog/source.ts';
import { readMarkedCourse } from './marked.ts';

const source = openSource({ path: 'a.yaml', text: 'one\ntwo three\r\n\nfour' });

describe('a place in a file', () => {
  test.each([
    ['its first character', 0, 1, 1, 1, 1, 'one'],
    ['the end of a line', 2, 3, 1, 3, 1, 'one'],
    ['a line break', 3, 4, 1, 4, 1, 'one'],
    ['the beginning of a line', 4, 7, 2, 1, 3, 'two three'],
    ['several lines, up to the end of the first', 8, 20, 2, 5, 6, 'two three'],
    ['an empty line', 15, 15, 3, 1, 1, ''],
    ['its last line', 16, 99, 4, 1, 4, 'four'],
    ['its end', 20, 20, 4, 5, 1, 'four'],
  ])('is counted from one: %s', (_, start, end, line, column, length, text) => {
    expect(locate(source, { start, end })).toEqual({ file: 'a.yaml', line, column, length });
    expect(lineOf(source, { start, end })).toBe(text);
    expect(isWritten(locate(source, { start, end }))).toBe(true);
  });

  test('is counted from the first line, though that is empty', () => {
    const late = openSource({ path: 'a.yaml', text: '\n\none' });
    expect(locate(late, { start: 2, end: 5 })).toEqual({ file: 'a.yaml', line: 3, column: 1, length: 3 });
  });

  test('that is in no file is at its beginning and of no length', () => {
    expect(locate(source, NOWHERE)).toEqual({ file: 'a.yaml', line: 1, column: 1, length: 0 });
    expect(lineOf(source, NOWHERE)).toBe('one');
    expect(isWritten(locate(source, NOWHERE))).toBe(false);
  });

  test('of a key is its first one, at the beginning of a line or in braces', () => {
    const find = (text: string): unknown => findKey({ path: 'a.yaml', text }, 'listed').at;
    const at = (line: number, column: number, length = 6) => ({ file: 'a.yaml', line, column, length });
    expect(find('listed: a\nlisted: b\n')).toEqual(at(1, 1));
    expect(find('unlisted: a\n# is listed here\n  listed: b\n')).toEqual(at(3, 3));
    expect(find('A: {listed: b}\n')).toEqual(at(1, 5));
    expect(find('A: {kind: lab,listed: b}\n')).toEqual(at(1, 15));
    expect(find('A: {kind: lab, listedIn: b}\n')).toEqual(at(1, 1, 1));
  });
});

test('ids in a text are marked one by one where the text is written as it is', () => {
  const ids = (value: string, start: number, end: number) =>
    readIds({ type: 'text', value, start, end }).map(({ id, node }) => [id, node.start, node.end]);
  expect(ids('A, B;C  D', 10, 19)).toEqual([
    ['A', 10, 11],
    ['B', 13, 14],
    ['C', 15, 16],
    ['D', 18, 19],
  ]);
  expect(ids('A, B', 10, 16)).toEqual([
    ['A', 10, 16],
    ['B', 10, 16],
  ]);
  expect(ids('A, B', -1, -1)).toEqual([
    ['A', -1, -1],
    ['B', -1, -1],
  ]);
  expect(ids(' , ', 0, 3)).toEqual([]);
});

test('of a file that is wrong all over five hundred problems are kept', () => {
  const sections = Array.from({ length: 300 }, (_, index) => `  S${index}: {kind: lab, meets: Mon, staf: x}\n`);
  expect(readMarkedCourse(`sections:\n${sections.join('')}«»`).problems).toHaveLength(500);
});
