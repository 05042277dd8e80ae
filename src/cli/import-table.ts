/** `belltower import schedule.csv`: a registrar's table into `imported/`. */

import { isId } from '../domain/id.ts';
import type { ImportPlan } from '../import/table/import-plan.ts';
import { readTable } from '../import/table/read-table.ts';
import { readFolder } from '../publish/folder.ts';
import { planTableImport, writeImport } from '../publish/importing.ts';
import { readRules } from '../publish/rules.ts';
import { FINE, PROBLEMS, UsageError } from './exit.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface TableImport {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly folder: string;
  readonly term: string | undefined;
  readonly tableTerm: string | undefined;
  readonly columns: string | undefined;
  readonly confirm: boolean;
  readonly dryRun: boolean;
  readonly all: boolean;
}

const SHOWN = 20;

export async function importTable(given: TableImport, terminal: Terminal): Promise<number> {
  if (given.term === undefined) throw new UsageError('a table belongs to a term: --term fall-2022');
  if (!isId(given.term)) throw new UsageError(`“${given.term}” cannot be a term’s id (--term)`);
  const onProgress = createProgress(terminal, 'reading');
  const reading = readTable(given.bytes, { columns: readColumns(given.columns), onProgress });
  for (const { says } of reading.columns) terminal.out(`  ${says}`);
  const { catalog } = readRules(await readFolder(given.folder));
  const term = catalog.terms.get(given.term) ?? null;
  const plan = await planTableImport(
    reading,
    given.folder,
    given.term,
    term,
    given.tableTerm ?? null,
    createProgress(terminal, 'planning'),
  );
  if (plan.failures.length > 0) {
    for (const failure of plan.failures) terminal.err(`belltower: ${failure}`);
    return PROBLEMS;
  }
  sayPlan(plan, given.all, terminal);
  if (given.dryRun) return FINE;
  const again = plan.differences.some(({ change }) => change !== 'added');
  if (again && !given.confirm) {
    terminal.out('Nothing was written: this changes what an earlier import wrote. --confirm writes it.');
    return PROBLEMS;
  }
  await writeImport(plan, given.folder);
  terminal.out(`${plan.files.length} files written, ${plan.unchanged} stay as they are.`);
  return FINE;
}

/** "Wann=weekdays,Uhr=time" */
function readColumns(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2))
    throw new UsageError('--columns is written like “Wann=weekdays,Uhr=time”');
  return Object.fromEntries(pairs.map(([header = '', field = '']) => [header.trim(), field.trim()]));
}

function sayPlan(plan: ImportPlan, all: boolean, terminal: Terminal): void {
  const { rows, imported, tba, reported, passedOver, courses, sections, crossListing } = plan.counts;
  terminal.out(
    `${rows} rows: ${imported} imported, ${tba} to be announced, ${reported} reported, ${passedOver} passed over; ` +
      `${courses} courses, ${sections} sections, ${crossListing.joined} of ${crossListing.groups} shared classes joined`,
  );
  const few = <T>(list: readonly T[], say: (one: T) => string, what: string): void => {
    const shown = all ? list : list.slice(0, SHOWN);
    for (const one of shown) terminal.out(`  ${say(one)}`);
    if (shown.length < list.length) terminal.out(`  … and ${list.length - shown.length} more ${what} (--all)`);
  };
  const changed = plan.differences.filter(({ change }) => change !== 'added');
  few(
    changed.flatMap(({ id, change, lines, sections: touched }) => [
      `${id} ${change}${lines.map((line) => `; ${line}`).join('')}`,
      ...touched.map(
        (section) => `  ${section.id} ${section.change}${section.lines.map((line) => `: ${line}`).join('')}`,
      ),
    ]),
    (line) => line,
    'differences',
  );
  few(
    plan.disagreements,
    ({ course, path, imported: below, own }) => `${course} ${path}: the table says ${below}, its own file ${own}`,
    'disagreements',
  );
  few(
    plan.outcomes.filter(({ outcome }) => outcome === 'reported'),
    ({ row, reason }) => `row ${row}: ${reason}`,
    'reported rows',
  );
  few(
    plan.remarks,
    ({ text, rows: at }) =>
      `${text}${at.length > 0 ? ` (rows ${at.slice(0, 8).join(', ')}${at.length > 8 ? ', …' : ''})` : ''}`,
    'remarks',
  );
}
