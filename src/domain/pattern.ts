/** When a section meets, as its rules give it. */
import type { LocalDate, LocalTime, Weekday } from './date.ts';
import type { NthOfMonth } from './month-week.ts';
import type { Person } from './person.ts';
import type { Venue } from './place.ts';
import type { Position } from './problem.ts';
import type { Rhythm } from './rhythm.ts';

interface PatternParts {
  /** Empty: the section's pattern without an id. */
  readonly id: string;
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  /** Parallel copies ("x2"): this many meetings at the same time. */
  readonly copies: number;
  readonly note: string | null;
  readonly at: Position;
}

/** Dates on which a pattern does not meet, sorted; absent: none. Changes stored by earlier releases lack it. */
interface Exceptions {
  readonly except?: readonly LocalDate[];
}

export interface WeeklyPattern extends PatternParts, Exceptions {
  readonly type: 'weekly';
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  /** At or before `start`: on the next day. Null: no end given. */
  readonly end: LocalTime | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly rhythm: Rhythm;
  /** First, second, … or last of its weekdays in each month; absent: all. Changes stored by earlier releases lack it. */
  readonly ofMonth?: readonly NthOfMonth[];
  /** Numbers of teaching weeks; null: all. */
  readonly weeks: readonly number[] | null;
  readonly half: 'first' | 'second' | null;
  /** Names of the term's periods in which it meets. */
  readonly during: readonly string[];
}

export interface DatedPattern extends PatternParts {
  readonly type: 'dated';
  readonly dates: readonly LocalDate[];
  /** Items of whole days: the number of days of the one that begins on each of `dates`; the times are midnights. */
  readonly days?: readonly number[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
}

/** Relative to each meeting of another section, at that meeting's final time. */
export interface RelativePattern extends PatternParts, Exceptions {
  readonly type: 'relative';
  readonly side: 'before' | 'after';
  readonly section: string;
  /** Minutes between the two. */
  readonly gap: number;
  /** Length in minutes; null: no end given. */
  readonly minutes: number | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly weeks: readonly number[] | null;
  readonly half: 'first' | 'second' | null;
}

export type MeetingPattern = WeeklyPattern | DatedPattern | RelativePattern;
