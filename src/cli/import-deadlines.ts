/** `belltower import deadlines.csv`: a table of deadlines into the rules of courses. */
import path from 'node:path';
import { isId } from '../domain/id.ts';
import { type DeadlineRow, readDeadlines } from '../import/deadlines/table.ts';
import { readFolder } from '../publish/folder.ts';
import { readRules } from '../publish/rules.ts';
import { addPart } from './add-part.ts';
import { readDueTimeOption } from './due-time-option.ts';
import { FINE, PROBLEMS, UsageError } from './exit.ts';
import type { Terminal } from './terminal.ts';

export interface DeadlinesImport {
  readonly rows: readonly DeadlineRow[];
  readonly folder: string;
  readonly term?: string;
  readonly id?: string;
  /** Without it the rules are printed. */
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly dueTime?: string;
  readonly json?: boolean;
}

/** Rules are added to courses that have no deadlines yet; the files are changed by nothing else. */
export async function importDeadlines(given: DeadlinesImport, terminal: Terminal): Promise<number> {
  if (given.json) throw new UsageError('--json is not for a table of deadlines');
  if (given.term === undefined) throw new UsageError('deadlines belong to a term: --term fall-2018');
  if (given.id !== undefined && !isId(given.id)) throw new UsageError(`“${given.id}” cannot be a course’s id (--id)`);
  const files = new Map((await readFolder(given.folder)).map((file) => [file.path, file.text]));
  const term = readRules([...files].map(([name, text]) => ({ path: name, text }))).catalog.terms.get(given.term);
  if (!term) throw new UsageError(`there is no term ${given.term} in ${given.folder}`);
  const { courses, unread } = readDeadlines(given.rows, term, given.id ?? null, readDueTimeOption(given.dueTime));
  for (const { row, why } of unread) terminal.err(`belltower: row ${row} is not read: ${why}`);
  let code = unread.length > 0 ? PROBLEMS : FINE;
  for (const [id, text] of courses) {
    const name = `courses/${given.term}/${id}.yaml`;
    if (given.into === undefined || given.dryRun) terminal.out(`# ${name}\n${text.trimEnd()}`);
    else if (!(await addTo(path.join(given.folder, name), files.get(name), text))) {
      terminal.err(`belltower: ${name} is not there, or has deadlines already. Add these by hand:\n${text.trimEnd()}`);
      code = PROBLEMS;
    } else terminal.out(`added to ${name}. Next: \`belltower check\``);
  }
  return code;
}

async function addTo(file: string, before: string | undefined, yaml: string): Promise<boolean> {
  return before !== undefined && (await addPart(file, before, { name: 'deadlines', yaml }));
}
