import { expect, test } from 'vitest';
import { fuzzTables } from './mutations.ts';

test('damaged tables: every row accounted for, files that read back as they were written', () => {
  expect(fuzzTables(150)).toEqual([]);
});
