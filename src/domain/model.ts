/**
 * The types of a course's rules, as `catalog` produces them: parsed, checked and cross-referenced.
 * Everything here is immutable; dates and wall times are local to the term's zone.
 */
import type { Change } from './change.ts';
import type { DateSpan, LocalDate, LocalTime, Weekday } from './date.ts';
import type { Kind } from './kind.ts';
import type { Language } from './language.ts';
import type { MeetingPattern } from './pattern.ts';
import type { Person, StaffDisplay } from './person.ts';
import type { Place, Venue } from './place.ts';
import type { Position } from './problem.ts';

/** `term/course`, the key of a course in a catalog. */
export type CourseKey = string;

/** How a cancelled meeting looks in feeds: CONFIRMED with a marked title, STATUS:CANCELLED, or left out. */
export type CancelledStyle = 'confirmed' | 'cancelled' | 'removed';

/** What happens to a meeting that an edit of the rules removes: it is dropped, or stays in the feeds as cancelled. */
export type TakenAwayStyle = 'removed' | 'marked';

/** A term's hour cycle, `clock` in rules: with 24, every time without am or pm is read as 24-hour notation, and times are shown in it. */
export type HourCycle = 12 | 24;

export interface Site {
  /** The domain part of every UID; never change it once feeds are published. */
  readonly uidDomain: string;
  readonly name: string;
  /** Of its feeds, notices and pages, unless a term or a course has another; null: English. */
  readonly language: Language | null;
  readonly places: readonly Place[];
  readonly campuses: readonly string[];
  readonly cancelled: CancelledStyle;
  readonly takenAway: TakenAwayStyle;
  readonly showStaff: ReadonlyMap<Kind, StaffDisplay>;
  /** The default of its terms. */
  readonly clock: HourCycle | null;
}

/** A named part of the term: `classes`, `reading`, `exams`. */
export interface Period extends DateSpan {
  readonly name: string;
}

/** A break, a closing or a swapped day. */
interface Named {
  /** Where the term does not name it, what its kind is called in the term's language. */
  readonly name: string;
  /** Set where the term does not name it: then its name is no part of an identity. */
  readonly unnamed?: true;
}

export interface Break extends DateSpan, Named {
  /** Absent: for everybody. */
  readonly audience?: Audience;
  /** Its weeks are teaching weeks all the same: a reading week in the middle of the numbering. Absent: no. */
  readonly counts?: boolean;
}

/** Whom a break, closing or swap is for; all conditions that are given must hold. Weeks are numbered without such. */
export interface Audience {
  /** Ids of courses. */
  readonly courses: readonly string[] | null;
  readonly kinds: readonly Kind[] | null;
  readonly campuses: readonly string[] | null;
  readonly at: Position;
}

/** Hours of one day in which no meeting may start: [from, until); a missing bound is the start or end of the day. */
export interface Closing extends Named {
  readonly date: LocalDate;
  readonly from: LocalTime | null;
  readonly until: LocalTime | null;
  readonly audience?: Audience;
}

/** On `date`, the classes of `follows` meet instead of the date's own weekday's. */
export interface DaySwap extends Named {
  readonly date: LocalDate;
  readonly follows: Weekday;
  /** Only classes that begin in [from, until); null or absent: from the start, to the end of the day. */
  readonly from?: LocalTime | null;
  readonly until?: LocalTime | null;
  readonly audience?: Audience;
}

/** Other hours over a span of dates: weekly classes at a listed time take place at another (a Ramadan timetable). */
export interface OtherHours extends DateSpan {
  /** A line for the descriptions of its meetings. */
  readonly name: string | null;
  readonly replace: readonly {
    readonly start: LocalTime;
    /** Null: any end. */
    readonly end: LocalTime | null;
    /** A null end keeps the length. */
    readonly to: { readonly start: LocalTime; readonly end: LocalTime | null };
    /** Absent in rules that were not read from a file. */
    readonly at?: Position | null;
  }[];
  readonly audience?: Audience;
}

/** A numbered teaching week as the term's author named it. */
export interface NumberedWeek extends DateSpan {
  readonly number: number;
}

export interface Term {
  readonly id: string;
  readonly title: string;
  /** Null: the site's. */
  readonly language: Language | null;
  readonly zone: string;
  readonly weekStarts: Weekday;
  /** Weekend days; a week whose only class days are these is no teaching week. */
  readonly weekend: readonly Weekday[];
  /** Its own, or the site's; null: times are shown as the language does, and ambiguous ones are errors. */
  readonly clock: HourCycle | null;
  /** `classes` is always among them. */
  readonly periods: readonly Period[];
  readonly breaks: readonly Break[];
  readonly closings: readonly Closing[];
  readonly swaps: readonly DaySwap[];
  /** Of several for a date, the first that has a class's time counts. */
  readonly hours: readonly OtherHours[];
  readonly halves: { readonly first: DateSpan; readonly second: DateSpan } | null;
  /** Parts of the term by the registrar's names, for imported tables that name parts instead of dates. */
  readonly parts: readonly Period[];
  /** The number of the first teaching week, where they are numbered automatically. */
  readonly firstWeek: 0 | 1;
  /** Teaching weeks numbered by hand; null: numbered automatically, one for each week with a class day. */
  readonly weeks: readonly NumberedWeek[] | null;
  readonly changes: readonly Change[];
  readonly draft: boolean;
  /** Default for the courses' `published` (epoch ms). */
  readonly published: number | null;
}

export interface Course {
  readonly key: CourseKey;
  readonly term: string;
  readonly id: string;
  /** The id that identities are made of: the oldest of `formerly`, else `id`. */
  readonly firstId: string;
  readonly formerly: readonly string[];
  readonly code: string;
  /** Of its title and names, as a BCP 47 tag; null: not said. */
  readonly titleLanguage: string | null;
  /** Other codes of the whole course, each with an address of its own. */
  readonly crossListed: readonly { readonly id: string; readonly code: string; readonly title: string | null }[];
  readonly title: string;
  /** Null: the term's. */
  readonly language: Language | null;
  readonly url: string | null;
  readonly links: readonly Link[];
  readonly note: string | null;
  readonly staff: readonly Person[];
  readonly sections: readonly Section[];
  /** In the order in which they were written. */
  readonly deadlines: readonly Deadline[];
  readonly changes: readonly Change[];
  readonly showStaff: ReadonlyMap<Kind, StaffDisplay>;
  readonly cancelled: CancelledStyle | null;
  readonly takenAway: TakenAwayStyle | null;
  /** Epoch ms; the time stamp of the first revision. */
  readonly published: number | null;
  readonly draft: boolean;
  readonly withdrawn: readonly MeetingReference[];
  readonly at: Position;
}

/** A meeting by section, original date and, where a section has several on that date, pattern id. */
export interface MeetingReference {
  readonly section: string;
  readonly date: LocalDate;
  readonly pattern: string | null;
  readonly at: Position | null;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Something due at a point in time. */
export interface Deadline {
  /** Its identity: the title and the date may change. */
  readonly id: string;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** Ids of the sections that it is for; empty: for everybody. */
  readonly for: readonly string[];
  /** Where it is described or handed in. */
  readonly url: string | null;
  readonly note: string | null;
  readonly at: Position;
}

export interface Section {
  readonly id: string;
  /** The id that identities are made of: the oldest of `formerly`, else `id`. */
  readonly firstId: string;
  readonly formerly: readonly string[];
  /** Other ids of the same section within its course. */
  readonly also: readonly string[];
  /** Addresses of the same section in other courses of the term. */
  readonly listed: readonly { readonly course: string; readonly section: string }[];
  readonly kind: Kind;
  /** Its own, or its course's; one of the site's. */
  readonly campus: string | null;
  readonly title: string | null;
  readonly note: string | null;
  readonly url: string | null;
  /** These sections' feeds include its meetings. */
  readonly with: readonly string[];
  readonly patterns: readonly MeetingPattern[];
  /** Defaults for its patterns, and for the patterns that a change puts in their place. */
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  /** `meets: TBA`: all its meetings are to be announced. */
  readonly toBeAnnounced: boolean;
  /** What `meets` says beside patterns. */
  readonly arrangements: readonly Arrangement[];
  readonly ended: { readonly on: LocalDate; readonly instead: readonly string[] } | null;
  /** By original date. */
  readonly topics: ReadonlyMap<LocalDate, string>;
  /** Whether titles are numbered: "Lecture 7". */
  readonly numbered: boolean;
  readonly at: Position;
}

/** Times that no pattern gives: agreed with each student, none at all, or still to be announced. */
export interface Arrangement {
  readonly type: 'appointment' | 'asynchronous' | 'later';
  /** The days that are known where the time is to be announced. */
  readonly weekdays: readonly Weekday[];
  /** Where appointments are made: http, https or mailto. */
  readonly url: string | null;
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  readonly note: string | null;
}

/** A whole folder of rules, checked. */
export interface Catalog {
  readonly site: Site;
  readonly terms: ReadonlyMap<string, Term>;
  readonly courses: ReadonlyMap<CourseKey, Course>;
  /** Courses whose file exists but has errors; their last valid publication is still served. */
  readonly broken: ReadonlySet<CourseKey>;
}

export function courseKey(term: string, course: string): CourseKey {
  return `${term}/${course}`;
}

export function termOf(key: CourseKey): string {
  return key.slice(0, key.indexOf('/'));
}
