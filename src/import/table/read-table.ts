/**
 * A registrar's table → its rows, understood. Nothing here knows a term: dates that need one stay loose, and plan.ts
 * settles them.
 */
import { cleanCell } from './cell.ts';
import { learnClock } from './clock.ts';
import { findColumns, recogniseHeaders } from './columns.ts';
import { decodeTable } from './decoding.ts';
import { daysOfMeetings, splitMeetings } from './meeting-cell.ts';
import { learnNames } from './people.ts';
import { createRowReader } from './read-row.ts';
import type { PassedRow, Remark, TableReading, TableRow } from './reading.ts';
import { readRecords, SEPARATORS, type Separator, type TableRecord } from './records.ts';
import { type Layout, layOut } from './row-cells.ts';
import { learnDays } from './weekdays.ts';

export interface TableOptions {
  /** Header → field, for what headers do not say themselves (`--columns`). */
  readonly columns?: Readonly<Record<string, string>>;
  /** Called now and then with the rows read and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows among which the header is looked for, and rows that settle what a header leaves open. */
const HEADER_ROWS = 60;
const SAMPLE_ROWS = 500;
/** Characters of the head on which separators are tried. */
const HEAD = 60_000;
const PROGRESS_EVERY = 500;

const SEPARATOR_NAMES: Record<Separator, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** Reads a whole table. Never throws for what a table holds; `failures` says why there are no rows. */
export function readTable(bytes: Uint8Array | string, options: TableOptions = {}): TableReading {
  const { text, encoding } = decodeTable(bytes);
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
  const missing = [...failures, ...findMissing(layOut(columns), headers)];
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

function findMissing(layout: Layout, headers: readonly string[]): string[] {
  const missing: string[] = [];
  const named = headers
    .filter((header) => header !== '')
    .map((header) => `“${header}”`)
    .join(', ');
  if (!layout.has('code') && !layout.has('number')) missing.push(`No column for courses was found among ${named}.`);
  const times =
    layout.has('time') ||
    layout.has('start') ||
    layout.has('meeting') ||
    layout.columns.some(({ field }) => field !== null && /^[A-Z]{2}$/.test(field));
  if (!times) missing.push(`No column for times was found among ${named}.`);
  return missing;
}

function headerScore(cells: readonly string[], given: Readonly<Record<string, string>>): number {
  const named = Object.keys(given).filter((header) =>
    cells.some((cell) => cell.trim().toLowerCase() === header.trim().toLowerCase()),
  );
  return recogniseHeaders(cells) + named.length * 2;
}

function findHeader(records: readonly TableRecord[], given: Readonly<Record<string, string>>): number | null {
  let best: number | null = null;
  let most = 2;
  for (const [at, { cells }] of records.slice(0, HEADER_ROWS).entries()) {
    const score = headerScore(cells, given);
    if (score > most) {
      most = score;
      best = at;
    }
  }
  return best;
}

function findSeparator(text: string, given: Readonly<Record<string, string>>): Separator {
  const head = text.slice(0, HEAD);
  let best: Separator = ',';
  let most = -1;
  for (const separator of SEPARATORS) {
    const { records } = readRecords(head, separator);
    const score = Math.max(0, ...records.slice(0, HEADER_ROWS).map(({ cells }) => headerScore(cells, given)));
    if (score > most) {
      most = score;
      best = separator;
    }
  }
  return best;
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
  const readRow = createRowReader(learn(records.slice(head + 1), layout));
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

/** Whether most cells of a row are their columns' own names. */
function repeatsHeader(cells: readonly string[], headers: readonly string[]): boolean {
  const named = headers.filter((header) => header !== '').length;
  const same = cells.filter(
    (cell, at) => cell !== '' && cleanCell(cell).toLowerCase() === headers[at]?.toLowerCase(),
  ).length;
  return same >= 3 && same >= named * 0.7;
}

/** Learns from all rows how the table writes days, times and names. */
function learn(data: readonly TableRecord[], layout: Layout) {
  const days: string[] = [];
  const times: string[] = [];
  const names: string[] = [];
  const sections: string[] = [];
  for (const { cells } of data) {
    const row = layout.cellsOf(cells);
    for (let group = 0; group < layout.groups; group += 1) {
      const meeting = row.raw('meeting', group);
      days.push(row.get('weekdays', group), ...(meeting === '' ? [] : daysOfMeetings(meeting)));
      const [start, end] = [row.get('start', group), row.get('end', group)];
      times.push(
        row.get('time', group),
        start === '' || end === '' ? start : `${start} - ${end}`,
        ...(meeting === '' ? [] : (splitMeetings(meeting) ?? []).map(({ time }) => time)),
      );
      names.push(row.raw('people', group));
    }
    for (const day of ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const)
      if (layout.has(day)) times.push(row.get(day));
    if (row.get('section') !== '') sections.push(row.get('section'));
  }
  const filled = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '');
  return {
    layout,
    days: learnDays(filled(days)),
    clock: learnClock(filled(times)),
    names: learnNames(filled(names)),
    fractions: sections.length > 0 && sections.every((section) => /^\d+\.0$/.test(section)),
  };
}

/** One remark for all times of a table, not one for each. */
const HALF_DOUBT = /^.* read as (night|morning|afternoon|evening); it may be .*$/;

/** What was understood rather than read, each once with its rows. */
function findRemarks(rows: readonly TableRow[]): Remark[] {
  const remarks = new Map<string, number[]>();
  const note = (text: string, row: number): void => {
    const list = remarks.get(text);
    if (list) list.push(row);
    else remarks.set(text, [row]);
  };
  for (const row of rows) {
    if (row.kind.kind === 'other' && row.kind.words !== null)
      note(
        `“${row.kind.words}” is no kind that is known here: written as other`,
        row.number,
      );
    for (const doubt of new Set([...row.doubts, ...row.meetings.flatMap((meeting) => meeting.doubts)]))
      note(doubt.replace(HALF_DOUBT, 'times without am or pm, read as $1'), row.number);
    for (const text of row.notes) note(text.replace(/ from row \d+$/, ' from the row above'), row.number);
  }
  return [...remarks].map(([text, numbers]) => ({ text, rows: numbers }));
}
