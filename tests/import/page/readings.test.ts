/** Whole readings: what each part of a meeting was taken from, the doubts, and the lines that were not used. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tellReading } from './told-parts.ts';

/** Blocks of "=== name", the page, "---8<---" and its reading. */
const READINGS = readFileSync(new URL('../../fixtures/pages/readings.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const [head = '', reading = ''] = block.split('\n---8<---\n');
    const [name = '', ...page] = head.split('\n');
    return [name, page.join('\n'), reading.trimEnd().split('\n')] as const;
  });

test.each(READINGS)('%s', (name, page, reading) => {
  expect(tellReading(page, name)).toEqual(reading);
});
