/** Finds a table's row of column names and its cell separator. */
import { cleanCell } from './cell.ts';
import { recogniseHeaders } from './columns.ts';
import { readRecords, SEPARATORS, type Separator, type TableRecord } from './records.ts';

/** The number of rows searched for column names. */
const HEADER_ROWS = 60;
/** The number of characters used to detect the separator. */
const HEAD = 60_000;

type Given = Readonly<Record<string, string>>;

function headerScore(cells: readonly string[], given: Given): number {
  const named = Object.keys(given).filter((header) =>
    cells.some((cell) => cell.trim().toLowerCase() === header.trim().toLowerCase()),
  );
  return recogniseHeaders(cells) + named.length * 2;
}

/** The index of the record with the most known names, at least three; null: none. */
export function findHeader(records: readonly TableRecord[], given: Given): number | null {
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

/** The separator that gives the most known names. */
export function findSeparator(text: string, given: Given): Separator {
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

/** Whether most cells of a row are their columns' own names. */
export function repeatsHeader(cells: readonly string[], headers: readonly string[]): boolean {
  const named = headers.filter((header) => header !== '').length;
  const same = cells.filter(
    (cell, at) => cell !== '' && cleanCell(cell).toLowerCase() === headers[at]?.toLowerCase(),
  ).length;
  return same >= 3 && same >= named * 0.7;
}
