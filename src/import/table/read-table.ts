/**
 * Reads a registrar's table into rows. Independent of a term: dates that depend on one stay unresolved until
 * plan.ts.
 */
import type { HourCycle } from '../../domain/model.ts';
import { decodeText } from '../decoding.ts';
import { cleanCell } from './cell.ts';
import { findColumns } from './columns.ts';
import { findHeader, findSeparator, repeatsHeader } from './header-row.ts';
import type { ColumnUse, PassedRow, TableReading, TableRow } from './model.ts';
import { createRowReader } from './read-row.ts';
import { readRecords, type Separator, type TableRecord } from './records.ts';
import { type Layout, layOut } from './row-cells.ts';
import { learnNotation } from './table-notation.ts';
import { findRemarks } from './table-remarks.ts';

/** A table's bytes or text, or its rows of cells if already parsed (a workbook, HTML). */
export type TableSource = Uint8Array | string | readonly (readonly string[])[];

export interface TableOptions {
  /** Header, or position from 1, → field, for ambiguous or missing headers (`--columns`). */
  readonly columns?: Readonly<Record<string, string>>;
  /** The course of a sheet that names none. */
  readonly course?: string;
  /** The hour cycle of the table’s term, where it is known: with 24, times without am or pm are as written, from 7 on. */
  readonly hourCycle?: HourCycle | null;
  /** Called now and then with the rows read and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The number of characters examined to recognise a table. */
const HEAD = 200_000;
/** The number of rows used to resolve ambiguous headers. */
const SAMPLE_ROWS = 500;
const PROGRESS_EVERY = 500;

const SEPARATOR_NAMES: Record<Separator, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** Reads a whole table. Never throws, whatever it contains; `failures` says why there are no rows. */
export function readTable(source: TableSource, options: TableOptions = {}): TableReading {
  const given = options.columns ?? {};
  const { records, unpaired, encoding, separator } = openRecords(source, given);
  const head = findHead(records, given);
  const base = { encoding, separator, total: records.length };
  if (head === null) return { ...base, headerRow: null, columns: [], rows: [], remarks: [], ...nothingRead(records) };

  const { headers, data, columns, missing } = understandColumns(records, head, given, options.course);
  const headerRow = head < 0 ? null : head + 1;
  if (missing.length > 0) {
    return {
      ...base,
      headerRow,
      columns,
      rows: [],
      remarks: [],
      failures: missing,
      passed: records.map(({ number }) => passed(number, 'reported', 'the table’s columns are not understood')),
    };
  }
  const read = readRows(records, data, headers, layOut(columns), new Set(unpaired), options);
  const failure = findDayless(read.rows);
  if (failure !== null)
    return {
      ...base,
      headerRow,
      columns,
      rows: [],
      remarks: [],
      failures: [failure],
      passed: records.map(({ number }) =>
        passed(number, 'reported', 'the table’s columns of weekdays are not understood'),
      ),
    };
  return { ...base, headerRow, columns, failures: [], ...read };
}

/** Why a source is not a registrar's table; null if it has a row of column names. */
export function findMissingColumns(source: TableSource, given: TableOptions['columns'] = {}): readonly string[] | null {
  const { records } = openRecords(typeof source === 'string' ? source.slice(0, HEAD) : source, given);
  const head = findHead(records, given);
  return head === null ? null : understandColumns(records, head, given).missing;
}

/** Times without a single day: the columns that hold the days were not recognised. */
function findDayless(rows: readonly TableRow[]): string | null {
  const timed = rows.filter(({ dayless }) => dayless);
  return timed.length >= 2 && rows.every(({ meetings }) => meetings.length === 0)
    ? `${timed.length} rows have a time and none has a day: say with --columns which columns hold the weekdays (Mon=Monday, …).`
    : null;
}

interface OpenedRecords {
  readonly records: readonly TableRecord[];
  readonly unpaired: readonly number[];
  readonly encoding: string;
  readonly separator: string;
}

function openRecords(source: TableSource, given: Readonly<Record<string, string>>): OpenedRecords {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
    const records = source.map((cells, at) => ({ number: at + 1, cells }));
    return { records, unpaired: [], encoding: 'cells', separator: 'none' };
  }
  const { text, encoding } = decodeText(source);
  const separator = findSeparator(text, given);
  return { ...readRecords(text, separator), encoding, separator: SEPARATOR_NAMES[separator] };
}

/** The index of the row of column names; -1 where columns are given by their positions alone. */
function findHead(records: readonly TableRecord[], given: Readonly<Record<string, string>>): number | null {
  const keys = Object.keys(given);
  const byPosition = keys.length > 0 && keys.every((key) => /^[1-9]\d{0,2}$/.test(key.trim()));
  return findHeader(records, given) ?? (byPosition && records.length > 0 ? -1 : null);
}

interface Understood {
  readonly headers: readonly string[];
  readonly data: readonly TableRecord[];
  readonly columns: readonly ColumnUse[];
  readonly missing: readonly string[];
}

function understandColumns(
  records: readonly TableRecord[],
  head: number,
  given: Readonly<Record<string, string>>,
  course?: string,
): Understood {
  const data = records.slice(head + 1);
  const width = head < 0 ? Math.max(0, ...data.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length)) : 0;
  const headers = head < 0 ? Array<string>(width).fill('') : (records[head]?.cells ?? []).map(cleanCell);
  const samples = data.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map(cleanCell));
  const { columns, failures } = findColumns(headers, samples, given);
  return {
    headers,
    data,
    columns,
    missing: [...failures, ...findMissing(layOut(columns), headers, data, course !== undefined)],
  };
}

function nothingRead(records: readonly TableRecord[]): Pick<TableReading, 'failures' | 'passed'> {
  return {
    failures: [
      records.every(({ cells }) => cells.every((cell) => cell.trim() === ''))
        ? 'The table is empty.'
        : 'No row with column names was found. Say by their positions what the columns are: --columns "1=crn,2=course,3=section,4=weekdays,5=time".',
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

function findMissing(
  layout: Layout,
  headers: readonly string[],
  data: readonly TableRecord[],
  hasCourse: boolean,
): string[] {
  const missing: string[] = [];
  const named = headers
    .filter((header) => header !== '')
    .map((header) => `“${header}”`)
    .join(', ');
  const isBareNumber = data.every(({ cells }) => /^\d*(?:\.0)?$/.test(layout.cellsOf(cells).get('number')));
  if (hasCourse) return findTimeless(layout, named);
  if (!layout.has('code') && !layout.has('number'))
    missing.push(`No column for courses was found among ${named}; a sheet of one course takes --id.`);
  // Numbers alone would make one course of MATH 101 and ART 101.
  else if (!layout.has('code') && !layout.has('subject') && isBareNumber)
    missing.push(`Courses are known by their numbers alone; say with --columns which of ${named} is the subject.`);
  return [...missing, ...findTimeless(layout, named)];
}

function findTimeless(layout: Layout, named: string): string[] {
  const times =
    layout.has('time') ||
    layout.has('start') ||
    layout.has('meeting') ||
    layout.columns.some(({ field }) => field !== null && /^[A-Z]{2}$/.test(field));
  return times ? [] : [`No column for times was found among ${named}.`];
}

function readRows(
  records: readonly TableRecord[],
  data: readonly TableRecord[],
  headers: readonly string[],
  layout: Layout,
  unpaired: ReadonlySet<number>,
  options: TableOptions,
): Pick<TableReading, 'rows' | 'passed' | 'remarks' | 'sheet'> {
  const widest = headers.some((header) => header !== '') ? headers.length : Number.POSITIVE_INFINITY;
  const reader = learnNotation(data, layout, options.course ?? null, options.hourCycle ?? null);
  const readRow = createRowReader(reader);
  const table: Head = { headers, last: records.length - data.length, widest };
  const read = records.flatMap((record): readonly (TableRow | PassedRow)[] => {
    const { number, cells } = record;
    if (number % PROGRESS_EVERY === 0) options.onProgress?.(number, records.length);
    const no = whyNoRow(record, table);
    if (no) return [no];
    const found = readRow(number, cells);
    return unpaired.has(number) ? found.map(asUnpaired) : found;
  });
  options.onProgress?.(records.length, records.length);
  const isPassed = (each: TableRow | PassedRow): each is PassedRow => 'outcome' in each;
  const rows = read.filter((each): each is TableRow => !isPassed(each));
  const { sheet } = reader;
  return { rows, passed: read.filter(isPassed), remarks: findRemarks(rows), ...(sheet === null ? {} : { sheet }) };
}

/** A row whose quotation marks do not pair may have its cells in the wrong columns. */
function asUnpaired(row: TableRow | PassedRow): PassedRow {
  return 'outcome' in row
    ? row
    : { number: row.number, outcome: 'reported', reason: 'its quotation marks do not pair', about: row };
}

interface Head {
  readonly headers: readonly string[];
  /** The number of the row of column names. */
  readonly last: number;
  /** More cells than this have no column. */
  readonly widest: number;
}

/** Why a row is none of the table's; null if it is one. */
function whyNoRow({ number, cells }: TableRecord, { headers, last, widest }: Head): PassedRow | null {
  if (number <= last) return passed(number, 'passed over', describeHead(cells, number === last));
  if (repeatsHeader(cells, headers)) return passed(number, 'passed over', 'the column names once more');
  if (cells.slice(widest).every((cell) => cell.trim() === '')) return null;
  const reason = `it has ${cells.length} cells and there are ${widest} column names: a comma that is not in quotes moved them`;
  return passed(number, 'reported', reason);
}

/** What stands above a table's rows: blank lines, titles and the column names. */
function describeHead(cells: readonly string[], isLast: boolean): string {
  const said = cells.find((cell) => cell.trim() !== '');
  if (said === undefined) return 'blank';
  return isLast ? 'the column names' : `a title: “${cleanCell(said).slice(0, 60)}”`;
}
