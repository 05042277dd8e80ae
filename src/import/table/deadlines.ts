/** A table of deadlines (course, title, due) → the `deadlines:` of courses. */

import { weekdayOf } from '../../domain/date.ts';
import { idOfCode } from '../../domain/id.ts';
import type { Term } from '../../domain/model.ts';
import { writeClock } from '../../words/clock-time.ts';
import { type DueTime, readDue } from '../../words/due.ts';
import { shortWeekday } from '../../words/weekday.ts';
import { decodeText } from '../decoding.ts';
import { type LooseDate, readLooseSpan, resolveDate } from './loose-date.ts';
import type { TableSource } from './read-table.ts';
import { readRecords, SEPARATORS } from './records.ts';
import { quoteText, writeFlow, writeList } from './yaml-text.ts';

const HEADERS = {
  course: /^(?:course|course code|code|class)$/i,
  id: /^id$/i,
  title: /^(?:title|name|assignment|task|what)$/i,
  due: /^(?:due|due date|due at|date due|deadline)$/i,
  time: /^(?:time|due time)$/i,
  for: /^(?:for|sections?)$/i,
  url: /^(?:url|link)$/i,
  note: /^notes?$/i,
} as const satisfies Readonly<Record<string, RegExp>>;
type Field = keyof typeof HEADERS;

export type DeadlineCells = Readonly<Partial<Record<Field, string>>>;

export interface DeadlineRow {
  /** From 1. */
  readonly row: number;
  readonly cells: DeadlineCells;
}

/** Null: the table has no columns for a title and for when it is due. */
export function findDeadlineRows(source: TableSource): readonly DeadlineRow[] | null {
  const tables = typeof source === 'object' && !ArrayBuffer.isView(source) ? [source] : splitText(source);
  for (const rows of tables) {
    const [header = [], ...rest] = rows;
    const fields = header.map(findField);
    if (!fields.includes('title') || !fields.includes('due')) continue;
    return rest.flatMap((row, index) => {
      const cells = Object.fromEntries(
        fields.flatMap((field, at) => {
          const text = row[at]?.trim() ?? '';
          return field === null || text === '' ? [] : [[field, text]];
        }),
      );
      return Object.keys(cells).length === 0 ? [] : [{ row: index + 2, cells }];
    });
  }
  return null;
}

function splitText(source: Uint8Array | string): (readonly string[])[][] {
  const text = typeof source === 'string' ? source : decodeText(source).text;
  return SEPARATORS.map((separator) => readRecords(text, separator).records.map(({ cells }) => cells));
}

function findField(header: string): Field | null {
  const name = header.trim();
  return (Object.keys(HEADERS) as Field[]).find((field) => HEADERS[field].test(name)) ?? null;
}

export interface DeadlinesRead {
  /** Each course's rules, by its id. */
  readonly courses: ReadonlyMap<string, string>;
  readonly unread: readonly { readonly row: number; readonly why: string }[];
}

/** @param course the id of the course of rows that name none; null: they are not read */
export function readDeadlines(rows: readonly DeadlineRow[], term: Term, course: string | null): DeadlinesRead {
  const lines = new Map<string, string[]>();
  const taken = new Map<string, Set<string>>();
  const unread: { row: number; why: string }[] = [];
  for (const { row, cells } of rows) {
    const read = readRow(cells, term, course);
    if ('why' in read) {
      unread.push({ row, why: read.why });
      continue;
    }
    const ids = taken.get(read.course) ?? new Set<string>();
    taken.set(read.course, ids);
    lines.set(read.course, [...(lines.get(read.course) ?? []), writeDeadline(cells, read.due, ids)]);
  }
  return { courses: new Map([...lines].map(([id, own]) => [id, `deadlines:\n${own.join('')}`])), unread };
}

function readRow(
  { course: code, title, due, time }: DeadlineCells,
  term: Term,
  course: string | null,
): { readonly course: string; readonly due: DueTime } | { readonly why: string } {
  const id = code === undefined ? course : idOfCode(code);
  if (!id) return { why: 'it names no course' };
  if (title === undefined) return { why: 'it has no title' };
  const read = due === undefined ? 'it does not say when' : readDueCell(due, time, term);
  return typeof read === 'string' ? { why: read } : { course: id, due: read };
}

/** Text: why it is not read. */
function readDueCell(due: string, time: string | undefined, term: Term): DueTime | string {
  const text = time === undefined ? due : `${due} ${time}`;
  const exact = readDue(text, term);
  if (exact.ok) return exact.value;
  const [, day, clock] =
    /^(.*?\d.*?)(?:,?\s+(?:at\s+)?|T)(\d{1,2}(?::\d\d){0,2}\s*(?:[ap]\.?m\.?)?|noon|midnight)$/i.exec(text) ?? [];
  const span = readLooseSpan(day ?? text);
  if (span === null || span === 'unreadable' || !span.from) return exact.mistake.message;
  const date = settleDate(span.from, term);
  if (date === null) return `“${due}” may be two dates: write it as 2018-10-01`;
  if (clock === undefined) return `“${due}” has no time`;
  const read = readDue(`${date} ${clock}`, term);
  return read.ok ? read.value : read.mistake.message;
}

/** Where month and day could change places, only one of the two dates may lie in the term. */
function settleDate(date: LooseDate, term: Term): string | null {
  const dates = term.periods.flatMap(({ from, until }) => [from, until]).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const years = date.year === null ? [...new Set([first, last].map((day) => Number(day.slice(0, 4))))] : [date.year];
  const orders = date.order === null ? (['month first', 'day first'] as const) : [date.order];
  const found = new Set(orders.flatMap((order) => years.flatMap((year) => resolveDate(date, order, year) ?? [])));
  if (found.size === 1) return [...found][0] as string;
  const inside = [...found].filter((day) => first <= day && day <= last);
  return inside.length === 1 ? (inside[0] as string) : null;
}

function writeDeadline(cells: DeadlineCells, { date, time }: DueTime, taken: Set<string>): string {
  const title = cells.title ?? '';
  const { url, note } = cells;
  return `  - ${writeFlow([
    ['id', quoteText(claimId(cells.id ?? title, taken))],
    ['title', quoteText(title)],
    ['due', `${shortWeekday(weekdayOf(date))} ${date} ${writeClock(time)}`],
    ...(cells.for === undefined ? [] : [['for', writeList(cells.for.split(/[\s,;]+/))] as const]),
    ...(url === undefined ? [] : [['url', quoteText(url)] as const]),
    ...(note === undefined ? [] : [['note', quoteText(note)] as const]),
  ])}\n`;
}

/** 'HW 1' → 'hw1', with a number where that is taken. */
function claimId(text: string, taken: Set<string>): string {
  const base = idOfCode(text).slice(0, 28) || 'd';
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
