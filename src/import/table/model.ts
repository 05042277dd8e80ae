/**
 * The contents of a registrar's table, row by row, before they are fitted to a term.
 *
 * Row numbers are those a spreadsheet shows: the first line of the file is row 1, a quoted line break makes no new
 * row, and blank rows count. Every row of the file is either in `rows` or in `passed`.
 */
import type { LocalTime, Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { LooseSpan } from './loose-date.ts';
import type { Narrowing } from './narrowing.ts';

/** The fields of columns; also the words of `--columns`. */
export const FIELDS = [
  'term',
  'code',
  'subject',
  'number',
  'section',
  'crn',
  'title',
  'kind',
  'weekdays',
  'time',
  'start',
  'end',
  'meeting',
  'where',
  'building',
  'room',
  'people',
  'last name',
  'first name',
  'dates',
  'from',
  'until',
  'status',
  'mode',
  'part',
  'weeks',
  'frequency',
  'duration',
  'group',
  'holder',
  'MO',
  'TU',
  'WE',
  'TH',
  'FR',
  'SA',
  'SU',
] as const;

export type Field = (typeof FIELDS)[number];

/** How one column of the table is used. */
export interface ColumnUse {
  /** The column's header. */
  readonly header: string;
  /** The column's index, from 0. */
  readonly index: number;
  /** Null: the column is not used. */
  readonly field: Field | null;
  /** Index of the meeting, for tables with several in a row ("Days 1", "Days 2"): 0 for the first. */
  readonly group: number;
  /** Who holds office hours, in a sheet that names no sections. */
  readonly holds?: boolean;
  /** Named by the user, also as nothing. */
  readonly given: boolean;
  /** "Days → weekdays", "Dates → from/until", "Credits: not used". */
  readonly says: string;
}

/** One meeting time of a row's section. */
export interface RowMeeting {
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  /** Places as written; `online` and `TBA` as in rules. Empty: the table has none. */
  readonly where: readonly string[];
  readonly dates: LooseSpan | null;
  /** Weeks and rhythm, if not every week. */
  readonly narrowing: Narrowing;
  /** Ambiguous readings; each text gives both. */
  readonly doubts: readonly string[];
}

/** A row about a section. */
export interface TableRow {
  readonly number: number;
  readonly term: string | null;
  readonly code: string;
  /** As written in the table; null: none. */
  readonly section: string | null;
  /** The table's number for the section: CRN, class number, index, call number. */
  readonly crn: string | null;
  readonly title: string | null;
  /** The part of the term in which it meets, as the table calls it; null: the whole term. */
  readonly part: string | null;
  /** It has a time but no day. */
  readonly dayless: boolean;
  /** The registrar's own mark of sections that meet together. */
  readonly group: string | null;
  readonly kind: { readonly kind: Kind; readonly words: string | null };
  readonly people: readonly string[];
  /** Empty: see `untimed`. */
  readonly meetings: readonly RowMeeting[];
  /** What it says in place of times, as `meets` has it; null: nothing, so they are to be announced. */
  readonly untimed: string | null;
  /** The text that marks the row as cancelled; null: it takes place. */
  readonly cancelled: string | null;
  /** Assumptions: "course from row 7". */
  readonly notes: readonly string[];
  /** As `RowMeeting.doubts`, for the whole row. */
  readonly doubts: readonly string[];
}

/** A row that is not about a section, or could not be read. */
export interface PassedRow {
  readonly number: number;
  /** `reported`: it may be about a section, and must be reviewed. */
  readonly outcome: 'reported' | 'passed over';
  readonly reason: string;
  /** The section that a reported row is about, as far as that could be read. */
  readonly about: { readonly code: string; readonly section: string | null; readonly crn: string | null } | null;
}

/** What a table without the courses' sections lists: who holds office hours when, or dates of exams. */
export type Sheet = 'office hours' | 'exams';

/** A remark about the whole table. */
export interface Remark {
  readonly text: string;
  readonly rows: readonly number[];
}

export interface TableReading {
  /** The table is a sheet of one kind of meeting: of each course it says these alone. */
  readonly sheet?: Sheet;
  /** Why nothing could be read; empty when the table was understood. */
  readonly failures: readonly string[];
  readonly encoding: string;
  readonly separator: string;
  /** The row with the column names; null when none was found. */
  readonly headerRow: number | null;
  readonly columns: readonly ColumnUse[];
  readonly rows: readonly TableRow[];
  readonly passed: readonly PassedRow[];
  readonly remarks: readonly Remark[];
  /** All rows of the file, header and blank ones included. */
  readonly total: number;
}
