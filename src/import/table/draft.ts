/** Sections of the imported files while they are being built. */
import type { DateSpan, LocalDate, LocalTime, Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Every } from './narrowing.ts';

/** The term's facts that restrict a row, in addition to its class dates. */
export interface TermCalendar {
  /** Numbers of its teaching weeks. */
  readonly weeks: readonly number[];
  /** Parts of the term by the registrar's names. */
  readonly parts: readonly (DateSpan & { readonly name: string })[];
  readonly halves: { readonly first: DateSpan; readonly second: DateSpan } | null;
  readonly exams: DateSpan | null;
  /** Null: they may differ for some courses, or their times over some dates. */
  readonly datesOf: WeeklyDates | null;
}

/** The dates on which classes of these weekdays meet, in order; null: from the first, to the last. */
export type WeeklyDates = (rule: Pick<PatternDraft, 'weekdays' | 'from' | 'until'>) => readonly LocalDate[];

/** The term that a table is imported into. */
export interface ImportTerm {
  readonly id: string;
  /** Null: the term does not exist or has no class dates; nothing can be imported. */
  readonly classes: DateSpan | null;
  readonly calendar?: TermCalendar;
  /** The table's own word for the term, where the table has several ("202208"). */
  readonly inTable?: string;
}

/** A term that has class dates. */
export interface FittingTerm {
  readonly id: string;
  readonly classes: DateSpan;
  readonly calendar?: TermCalendar;
  readonly inTable?: string;
}

/** One pattern, weekly (`weekdays`) or dated (`date`). */
export interface PatternDraft {
  readonly id: string;
  readonly weekdays: readonly Weekday[];
  readonly date: LocalDate | null;
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly where: readonly string[];
  readonly people: readonly string[];
  /** Set only if narrower than the term's classes. */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** As the format writes it: `1-5, 7-12`, `odd`. */
  readonly weeks: string | null;
  readonly every: Every | null;
  /** Dates of a weekly pattern on which it does not meet. */
  readonly except: readonly LocalDate[];
  readonly note: string | null;
}

export interface SectionDraft {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly also: readonly string[];
  /** `course/section` of the same section in other courses. */
  readonly listed: readonly string[];
  /** The table's numbers by the ids they stand for: its own, those of `also` and `listed`. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly kind: Kind;
  readonly title: string | null;
  /** Empty: see `untimed`. */
  readonly patterns: readonly PatternDraft[];
  /** What `meets` says without patterns: `asynchronous`; null: `TBA`. */
  readonly untimed: string | null;
  /** The people of a section without patterns. */
  readonly people: readonly string[];
  /** Ambiguous readings to be checked, written as comments. */
  readonly checks: readonly string[];
}

export interface CourseDraft {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly code: string;
  readonly title: string;
  readonly sections: readonly SectionDraft[];
}

/** Order of ids as people sort them: 2 before 10, A before B. */
export function compareIds(a: string, b: string): number {
  const order = ID_ORDER.compare(a, b);
  return order !== 0 ? order : a < b ? -1 : a > b ? 1 : 0;
}

const ID_ORDER = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
