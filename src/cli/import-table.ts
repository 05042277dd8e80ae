/** `belltower import schedule.csv`: a registrar's table into `imported/`. */

import type { SourceFile } from '../catalog/catalog.ts';
import { idOfCode, isId } from '../domain/id.ts';
import type { Catalog } from '../domain/model.ts';
import { openTable } from '../import/input/open-table.ts';
import type { ImportPlan } from '../import/table/import-plan.ts';
import { readTable } from '../import/table/read-table.ts';
import { readFolder } from '../publish/folder.ts';
import { overlayImport, planTableImport, writeImport } from '../publish/importing.ts';
import { readRules } from '../publish/rules.ts';
import { FINE, PROBLEMS, UsageError } from './exit.ts';
import { readFolderOptions } from './folder-options.ts';
import { previewImport } from './import-preview.ts';
import { type Imported, sayImport, tellImport } from './import-report.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';
import { createProgress } from './terminal.ts';

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

export async function importTable(given: TableImport, terminal: Terminal): Promise<number> {
  if (given.term === undefined) throw new UsageError('a table belongs to a term: --term fall-2022');
  if (!isId(given.term)) throw new UsageError(`“${given.term}” cannot be a term’s id (--term)`);
  const opened = openTable(given.bytes, given.form, given);
  if (!opened.ok) {
    terminal.err(`belltower: ${opened.reason}`);
    return PROBLEMS;
  }
  const onProgress = createProgress(terminal, 'reading');
  const files = await readFolder(given.folder);
  const { catalog } = readRules(files);
  const term = catalog.terms.get(given.term) ?? null;
  const hourCycle = term ? term.clock : catalog.site.clock;
  const reading = readTable(opened.source, {
    columns: given.columns,
    hourCycle,
    onProgress,
    ...nameCourse(given, catalog),
  });
  const plan = await planTableImport(
    reading,
    given.folder,
    given.term,
    term,
    given.tableTerm ?? null,
    createProgress(terminal, 'planning'),
  );
  const after = isChanging(plan) ? overlayImport(plan, given.term, files) : null;
  const seen = after
    ? await previewImport({ term: given.term, before: files, after }, readFolderOptions({}, terminal, given.folder))
    : [];
  report({ reading, plan, seen }, given, terminal);
  return plan.failures.length > 0 ? PROBLEMS : settle(plan, given.term, after, given, terminal);
}

function report(imported: Imported, { json, all }: TableImport, terminal: Terminal): void {
  const { failures } = imported.plan;
  if (json) tellJson(terminal, 'import of a table', tellImport(imported));
  else for (const { says } of imported.reading.columns) terminal.out(`  ${says}`);
  for (const failure of failures) terminal.err(`belltower: ${failure}`);
  if (!json && failures.length === 0) sayImport(imported, all === true, terminal);
}

/** Whether the import changes files of an earlier one. */
function isChanging({ failures, differences }: ImportPlan): boolean {
  return failures.length === 0 && differences.some(({ change }) => change !== 'added');
}

/** The course of a sheet without a course column: the code of `--id`. */
function nameCourse({ id, code, term }: TableImport, catalog: Catalog): { readonly course?: string } {
  if (id === undefined) return {};
  if (!isId(id)) throw new UsageError(`“${id}” cannot be a course’s id (--id)`);
  const known = catalog.courses.get(`${term}/${id}`)?.code;
  const course = [code, known].find((one) => one !== undefined && idOfCode(one) === id) ?? id.toUpperCase();
  return { course };
}

/** Writes the plan unless something prevents it, and reports the outcome. */
async function settle(
  plan: ImportPlan,
  term: string,
  after: readonly SourceFile[] | null,
  given: TableImport,
  terminal: Terminal,
): Promise<number> {
  const say = (text: string): void => (given.json ? terminal.err(text) : terminal.out(text));
  const code = judge(plan, given.strict === true, say);
  if (given.dryRun) return code;
  if (after && !given.confirm) {
    say('Nothing was written: this changes what an earlier import wrote. --confirm writes it.');
    return PROBLEMS;
  }
  await writeImport(plan, given.folder, term, after);
  say(`${plan.files.length} files written, ${plan.unchanged} stay as they are.`);
  if (after)
    say('Subscribers see it as soon as it is published: by the server, publish or build. None of them asks again.');
  return code;
}

/** If a tenth of a table could not be read, the import fails. */
function judge({ counts, remarks }: ImportPlan, strict: boolean, say: (text: string) => void): number {
  const about = counts.imported + counts.tba + counts.reported;
  if (counts.reported > 0 && counts.reported * 10 >= about) {
    say(`${counts.reported} of ${about} rows could not be read: look at them before you publish.`);
    return PROBLEMS;
  }
  return strict && (counts.reported > 0 || remarks.length > 0) ? PROBLEMS : FINE;
}
