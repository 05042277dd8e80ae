/** Tables for the tests: the fixtures, and rows written in place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ImportPlan } from '../../../src/import/table/import-plan.ts';
import type { TableReading } from '../../../src/import/table/model.ts';
import { type PlanOptions, planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';

export const TERM = { id: 'fall-2022', classes: { from: '2022-08-22', until: '2022-12-06' } };

export function openFixture(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, '../../fixtures/tables', name));
}

/** A table in the most usual columns. */
export function writeTable(rows: readonly string[]): string {
  return ['Course,Title,CRN,Section,Type,Days,Time,Location,Instructors,Dates', ...rows].join('\n');
}

/** Each row's meetings in one line: 'AAA 101 01 lecture MO+WE 09:30-10:20 at North 1 with Jo Able'. */
export function listMeetings(reading: TableReading): string[] {
  return reading.rows.flatMap((row) => {
    const name = [row.code, row.section, row.kind.kind].join(' ');
    const people = row.people.length > 0 ? ` with ${row.people.join(', ')}` : '';
    if (row.cancelled !== null) return [`${name} cancelled`];
    if (row.meetings.length === 0) return [`${name} TBA${people}`];
    return row.meetings.map(({ weekdays, start, end, where }) => {
      const place = where.length > 0 ? ` at ${where.join(' / ')}` : '';
      return `${name} ${weekdays.join('+')} ${start}-${end}${place}${people}`;
    });
  });
}

export function plan(
  table: string | Uint8Array,
  before: ImportPlan | ReadonlyMap<string, string> | null = null,
  options: PlanOptions = {},
): ImportPlan {
  const imported = before === null ? null : 'files' in before ? textsOf(before) : before;
  return planImport(readTable(table), TERM, imported && { imported }, options);
}

/** Texts of a plan's files by course id. */
export function textsOf({ files }: ImportPlan): Map<string, string> {
  return new Map(
    files.flatMap(({ path: file, text }) => (text === null ? [] : [[path.basename(file, '.yaml'), text]])),
  );
}

/** What became of each row, in words. */
export function listOutcomes({ outcomes }: ImportPlan): string[] {
  return outcomes.map(({ row, outcome, reason }) => `${row} ${outcome}${reason === null ? '' : `: ${reason}`}`);
}

/** The lines of a plan's file below its comments. */
export function bodyOf(planned: ImportPlan, course: string): string {
  return (textsOf(planned).get(course) ?? '')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
}
