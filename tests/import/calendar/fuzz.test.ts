import { expect, test } from 'vitest';
import { fuzzCalendars } from './mutations.ts';

test('damaged calendars: every event accounted for, by import and by the doctor', () => {
  expect(fuzzCalendars(500)).toEqual([]);
});
