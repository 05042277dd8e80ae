/** How cells with dates, weeks and lengths are read. */
import { describe, expect, test } from 'vitest';
import {
  halfOf,
  looksNarrowing,
  readDuration,
  saysWholeTerm,
  unitOf,
  writeNumbers,
} from '../../../src/import/table/narrowing.ts';
import { tellNarrowing, tellSpan } from './told-cells.ts';

describe('dates', () => {
  test.each([
    ['2022-08-22', '2022-08-22'],
    ['08/22/2022 - 12/06/2022', '2022-08-22..2022-12-06 or none'],
    ['22/08/2022', '2022-08-22'],
    ['08/09/2022', '2022-08-09 or 2022-09-08'],
    ['8/9', '2022-08-09 or 2022-09-08'],
    ['Aug 22 - Dec 6, 2022', '2022-08-22..2022-12-06'],
    ['22 Aug 2022', '2022-08-22'],
    ['August 22nd, 2022', '2022-08-22'],
    ['22.08.2022', '2022-08-22'],
    ['22.8. - 6.12.2022', '2022-08-22..2022-12-06'],
    ['20220822', '2022-08-22'],
    ['Mon 08/22/22', '2022-08-22'],
    ['08/22/2022 09:30', '2022-08-22'],
    ['44795', '2022-08-22'],
    ['44795-44900', '2022-08-22..2022-12-05'],
    ['2022-02-30', 'unreadable'],
    ['13/13/2022', 'unreadable'],
    ['30/02/2022', 'none'],
    ['TBA', 'unreadable'],
    ['', 'null'],
    ['1/2/22 3/4/22 5/6/22', 'unreadable'],
    ['Dec 20 - Jan 10, 2023', '2022-12-20..2023-01-10'],
    ['from Aug 22 until Dec 6', '2022-08-22..2022-12-06'],
    ['Sept 5', '2022-09-05'],
    ['5-Sep-22', '2022-09-05'],
    ['12/20 - 1/10', '2022-12-20..2023-01-10 or 2022-12-20..2023-10-01'],
  ])('%j is %s', (cell, expected) => {
    expect(tellSpan(cell)).toBe(expected);
  });
});

describe('weeks and lengths', () => {
  test.each([
    ['', 'every week'],
    ['All', 'every week'],
    ['weekly', 'every week'],
    ['every week', 'every week'],
    ['Fortnightly', 'second week ? “Fortnightly” read as from the first week on; it may be the other weeks'],
    ['biweekly', 'second week ? “biweekly” read as from the first week on; it may be the other weeks'],
    ['every other week', 'second week ? “every other week” read as from the first week on; it may be the other weeks'],
    ['14-täglich', 'second week ? “14-täglich” read as from the first week on; it may be the other weeks'],
    ['every third week', 'third week ? “every third week” read as from the first week on; it may be other weeks'],
    ['odd', 'odd'],
    ['even weeks', 'even'],
    ['ungerade KW', 'odd'],
    ['semaines paires', 'even'],
    ['1-5, 7-12', '1-5, 7-12'],
    ['Weeks 1-5', '1-5'],
    ['wk 3', '3'],
    ['2, 4, 6', '2, 4, 6'],
    ['1;3;5', '1, 3, 5'],
    ['2-4 und 6-8', '2-4, 6-8'],
    ['1111011110', '1-4, 6-9 ? “1111011110” read as a mark for each week of the term, the first one first'],
    ['0000000000', 'every week'],
    ['YYNYYNYY', '1-2, 4-5, 7-8 ? “YYNYYNYY” read as a mark for each week of the term, the first one first'],
    ['12', '12 count 12'],
    ['sometimes', '! “sometimes” are no weeks that are known here'],
    ['TBA', 'every week'],
    ['1–6', '1-6'],
    ['w1-w3', '! “w1-w3” are no weeks that are known here'],
  ])('%j is %s', (cell, expected) => {
    expect(tellNarrowing(cell)).toBe(expected);
  });

  test.each([
    ['1:30', '', 90],
    ['90', '', 90],
    ['12', '', 720],
    ['2', 'Hours', 120],
    ['90', 'Minutes', 90],
    ['2', 'Dur (hrs)', 120],
    ['2 hours', '', 120],
    ['1 h 30 min', '', 90],
    ['1h30', '', 90],
    ['50 min', '', 50],
    ['PT1H30M', '', 90],
    ['1,5 h', '', 90],
    ['0.0625', '', 90],
    ['0', '', null],
    ['15 hours', '', null],
    ['14:00', '', 840],
    ['long', '', null],
    ['1.5', 'Stunden', 90],
    ['', '', null],
    ['2:75', '', null],
    ['13', '', 13],
  ])('%j under %j is %j minutes', (cell, header, expected) => {
    expect(readDuration(cell, unitOf(header))).toBe(expected);
  });

  test.each([
    ['1st half', 'first'],
    ['second half of term', 'second'],
    ['First Half', 'first'],
    ['half', null],
    ['2nd half of semester', 'second'],
    ['third', null],
  ])('%j is the half %j', (cell, expected) => {
    expect(halfOf(cell)).toBe(expected);
  });

  test.each([
    ['1', true],
    ['Full Term', true],
    ['Regular Session', true],
    ['', true],
    ['16 weeks', true],
    ['2', false],
    ['A', false],
    ['first half', false],
    ['Main', true],
    ['1-Full term', true],
  ])('%j is the whole term: %j', (cell, expected) => {
    expect(saysWholeTerm(cell)).toBe(expected);
  });

  test.each([
    ['1-5, 7', true],
    ['Weeks 1-5', true],
    ['odd', true],
    ['every third week', true],
    ['f', false],
    ['fortnightly', true],
    ['10:00', false],
    ['12', false],
    ['week of May 3', false],
    ['wk 3', true],
  ])('%j speaks of weeks: %j', (cell, expected) => {
    expect(looksNarrowing(cell)).toBe(expected);
  });

  test('numbers are written as ranges', () => {
    expect([[], [3], [1, 2], [1, 2, 3, 5, 7, 8]].map(writeNumbers)).toEqual(['', '3', '1-2', '1-3, 5, 7-8']);
  });
});
