/**
 * Tables of one kind of meeting: sheets of office hours and lists of exams. Each writes sections of its own beside
 * the registrar's, and leaves all others.
 */
import { saysUnknown } from './cell.ts';
import type { SectionDraft } from './draft.ts';
import { findKind } from './kinds.ts';
import { readLooseSpan } from './loose-date.ts';
import type { ColumnUse, Sheet } from './model.ts';
import type { TableRecord } from './records.ts';
import type { Layout } from './row-cells.ts';

/** The id of the section that a sheet of office hours writes. */
export const OFFICE_HOURS = 'OH';
/** The id of the section that a list of exams writes, and the beginning of those that stand for one section each. */
const EXAM = 'Exam';

/** The id of an exam's section: the course's exam, or that of one of its sections. */
export function examId(section: string | null): string {
  return section === null ? EXAM : `${EXAM}-${section}`;
}

const WEEKLY = ['meeting', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** What the table lists; null: the courses' sections. */
export function findSheet(columns: readonly ColumnUse[], data: readonly TableRecord[], layout: Layout): Sheet | null {
  if (columns.some(({ holds }) => holds)) return 'office hours';
  if (!layout.has('dates')) return null;
  const rows = data.map(({ cells }) => layout.cellsOf(cells));
  const dates = rows.map((row) => row.get('dates')).filter((text) => !saysUnknown(text));
  if (dates.length === 0 || !dates.every(isSingleDate)) return null;
  const saysExam = columns.some(({ header, field }) => field !== null && /exam|midterm/i.test(header));
  const kinds = rows.map((row) => row.get('kind')).filter((kind) => kind !== '');
  if (saysExam || (kinds.length > 0 && kinds.every((kind) => findKind(kind) === 'exam'))) return 'exams';
  // Courses with dates, and neither sections nor a pattern of weekdays.
  const isBare = !layout.has('section') && !layout.has('crn') && !WEEKLY.some((field) => layout.has(field));
  return isBare && kinds.length === 0 ? 'exams' : null;
}

function isSingleDate(text: string): boolean {
  const span = readLooseSpan(text);
  if (span === null || span === 'unreadable' || !span.from || !span.until) return false;
  return (
    span.from.first === span.until.first && span.from.second === span.until.second && span.from.year === span.until.year
  );
}

/** Whether a section was written by a sheet of this kind. */
export function isOfSheet({ id, kind, numbers }: SectionDraft, sheet: Sheet): boolean {
  if (numbers.size > 0) return false;
  return sheet === 'office hours'
    ? id === OFFICE_HOURS && kind === 'office hours'
    : kind === 'exam' && (id === EXAM || id.startsWith(`${EXAM}-`));
}
