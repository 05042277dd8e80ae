/** The little that both drivers offer, so that each statement is written once. */

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
