/** The report of `belltower import` for a registrar's table: rows, differences, effect on subscribers. */
import type { ImportPlan } from '../import/table/import-plan.ts';
import type { TableReading } from '../import/table/model.ts';
import type { SubscribersView } from './import-preview.ts';
import type { Output } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

export interface Imported {
  readonly reading: TableReading;
  readonly plan: ImportPlan;
  /** A text if there is no preview: the reason. */
  readonly seen: readonly SubscribersView[] | string;
}

const SHOWN = 20;
const SHOWN_OF_COURSE = 5;

/** The whole report as JSON. */
export function tellImport({ reading, plan, seen }: Imported): Output<'import of a table'> {
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
    subscribers: seen,
    files: plan.files.map((file) => file.path),
  };
}

export function sayImport({ reading, plan, seen }: Imported, all: boolean, terminal: Terminal): void {
  if (reading.sheet) terminal.out(`  a list of ${reading.sheet}: the courses’ other sections stay as they are`);
  sayPlan(plan, all, terminal);
  saySeen(seen, all, terminal);
}

function saySeen(seen: readonly SubscribersView[] | string, all: boolean, terminal: Terminal): void {
  if (typeof seen === 'string') {
    terminal.err(`belltower: what subscribers will see is not known: ${seen}`);
    return;
  }
  if (seen.length === 0) return;
  terminal.out('What subscribers will see:');
  const shown = all ? seen : seen.slice(0, SHOWN);
  for (const { course, says, meetings } of shown) {
    terminal.out(`  ${course}: ${says}`);
    const few = all ? meetings : meetings.slice(0, SHOWN_OF_COURSE);
    for (const line of few) terminal.out(`    ${line}`);
    if (few.length < meetings.length) terminal.out(`    … and ${meetings.length - few.length} more changes (--all)`);
  }
  if (shown.length < seen.length) terminal.out(`  … and ${seen.length - shown.length} more courses (--all)`);
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
