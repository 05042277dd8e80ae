/**
 * The nouns of a course's rules, as checked by `catalog`: what people wrote, understood and cross-referenced.
 * Everything here is immutable; dates and wall times are local to the term's zone.
 */
import type { DateSpan, LocalDate, LocalTime, Weekday } from './date.ts';
import type { Kind } from './kind.ts';
import type { Position } from './problem.ts';

/** `term/course`, the key of a course in a catalog. */
export type CourseKey = string;

/** What a kind of section shows of its people. */
export type StaffDisplay = 'names' | 'initials' | 'none';

/** How a cancelled meeting looks in feeds: CONFIRMED with a marked title, STATUS:CANCELLED, or left out. */
export type CancelledStyle = 'confirmed' | 'cancelled' | 'removed';

/** What becomes of a meeting that an edit of the rules takes away: it leaves the feeds, or stays in them marked. */
export type TakenAwayStyle = 'removed' | 'marked';

export interface Site {
  /** The right side of every UID; set once and never changed. */
  readonly uidDomain: string;
  readonly name: string;
  readonly places: readonly Place[];
  readonly cancelled: CancelledStyle;
  readonly takenAway: TakenAwayStyle;
  readonly showStaff: ReadonlyMap<Kind, StaffDisplay>;
}

/** A room with a name and the other spellings that pages use. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly also: readonly string[];
  /** What a map finds; follows the name in LOCATION. */
  readonly address: string | null;
  /** A page about the place. */
  readonly url: string | null;
}

/** Where a meeting is held: a named place, a place by its text alone, online, or not known yet. */
export type Venue =
  | { readonly type: 'place'; readonly place: Place }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'online'; readonly url: string | null }
  | { readonly type: 'tba' };

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly url: string | null;
}

/** A stretch of the term with a name: `classes`, `reading`, `exams`. */
export interface Period extends DateSpan {
  readonly name: string;
}

export interface Break extends DateSpan {
  readonly name: string;
}

/** Hours of one day in which nothing begins: [from, until), a missing bound is the day's own. */
export interface Closing {
  readonly date: LocalDate;
  readonly from: LocalTime | null;
  readonly until: LocalTime | null;
  readonly name: string;
}

/** On `date` the classes of `follows` meet in place of the date's own. */
export interface DaySwap {
  readonly date: LocalDate;
  readonly follows: Weekday;
  readonly name: string;
}

/** A numbered teaching week as the term's author named it. */
export interface NumberedWeek extends DateSpan {
  readonly number: number;
}

export interface Term {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly weekStarts: Weekday;
  /** The days of a week that make no teaching week by themselves. */
  readonly weekend: readonly Weekday[];
  /** `classes` is always among them. */
  readonly periods: readonly Period[];
  readonly breaks: readonly Break[];
  readonly closings: readonly Closing[];
  readonly swaps: readonly DaySwap[];
  readonly halves: { readonly first: DateSpan; readonly second: DateSpan } | null;
  /** Parts by the registrar's words for them, for tables that name parts instead of dates. */
  readonly parts: readonly Period[];
  /** Weeks numbered by hand; null: counted, one for each week with a class day. */
  readonly weeks: readonly NumberedWeek[] | null;
  readonly changes: readonly Change[];
  readonly draft: boolean;
  /** When the term's courses were first published, for those that do not say (epoch ms). */
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
  /** Other codes of the whole course, each with an address of its own. */
  readonly crossListed: readonly { readonly id: string; readonly code: string; readonly title: string | null }[];
  readonly title: string;
  readonly url: string | null;
  readonly links: readonly Link[];
  readonly note: string | null;
  readonly staff: readonly Person[];
  readonly sections: readonly Section[];
  readonly changes: readonly Change[];
  readonly showStaff: ReadonlyMap<Kind, StaffDisplay>;
  readonly cancelled: CancelledStyle | null;
  readonly takenAway: TakenAwayStyle | null;
  /** Epoch ms; stamps the first revision. */
  readonly published: number | null;
  readonly draft: boolean;
  readonly withdrawn: readonly MeetingReference[];
  readonly at: Position;
}

export interface Link {
  readonly title: string;
  readonly url: string;
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
  readonly title: string | null;
  readonly note: string | null;
  readonly url: string | null;
  /** Its meetings are in these sections' feeds too. */
  readonly with: readonly string[];
  readonly patterns: readonly MeetingPattern[];
  /** What its patterns have where they do not say it themselves; a change's other patterns, too. */
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  /** Its meetings are said to be announced later. */
  readonly toBeAnnounced: boolean;
  readonly ended: { readonly on: LocalDate; readonly instead: readonly string[] } | null;
  /** By original date. */
  readonly topics: ReadonlyMap<LocalDate, string>;
  /** Whether titles carry "Lecture 7". */
  readonly numbered: boolean;
  readonly at: Position;
}

/** Every week, every second teaching week, or every second week of the calendar. */
export type Rhythm = 'week' | 'second-teaching-week' | 'second-calendar-week';

interface PatternParts {
  /** Empty: the section's pattern without an id. */
  readonly id: string;
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  /** Parallel copies ("x2"): so many are on duty at once. */
  readonly copies: number;
  readonly note: string | null;
  readonly at: Position;
}

export interface WeeklyPattern extends PatternParts {
  readonly type: 'weekly';
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  /** At or before `start`: on the next day. Null: no end given. */
  readonly end: LocalTime | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly rhythm: Rhythm;
  /** Numbers of teaching weeks; null: all. */
  readonly weeks: readonly number[] | null;
  readonly half: 'first' | 'second' | null;
  /** Names of the term's periods in which it meets. */
  readonly during: readonly string[];
}

export interface DatedPattern extends PatternParts {
  readonly type: 'dated';
  readonly dates: readonly LocalDate[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
}

/** Before or after each meeting of another section, as that finally stands. */
export interface RelativePattern extends PatternParts {
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

/** A meeting by section, original date and, where a section has several on that date, pattern id. */
export interface MeetingReference {
  readonly section: string;
  readonly date: LocalDate;
  readonly pattern: string | null;
  readonly at: Position | null;
}

/** What a change is about: which meetings, by original date. */
export interface ChangeScope {
  /** Section ids; null: every section of the course (or, in a term's change, of every course). */
  readonly sections: readonly string[] | null;
  /** Kinds; null: every kind. */
  readonly kinds: readonly Kind[] | null;
  /** Null only for an extra meeting. */
  readonly dates: DateSpan | null;
  readonly pattern: string | null;
}

/** What a change does; several may be set together. */
export interface ChangeEffect {
  readonly cancel: boolean;
  /** Hours closed on the scope's dates, judged at each meeting's own start. */
  readonly close: { readonly from: LocalTime | null; readonly until: LocalTime | null } | null;
  /** New date and wall times; what is null stays (a new start alone keeps the length). */
  readonly move: {
    readonly date: LocalDate | null;
    readonly start: LocalTime | null;
    readonly end: LocalTime | null;
  } | null;
  readonly where: readonly Venue[] | null;
  readonly staff: readonly Person[] | null;
  readonly note: string | null;
  /** A meeting that no pattern gives, for each section of the scope. */
  readonly extra: {
    readonly date: LocalDate;
    readonly start: LocalTime;
    readonly end: LocalTime | null;
  } | null;
  /** Other patterns in place of the sections' own over the scope's dates. */
  readonly instead: readonly MeetingPattern[] | null;
}

export interface Change {
  /** Unique within its course or term. */
  readonly id: string;
  readonly source: 'term' | 'course' | 'desk';
  /** Epoch ms, for people. Only changes in files are ordered by it. */
  readonly announced: number;
  /**
   * Of a desk change: the latest `announced` in each file that it was laid over, by term id and course key; files
   * without changes are left out. Changes made before this was recorded lack it, and their own `announced` counts.
   */
  readonly laidOver?: Readonly<Record<string, number>>;
  readonly scope: ChangeScope;
  readonly effect: ChangeEffect;
  /** The public line. */
  readonly say: string | null;
  /** For staff only; never leaves the building. */
  readonly why: string | null;
  readonly at: Position | null;
}

/** Everything a folder of rules says, checked. */
export interface Catalog {
  readonly site: Site;
  readonly terms: ReadonlyMap<string, Term>;
  readonly courses: ReadonlyMap<CourseKey, Course>;
  /** Courses whose file is there but has errors: their last good publication goes on. */
  readonly broken: ReadonlySet<CourseKey>;
}

export function courseKey(term: string, course: string): CourseKey {
  return `${term}/${course}`;
}
