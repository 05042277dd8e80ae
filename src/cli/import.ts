/** `belltower import FILE`: a course page or a registrar's table that exists already → rules. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import type { PageOptions } from './import-page.ts';
import { placeOf } from './place.ts';

interface ImportOptions extends PageOptions {
  readonly tableTerm?: string;
  readonly columns?: string;
  readonly confirm?: boolean;
  readonly all?: boolean;
}

export function addImport({ program, terminal, end }: CommandLine): void {
  program
    .command('import')
    .description('read a course page (HTML, Markdown, LaTeX, text) or a registrar’s table (CSV) into rules')
    .argument('<file>', 'page.html, page.md, page.tex, page.txt, the folder of a Just the Class site, or schedule.csv')
    .option('--term <id>', 'the term that it belongs to')
    .option('--id <id>', 'the course’s id, for a page (default: the file’s name)')
    .option(
      '--into <folder>',
      'the folder of rules to write to (a table’s default: data/; a page is printed without it)',
    )
    .option('--code <text>', 'a page’s course code')
    .option('--title <text>', 'a page’s course title')
    .option('--strict', 'exit 1 while a page leaves a doubt, an open end or unused schedule lines')
    .option('--json', 'print a page’s sections as JSON')
    .option('--table-term <word>', 'the term as a table that holds several names it: 202208')
    .option('--columns <pairs>', 'what a table’s columns are: “Wann=weekdays,Uhr=time”')
    .option('--confirm', 'write what changes an earlier import of the table')
    .option('--dry-run', 'show what would be written')
    .option('--all', 'show every remark and row')
    .action(async (file: string, options: ImportOptions) => {
      const from = path.resolve(terminal.folder, file);
      const cannotRead = (): never => {
        throw new CommandError(`cannot read ${file}`);
      };
      const folder = placeOf({}, terminal, options.into).data;
      const isTable = /\.(csv|tsv)$/i.test(file);
      refuseOthers(options, isTable);
      // Both are loaded when they are asked for: a server starts without them.
      if (!isTable) {
        const { importPage, loadPages } = await import('./import-page.ts');
        const files = await loadPages(from).catch(cannotRead);
        return end(await importPage(files, file, folder, options, terminal));
      }
      const bytes = await readFile(from).catch(cannotRead);
      const { term, tableTerm, columns } = options;
      const [confirm, dryRun, all] = [options.confirm === true, options.dryRun === true, options.all === true];
      const { importTable } = await import('./import-table.ts');
      end(await importTable({ bytes, name: file, folder, term, tableTerm, columns, confirm, dryRun, all }, terminal));
    });
}

const OF_PAGES = ['id', 'code', 'title', 'strict', 'json'] as const;
const OF_TABLES = ['tableTerm', 'columns', 'confirm'] as const;

/** What would be left aside without a word. */
function refuseOthers(options: ImportOptions, isTable: boolean): void {
  const others: readonly (keyof ImportOptions)[] = isTable ? OF_PAGES : OF_TABLES;
  const odd = others.find((name) => options[name] !== undefined);
  if (odd === undefined) return;
  const flag = odd.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${flag} is for ${isTable ? 'pages' : 'tables'}, and this is a ${isTable ? 'table' : 'page'}`);
}
