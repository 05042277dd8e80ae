/**
 * Plans the files to write from a table, a term and earlier imports. Pure: writes nothing, and equal input gives equal
 * bytes.
 */
import { foldId, idOfCode } from '../../domain/id.ts';
import { type PlacedCourse, placeCourses, type Renaming } from './assign-ids.ts';
import { type CourseDifference, compareCourses } from './compare.ts';
import { type CrossListing, crossList } from './cross-list.ts';
import { type CourseDraft, compareIds, type FittingTerm, type ImportTerm, type SectionDraft } from './draft.ts';
import { draftCourse } from './draft-courses.ts';
import { type Existing, type ExistingFiles, readExisting } from './existing.ts';
import { type Fitted, fitRows } from './fit-rows.ts';
import { foldCode, gatherCourses, remarkSharedNumbers } from './gather.ts';
import { markHalfSections } from './half-sections.ts';
import type { ImportPlan, OwnDisagreement, PlannedFile } from './import-plan.ts';
import { type Kept, keepUnread } from './keep-unread.ts';
import type { TableReading } from './model.ts';
import { type Ledger, openLedger } from './row-outcomes.ts';
import { isOfSheet } from './sheets.ts';
import { importedPath, writeCourse } from './write-course.ts';

export interface PlanOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** Compares an imported text with the course's own; `findDisagreements` of catalog/overlay.ts. */
  readonly findDisagreements?: (imported: string, own: string) => readonly Omit<OwnDisagreement, 'course'>[];
}

const PROGRESS_EVERY = 50;

/** @param existing null: nothing was imported before. */
export function planImport(
  reading: TableReading,
  term: ImportTerm,
  existing: ExistingFiles | null,
  options: PlanOptions = {},
): ImportPlan {
  const ledger = openLedger();
  for (const { number, outcome, reason } of reading.passed) ledger.set(number, outcome, reason);
  const before = readExisting(existing, term.calendar?.datesOf ?? null);
  const failures = [...reading.failures, ...findFailures(term, before)];
  const { classes } = term;
  if (failures.length > 0 || !classes) return refuse(reading, ledger, failures);
  for (const { text, rows } of reading.remarks) ledger.remark(text, ...rows);

  const fitting: FittingTerm = { ...term, classes };
  const fitted = keepKnown(fitRows(reading.rows, fitting, ledger), reading, before, ledger);
  const kept = keepOthers(keepUnread(fitted, reading.passed, before, ledger), reading, before);
  const byCode = Map.groupBy(fitted.rows, ({ row }) => foldCode(row.code));
  const known = {
    rowsOf: (code: string) => byCode.get(foldCode(code))?.length ?? 0,
    titleOf: (code: string) => before.byCode.get(foldCode(code))?.title ?? before.own.get(idOfCode(code)) ?? null,
    isFixed: (code: string) => kept.held.has(before.byCode.get(foldCode(code))?.id ?? ''),
  };
  const gathered = markHalfSections(gatherCourses(kept.rows, known, ledger), reading.passed, fitted.unfit, ledger);
  remarkSharedNumbers(gathered, ledger);
  if (gathered.length === 0 && kept.sections.size === 0 && before.courses.size > 0) {
    return refuse(reading, ledger, [
      `No row of the table is of ${term.id}, and all ${before.courses.size} courses imported before would go.`,
    ]);
  }
  const { courses, renamings } = placeCourses(gathered, before, kept.held, ledger);
  const listing = crossList(
    courses.flatMap(({ sections }) => sections),
    ledger,
  );
  const total = courses.length;
  const drafts = courses.map((course, at) => {
    if (at % PROGRESS_EVERY === 0) options.onProgress?.(at, total);
    return draftCourse(course, listing, fitting, ledger, kept.sections.get(course.before?.id ?? '') ?? []);
  });
  // Courses of which all rows were held back, at their own sections or at another course's that lists them.
  for (const id of kept.held.keys()) {
    const course = before.courses.get(id);
    if (course && !courses.some((one) => one.before === course))
      drafts.push({ ...course, sections: kept.sections.get(id) ?? [] });
  }
  options.onProgress?.(total, total);
  return finish(drafts, courses, term, before, existing, ledger, renamings, listing, options);
}

/** A sheet leaves all sections but its own as they are, and a registrar's table leaves a sheet's. */
function keepOthers(kept: Kept, { sheet, rows }: TableReading, before: Existing): Kept {
  const hasOfficeHours = rows.some(({ kind }) => kind.kind === 'office hours');
  const isOwn = (section: SectionDraft): boolean =>
    isOfSheet(section, 'exams') || (!hasOfficeHours && isOfSheet(section, 'office hours'));
  const codes = new Set(rows.map(({ code }) => foldCode(code)));
  const sections = new Map(kept.sections);
  const held = new Map(kept.held);
  for (const course of before.courses.values()) {
    const isThere = codes.has(foldCode(course.code));
    const stay = course.sections.filter((one) => (sheet ? !isThere || !isOfSheet(one, sheet) : isOwn(one)));
    const more = stay.filter((one) => !sections.get(course.id)?.includes(one));
    if (more.length === 0) continue;
    sections.set(course.id, [...(sections.get(course.id) ?? []), ...more]);
    held.set(course.id, new Set([...(held.get(course.id) ?? []), ...more.map(({ id }) => foldId(id))]));
  }
  return { ...kept, sections, held };
}

/** Exams belong to courses that exist; rows of others are reported. */
function keepKnown(fitted: Fitted, { sheet }: TableReading, before: Existing, ledger: Ledger): Fitted {
  if (sheet !== 'exams') return fitted;
  const rows = fitted.rows.filter(({ row: { code, number } }) => {
    if (before.byCode.has(foldCode(code)) || before.own.has(idOfCode(code))) return true;
    ledger.set(number, 'reported', `there is no course ${code}: import the timetable before the exams`);
    return false;
  });
  return { ...fitted, rows };
}

function findFailures(term: ImportTerm, before: Existing): string[] {
  const failures: string[] = [];
  if (!term.classes) {
    failures.push(
      `There is no term ${term.id} with class dates: write terms/${term.id}.yaml first, with title, zone, classes (2022-08-22 to 2022-12-06) and breaks.`,
    );
  }
  for (const id of before.broken)
    failures.push(
      `${importedPath(term.id, id)} is not as an import wrote it, so its ids cannot be kept: undo what was changed in it, or delete it.`,
    );
  return failures;
}

function refuse(reading: TableReading, ledger: Ledger, failures: readonly string[]): ImportPlan {
  const known = new Set(ledger.outcomes().map(({ row }) => row));
  for (const { number } of reading.rows) if (!known.has(number)) ledger.set(number, 'reported', 'nothing was imported');
  const none = { courses: 0, sections: 0, crossListing: { groups: 0, joined: 0, partly: 0, apart: 0 } };
  return {
    failures,
    files: [],
    unchanged: 0,
    outcomes: ledger.outcomes(),
    counts: { ...ledger.counts(), ...none },
    differences: [],
    renamings: [],
    disagreements: [],
    remarks: ledger.remarks(),
  };
}

function finish(
  drafts: readonly CourseDraft[],
  placed: readonly PlacedCourse[],
  term: ImportTerm,
  before: Existing,
  existing: ExistingFiles | null,
  ledger: Ledger,
  renamings: readonly Renaming[],
  listing: CrossListing,
  options: PlanOptions,
): ImportPlan {
  const files: PlannedFile[] = [];
  const differences: CourseDifference[] = [];
  const disagreements: OwnDisagreement[] = [];
  const predecessors = new Map(placed.map((course) => [course.id, course.before]));
  let unchanged = 0;
  for (const draft of drafts) {
    const text = writeCourse(draft, term.id);
    if (existing?.imported.get(draft.id) === text) unchanged += 1;
    else files.push({ path: importedPath(term.id, draft.id), text });
    const difference = compareCourses(predecessors.get(draft.id) ?? before.courses.get(draft.id) ?? null, draft);
    if (difference) differences.push(difference);
    const own = existing?.own?.get(draft.id);
    if (own !== undefined)
      disagreements.push(
        ...(options.findDisagreements?.(text, own) ?? []).map((one) => ({ course: draft.id, ...one })),
      );
  }
  const ids = new Set(drafts.map(({ id }) => id));
  const carried = new Set([...predecessors.values()].map((course) => course?.id));
  for (const course of before.courses.values()) {
    if (ids.has(course.id)) continue;
    files.push({ path: importedPath(term.id, course.id), text: null });
    if (!carried.has(course.id)) differences.push(compareCourses(course, null) as CourseDifference);
    if (existing?.own?.has(course.id))
      ledger.remark(
        `courses/${term.id}/${course.id}.yaml adds to a course that the table no longer has under this id: rename or delete it`,
      );
  }
  const sections = placed.reduce((sum, course) => sum + course.sections.length, 0);
  return {
    failures: [],
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    unchanged,
    outcomes: ledger.outcomes(),
    counts: { ...ledger.counts(), courses: drafts.length, sections, crossListing: listing.counts },
    differences: differences.sort((a, b) => compareIds(a.id, b.id)),
    renamings,
    disagreements,
    remarks: ledger.remarks(),
  };
}
