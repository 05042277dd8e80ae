/** A change of meetings: which, what becomes of them, and what is said of it. */
import type { DateSpan, LocalDate, LocalTime } from './date.ts';
import type { Kind } from './kind.ts';
import type { MeetingPattern } from './pattern.ts';
import type { Person } from './person.ts';
import type { Venue } from './place.ts';
import type { Position } from './problem.ts';

/** The scope of a change: the meetings that it applies to, by original date. */
export interface ChangeScope {
  /** Section ids; null: every section of the course (or, in a term's change, of every course). */
  readonly sections: readonly string[] | null;
  /** Kinds; null: every kind. */
  readonly kinds: readonly Kind[] | null;
  /** Null only for an extra meeting, and for a deadline, which its pattern names. */
  readonly dates: DateSpan | null;
  readonly pattern: string | null;
}

/** The effects of a change; several may be combined. */
export interface ChangeEffect {
  readonly cancel: boolean;
  /** Hours closed on the scope's dates; decided by each meeting's own start. */
  readonly close: { readonly from: LocalTime | null; readonly until: LocalTime | null } | null;
  /** New date and wall times; null keeps the old value (a new start alone keeps the length). */
  readonly move: {
    readonly date: LocalDate | null;
    readonly start: LocalTime | null;
    readonly end: LocalTime | null;
  } | null;
  readonly where: readonly Venue[] | null;
  readonly staff: readonly Person[] | null;
  readonly note: string | null;
  /** An additional meeting for each section of the scope. */
  readonly extra: {
    readonly date: LocalDate;
    readonly start: LocalTime;
    readonly end: LocalTime | null;
  } | null;
  /** Patterns that replace the sections' own on the scope's dates. */
  readonly instead: readonly MeetingPattern[] | null;
}

export interface Change {
  /** Unique within its course or term. */
  readonly id: string;
  readonly source: 'term' | 'course' | 'desk';
  /** Epoch ms, for display. Orders only changes in files. */
  readonly announced: number;
  /**
   * For a desk change: the latest `announced` in each file that existed when it was made, by term id and course key;
   * files without changes are left out. Changes made before this was recorded use their own `announced`.
   */
  readonly laidOver?: Readonly<Record<string, number>>;
  readonly scope: ChangeScope;
  readonly effect: ChangeEffect;
  /** The text that students read. */
  readonly say: string | null;
  /** For staff only; never published. */
  readonly why: string | null;
  readonly at: Position | null;
}
