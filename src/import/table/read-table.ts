/**
 * A registrar's table → its rows, understood. Nothing here knows a term: dates that need one stay loose, and plan.ts
 * settles them.
 */
import { decodeText } from '../decoding.ts';
import { cleanCell } from './cell.ts';
import { findColumns } from './columns.ts';

import { findHeader, findSeparator, repeatsHeader } from './header-row.ts';
import { createRowReader } from './read-row.ts';
import type { PassedRow, TableReading, TableRow } from './reading.ts';
import { readRecords, type Separator, type TableRecord } from './records.ts';
import { type Layout, layOut } from './row-cells.ts';
import { learnNotation } from './table-notation.ts';
import { findRemarks } from './table-remarks.ts';

export interface TableOptions {
  /** Header → field, for what headers do not say themselves (`--columns`). */
  readonly columns?: Readonly<Record<string, string>>;
  /** Called now and then with the rows read and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows that settle what a header leaves open. */
const SAMPLE_ROWS = 500;
const PROGRESS_EVERY = 500;

const SEPARATOR_NAMES: Record<Separator, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** Reads a whole table. Never throws for what a table holds; `failures` says why there are no rows. */
export function readTable(bytes: Uint8Array | string, options: TableOptions = {}): TableReading {
  const { text, encoding } = decodeText(bytes);
  const given = options.columns ?? {};
  const separator = findSeparator(text, given);
  const { records, unpaired } = readRecords(text, separator);
  const head = findHeader(records, given);
  const base = { encoding, separator: SEPARATOR_NAMES[separator], total: records.length };
  if (head === null) return { ...base, headerRow: null, columns: [], rows: [], remarks: [], ...nothingRead(records) };

  const headers = (records[head]?.cells ?? []).map(cleanCell);
  const data = records.slice(head + 1);
  const { columns, failures } = findColumns(
    headers,
    data.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map(cleanCell)),
    given,
  );
  const missing = [...failures, ...findMissing(layOut(columns), headers, data)];
  if (missing.length > 0) {
    return {
      ...base,
      headerRow: head + 1,
      columns,
      rows: [],
      remarks: [],
      failures: missing,
      passed: records.map(({ number }) => passed(number, 'reported', 'the table’s columns are not understood')),
    };
  }
  const read = readRows(records, head, headers, layOut(columns), new Set(unpaired), options.onProgress);
  return { ...base, headerRow: head + 1, columns, failures: [], ...read };
}

function nothingRead(records: readonly TableRecord[]): Pick<TableReading, 'failures' | 'passed'> {
  return {
    failures: [
      records.every(({ cells }) => cells.every((cell) => cell.trim() === ''))
        ? 'The table is empty.'
        : 'No row with column names was found: say with --columns which column is what, as in --columns "Kurs=course,Tage=weekdays".',
    ],
    passed: records.map(({ number, cells }) =>
      cells.every((cell) => cell.trim() === '')
        ? passed(number, 'passed over', 'blank')
        : passed(number, 'reported', 'the table has no row of column names'),
    ),
  };
}

function passed(number: number, outcome: PassedRow['outcome'], reason: string): PassedRow {
  return { number, outcome, reason, about: null };
}

function findMissing(layout: Layout, headers: readonly string[], data: readonly TableRecord[]): string[] {
  const missing: string[] = [];
  const named = headers
    .filter((header) => header !== '')
    .map((header) => `“${header}”`)
    .join(', ');
  const isBareNumber = data.every(({ cells }) => /^\d*(?:\.0)?$/.test(layout.cellsOf(cells).get('number')));
  if (!layout.has('code') && !layout.has('number')) missing.push(`No column for courses was found among ${named}.`);
  // Numbers alone would make one course of MATH 101 and ART 101.
  else if (!layout.has('code') && !layout.has('subject') && isBareNumber)
    missing.push(`Courses are known by their numbers alone; say with --columns which of ${named} is the subject.`);
  const times =
    layout.has('time') ||
    layout.has('start') ||
    layout.has('meeting') ||
    layout.columns.some(({ field }) => field !== null && /^[A-Z]{2}$/.test(field));
  if (!times) missing.push(`No column for times was found among ${named}.`);
  return missing;
}

function readRows(
  records: readonly TableRecord[],
  head: number,
  headers: readonly string[],
  layout: Layout,
  unpaired: ReadonlySet<number>,
  onProgress: TableOptions['onProgress'],
): Pick<TableReading, 'rows' | 'passed' | 'remarks'> {
  const rows: TableRow[] = [];
  const others: PassedRow[] = [];
  const readRow = createRowReader(learnNotation(records.slice(head + 1), layout));
  for (const { number, cells } of records) {
    if (number % PROGRESS_EVERY === 0) onProgress?.(number, records.length);
    const blank = cells.every((cell) => cell.trim() === '');
    if (number <= head + 1) {
      const reason = blank
        ? 'blank'
        : number === head + 1
          ? 'the column names'
          : `a title: “${cleanCell(cells.find((cell) => cell.trim() !== '') ?? '').slice(0, 60)}”`;
      others.push(passed(number, 'passed over', reason));
    } else if (repeatsHeader(cells, headers)) {
      others.push(passed(number, 'passed over', 'the column names once more'));
    } else {
      const read = readRow(number, cells);
      if ('outcome' in read) others.push(read);
      else if (unpaired.has(number))
        others.push({ number, outcome: 'reported', reason: 'its quotation marks do not pair', about: read });
      else rows.push(read);
    }
  }
  onProgress?.(records.length, records.length);
  return { rows, passed: others, remarks: findRemarks(rows) };
}
