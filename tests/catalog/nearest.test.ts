import { expect, test } from 'vitest';
import { findMeaning, findNearest, listWords } from '../../src/catalog/nearest.ts';

test.each([
  ['one letter too few, too many, or another', 'where', ['wheres'], 'wheres'],
  ['one letter for two', 'wher', ['where'], 'where'],
  ['two neighbours swapped, as one edit', 'ba', ['ab'], 'ab'],
  ['two neighbours swapped at the end', 'staffl', ['stafflf'], 'stafflf'],
  ['two neighbours swapped and another letter', 'bacdef', ['abcdeg'], 'abcdeg'],
  ['a third of its letters, no more', 'abcdef', ['abxyef'], 'abxyef'],
  ['more than a third of its letters', 'abcdef', ['abxyzf'], null],
  ['letters swapped that are no neighbours', 'abc', ['cba'], null],
  ['letters that moved on', 'ab', ['ca'], null],
  ['letters that moved back', 'ab', ['bc'], null],
  ['the first 64 letters of what was written', `${'x'.repeat(64)}${'a'.repeat(100)}`, ['x'.repeat(64)], 'x'.repeat(64)],
  ['one letter of one', 'a', ['b'], 'b'],
  ['two letters of two', 'ab', ['cd'], null],
  ['far longer words', 'a', ['abc'], null],
  ['the nearest of several', 'stuff', ['staf', 'staff', 'stiffs'], 'staff'],
  ['the first of those as near', 'bat', ['cat', 'rat'], 'cat'],
  ['case, spaces, lines and dashes left aside', 'SHOW  staff_', ['show-staff'], 'show-staff'],
  [
    'the first 64 letters',
    `${'x'.repeat(64)}abc`,
    [`${'x'.repeat(64)}${'d'.repeat(60)}`],
    `${'x'.repeat(64)}${'d'.repeat(60)}`,
  ],
  ['a letter before the 64th', `${'x'.repeat(3)}`, [`${'x'.repeat(63)}`], null],
])('the nearest word is found by %s', (_, written, known, nearest) => {
  expect(findNearest(written, known)).toBe(nearest);
});

test('words are listed up to twelve', () => {
  const words = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index}`);
  expect(listWords([])).toBe('');
  expect(listWords(words(2))).toBe('w0 or w1');
  expect(listWords(words(12))).toBe(`${words(11).join(', ')} or w11`);
  expect(listWords(words(13))).toBe(`${words(12).join(', ')}, … (13 in all)`);
});

// By its letters "2 weeks" is nearest to "week", which is its opposite.
test.each([
  '2 weeks',
  'two weeks',
  'other week',
  'every other week',
  'biweekly',
  'bi-weekly',
  'Fortnightly',
  '2nd week',
])('the word that means %s is second week', (written) => {
  const words = ['week', 'second week', 'second calendar week'];
  expect(findMeaning(written, words)).toBe('second week');
  expect(findMeaning(written, ['first', 'second'])).toBeNull();
});
