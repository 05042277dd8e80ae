/** Periods of the day, with and without a table of their times; all pages are invented. */
import { expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { tell } from './told.ts';

const LINES = '1限 9:00-10:30\n2限 10:40-12:10\n\n';
const TABLE = '| 時限 | 時間 |\n|---|---|\n| 1限 | 9:00-10:30 |\n| 2限 | 10:40-12:10 |\n\n';

test.each([
  ['lines of periods', `${LINES}講義：火曜2限 301教室`, 'lecture TU 10:40-12:10 @ 301教室'],
  ['a table of periods', `${TABLE}講義：火曜第2限`, 'lecture TU 10:40-12:10'],
  ['two periods in a row', '第3节 10:00-10:45\n第4节 10:50-11:35\n\n周一 第3-4节 讲课', 'lecture MO 10:00-11:35'],
  [
    'periods in English',
    'Period 1 9:00-9:50\nPeriod 2 10:00-10:50\n\nLecture: Monday period 2',
    'lecture MO 10:00-10:50',
  ],
])('%s give the times', (_, page, meeting) => {
  expect(tell(page)).toEqual([meeting]);
});

test.each([
  ['講義 火曜日 第2限', '第2限'],
  ['周一 第3-4节 讲课', '第3-4节'],
  ['Lecture: Mon 2nd period', '2nd period'],
])('%s is reported where the page does not say when that is', (page, period) => {
  const { sections, unused } = readPage(page, 'page.txt');
  expect(sections).toEqual([]);
  expect(unused).toEqual([{ line: 1, text: page, why: `the page does not say when "${period}" is` }]);
});
