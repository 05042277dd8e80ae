/** What everybody is told of a term's calendar: breaks, closings, and days that follow another weekday's schedule. */
import type { DateSpan, LocalDate, Weekday } from './date.ts';
import type { Language } from './language.ts';
import type { Revision } from './published.ts';

export interface HolidayFacts {
  readonly type: 'break' | 'closing' | 'swap';
  readonly name: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Of a closing for a part of the day (epoch ms); null: whole days. */
  readonly hours: { readonly start: number; readonly end: number } | null;
  /** Of a swap: the weekday whose classes meet. */
  readonly follows: Weekday | null;
}

export interface ScheduledHoliday {
  /** `term/holidays/` and its first date. */
  readonly identity: string;
  readonly uid: string;
  readonly facts: HolidayFacts;
}

export interface PublishedHoliday extends ScheduledHoliday, Revision {
  /** When an edit of the term removed it (epoch ms): it is shown as cancelled for 30 days. */
  readonly taken?: number;
}

/** A term as its calendar's feed shows it. */
export interface HolidayTerm {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly span: DateSpan;
  readonly draft: boolean;
  /** Of the feed's texts; absent: English. */
  readonly language?: Language;
}

/** The published calendar of a term. */
export interface PublishedHolidays {
  readonly term: HolidayTerm;
  /** Sorted by identity. */
  readonly days: readonly PublishedHoliday[];
  /** Those that left the feed: if one returns, its SEQUENCE continues from here. */
  readonly absent: readonly { readonly identity: string; readonly sequence: number }[];
  /** The SEQUENCE of new events, after a loss of publications; absent: 0. */
  readonly sequencesFrom?: number;
  /** Epoch ms; never decreases. */
  readonly lastModified: number;
}
