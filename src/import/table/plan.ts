/**
 * A table, a term and what earlier imports wrote → the files to write. Pure: nothing is written here, and the same
 * inputs always give the same bytes.
 */
import { type PlacedCourse, type PlacedSection, placeCourses, type Renaming } from './assign-ids.ts';
import { type CourseDifference, compareCourses } from './compare.ts';
import { type CrossListing, type CrossListingCounts, crossList } from './cross-list.ts';
import { type CourseDraft, compareIds, type ImportTerm, type PatternDraft, type SectionDraft } from './draft.ts';
import { type Existing, type ExistingFiles, readExisting } from './existing.ts';
import { type FittingTerm, fitRows } from './fit-rows.ts';
import { gatherCourses } from './gather.ts';
import { keepUnread } from './keep-unread.ts';
import { type Ledger, openLedger, type RowCounts, type RowOutcome } from './ledger.ts';
import { assignPatternIds } from './pattern-ids.ts';
import type { Remark, TableReading } from './reading.ts';
import { importedPath, writeCourse } from './write-course.ts';

export interface PlannedFile {
  /** Below the folder of rules, with forward slashes: `imported/fall-2022/cs1301.yaml`. */
  readonly path: string;
  /** Null: the file is to be deleted. */
  readonly text: string | null;
}

/** Where an imported course and its own file say different things; the own file wins. */
export interface OwnDisagreement {
  readonly course: string;
  /** `sections.A.where`. */
  readonly path: string;
  readonly imported: string;
  readonly own: string;
}

export interface ImportPlan {
  /** Why nothing is to be written; then there are no files. */
  readonly failures: readonly string[];
  /** Only files whose content changes, sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Files that stay as they are, byte for byte. */
  readonly unchanged: number;
  /** Every row of the table, in order. */
  readonly outcomes: readonly RowOutcome[];
  readonly counts: RowCounts & {
    readonly courses: number;
    readonly sections: number;
    readonly crossListing: CrossListingCounts;
  };
  /** Against what the last import wrote, by course id; everything is `added` the first time. */
  readonly differences: readonly CourseDifference[];
  readonly renamings: readonly Renaming[];
  readonly disagreements: readonly OwnDisagreement[];
  /** What was mended, merged, doubtful or could not be told apart. */
  readonly remarks: readonly Remark[];
}

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
  const before = readExisting(existing);
  const failures = [...reading.failures, ...findFailures(term, before)];
  const { classes } = term;
  if (failures.length > 0 || !classes) return refuse(reading, ledger, failures);
  for (const { text, rows } of reading.remarks) ledger.remark(text, ...rows);

  const fitting: FittingTerm = { ...term, classes };
  const fitted = fitRows(reading.rows, fitting, ledger);
  const kept = keepUnread(fitted, reading.passed, before, ledger);
  const { courses, renamings } = placeCourses(gatherCourses(kept.rows, ledger), before, ledger);
  const listing = crossList(
    courses.flatMap(({ sections }) => sections),
    ledger,
  );
  const total = courses.length;
  const drafts = courses.map((course, at) => {
    if (at % PROGRESS_EVERY === 0) options.onProgress?.(at, total);
    return draftCourse(course, listing, fitting, ledger, kept.sections.get(course.before?.id ?? '') ?? []);
  });
  for (const [id, sections] of kept.sections) {
    const course = before.courses.get(id);
    if (course && !courses.some((one) => one.before === course)) drafts.push({ ...course, sections });
  }
  options.onProgress?.(total, total);
  return finish(drafts, courses, term, before, existing, ledger, renamings, listing, options);
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
  for (const { number } of reading.rows) ledger.set(number, 'reported', 'nothing was imported');
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

function draftCourse(
  course: PlacedCourse,
  listing: CrossListing,
  term: FittingTerm,
  ledger: Ledger,
  kept: readonly SectionDraft[],
): CourseDraft {
  for (const section of course.sections) account(section, ledger);
  const own = course.sections.filter((section) => !listing.guests.has(section));
  const sections = [
    ...own.map((section) => draftSection(section, listing.joined.get(section) ?? [], term, ledger)),
    ...kept,
  ];
  return {
    id: course.id,
    formerly: course.formerly,
    code: course.code,
    title: course.title,
    sections: sections.sort((a, b) => compareIds(a.id, b.id)),
  };
}

/** Enters what became of a section's rows. */
function account({ course, id, gathered }: PlacedSection, ledger: Ledger): void {
  const address = `${course}/${id}`;
  for (const row of gathered.rows) {
    const meetings = gathered.meetings.filter(({ rows }) => rows.includes(row));
    const first = meetings.find(({ rows }) => rows[0] !== row)?.rows[0];
    const merged = meetings.length > 0 && meetings.every(({ rows }) => rows[0] !== row);
    if (merged)
      ledger.remark(
        'The row says the same meeting as another row of its section (or the same with one more person or room): one meeting',
        row,
      );
    ledger.set(row, meetings.length > 0 ? 'imported' : 'tba', merged ? `one meeting with row ${first}` : null, address);
  }
}

function draftSection(
  section: PlacedSection,
  others: readonly PlacedSection[],
  term: FittingTerm,
  ledger: Ledger,
): SectionDraft {
  const { gathered, before, course, code, id } = section;
  const fresh = gathered.meetings.map(({ rows: _, ...meeting }): PatternDraft => ({ id: '', ...meeting }));
  const { patterns, unsure } = assignPatternIds(fresh, before?.patterns ?? [], term.classes);
  if (unsure.length > 0) {
    ledger.remark(
      `${code} ${id}: after the change ${unsure.length} of its meetings cannot be told apart from what they were; they begin anew, and the old ones are gone`,
      ...gathered.rows,
    );
  }
  const placeOf = (one: PlacedSection): string => (one.course === course ? one.id : `${one.course}/${one.id}`);
  const numbers = [section, ...others].flatMap((one): [string, string][] =>
    one.gathered.crn === null ? [] : [[placeOf(one), one.gathered.crn]],
  );
  return {
    id,
    formerly: section.formerly,
    also: others
      .filter((one) => one.course === course)
      .map(placeOf)
      .sort(compareIds),
    listed: others
      .filter((one) => one.course !== course)
      .map(placeOf)
      .sort(compareIds),
    numbers: new Map(numbers),
    kind: gathered.kind,
    title: gathered.title,
    patterns,
    people: gathered.people,
    checks: [...new Set([section, ...others].flatMap((one) => one.gathered.checks))],
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
