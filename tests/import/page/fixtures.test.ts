/** Invented pages in four markups, read whole. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../src/import/page/document/format.ts';
import { varyPage } from '../../corpus/variation.ts';
import { tell } from './told.ts';

const PAGES = {
  'algebra.md': [
    'hours MO 14:00-15:30 @ North Hall 301',
    'hours TH 10:00-11:00 @ North Hall 301',
    'lecture MO,WE,FR 10:00-10:50 @ North Hall 120',
    'small TH 15:30-16:20 @ South Hall 7',
    'small TU 09:00-09:50 @ North Hall 12',
    'small TU 14:00-14:50 @ North Hall 14',
  ],
  'biology.html': [
    'hours TH 15:00-16:30 @ Room 4.12',
    'lecture TU 14:15-16:00 @ Lecture Theatre 2',
    'small FR 13:15-16:00 @ Lab 3 (odd weeks)',
    'small WE 09:15-12:00 @ Lab 3',
  ],
  'chemistry.tex': [
    'hours WE 13:30-15:00 @ Science Center 330',
    'lecture TU,TH 11:00-12:15 @ Science Center 210',
    'small MO 13:00-15:50 @ SC 15',
    'small WE 13:00-15:50 @ SC 16',
  ],
  'drama.txt': [
    'hours SU 18:00-20:00 @ Playhouse 101 x2',
    'hours TU 15:00-17:00 @ Playhouse 101',
    'hours TU 19:00-21:00 @ Playhouse 101',
    'lecture MO,WE 16:00-17:20 @ Playhouse Studio 2',
    'small FR 10:00-11:30 @ Playhouse Room 5',
    'small FR 13:00-14:30 @ Playhouse Room 5 (every other week)',
  ],
} as const;

const read = (name: string): string => readFileSync(new URL(`../../fixtures/pages/${name}`, import.meta.url), 'utf8');

describe.each(Object.entries(PAGES))('%s', (name, meetings) => {
  const page = read(name);

  test('is read whole', () => {
    expect(tell(page, name)).toEqual(meetings);
  });

  test('gives the same result for other words, order and markup', () => {
    for (let seed = 1; seed <= 40; seed++) {
      expect({ seed, meetings: tell(varyPage(page, seed), name) }).toEqual({ seed, meetings });
    }
  });
});

test('formats are recognised by their markup', () => {
  const formats = Object.keys(PAGES).map((name) => formatOf(read(name), 'page'));
  expect(formats).toEqual(['markdown', 'html', 'latex', 'text']);
});
