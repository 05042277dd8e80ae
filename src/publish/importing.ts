/** Imports into the folder of rules: reads what exists, and writes what is planned. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../catalog/catalog.ts';
import { spanOfTerm } from '../catalog/check/term-days.ts';
import { findDisagreements } from '../catalog/overlay.ts';
import { courseKey, type Term } from '../domain/model.ts';
import { numberWeeks } from '../domain/teaching-weeks.ts';
import type { TermCalendar, WeeklyDates } from '../import/table/draft.ts';
import type { ImportPlan } from '../import/table/import-plan.ts';
import type { TableReading } from '../import/table/model.ts';
import { planImport } from '../import/table/plan.ts';
import { calendarOf as termCalendarOf } from '../schedule/term-calendar.ts';
import { listWeeklyDays } from '../schedule/weekly-dates.ts';
import { type Confirmed, type ConfirmedEdit, confirmEdits, writeConfirmed } from './confirmed.ts';
import { type Rules, readRules } from './rules.ts';
import { writeWholeFile } from './whole-file.ts';

/**
 * Plans the import of a table into a folder that may have an earlier import and courses' own files. @param inTable the
 * table's name of the term, if it has several terms
 */
export async function planTableImport(
  reading: TableReading,
  folder: string,
  termId: string,
  term: Term | null,
  inTable: string | null,
  onProgress: (done: number, total: number) => void,
): Promise<ImportPlan> {
  const classes = term?.periods.find(({ name }) => name === 'classes') ?? null;
  const imported = await readTexts(path.join(folder, 'imported', termId));
  const own = await readTexts(path.join(folder, 'courses', termId));
  return planImport(
    reading,
    {
      id: termId,
      classes: classes && { from: classes.from, until: classes.until },
      ...(term ? { calendar: calendarOf(term) } : {}),
      ...(inTable === null ? {} : { inTable }),
    },
    imported.size > 0 || own.size > 0 ? { imported, own } : null,
    { onProgress, findDisagreements },
  );
}

function calendarOf(term: Term): TermCalendar {
  return {
    weeks: numberWeeks(term, spanOfTerm(term)).map(({ number }) => number),
    parts: term.parts,
    halves: term.halves,
    exams: term.periods.find(({ name }) => name === 'exams') ?? null,
    datesOf: isSameForAll(term) ? weeklyDatesOf(term) : null,
  };
}

/** Whether a weekly class meets on the same dates at the same time, whatever its course, kind, campus and hour. */
function isSameForAll({ breaks, closings, swaps, hours }: Term): boolean {
  const isMeantForSome = [...breaks, ...closings, ...swaps].some(({ audience }) => audience !== undefined);
  const isPartOfDay = swaps.some(({ from = null, until = null }) => from !== null || until !== null);
  return hours.length === 0 && !isMeantForSome && !isPartOfDay;
}

function weeklyDatesOf(term: Term): WeeklyDates {
  const calendar = termCalendarOf(term);
  const every = { rhythm: 'week', weeks: null, half: null, during: ['classes'] } as const;
  // Callers hand over whole drafts, whose `weeks` is a text and whose `except` does not belong here.
  return ({ weekdays, from, until }) =>
    listWeeklyDays({ ...every, weekdays, from, until }, calendar).map(({ date }) => date);
}

/** The folder's files as they are after an import that somebody confirmed, with what was confirmed. */
export function overlayImport(plan: ImportPlan, term: string, files: readonly SourceFile[]): readonly SourceFile[] {
  const written = new Map(plan.files.map(({ path: name, text }) => [name, text]));
  const kept = files.filter(({ path: name }) => !written.has(name) && name !== confirmedPath(term));
  const after = [...kept, ...[...written].flatMap(([name, text]) => (text === null ? [] : [{ path: name, text }]))];
  const confirmed = confirmImport(plan, term, readRules(files), readRules(after));
  return [...after, { path: confirmedPath(term), text: writeConfirmed(confirmed) }];
}

function confirmedPath(term: string): string {
  return `imported/${term}/_confirmed.yaml`;
}

function confirmImport({ files, renamings }: ImportPlan, term: string, before: Rules, after: Rules): Confirmed {
  const former = new Map(renamings.flatMap(({ what, from, to }) => (what === 'course' ? [[to, from] as const] : [])));
  const edits = files.map(({ path: name }): ConfirmedEdit => {
    const id = path.basename(name, '.yaml');
    const key = courseKey(term, id);
    const formerKey = courseKey(term, former.get(id) ?? id);
    return { key, formerKey, from: before.digests.get(formerKey), to: after.digests.get(key) ?? null };
  });
  return confirmEdits(before.confirmed, edits, (key) => after.digests.get(key));
}

/**
 * Writes and deletes what was planned below the folder of rules.
 * @param confirmed the overlaid files, where somebody confirmed the import
 */
export async function writeImport(
  plan: ImportPlan,
  folder: string,
  term: string,
  confirmed: readonly SourceFile[] | null,
): Promise<void> {
  const agreed = confirmed?.find(({ path: name }) => name === confirmedPath(term));
  // First: a server that watches the folder publishes each course as soon as it is written.
  if (agreed) await writeWholeFile(path.join(folder, agreed.path), agreed.text);
  for (const { path: name, text } of plan.files) {
    const file = path.join(folder, name);
    if (text === null) await rm(file, { force: true });
    else await writeWholeFile(file, text);
  }
}

/** The texts of a folder's YAML files by id; empty if there is no such folder. */
async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const texts = new Map<string, string>();
  for (const name of names.filter((one) => /^[^_].*\.ya?ml$/i.test(one))) {
    texts.set(name.replace(/\.ya?ml$/i, ''), await readFile(path.join(folder, name), 'utf8'));
  }
  return texts;
}
