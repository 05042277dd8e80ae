/** Selects the one table to import: among an HTML page's tables or a workbook's sheets. */
import { decodeText } from '../decoding.ts';
import { findMissingColumns, type TableSource } from '../table/read-table.ts';
import { readHtmlTables } from './html-table.ts';
import { readWorkbook } from './workbook.ts';

export type TableOpened =
  | { readonly ok: true; readonly source: TableSource }
  | { readonly ok: false; readonly reason: string };

export interface TableChoice {
  readonly sheet?: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
}

export function openTable(bytes: Uint8Array, form: 'text' | 'html' | 'workbook', choice: TableChoice): TableOpened {
  if (form === 'text') return { ok: true, source: bytes };
  if (form === 'html') return { ok: true, source: chooseHtml(bytes, choice) };
  const read = readWorkbook(bytes);
  if (!read.ok) return read;
  const { sheets } = read;
  const names = sheets.map(({ name }) => `“${name}”`).join(', ');
  if (choice.sheet !== undefined) {
    const wanted = choice.sheet.trim().toLowerCase();
    const named = sheets.find(({ name }) => name.trim().toLowerCase() === wanted);
    return named
      ? { ok: true, source: named.rows }
      : { ok: false, reason: `The workbook has no sheet “${choice.sheet}”; it has ${names}.` };
  }
  const tables = sheets.filter(({ rows }) => findMissingColumns(rows, choice.columns)?.length === 0);
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.length > 0));
  const [only, second] = tables.length > 0 ? tables : filled;
  if (second) return { ok: false, reason: `The workbook has the sheets ${names}; say which one with --sheet.` };
  return only ? { ok: true, source: only.rows } : { ok: false, reason: 'The workbook is empty.' };
}

/** The longest table that has all required columns. */
function chooseHtml(bytes: Uint8Array, { columns }: TableChoice): TableSource {
  const tables = readHtmlTables(decodeText(bytes).text);
  const whole = tables.filter((table) => findMissingColumns(table, columns)?.length === 0);
  const [longest = []] = (whole.length > 0 ? whole : tables).toSorted((a, b) => b.length - a.length);
  return longest;
}
