/** `belltower import FILE`: a course page or a registrar's table that exists already → rules. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isId } from '../domain/id.ts';
import { writeCourse } from '../import/page/course/course.ts';
import { toExpectedJson } from '../import/page/expected.ts';
import { readPage } from '../import/page/reading.ts';
import { formatReading } from '../import/page/report.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { importTable } from './import-table.ts';
import { placeOf } from './place.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions {
  readonly term?: string;
  readonly id?: string;
  readonly into?: string;
  readonly code?: string;
  readonly title?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly tableTerm?: string;
  readonly columns?: string;
  readonly confirm?: boolean;
  readonly dryRun?: boolean;
  readonly all?: boolean;
}

export function addImport({ program, terminal, end }: CommandLine): void {
  program
    .command('import')
    .description('read a course page (HTML, Markdown, LaTeX, text) or a registrar’s table (CSV) into rules')
    .argument('<file>', 'page.html, page.md, page.tex, page.txt, or schedule.csv')
    .option('--term <id>', 'the term that it belongs to')
    .option('--id <id>', 'the course’s id, for a page (default: the file’s name)')
    .option(
      '--into <folder>',
      'the folder of rules to write to (a table’s default: data/; a page is printed without it)',
    )
    .option('--code <text>', 'a page’s course code')
    .option('--title <text>', 'a page’s course title')
    .option('--strict', 'exit 1 while a page leaves anything open')
    .option('--json', 'print a page’s sections as JSON')
    .option('--table-term <word>', 'the term as a table that holds several names it: 202208')
    .option('--columns <pairs>', 'what a table’s columns are: “Wann=weekdays,Uhr=time”')
    .option('--confirm', 'write what changes an earlier import of the table')
    .option('--dry-run', 'show what would be written')
    .option('--all', 'show every remark and row')
    .action(async (file: string, options: ImportOptions) => {
      const from = path.resolve(terminal.folder, file);
      const bytes = await readFile(from).catch(() => {
        throw new CommandError(`cannot read ${file}`);
      });
      const folder = placeOf({}, terminal, options.into).data;
      if (!/\.(csv|tsv)$/i.test(file))
        return end(await importPage(bytes.toString('utf8'), file, folder, options, terminal));
      const { term, tableTerm, columns } = options;
      const [confirm, dryRun, all] = [options.confirm === true, options.dryRun === true, options.all === true];
      end(await importTable({ bytes, name: file, folder, term, tableTerm, columns, confirm, dryRun, all }, terminal));
    });
}

async function importPage(
  text: string,
  file: string,
  folder: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const reading = readPage(text, path.basename(file));
  const id = options.id ?? path.basename(file).replace(/\.[^.]*$/, '');
  if (!isId(id)) throw new UsageError(`“${id}” cannot be a course’s id; name one with --id`);
  const published = new Date(terminal.now()).toISOString().slice(0, 10);
  const { code: shown, title } = options;
  const yaml = writeCourse(reading, { id, published, ...(shown ? { code: shown } : {}), ...(title ? { title } : {}) });
  // Lengths that the page does not give are open too, though it can be read in one way only.
  const isOpen = reading.doubts.length > 0 || yaml.includes('# check:');
  const code = options.strict && isOpen ? PROBLEMS : FINE;
  if (options.json) {
    terminal.out(JSON.stringify(toExpectedJson(reading), null, 2));
    return code;
  }
  terminal.err(formatReading(reading));
  if (options.into === undefined || options.dryRun) {
    terminal.out(yaml.trimEnd());
    return code;
  }
  if (options.term === undefined)
    throw new UsageError('--into goes with --term ID, the term that the course belongs to');
  const target = path.join(folder, 'courses', options.term, `${id}.yaml`);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, yaml, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new CommandError(`${target} is there already; nothing was written`);
    throw error;
  });
  terminal.out(
    `wrote ${path.relative(terminal.folder, target)}. Next: look at its check: comments, then \`belltower check\``,
  );
  return code;
}
