/** A feed of one course: any of its sections, as a subscription or a downloaded file. */
import type { DateSpan, LocalDate } from '../domain/date.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import { findOffsets, toInstant } from '../domain/zone.ts';
import { inVoice } from '../words/voice.ts';
import { printCalendar } from './calendar.ts';
import { makeHeader } from './feed-header.ts';
import { type EventContext, printEnded, printMeeting, printReturned } from './meeting-event.ts';
import { joinSelections, listUnder, type SectionChoice, type Selection, selectSections } from './selection.ts';
import { printSeries } from './series-event.ts';
import { printTimezone } from './timezone.ts';

export interface FeedOptions {
  /** The course code and title to show, if they are a cross-listed one's. */
  readonly code?: string;
  readonly title?: string;
  /** The site's base URL without a trailing slash; null: links to the site are omitted. */
  readonly publicUrl: string | null;
  /** The most characters of each description, to keep a large feed small. */
  readonly descriptionLimit?: number;
  /** Parts of the feed's address that match no section: listed in its description. */
  readonly unknown?: readonly string[];
  /** Sections of other courses that this one lists: shown in its feeds under its own code and ids. */
  readonly guests?: readonly Guest[];
  /** For callers that cache printed events; returns what `printMeeting` returns. */
  readonly print?: typeof printMeeting;
}

/** A choice of another course's sections, by that course's ids. */
export interface Guest {
  readonly course: PublishedCourse;
  readonly choice: SectionChoice;
}

interface Entry {
  readonly start: number;
  readonly uid: string;
  readonly text: string;
}

/**
 * The feed's bytes. A subscription has one event per meeting, in UTC; a downloaded file has series, and separate events
 * for meetings that differ from theirs. Sorted by start, then UID. A feed without events has only a VTIMEZONE.
 * @param choice canonical ids; meetings of sections included through `with:` are in the feed as well
 */
export function composeFeed(
  course: PublishedCourse,
  choice: SectionChoice,
  form: 'subscription' | 'download',
  options: FeedOptions,
): Buffer {
  const title = {
    code: options.code ?? course.course.code,
    title: options.title ?? course.course.title,
    publicUrl: options.publicUrl,
    unknown: options.unknown ?? [],
  };
  const { descriptionLimit } = options;
  const limit = descriptionLimit === undefined ? {} : { descriptionLimit };
  const parts = [{ course, choice }, ...(options.guests ?? [])].map((part) =>
    showSections(part.course, part.choice, { host: course.course, ...title, ...limit }),
  );
  const selection = joinSelections(parts.map((part) => part.selection));
  const events = printParts(parts, form, options.print);
  const zoned = events.length === 0 || (form === 'download' && selection.series.length > 0);
  const timezone = zoned ? [printTimezone(course.course.zone, spanOf(course, selection))] : [];
  const header = inVoice(course.course, () => makeHeader(course, choice, selection, title, form));
  return printCalendar({ header, body: [...timezone, ...events] });
}

/** Sections of one course as a feed shows them. */
export interface FeedPart {
  readonly course: PublishedCourse;
  /** With the ids of the course that shows them. */
  readonly selection: Selection;
  readonly shown: ShownAs;
}

/** The course in whose feed the sections are shown, and their names there. */
export interface ShownAs {
  readonly host: CourseFacts;
  readonly code: string;
  readonly title: string;
  readonly publicUrl: string | null;
  /** The most characters of each description, to keep a large feed small. */
  readonly descriptionLimit?: number;
}

export function showSections(course: PublishedCourse, choice: SectionChoice, shown: ShownAs): FeedPart {
  const own = selectSections(course, choice);
  return { course, selection: course.course.key === shown.host.key ? own : listUnder(own, shown.host), shown };
}

/** The events of all parts, each in its course's language, by start, then UID. */
export function printParts(
  parts: readonly FeedPart[],
  form: 'subscription' | 'download',
  print?: typeof printMeeting,
): string[] {
  return parts
    .flatMap((part) => inVoice(part.course.course, () => listEntries(part, form, print)))
    .filter((entry) => entry.text !== '')
    .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1))
    .map((entry) => entry.text);
}

function listEntries(
  { course, selection, shown }: FeedPart,
  form: 'subscription' | 'download',
  printEvent: typeof printMeeting = printMeeting,
): Entry[] {
  const contexts = new Map<string, EventContext>();
  for (const section of selection.sections.values()) {
    contexts.set(section.id, contextOf(course, section, shown));
  }
  const context = (section: string) => contexts.get(section) as EventContext;
  const print = (meeting: PublishedMeeting): string => printEvent(meeting, context(meeting.facts.section));
  return form === 'subscription' ? listMeetings(selection, print) : listSeries(selection, course, context, print);
}

/** How a feed prints the meetings of one section. */
function contextOf(
  { course }: PublishedCourse,
  section: EventContext['section'],
  { code, title, publicUrl, descriptionLimit }: ShownAs,
): EventContext {
  const limit = descriptionLimit === undefined ? {} : { descriptionLimit };
  return { course, section, code, courseTitle: title, publicUrl, cancelled: course.cancelled, ...limit };
}

function listMeetings(selection: Selection, print: (meeting: PublishedMeeting) => string): Entry[] {
  return selection.meetings.map((meeting) => ({ start: meeting.facts.start, uid: meeting.uid, text: print(meeting) }));
}

function listSeries(
  selection: Selection,
  course: PublishedCourse,
  context: (section: string) => EventContext,
  print: (meeting: PublishedMeeting) => string,
): Entry[] {
  const { zone } = course.course;
  const inside = new Map<string, PublishedMeeting[]>();
  const entries: Entry[] = [];
  for (const meeting of selection.meetings) {
    const { uid, series, standing } = meeting;
    const { start, section } = meeting.facts;
    if (standing === 'apart') entries.push({ start, uid, text: print(meeting) });
    if (standing === 'returned' || standing === 'ended')
      entries.push({ start, uid, text: printReturned(meeting, context(section)) });
    if (series !== null && (standing === 'inside' || standing === 'returned'))
      inside.set(series, [...(inside.get(series) ?? []), meeting]);
  }
  for (const ended of selection.ended) {
    entries.push({ start: ended.start, uid: ended.uid, text: printEnded(ended, context(ended.section)) });
  }
  for (const series of selection.series) {
    const { identity, uid, section, startTime } = series.rule;
    const first = series.dates[0] as LocalDate;
    const start = toInstant(findOffsets(zone, first, first), first, startTime);
    entries.push({ start, uid, text: printSeries(series, inside.get(identity) ?? [], context(section)) });
  }
  return entries;
}

/** The term, extended to all dates of series beyond it. */
function spanOf(course: PublishedCourse, selection: Selection): DateSpan {
  const { from, until } = course.course.span;
  const dates = [from, until, ...selection.series.flatMap((series) => series.dates)].sort();
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}
