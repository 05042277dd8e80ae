import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fuzzPages } from '../../corpus/fuzzing.ts';

const PAGES = ['pages/algebra.md', 'pages/biology.html', 'pages/chemistry.tex', 'pages/drama.txt', 'cos418.txt'];

test('damaged pages crash nothing, and every reading has its line', () => {
  const pages = PAGES.map((name) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'));
  const result = fuzzPages(pages, { seed: 1, count: 150, clock: () => 0 });
  expect(result.failures).toEqual([]);
  expect(result.meetings).toBeGreaterThan(150);
});
