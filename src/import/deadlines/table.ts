/** A table of deadlines (course, title, due) → the `deadlines:` of courses. */
import type { LocalTime } from '../../domain/date.ts';
import { idOfCode } from '../../domain/id.ts';
import type { Term } from '../../domain/model.ts';
import type { DueTime } from '../../words/due.ts';
import { decodeText } from '../decoding.ts';
import { findNamedColumn } from '../table/named-column.ts';
import type { TableSource } from '../table/read-table.ts';
import { readRecords, SEPARATORS } from '../table/records.ts';
import { settleDue } from './due-date.ts';
import { writeDeadline } from './write-deadline.ts';

/** Column names in English, German, French and Spanish. */
const HEADERS = {
  course: /^(?:course|course code|code|class|kurs|cours|curso)$/i,
  id: /^id$/i,
  title: /^(?:title|name|assignments?|homework|task|what|titel|aufgabe|übung|titre|devoir|título|tarea)$/i,
  due: /^(?:due|due date|due at|date due|due on|deadline|abgabe|abgabe bis|frist|fällig|échéance|date limite|entrega|fecha de entrega|fecha límite)$/i,
  time: /^(?:time|due time|uhrzeit|zeit|heure|hora)$/i,
  for: /^(?:for|sections?|gruppe|groupe|grupo)$/i,
  url: /^(?:url|link)$/i,
  note: /^(?:notes?|notiz|nota)$/i,
} as const satisfies Readonly<Record<string, RegExp>>;
type Field = keyof typeof HEADERS;

export type DeadlineCells = Readonly<Partial<Record<Field, string>>>;

export interface DeadlineRow {
  /** From 1. */
  readonly row: number;
  readonly cells: DeadlineCells;
}

/** The names of the columns stand in one of the first rows, below a title. */
const HEADER_ROWS = 10;
/** A name such as "Due 2018" has one number at most. */
const DATE_OR_TIME = /\d\D+\d/;

/**
 * Null: the table has no columns for a title and for when it is due.
 * @param columns what columns are, by the name in the table or the position from 1: {Was: 'title', 2: 'due'}
 */
export function findDeadlineRows(
  source: TableSource,
  columns: Readonly<Record<string, string>> = {},
): readonly DeadlineRow[] | null {
  const tables = typeof source === 'object' && !ArrayBuffer.isView(source) ? [source] : splitText(source);
  for (const rows of tables) {
    const headers = rows.slice(0, HEADER_ROWS).map((row) => findFields(row, columns));
    const at = headers.findIndex((fields) => fields.includes('title') && fields.includes('due'));
    const fields = headers[at];
    if (!fields) continue;
    // With positions every row is one of names; the first of a table without names is a deadline.
    const first = DATE_OR_TIME.test(rows[at]?.[fields.indexOf('due')] ?? '') ? at : at + 1;
    return rows.slice(first).flatMap((row, index) => readCells(row, fields, first + index + 1));
  }
  return null;
}

function readCells(row: readonly string[], fields: readonly (Field | null)[], number: number): DeadlineRow[] {
  const cells = Object.fromEntries(
    fields.flatMap((field, at) => {
      const text = row[at]?.trim() ?? '';
      return field === null || text === '' ? [] : [[field, text]];
    }),
  );
  return Object.keys(cells).length === 0 ? [] : [{ row: number, cells }];
}

function splitText(source: Uint8Array | string): (readonly string[])[][] {
  const text = typeof source === 'string' ? source : decodeText(source).text;
  return SEPARATORS.map((separator) => readRecords(text, separator).records.map(({ cells }) => cells));
}

function findFields(headers: readonly string[], columns: Readonly<Record<string, string>>): (Field | null)[] {
  const fields = Object.keys(HEADERS) as Field[];
  const said = new Map(Object.entries(columns).map(([name, word]) => [findNamedColumn(name, headers), word]));
  return headers.map((header, index) => {
    const word = said.get(index);
    if (word !== undefined) return fields.find((field) => field === word.toLowerCase()) ?? null;
    return fields.find((field) => HEADERS[field].test(header.trim())) ?? null;
  });
}

export interface DeadlinesRead {
  /** Each course's rules, by its id. */
  readonly courses: ReadonlyMap<string, string>;
  readonly unread: readonly { readonly row: number; readonly why: string }[];
}

/**
 * @param course the id of the course of rows that name none; null: they are not read
 * @param fallback the time of rows that name none; null: they are not read
 */
export function readDeadlines(
  rows: readonly DeadlineRow[],
  term: Term,
  course: string | null,
  fallback: LocalTime | null = null,
): DeadlinesRead {
  const lines = new Map<string, string[]>();
  const taken = new Map<string, Set<string>>();
  const unread: { row: number; why: string }[] = [];
  for (const { row, cells } of rows) {
    const read = readRow(cells, term, course, fallback);
    if ('why' in read) {
      unread.push({ row, why: read.why });
      continue;
    }
    const ids = taken.get(read.course) ?? new Set<string>();
    taken.set(read.course, ids);
    const line = writeDeadline({ ...cells, title: read.title, due: read.due }, ids);
    lines.set(read.course, [...(lines.get(read.course) ?? []), line]);
  }
  return { courses: new Map([...lines].map(([id, own]) => [id, `deadlines:\n${own.join('')}`])), unread };
}

function readRow(
  { course: code, title, due, time }: DeadlineCells,
  term: Term,
  course: string | null,
  fallback: LocalTime | null,
): { readonly course: string; readonly title: string; readonly due: DueTime } | { readonly why: string } {
  const id = code === undefined ? course : idOfCode(code);
  if (!id) return { why: 'it names no course (a column “course”, or --id)' };
  if (title === undefined) return { why: 'it has no title' };
  if (due === undefined) return { why: 'it does not say when it is due' };
  const read = settleDue(time === undefined ? due : `${due} ${time}`, term, fallback);
  return typeof read === 'string' ? { why: read } : { course: id, title, due: read };
}
