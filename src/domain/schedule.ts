/**
 * What a course's rules and changes come to: dated meetings as facts, free of the rules that gave them.
 *
 * `schedule` makes them, `publication` gives them revisions, `ical` and the pages print them. Facts are plain
 * JSON and complete: whatever a feed says about a meeting can be printed from them alone, so a course whose
 * file is broken or gone is still served from the store. Instants are epoch ms.
 */
import type { DateSpan, LocalDate, LocalTime, Weekday } from './date.ts';
import type { Kind } from './kind.ts';
import type { CancelledStyle, CourseKey, Link, TakenAwayStyle } from './model.ts';
import type { Problem } from './problem.ts';

/** A place as people read it. */
export interface VenueFacts {
  readonly text: string;
  readonly address: string | null;
  readonly url: string | null;
  readonly online: boolean;
}

export interface MeetingFacts {
  readonly section: string;
  readonly start: number;
  /** Null: no end is known. */
  readonly end: number | null;
  /** Local date and wall times, for people and for series. */
  readonly date: LocalDate;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  /** Empty: nothing is said about the place. */
  readonly where: readonly VenueFacts[];
  readonly whereToBeAnnounced: boolean;
  /** As the site shows them: names, initials or nobody. */
  readonly staff: readonly string[];
  readonly copies: number;
  readonly notes: readonly string[];
  readonly topic: string | null;
  /** "Lecture 7"; null where no numbers are asked for or the meeting does not take place. */
  readonly number: number | null;
  readonly status: 'confirmed' | 'cancelled';
  /** The public line of what cancelled it. */
  readonly reason: string | null;
  /** Where in time the rules had it, if it moved. */
  readonly movedFrom: { readonly date: LocalDate; readonly startTime: LocalTime } | null;
}

export interface ScheduledMeeting {
  /** domain/identity.ts; unique over the whole site. */
  readonly identity: string;
  readonly uid: string;
  readonly pattern: string;
  readonly originalDate: LocalDate;
  /** The series that it belongs to in downloads; null for dated and extra meetings. */
  readonly series: string | null;
  readonly facts: MeetingFacts;
}

/** A weekly rule as a download prints it. A meeting whose facts differ from these is an event of its own. */
export interface ScheduledSeries {
  readonly identity: string;
  readonly uid: string;
  readonly section: string;
  readonly pattern: string;
  readonly weekdays: readonly Weekday[];
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  readonly where: readonly VenueFacts[];
  readonly whereToBeAnnounced: boolean;
  readonly staff: readonly string[];
  readonly copies: number;
  readonly notes: readonly string[];
}

/** What is said about a section as a whole; a visible change of these revises all its meetings. */
export interface SectionFacts {
  readonly id: string;
  /** Other ids that lead to it within its course: `also` and `formerly`. */
  readonly aliases: readonly string[];
  readonly kind: Kind;
  readonly title: string | null;
  readonly note: string | null;
  readonly url: string | null;
  /** Sections in whose feeds its meetings appear too. */
  readonly with: readonly string[];
  readonly listed: readonly { readonly course: string; readonly section: string }[];
  readonly toBeAnnounced: boolean;
  readonly ended: { readonly on: LocalDate; readonly instead: readonly string[] } | null;
  /** Its meetings are those of another course's section now, which lists it here. */
  readonly heldWith?: { readonly course: string; readonly code: string; readonly section: string };
}

/** What is said about a course as a whole. */
export interface CourseFacts {
  readonly key: CourseKey;
  readonly term: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Ids that it had before: they lead to it still. */
  readonly formerly: readonly string[];
  readonly crossListed: readonly { readonly id: string; readonly code: string; readonly title: string | null }[];
  readonly url: string | null;
  readonly links: readonly Link[];
  readonly note: string | null;
  readonly termTitle: string;
  readonly zone: string;
  readonly weekStarts: Weekday;
  /** Absent: Saturday and Sunday. */
  readonly weekend?: readonly Weekday[];
  /** The term's whole span, for VTIMEZONE and pages. */
  readonly span: DateSpan;
  /** Breaks and holidays, for pages. */
  readonly breaks: readonly { readonly name: string; readonly from: LocalDate; readonly until: LocalDate }[];
  readonly cancelled: CancelledStyle;
  readonly draft: boolean;
}

export interface CourseSchedule {
  readonly course: CourseFacts;
  /** In the order in which they were written. */
  readonly sections: readonly SectionFacts[];
  /** Sorted by identity. */
  readonly meetings: readonly ScheduledMeeting[];
  /** Sorted by identity. */
  readonly series: readonly ScheduledSeries[];
  /** Identities that never should have been published. */
  readonly withdrawn: readonly string[];
  /** Identities of meetings that a change is about. */
  readonly changed: ReadonlySet<string>;
  /** Days without their own weekly meetings: breaks and swapped days. */
  readonly shutDays: readonly (DateSpan & { readonly name: string })[];
  /** Closed hours of the term, [begin, end) in epoch ms. */
  readonly shutHours: readonly { readonly name: string; readonly begin: number; readonly end: number }[];
  /** What becomes of meetings that an edit of the rules takes away. */
  readonly takenAway: TakenAwayStyle;
  /** Changes that refer to nothing, wall times that a clock change skips, … */
  readonly problems: readonly Problem[];
}
