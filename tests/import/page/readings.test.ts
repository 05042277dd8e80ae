/** Whole readings: what each part of a meeting was taken from, the doubts, and the lines that were not used. */
import { expect, test } from 'vitest';
import { readCases } from '../cases.ts';
import { tellReading } from './told-parts.ts';

test.each(readCases('pages/readings.txt'))('%s', (name, page, reading) => {
  expect(tellReading(page, name)).toEqual(reading);
});
