import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { printNotice } from '../../tools/notice.ts';

it('names every package that runs with the program (`npm run notice` writes it anew)', () => {
  const notice = readFileSync(path.resolve(import.meta.dirname, '../../NOTICE'), 'utf8');
  expect(notice).toBe(printNotice());
  expect(notice).toMatch(/^express \d/m);
});
