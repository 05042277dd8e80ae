/**
 * One stored revision of what a course's feeds say. Made by `publication`, kept by `store`, printed by `ical`.
 * Instants are epoch ms and whole seconds, as HTTP dates and iCalendar have them.
 */
import type { LocalDate } from './date.ts';
import type { CourseFacts, MeetingFacts, ScheduledSeries, SectionFacts } from './schedule.ts';

/** RFC 5545 §3.8.7.4 SEQUENCE and §3.8.7.3 LAST-MODIFIED. */
export interface Revision {
  readonly sequence: number;
  readonly lastModified: number;
}

/** "3 Oct: room CS 104 instead of Bowen 222", with the instant it was published. */
export interface ChangeLine {
  readonly at: number;
  readonly line: string;
}

export interface PublishedMeeting extends Revision {
  readonly identity: string;
  readonly uid: string;
  readonly pattern: string;
  readonly originalDate: LocalDate;
  readonly series: string | null;
  readonly facts: MeetingFacts;
  /** Oldest first. */
  readonly history: readonly ChangeLine[];
  /** How a download holds it. */
  readonly standing: Standing;
  /**
   * When an edit of the rules took it away (epoch ms): an event with STATUS:CANCELLED that leaves 30 days later.
   * Missing for every other meeting, cancelled ones that stay marked included.
   */
  readonly taken?: number;
}

/**
 * How a download holds a meeting: `inside` its series; `apart`, as an event of its own; `returned` to its series or
 * `ended`, where the event that it once had stays as CANCELLED; `gone`, not held and never an event of its own.
 */
export type Standing = 'inside' | 'apart' | 'returned' | 'ended' | 'gone';

export interface PublishedSeries extends Revision {
  readonly rule: ScheduledSeries;
  /**
   * Original dates of its meetings that are `inside` or `returned`, sorted; dates between that the weekdays would
   * give are EXDATEs. Never empty.
   */
  readonly dates: readonly LocalDate[];
}

export interface PublishedSection extends SectionFacts {
  /** Its rules are gone; it keeps its address and its cancelled meetings. */
  readonly gone: boolean;
  /**
   * When anything a feed of this section may carry last changed (its facts, the course's, one of its meetings or
   * series, a withdrawal); a feed's Last-Modified is the latest of its sections'. Never goes back.
   */
  readonly lastModified: number;
}

/**
 * What changed with one publication, for people: the feed changes.atom and the course's page. About a meeting, or
 * several of a section that differ alike; about a section as a whole, `identity` is `term/course/section`, and about
 * the course `term/course`, with `all` as its section; both are dated by the day of the publication.
 */
export interface PublishedChange {
  readonly at: number;
  readonly identity: string;
  readonly section: string;
  /** The meeting's; of several the first one's. */
  readonly date: LocalDate;
  readonly line: string;
  /** Meetings of the section that differ in this same way; not given: it is about one. */
  readonly meetings?: number;
  /** The date of the last of them. */
  readonly until?: LocalDate;
  /** A cancellation or a move: it is kept longer than other changes. */
  readonly urgent?: boolean;
}

/** What was once published and is in no feed now: should it return, its SEQUENCE goes on from here. */
export interface AbsentEvent {
  readonly identity: string;
  readonly sequence: number;
  /** Missing in documents of earlier releases. */
  readonly uid?: string;
  /** Where a download once held it as an event or a series: the cancelled event that later downloads hold instead. */
  readonly shown?: {
    readonly section: string;
    /** Epoch ms; of a series those of its first date. */
    readonly start: number;
    readonly end: number | null;
    readonly lastModified: number;
  };
}

/** Of a course whose feeds are, or were, larger than calendar programs take well. */
export interface FeedSizes {
  /** The bytes of each such feed, as it would be with whole descriptions: by section, and `all`. */
  readonly large: Readonly<Record<string, number>>;
  /**
   * The fewest bytes that a section's events ever took, with the shortest descriptions: a joined feed whose sections
   * once were small enough may have subscribers.
   */
  readonly least: Readonly<Record<string, number>>;
}

export interface PublishedCourse {
  readonly course: CourseFacts;
  readonly sections: readonly PublishedSection[];
  /** Sorted by identity. */
  readonly meetings: readonly PublishedMeeting[];
  readonly series: readonly PublishedSeries[];
  /** Newest first, at most a few hundred. */
  readonly changes: readonly PublishedChange[];
  /** Withdrawn meetings, those that left 30 days after they were taken away, ended series; sorted by identity. */
  readonly absent: readonly AbsentEvent[];
  /** When the next meetings that were taken away leave the feeds (epoch ms); missing: none will. */
  readonly leavesAt?: number;
  /** Missing where no feed was ever large. */
  readonly sizes?: FeedSizes;
  /** When the course was first published. */
  readonly firstPublished: number;
  /** When what its feeds say last changed; never goes back. */
  readonly lastModified: number;
}
