/** The little that both drivers offer, so that each statement is written once. */
import { setImmediate } from 'node:timers/promises';
import { foldId } from '../domain/id.ts';

/** Bytes stand for a text in UTF-8, where the statement says CAST(? AS TEXT). */
export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

export interface Sql {
  /** Runs one statement with `?` for each value, and answers its rows. Numbers come back as numbers. */
  all(text: string, ...values: SqlValue[]): Promise<Row[]>;
}

/** Where statements are run in this thread: the same, synchronously. */
export interface SqlNow {
  allNow(text: string, ...values: SqlValue[]): Row[];
}

export async function firstRow(sql: Sql, text: string, ...values: SqlValue[]): Promise<Row | undefined> {
  const [row] = await sql.all(text, ...values);
  return row;
}

/**
 * The rows of a table by key, a page at a time, with a turn of the event loop between two pages.
 * @param select with `key > ?` as its last condition, and `key` in its rows
 */
export async function* readPages(
  sql: Sql,
  size: number,
  select: string,
  ...values: SqlValue[]
): AsyncGenerator<readonly Row[], void> {
  for (let after = ''; ; await setImmediate()) {
    const rows = await sql.all(`${select} ORDER BY key LIMIT ${size}`, ...values, after);
    yield rows;
    const last = rows.at(-1);
    if (rows.length < size || !last) return;
    after = String(last.key);
  }
}

/** Databases sort texts by their own collations; this order is the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows in one statement: SQLite takes 32,766 values, PostgreSQL 65,535. */
export const ROWS_AT_ONCE = 500;

/** '?, ?, ?' */
export function listPlaceholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** '(?, ?), (?, ?), (?, ?)' */
export function listRows(rows: number, columns: number): string {
  return repeatRow(rows, `(${Array.from({ length: columns }, () => '?').join(', ')})`);
}

/** The same of rows that are written otherwise: '(?, CAST(? AS TEXT)), (?, CAST(? AS TEXT))' */
export function repeatRow(rows: number, row: string): string {
  return Array.from({ length: rows }, () => row).join(', ');
}

/** A condition for the keys of a term's courses, with its values. @param term undefined: any */
export function ofTerm(column: string, term: string | undefined): readonly [string, readonly string[]] {
  return term === undefined ? ['1 = 1', []] : [`lower(${column}) LIKE ?`, [`${foldId(term)}/%`]];
}
