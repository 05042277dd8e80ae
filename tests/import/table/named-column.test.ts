import { expect, test } from 'vitest';
import { findDeadlineRows } from '../../../src/import/deadlines/table.ts';
import { findNamedColumn } from '../../../src/import/table/named-column.ts';
import { readTable } from '../../../src/import/table/read-table.ts';

test.each([
  ['the name that is written so before one that is alike', 'due_date', ['Due Date', 'DUE_DATE'], 1],
  ['a name that differs in case, accents, underscores and short forms', 'fallig am', ['', 'Fällig_Am'], 1],
  ['a name before a position', '1', ['Course', '1'], 1],
  ['a position from 1', '2', ['Course', ''], 1],
  ['no position beyond the last column', '3', ['Course', ''], -1],
  ['no column without a name', '', ['Course', 'Due'], -1],
])('finds %s', (_, name, headers, expected) => {
  expect(findNamedColumn(name, headers)).toBe(expected);
});

test('reads tables of meetings and of deadlines by the same names', () => {
  const columns = { 'was es ist': 'title', BIS_WANN: 'due' };
  expect(findDeadlineRows('Was_es_ist,Bis Wann\nBlatt 1,2018-10-01 5pm\n', columns)).toEqual([
    { row: 2, cells: { title: 'Blatt 1', due: '2018-10-01 5pm' } },
  ]);
  const words = { 'kurs nr': 'course', WANN_ES_IST: 'weekdays', uhr: 'time', nr: 'section' };
  const reading = readTable('Kurs_Nr,Wann es ist,Uhr,Nr\nAAA 1,MW,9:00-9:50,01\n', { columns: words });
  expect(reading.failures).toEqual([]);
  expect(reading.rows).toHaveLength(1);
});
