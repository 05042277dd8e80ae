/** Every clock time on a page is used or reported at its line; all pages are invented. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Block, Text } from '../../../src/import/page/document/blocks.ts';
import { lineAt } from '../../../src/import/page/document/blocks.ts';
import { readDocument } from '../../../src/import/page/document/format.ts';
import { readPage } from '../../../src/import/page/read-page.ts';
import { varyPage } from '../../corpus/variation.ts';
import { CASES as FORMATS } from './cases/formats.ts';
import { CASES as KINDS } from './cases/kinds.ts';
import { CASES as LANGUAGES } from './cases/languages.ts';
import { CASES as ONCE } from './cases/once.ts';
import { CASES as SENTENCES } from './cases/sentences.ts';
import { CASES as TIMES } from './cases/times.ts';

const FOLDER = path.join(import.meta.dirname, '../../fixtures/pages');
const PAGES = ['algebra.md', 'biology.html', 'chemistry.tex', 'drama.txt'].map((name) =>
  readFileSync(path.join(FOLDER, name), 'utf8'),
);
const CASES = [...KINDS, ...TIMES, ...ONCE, ...SENTENCES, ...LANGUAGES, ...FORMATS].map(({ page }) => page);

/** 10:50, 3pm, 9h30. */
const CLOCK = /(?<![\d:./-])(?:(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|\d{1,2} ?[ap]\.?m\b|\d{1,2}h\d\d\b)/gi;

function textsOf(block: Block): readonly Text[] {
  if (block.type === 'table') return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines));
  return 'text' in block ? [block.text] : [];
}

/** The clocks that neither a used nor an unused line speaks of, with their lines. */
function lostIn(page: string): string[] {
  const { used, unused, sections } = readPage(page, 'page.txt');
  const told = new Set([...used, ...unused].map(({ line }) => line));
  // A table's head gives its time to the cells below it.
  const times = new Set(sections.flatMap(({ meetings }) => meetings.flatMap(({ start, end }) => [start, end])));
  const isGiven = (clock: string): boolean => times.has(clock.padStart(5, '0'));
  return readDocument(page, 'page.txt')
    .flatMap(textsOf)
    .flatMap((text) =>
      [...text.text.matchAll(CLOCK)]
        .filter(({ index, 0: clock }) => !told.has(lineAt(text, index)) && !isGiven(clock))
        .map(({ index, 0: clock }) => `line ${lineAt(text, index)}: ${clock}`),
    );
}

describe('every clock is used or reported', () => {
  test('on each small page', () => {
    expect(CASES.map((page) => [page, lostIn(page)]).filter(([, lost]) => lost?.length !== 0)).toEqual([]);
  });

  test.each([1, 2, 3])('on whole pages whose words, order and markup vary (%i)', (seed) => {
    expect(PAGES.flatMap((page, i) => lostIn(varyPage(page, seed * 10 + i)))).toEqual([]);
  });
});
