/**
 * One stored revision of a course's feeds. Built by `publication`, stored by `store`, written out by `ical`.
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
  /** How a downloaded file represents it. */
  readonly standing: Standing;
  /**
   * When an edit of the rules removed it (epoch ms): it stays as an event with STATUS:CANCELLED for 30 days.
   * Absent for every other meeting, including cancelled ones that stay marked.
   */
  readonly taken?: number;
}

/**
 * How a downloaded file represents a meeting: `inside` its series; `apart`, as a separate event; `returned` to it
 * or `ended`, where its earlier separate event stays as CANCELLED; `gone`, absent and never a separate event.
 */
export type Standing = 'inside' | 'apart' | 'returned' | 'ended' | 'gone';

export interface PublishedSeries extends Revision {
  readonly rule: ScheduledSeries;
  /**
   * Original dates of its meetings that are `inside` or `returned`, sorted; the other dates that its weekdays give
   * in between become EXDATEs. Never empty.
   */
  readonly dates: readonly LocalDate[];
}

export interface PublishedSection extends SectionFacts {
  /** Its rules were removed; its feed address and its cancelled meetings stay. */
  readonly gone: boolean;
  /**
   * When anything in a feed of this section last changed (epoch ms): its facts, the course's, a meeting or series,
   * a withdrawal. A feed's Last-Modified is the latest among its sections. Never decreases.
   */
  readonly lastModified: number;
}

/**
 * One published change in words, for changes.atom and the course's page. About a meeting, or several of a section
 * that changed alike; about a whole section, `identity` is `term/course/section`; about the course it is
 * `term/course` with `all` as the section. The last two carry the date of the publication.
 */
export interface PublishedChange {
  readonly at: number;
  readonly identity: string;
  readonly section: string;
  /** The meeting's original date; of several meetings the first one's. */
  readonly date: LocalDate;
  readonly line: string;
  /** How many meetings of the section changed in this same way; absent: one. */
  readonly meetings?: number;
  /** Of several meetings, the last one's date. */
  readonly until?: LocalDate;
  /** A cancellation or a move, which is kept longer than other changes. */
  readonly urgent?: boolean;
}

/** Once published and now in no feed; if it returns, its SEQUENCE continues from this revision. */
export interface AbsentEvent {
  readonly identity: string;
  readonly sequence: number;
  /** Missing in documents of earlier releases. */
  readonly uid?: string;
  /** Set if downloaded files once had it, as an event or a series: now they carry this cancelled event instead. */
  readonly shown?: {
    readonly section: string;
    /** Epoch ms; for a series, its first date's. */
    readonly start: number;
    readonly end: number | null;
    /** It was an item of so many whole days; absent: it had hours. */
    readonly days?: number;
    readonly lastModified: number;
  };
}

/** For a course with feeds that are, or were, too large for some calendar programs. */
export interface FeedSizes {
  /** The size in bytes of each such feed with full descriptions, by section id or `all`. */
  readonly large: Readonly<Record<string, number>>;
  /**
   * The smallest size in bytes that a section's events ever had, with the shortest descriptions: a combined feed that
   * was small enough at some time may have subscribers.
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
  /** Withdrawn meetings, meetings removed more than 30 days ago, and ended series; sorted by identity. */
  readonly absent: readonly AbsentEvent[];
  /** When the next removed meetings leave the feeds (epoch ms); absent: none will. */
  readonly leavesAt?: number;
  /** Absent if no feed was ever large. */
  readonly sizes?: FeedSizes;
  /** The SEQUENCE of new events, after a loss of publications (publication/loss.ts); absent: 0. */
  readonly sequencesFrom?: number;
  /** When the course was first published (epoch ms). */
  readonly firstPublished: number;
  /** When the content of its feeds last changed (epoch ms); never decreases. */
  readonly lastModified: number;
}
