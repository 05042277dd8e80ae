/** The little that both drivers offer, so that each statement is written once. */

import { foldId } from '../domain/id.ts';

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Sql {
  /** Runs one statement with `?` for each value, and answers its rows. Numbers come back as numbers. */
  all(text: string, ...values: SqlValue[]): Promise<Row[]>;
}

export async function firstRow(sql: Sql, text: string, ...values: SqlValue[]): Promise<Row | undefined> {
  const [row] = await sql.all(text, ...values);
  return row;
}

/** Rows in one statement: SQLite takes 32,766 values, PostgreSQL 65,535. */
export const ROWS_AT_ONCE = 500;

/** '?, ?, ?' */
export function listPlaceholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** '(?, ?), (?, ?), (?, ?)' */
export function listRows(rows: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  return Array.from({ length: rows }, () => row).join(', ');
}

/** A condition for the keys of a term's courses, with its values. @param term undefined: any */
export function ofTerm(column: string, term: string | undefined): readonly [string, readonly string[]] {
  return term === undefined ? ['1 = 1', []] : [`lower(${column}) LIKE ?`, [`${foldId(term)}/%`]];
}
