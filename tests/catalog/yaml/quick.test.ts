import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../src/catalog/diagnostics.ts';
import { openSource } from '../../../src/catalog/source.ts';
import { parseFully } from '../../../src/catalog/yaml/parse.ts';
import { parseQuickly } from '../../../src/catalog/yaml/quick.ts';
import { type Node, plainOf } from '../../../src/catalog/yaml/tree.ts';

/** The full parser's tree, with collections ending at their last value, as in the quick parser. */
function parseAllOf(text: string): { readonly root: Node | null; readonly diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics(openSource({ path: 'a.yaml', text }));
  return { root: parseFully(diagnostics, text), diagnostics };
}

const LONG = 'k'.repeat(200);
/** Nested mappings of the given depth. */
const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}a:${index === depth - 1 ? ' b' : ''}\n`).join('');
/** Mappings in lists in mappings, of the given depth. */
const items = (depth: number): string =>
  `a:\n${Array.from({ length: depth }, (_, index) => `${'  '.repeat(index)}- a:${index === depth - 1 ? ' b' : ''}\n`).join('')}`;
const brackets = (depth: number): string => `a: ${'['.repeat(depth)}b${']'.repeat(depth)}\n`;
const deepen = (value: unknown, depth: number, wrap: (inner: unknown) => unknown): unknown =>
  depth === 0 ? value : deepen(wrap(value), depth - 1, wrap);

describe('the quick way', () => {
  test.each<readonly [string, unknown]>([
    ['a: b', { a: 'b' }],
    ['\n# one\n  # two\n\na: b\n\n   \nc: d # three\ne: f #\ng: h   # four   \n', { a: 'b', c: 'd', e: 'f', g: 'h' }],
    ['show staff: x\na-b_c: d  \n1: 2\n', { 'show staff': 'x', 'a-b_c': 'd', 1: '2' }],
    [`${LONG}: a\nb: {${LONG}: c}\n`, { [LONG]: 'a', b: { [LONG]: 'c' } }],
    ['a:\n  b: c\n  d:\n     e: f\n  g: h\ni: j\n', { a: { b: 'c', d: { e: 'f' }, g: 'h' }, i: 'j' }],
    ['a:\n- b\n- c d\ne: f\n', { a: ['b', 'c d'], e: 'f' }],
    ['a:\n  - b\n  -   c\ne: f\n', { a: ['b', 'c'], e: 'f' }],
    ['a: # why\n  b: c\n', { a: { b: 'c' } }],
    [
      'a:\n  - on: b\n    at: c\n  -   on: d\n      at: [e]\n',
      {
        a: [
          { on: 'b', at: 'c' },
          { on: 'd', at: ['e'] },
        ],
      },
    ],
    ['a:\n  - b:\n      c: d\n  - e:\n    - f\n', { a: [{ b: { c: 'd' } }, { e: ['f'] }] }],
    [
      'a: (b)\nc: ./d\ne: éf\ng: x#y:z\nh: 10:00am-10:50am\n',
      { a: '(b)', c: './d', e: 'éf', g: 'x#y:z', h: '10:00am-10:50am' },
    ],
    [
      'a: "b \\"c\\" \\\\ \\/: # d"\ne: \'it\'\'s: # f\'\ng: ""  # h\ni: \'\' \n',
      { a: 'b "c" \\ /: # d', e: "it's: # f", g: '', i: '' },
    ],
    ['a: {}\nb: []\nc: [ ]\nd: {  }\n', { a: {}, b: [], c: [], d: {} }],
    ['a: {b: c,d: [e,f , g ], h:   "i, j"}  # k\n', { a: { b: 'c', d: ['e', 'f', 'g'], h: 'i, j' } }],
    ['a: [{b: c}, [d], "e]", f g]\n', { a: [{ b: 'c' }, ['d'], 'e]', 'f g'] }],
    ['- a: b\n'.replace('- ', 'c:\n- '), { c: [{ a: 'b' }] }],
    ['a: >-\n  b\n', { a: 'b' }],
    ['a: >-\n  b: c\n  - d {\n\n# e\nf: |\n    g\n    h\n', { a: 'b: c - d {', f: 'g\nh\n' }],
    ['a:\n  - b: >\n      c\n      d\n  # e\n    f: g\n  - |-\n   h\n   i\n', { a: [{ b: 'c d\n', f: 'g' }, 'h\ni'] }],
    [nested(11), deepen('b', 11, (inner) => ({ a: inner }))],
    [`x:\n${items(5).replace(/^/gm, '  ').trimEnd()}`, { x: deepen({ a: 'b' }, 5, (inner) => ({ a: [inner] })) }],
    [items(5), deepen({ a: 'b' }, 5, (inner) => ({ a: [inner] }))],
    [brackets(10), { a: deepen('b', 10, (inner) => [inner]) }],
  ])('reads %j as the full parser does', (text, plain) => {
    const quick = parseQuickly(text);
    expect(quick && plainOf(quick)).toEqual(plain);
    expect(quick).toEqual(parseAllOf(text).root);
  });

  // Input that the quick parser leaves to the full one: invalid or merely rare.
  test.each([
    ['nothing', ''],
    ['comments alone', '# a\n'],
    ['a text', 'a\n'],
    ['a list', '- a\n'],
    ['a mapping further in', ' a: b\n'],
    ['a line further in', 'a: b\n c: d\n'],
    ['a line further in after quotes', 'a: "b"\n  c\n'],
    ['a line further in after a list', 'a:\n  - b\n   - c\n'],
    ['a line between two columns', 'a:\n   b: c\n  d: e\n'],
    ['a line further out than the first', 'a:\n  b: c\n d: e\n'],
    ['a key with nothing after it', 'a:\n'],
    ['a key with nothing after it among others', 'a:\nb: c\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['a key twice in braces', 'a: {b: c, b: d}\n'],
    ['a key that is too long', `${LONG}k: a\n`],
    ['a key that is too long in braces', `a: {${LONG}k: a}\n`],
    ['a key in quotes', '"a": b\n'],
    ['no space after a colon', 'a:b\n'],
    ['an item with nothing in it', 'a:\n  -\n  - b\n'],
    ['an item with spaces in it', 'a:\n  -  \n'],
    ['a dash without a space', 'a:\n  -bcd\n'],
    ['a list in a list', 'a:\n  - - b\n'],
    ['a second colon', 'a: b: c\n'],
    ['a colon at the end', 'a: b:\n'],
    ['a comment that is none', 'a: Room #5\n'],
    ['a comment after another that is none', 'a: b #c # d\n'],
    ['something after quotes', 'a: "b" c\n'],
    ['a comment right after quotes', 'a: "b"#c\n'],
    ['something after a brace', 'a: {b: c}}\n'],
    ['a quote that is not closed', 'a: "b\n'],
    ['quotes over two lines', 'a: "b\n  c"\n'],
    ['an escape', 'a: "b\\n"\n'],
    ['an anchor', 'a: &b c\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !b c\n'],
    ['a folded text with a blank line', 'a: >-\n  b\n\n  c\n'],
    ['a folded text after a blank line', 'a: >-\n\n  b\n'],
    ['a folded text with a line further in', 'a: >-\n  b\n    c\n'],
    ['a folded text with a line further out', 'a:\n  b: >-\n     c\n    d\n'],
    ['a folded text with a space at the end of a line', 'a: >-\n  b \n  c\n'],
    ['a folded text with what looks like a comment', 'a: >-\n  b\n  # c\n'],
    ['a folded text that begins with what looks like a comment', 'a: >-\n  # b\n  c\n'],
    ['a folded text with spaces after it', 'a: >-\n  b\n   \nc: d\n'],
    ['a folded text that the file ends in', 'a: >-\n  b'],
    ['a folded text without lines', 'a: >-\nb: c\n'],
    ['a folded text with its indentation', 'a: >2\n  b\n'],
    ['a folded text that keeps its blank lines', 'a: >+\n  b\n'],
    ['a folded text with a comment beside it', 'a: >- # b\n  c\n'],
    ['a dash before a text', 'a: -b\n'],
    ['a key without a value in braces', 'a: {b}\n'],
    ['an empty value in braces', 'a: {b: , c: d}\n'],
    ['a comma before a brace', 'a: {b: c,}\n'],
    ['a comma before a bracket', 'a: [b, ]\n'],
    ['two commas', 'a: [b,, c]\n'],
    ['something after quotes in brackets', 'a: ["b" c]\n'],
    ['a key after quotes in braces', 'a: {b: "c" d: e}\n'],
    ['an item further out than the one before', 'a:\n  - b\n- c\n'],
    ['a list further out than its key', 'a:\n  b:\n- c\n'],
    ['a bracket that is not closed', 'a: [b, c\n'],
    ['the wrong bracket', 'a: [b}\n'],
    ['a key in brackets', 'a: [b: c]\n'],
    ['a comment in brackets', 'a: [b #c]\n'],
    ['brackets over two lines', 'a: [b,\n  c]\n'],
    ['a tab', 'a: b\tc\n'],
    ['a carriage return', 'a: b\r\n'],
    ['a document', '---\na: b\n'],
    ['a second document', 'a: b\n---\n'],
    ['the end of a document', 'a: b\n...\n'],
    ['a directive', '%YAML 1.2\n'],
    ['twelve mappings', nested(12)],
    ['six lists', items(6)],
    ['eleven brackets', brackets(11)],
  ])('leaves %s to the full parser', (_, text) => {
    expect(parseQuickly(text)).toBeNull();
  });
});
