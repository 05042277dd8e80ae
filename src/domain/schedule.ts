/**
 * The result of a course's rules and changes: dated meetings as plain facts, independent of the rules.
 *
 * `schedule` computes them, `publication` adds revisions, `ical` and the pages print them. Facts are plain JSON
 * and complete: everything that a feed says about a meeting can be printed from them, so a course whose file is
 * broken or missing is still served from the store. Instants are epoch ms.
 */
import type { DateSpan, LocalDate, LocalTime, Weekday } from './date.ts';
import type { Kind } from './kind.ts';
import type { Language } from './language.ts';
import type { Arrangement, CancelledStyle, CourseKey, HourCycle, Link, TakenAwayStyle } from './model.ts';
import type { NthOfMonth } from './month-week.ts';
import type { Problem } from './problem.ts';

/** The text of an online venue, which is shown in the reader's language. */
export const ONLINE = 'Online';

/** A room as feeds and pages show it. */
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
  /** An item of so many whole days, from midnight to midnight; absent: it has hours. */
  readonly days?: number;
  /** Empty: the rules name no room. */
  readonly where: readonly VenueFacts[];
  readonly whereToBeAnnounced: boolean;
  /** As the course's or site's `show` setting has them: names, initials, or empty. */
  readonly staff: readonly string[];
  /** The ids of those of them whose name another person of the course has too; absent: none. No event prints them. */
  readonly namesakes?: readonly string[];
  readonly copies: number;
  readonly notes: readonly string[];
  readonly topic: string | null;
  /** "Lecture 7"; null if the section is not numbered or the meeting does not take place. */
  readonly number: number | null;
  readonly status: 'confirmed' | 'cancelled';
  /** The `say` text of the change that cancelled it. */
  readonly reason: string | null;
  /** If it moved, the time that the rules gave. */
  readonly movedFrom: MovedFrom | null;
  /** Set where it is a deadline: the start is the instant at which it is due, and there is no end. */
  readonly deadline?: DeadlineFacts;
}

export interface MovedFrom {
  readonly date: LocalDate;
  readonly startTime: LocalTime;
  /** It was an item of whole days. */
  readonly allDay?: true;
}

export interface DeadlineFacts {
  readonly title: string;
  /** Where it is described or handed in. */
  readonly url: string | null;
  /** Ids of the sections that it is for; empty: for everybody. */
  readonly for: readonly string[];
}

export interface ScheduledMeeting {
  /** domain/identity.ts; unique over the whole site. */
  readonly identity: string;
  readonly uid: string;
  readonly pattern: string;
  readonly originalDate: LocalDate;
  /** Its series in downloaded files; null for dated and extra meetings. */
  readonly series: string | null;
  readonly facts: MeetingFacts;
}

/** A weekly rule as a downloaded file prints it. A meeting whose facts differ from these becomes a separate event. */
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
  /** Where it is more than two: every so many weeks. */
  readonly interval?: number;
  /** Where it meets on the first, second, … or last (-1) of its weekdays in each month. */
  readonly ofMonth?: readonly NthOfMonth[];
}

/** What a section says of times that no pattern gives. */
export interface ArrangementFacts {
  readonly type: Arrangement['type'];
  readonly weekdays: readonly Weekday[];
  readonly url: string | null;
  readonly where: readonly VenueFacts[];
  readonly staff: readonly string[];
  readonly note: string | null;
}

/** Facts about a whole section; a visible change of these revises all its meetings. */
export interface SectionFacts {
  readonly id: string;
  /** Other ids that lead to it within its course: `also` and `formerly`. */
  readonly aliases: readonly string[];
  readonly kind: Kind;
  readonly title: string | null;
  readonly note: string | null;
  readonly url: string | null;
  /** Sections whose feeds include its meetings. */
  readonly with: readonly string[];
  readonly listed: readonly { readonly course: string; readonly section: string }[];
  /** Some or all of its times. */
  readonly toBeAnnounced: boolean;
  /** Times that no pattern gives; absent: none, or only that all are to be announced. */
  readonly arrangements?: readonly ArrangementFacts[];
  readonly ended: { readonly on: LocalDate; readonly instead: readonly string[] } | null;
  /** Now an address of another course's section, which lists it under `listed`. */
  readonly heldWith?: { readonly course: string; readonly code: string; readonly section: string };
}

/** Facts about a whole course. */
export interface CourseFacts {
  readonly key: CourseKey;
  readonly term: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Of the title and names, as a BCP 47 tag; absent: not said. */
  readonly titleLanguage?: string;
  /** Former ids; their addresses still work. */
  readonly formerly: readonly string[];
  readonly crossListed: readonly { readonly id: string; readonly code: string; readonly title: string | null }[];
  readonly url: string | null;
  readonly links: readonly Link[];
  readonly note: string | null;
  /** Of its feeds, notices and pages; absent: English. */
  readonly language?: Language;
  readonly termTitle: string;
  readonly zone: string;
  readonly weekStarts: Weekday;
  /** Default: Saturday and Sunday. */
  readonly weekend?: readonly Weekday[];
  /** The hour cycle that times are shown by; absent: the language's own. */
  readonly clock?: HourCycle;
  /** The term's whole span, for VTIMEZONE and pages. */
  readonly span: DateSpan;
  /** Breaks and holidays, for pages. */
  readonly breaks: readonly { readonly name: string; readonly from: LocalDate; readonly until: LocalDate }[];
  /** Days that follow another weekday's schedule; absent: none, or in documents of earlier releases unknown. */
  readonly swaps?: readonly { readonly name: string; readonly date: LocalDate }[];
  /** Breaks for some of the sections; absent: none. */
  readonly partialBreaks?: readonly (DateSpan & { readonly name: string; readonly sections: readonly string[] })[];
  /** Day swaps for some of the sections, or for classes that begin in [from, until); absent: none. */
  readonly partialSwaps?: readonly {
    readonly name: string;
    readonly date: LocalDate;
    readonly from: LocalTime | null;
    readonly until: LocalTime | null;
    readonly sections: readonly string[];
  }[];
  readonly cancelled: CancelledStyle;
  readonly draft: boolean;
  /** Staff who agreed to a feed of what they hold; absent: nobody did. */
  readonly people?: readonly { readonly id: string; readonly name: string }[];
}

export interface CourseSchedule {
  readonly course: CourseFacts;
  /** In the order in which they were written. */
  readonly sections: readonly SectionFacts[];
  /** Sorted by identity. */
  readonly meetings: readonly ScheduledMeeting[];
  /** Sorted by identity. */
  readonly series: readonly ScheduledSeries[];
  /** Identities of withdrawn meetings: removed, not published as cancelled. */
  readonly withdrawn: readonly string[];
  /** Identities of meetings that a change applies to. */
  readonly changed: ReadonlySet<string>;
  /** Days on which the weekday's own weekly meetings do not take place: breaks and swapped days. */
  readonly shutDays: readonly (DateSpan & {
    readonly name: string;
    /** Absent: all. */
    readonly sections?: readonly string[];
    /** Only meetings that begin in [from, until). */
    readonly hours?: { readonly from: LocalTime | null; readonly until: LocalTime | null };
  })[];
  /** Closed hours of the term, [begin, end) in epoch ms. */
  readonly shutHours: readonly {
    readonly name: string;
    readonly begin: number;
    readonly end: number;
    /** Absent: all. */
    readonly sections?: readonly string[];
  }[];
  /** What happens to meetings that an edit of the rules removes. */
  readonly takenAway: TakenAwayStyle;
  /** Changes that match no meeting, wall times that a clock change skips, and so on. */
  readonly problems: readonly Problem[];
}
