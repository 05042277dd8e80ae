/** `belltower import schedule.csv`: a registrar's table into `imported/`. */

import { idOfCode, isId } from '../domain/id.ts';
import type { Catalog } from '../domain/model.ts';
import { openTable } from '../import/input/open-table.ts';
import type { ImportPlan } from '../import/table/import-plan.ts';
import { readTable } from '../import/table/read-table.ts';
import type { TableReading } from '../import/table/reading.ts';
import { readFolder } from '../publish/folder.ts';
import { planTableImport, writeImport } from '../publish/importing.ts';
import { readRules } from '../publish/rules.ts';
import { FINE, PROBLEMS, UsageError } from './exit.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface TableImport {
  readonly bytes: Uint8Array;
  readonly form: 'text' | 'html' | 'workbook';
  readonly columns: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly sheet?: string;
  readonly id?: string;
  readonly code?: string;
  readonly term?: string;
  readonly tableTerm?: string;
  readonly confirm?: boolean;
  readonly dryRun?: boolean;
  readonly all?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

const SHOWN = 20;

export async function importTable(given: TableImport, terminal: Terminal): Promise<number> {
  if (given.term === undefined) throw new UsageError('a table belongs to a term: --term fall-2022');
  if (!isId(given.term)) throw new UsageError(`“${given.term}” cannot be a term’s id (--term)`);
  const opened = openTable(given.bytes, given.form, given);
  if (!opened.ok) {
    terminal.err(`belltower: ${opened.reason}`);
    return PROBLEMS;
  }
  const onProgress = createProgress(terminal, 'reading');
  const { catalog } = readRules(await readFolder(given.folder));
  const reading = readTable(opened.source, { columns: given.columns, onProgress, ...nameCourse(given, catalog) });
  const term = catalog.terms.get(given.term) ?? null;
  const plan = await planTableImport(
    reading,
    given.folder,
    given.term,
    term,
    given.tableTerm ?? null,
    createProgress(terminal, 'planning'),
  );
  if (given.json) terminal.out(JSON.stringify(tellPlan(reading, plan), null, 2));
  else for (const { says } of reading.columns) terminal.out(`  ${says}`);
  if (plan.failures.length > 0) {
    for (const failure of plan.failures) terminal.err(`belltower: ${failure}`);
    return PROBLEMS;
  }
  if (!given.json && reading.sheet)
    terminal.out(`  a list of ${reading.sheet}: the courses’ other sections stay as they are`);
  if (!given.json) sayPlan(plan, given.all === true, terminal);
  return settle(plan, given, terminal);
}

/** The course of a sheet that names none: `--id`, by the code that it goes by. */
function nameCourse({ id, code, term }: TableImport, catalog: Catalog): { readonly course?: string } {
  if (id === undefined) return {};
  if (!isId(id)) throw new UsageError(`“${id}” cannot be a course’s id (--id)`);
  const known = catalog.courses.get(`${term}/${id}`)?.code;
  const course = [code, known].find((one) => one !== undefined && idOfCode(one) === id) ?? id.toUpperCase();
  return { course };
}

/** Writes the plan unless something stands against it, and says how it went. */
async function settle(plan: ImportPlan, given: TableImport, terminal: Terminal): Promise<number> {
  const say = (text: string): void => (given.json ? terminal.err(text) : terminal.out(text));
  const code = judge(plan, given.strict === true, say);
  if (given.dryRun) return code;
  const again = plan.differences.some(({ change }) => change !== 'added');
  if (again && !given.confirm) {
    say('Nothing was written: this changes what an earlier import wrote. --confirm writes it.');
    return PROBLEMS;
  }
  await writeImport(plan, given.folder);
  say(`${plan.files.length} files written, ${plan.unchanged} stay as they are.`);
  return code;
}

/** A table of which a tenth could not be read was not understood. */
function judge({ counts, remarks }: ImportPlan, strict: boolean, say: (text: string) => void): number {
  const about = counts.imported + counts.tba + counts.reported;
  if (counts.reported > 0 && counts.reported * 10 >= about) {
    say(`${counts.reported} of ${about} rows could not be read: look at them before you publish.`);
    return PROBLEMS;
  }
  return strict && (counts.reported > 0 || remarks.length > 0) ? PROBLEMS : FINE;
}

/** Everything that is known of an import, for programs. */
function tellPlan(reading: TableReading, plan: ImportPlan): object {
  const { failures, counts, outcomes, remarks, differences, renamings, disagreements } = plan;
  return {
    failures,
    columns: reading.columns.map(({ header, index, field }) => ({ header, position: index + 1, field })),
    counts,
    rows: outcomes,
    remarks,
    differences,
    renamings,
    disagreements,
    files: plan.files.map((file) => file.path),
  };
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
