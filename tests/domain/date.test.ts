import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber } from '../../src/domain/date.ts';

const twoDigits = fc.nat(99).map((number) => String(number).padStart(2, '0'));
const aDate = fc.tuple(twoDigits, twoDigits, twoDigits, twoDigits);

test('days are counted as by Date.UTC, of dates that exist and of those that do not', () => {
  fc.assert(
    fc.property(aDate, ([century, year, month, day]) => {
      const days = Math.floor(Date.UTC(Number(century + year), Number(month) - 1, Number(day)) / 86_400_000);
      expect(dayNumber(`${century}${year}-${month}-${day}`)).toBe(days);
    }),
    { numRuns: 3000 },
  );
  // From the year 160 to the year 8000.
  for (let day = -660_000; day < 2_200_000; day += 97) {
    expect(dayNumber(new Date(day * 86_400_000).toISOString().slice(0, 10))).toBe(day);
  }
});
