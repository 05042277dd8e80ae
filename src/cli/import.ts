/** `belltower import FILE`: an existing course page, table or calendar → rules. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeadlineRow } from '../import/deadlines/table.ts';
import { decodeText } from '../import/decoding.ts';
import { recogniseInput } from '../import/input/recognise.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, PROBLEMS, UsageError } from './exit.ts';
import { readFolderOptions } from './folder-options.ts';
import type { PageOptions } from './import-page.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions extends PageOptions {
  readonly tableTerm?: string;
  readonly columns?: string;
  readonly sheet?: string;
  readonly zone?: string;
  readonly confirm?: boolean;
  readonly all?: boolean;
}

export function addImport({ program, terminal, end }: CommandLine): void {
  program
    .command('import')
    .description(
      'read a course page, a table of meetings or deadlines (CSV, Excel, HTML) or a calendar (.ics) into rules',
    )
    .argument(
      '<file>',
      'page.html, page.md, the folder of a Just the Class site, schedule.csv, schedule.xlsx, course.ics; - reads standard input',
    )
    .option('--term <id>', 'the term that it belongs to')
    .option('--id <id>', 'the course’s id, for a page (default: the file’s name)')
    .option(
      '--into <folder>',
      'the folder of rules to write to (a table’s default: data/; a page is printed without it)',
    )
    .option('--code <text>', 'a page’s course code')
    .option('--title <text>', 'a page’s course title')
    .option('--strict', 'exit 1 while anything is doubtful, open or not read')
    .option('--json', 'print what was read as JSON')
    .option('--table-term <word>', 'the term as a table that holds several names it: 202208')
    .option('--columns <pairs>', 'what a table’s columns are, by name or position: “Wann=weekdays,5=time”')
    .option('--sheet <name>', 'the sheet of an Excel workbook')
    .option('--due-time <time>', 'when deadlines are due that name a date only: 11:59pm')
    .option('--zone <zone>', 'the zone of a calendar’s times that name none: America/New_York')
    .option('--confirm', 'write what changes an earlier import of the table')
    .option('--dry-run', 'show what would be written')
    .option('--all', 'show every remark and row')
    .action(async (file: string, options: ImportOptions) => end(await runImport(file, options, terminal)));
}

async function runImport(file: string, options: ImportOptions, terminal: Terminal): Promise<number> {
  const folder = readFolderOptions({}, terminal, options.into).data;
  const name = file === '-' ? 'standard-input' : path.basename(file.replace(/[?#].*$/, ''));
  const bytes = await readInput(file, terminal);
  if (bytes === 'folder') {
    refuseOthers(options, 'page');
    const { importPage, loadSite } = await import('./import-page.ts');
    return importPage(await loadSite(path.resolve(terminal.folder, file)), name, folder, options, terminal);
  }
  const columns = readColumns(options.columns);
  const input = recogniseInput(bytes, name, columns);
  if (input.type === 'refused') {
    terminal.err(`belltower: ${input.reason} Nothing was written.`);
    return PROBLEMS;
  }
  refuseOthers(options, input.type);
  // Loaded on demand: a server does not need them.
  if (input.type === 'calendar') {
    refuseDueTime(options, 'a calendar');
    const { importCalendar } = await import('./import-calendar.ts');
    return importCalendar({ ...options, text: decodeText(bytes).text, name, folder }, terminal);
  }
  if (input.type === 'page') {
    refuseDueTime(options, 'a page');
    const { importPage } = await import('./import-page.ts');
    return importPage([{ path: name, text: decodeText(bytes).text }], name, folder, options, terminal);
  }
  const deadlines = await readDeadlineRows(bytes, input.form, columns, options.sheet);
  if (deadlines) {
    const { importDeadlines } = await import('./import-deadlines.ts');
    return importDeadlines({ ...options, rows: deadlines, folder }, terminal);
  }
  refuseDueTime(options, 'a table of meetings');
  const { importTable } = await import('./import-table.ts');
  return importTable({ ...options, bytes, form: input.form, columns, folder }, terminal);
}

/** Null: it is another kind of table. */
async function readDeadlineRows(
  bytes: Uint8Array,
  form: 'text' | 'html' | 'workbook',
  columns: Readonly<Record<string, string>>,
  sheet: string | undefined,
): Promise<readonly DeadlineRow[] | null> {
  const { openTable } = await import('../import/input/open-table.ts');
  const { findDeadlineRows } = await import('../import/deadlines/table.ts');
  const opened = openTable(bytes, form, { columns, sheet });
  return opened.ok ? findDeadlineRows(opened.source, columns) : null;
}

function readInput(file: string, terminal: Terminal): Promise<Uint8Array | 'folder'> {
  if (file === '-') return terminal.readInput();
  if (/^(?:https?|webcals?):/i.test(file)) return fetchInput(file);
  return readFile(path.resolve(terminal.folder, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') return 'folder' as const;
    throw new CommandError(`cannot read ${file}`);
  });
}

/** A published sheet, page or calendar. */
async function fetchInput(address: string): Promise<Uint8Array> {
  const { fetchOutgoing } = await import('../web/outgoing.ts');
  const answer = await fetchOutgoing(address.replace(/^webcals?:/i, 'https:'), { reach: 'public' });
  if (!answer.ok) throw new CommandError(answer.reason);
  if (answer.status !== 200) throw new CommandError(`${address} answers ${answer.status}`);
  return answer.body;
}

/** "Wann=weekdays,5=time" */
function readColumns(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2)) throw new UsageError('--columns is written like “Wann=weekdays,5=time”');
  return Object.fromEntries(pairs.map(([header = '', field = '']) => [header.trim(), field.trim()]));
}

/** Options that each kind of source does not use. */
const FOREIGN: Readonly<Record<'page' | 'table' | 'calendar', readonly (keyof ImportOptions)[]>> = {
  page: ['tableTerm', 'columns', 'sheet', 'confirm', 'zone'],
  table: ['title', 'zone'],
  calendar: ['tableTerm', 'columns', 'sheet', 'confirm'],
};

/** Refuses options that would be ignored. */
function refuseOthers(options: ImportOptions, kind: keyof typeof FOREIGN): void {
  const odd = FOREIGN[kind].find((name) => options[name] !== undefined);
  if (odd === undefined) return;
  const flag = odd.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const others = Object.keys(FOREIGN).filter((other) => !FOREIGN[other as keyof typeof FOREIGN].includes(odd));
  throw new UsageError(`--${flag} is for ${others.map((other) => `${other}s`).join(' and ')}, and this is a ${kind}`);
}

function refuseDueTime({ dueTime }: ImportOptions, what: string): void {
  if (dueTime === undefined) return;
  throw new UsageError(`--due-time is for tables of deadlines and folders of course sites, and this is ${what}`);
}
