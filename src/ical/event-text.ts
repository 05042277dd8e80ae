/** The texts of a meeting's event: SUMMARY, LOCATION, DESCRIPTION and URL, all clean (text.ts). */
import { findSwap } from '../domain/course-calendar.ts';
import type { CancelledStyle } from '../domain/model.ts';
import type { ChangeLine } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts, SectionFacts, VenueFacts } from '../domain/schedule.ts';
import { findOffsets, toLocal } from '../domain/zone.ts';
import { say } from '../words/say.ts';
import {
  sayDate,
  sayDay,
  sayDue,
  sayKind,
  sayList,
  sayPair,
  sayShortDate,
  sayTime,
  sayVenue,
} from '../words/wording.ts';
import { describeDue, nameDeadline } from './deadline-text.ts';
import { cleanLine, cleanText, cleanUrl, cutText, DESCRIPTION_LIMIT, LOCATION_LIMIT, SUMMARY_LIMIT } from './text.ts';

/** The context of an event's texts, in addition to its meeting's own facts. */
export interface EventContext {
  readonly course: CourseFacts;
  readonly section: SectionFacts;
  /** The course's code to show: its own or a cross-listed one. */
  readonly code: string;
  readonly courseTitle: string;
  /** The site's base URL without a trailing slash; null: links to the site are omitted. */
  readonly publicUrl: string | null;
  readonly cancelled: CancelledStyle;
  /** Added to SEQUENCE: the number of edits of a personal feed. */
  readonly sequenceOffset?: number;
  /** Epoch ms; LAST-MODIFIED is the later of this and the meeting's own. */
  readonly revisedAt?: number;
  /** The longest description in characters, if the feed would be too large; default: the strictest reader's limit. */
  readonly descriptionLimit?: number;
  /** Minutes before the start for a reminder; absent: no alarm. */
  readonly alarmMinutes?: number | null;
  /** A shorter title: 'COS 418 P01' (short), 'Precept' (kind); absent: 'COS 418 P01 · Precept'. */
  readonly titles?: 'full' | 'short' | 'kind';
  /** Shown as free time, whatever its kind. */
  readonly free?: boolean;
  /** In a feed of several courses: each event has its course's colour. */
  readonly colored?: boolean;
}

/** The facts that meetings and series have in common. */
export type Particulars = Pick<MeetingFacts, 'where' | 'whereToBeAnnounced' | 'staff' | 'copies' | 'notes'>;

/** What the name of an event is made of; of a series, neither number nor topic. */
type NamedFacts = MeetingFacts | Pick<MeetingFacts, 'number' | 'topic'>;

const HISTORY_LINES = 10;

/** 'Lecture 7', 'Office hours, Professor Lloyd', 'Midterm exam': the title alone where that names the kind. */
export function nameSection(section: Pick<SectionFacts, 'kind' | 'title'>, number: number | null = null): string {
  if (section.kind === 'deadline') return say('event.deadlines');
  const kind = sayKind(section.kind);
  const title = cleanLine(section.title ?? '');
  if (title === '') return nameNumber(kind, number);
  const telling = section.kind === 'other' || title.toLowerCase().includes(kind.toLowerCase());
  return telling ? nameNumber(title, number) : say('event.section', { kind: nameNumber(kind, number), title });
}

function nameNumber(name: string, number: number | null): string {
  return number === null ? name : say('event.numbered', { name, number: String(number) });
}

/** 'Lecture 7: Paxos', 'HW 1 due 11:59 pm' */
function nameMeeting(facts: NamedFacts, section: SectionFacts): string {
  if ('deadline' in facts && facts.deadline) return nameDeadline(facts, facts.deadline);
  const name = nameSection(section, facts.number);
  const topic = cleanLine(facts.topic ?? '');
  return topic === '' ? name : say('event.topic', { name, topic });
}

/** 'COS 418 L01 · Lecture 7: Paxos', with 'CANCELLED: ' before it where it is. */
export function printSummary(
  facts: NamedFacts & Pick<MeetingFacts, 'status'>,
  context: Pick<EventContext, 'code' | 'section' | 'titles'>,
): string {
  const summary = nameEvent(facts, context);
  return cutText(facts.status === 'cancelled' ? say('event.cancelledSummary', { summary }) : summary, SUMMARY_LIMIT);
}

function nameEvent(
  facts: NamedFacts,
  { code, section, titles = 'full' }: Pick<EventContext, 'code' | 'section' | 'titles'>,
): string {
  if (section.kind === 'deadline') {
    const due = nameMeeting(facts, section);
    return titles === 'kind' ? due : say('event.deadline', { code: cleanLine(code), due });
  }
  if (titles === 'kind') return nameSection(section, facts.number);
  const names = { code: cleanLine(code), section: cleanLine(section.id) };
  return titles === 'short'
    ? say('event.shortSummary', names)
    : say('event.summary', { ...names, subject: nameMeeting(facts, section) });
}

/** 'Friend Center 008, Princeton, NJ'; rooms of one address share it: 'Bowen 222 / Friend 008, Princeton, NJ'. */
export function printLocation(facts: Pick<MeetingFacts, 'where' | 'whereToBeAnnounced'>): string {
  const groups: { names: string[]; address: string }[] = [];
  for (const venue of facts.where) {
    const name = nameVenue(venue);
    const address = cleanLine(venue.address ?? '');
    const last = groups.at(-1);
    if (last && last.address === address) last.names.push(name);
    else groups.push({ names: [name], address });
  }
  const places = groups.map(({ names, address }) =>
    address === '' ? names.join(' / ') : `${names.join(' / ')}, ${address}`,
  );
  if (facts.whereToBeAnnounced) places.push(say('event.roomLater'));
  return cutText(places.join(' / '), LOCATION_LIMIT);
}

function nameVenue(venue: VenueFacts): string {
  return cleanLine(sayVenue(venue));
}

/** The DESCRIPTION of a meeting, most important lines first in case it is truncated. */
export function describeMeeting(facts: MeetingFacts, history: readonly ChangeLine[], context: EventContext): string {
  return layOut(context, [
    [
      titleOf(context, nameMeeting(facts, context.section)),
      ...(facts.deadline ? describeDue(facts, facts.deadline, context.course.zone) : []),
      ...newsOf(facts),
      ...swapOf(facts, context),
      ...particularsOf(facts, context),
    ],
    historyOf(history, context.course),
    notesOf(context),
    linksOf(context),
  ]);
}

function newsOf({ status, reason, movedFrom, date, deadline }: MeetingFacts): string[] {
  const news: string[] = [];
  if (status === 'cancelled') {
    news.push(reason ? say('event.cancelledBecause', { reason: cleanText(reason) }) : say('event.cancelled'));
  }
  if (movedFrom && deadline) news.push(say('event.wasDue', { due: sayDue(movedFrom.date, movedFrom.startTime, date) }));
  else if (movedFrom) {
    news.push(
      say('event.movedFrom', {
        day: sayDay(movedFrom.date, date),
        time: movedFrom.allDay ? say('time.allDay') : sayTime(movedFrom.startTime),
      }),
    );
  }
  return news;
}

/** 'Wednesday schedule on Tuesday 24 November'; a meeting that was moved to the day is not there because of it. */
function swapOf(facts: MeetingFacts, { course }: EventContext): string[] {
  const swap = facts.movedFrom === null && facts.deadline === undefined ? findSwap(course, facts) : undefined;
  return swap ? [say('event.swapped', { name: cleanLine(swap), day: sayDate(facts.date) })] : [];
}

/** The DESCRIPTION of a downloaded file's series, ending with one line for each of `dates`. */
export function describeSeries(facts: Particulars, dates: readonly string[], context: EventContext): string {
  return layOut(context, [
    [titleOf(context, nameSection(context.section)), ...particularsOf(facts, context)],
    notesOf(context),
    linksOf(context),
    dates,
  ]);
}

/** '10 Oct: 7. Paxos', '10 Oct: Lecture 7', '10 Oct: Paxos'; null if the date has neither number nor topic. */
export function describeDate(facts: MeetingFacts, section: SectionFacts): string | null {
  const topic = cleanLine(facts.topic ?? '');
  const day = sayShortDate(facts.date);
  if (facts.number === null) return topic === '' ? null : sayPair(day, topic);
  return topic === '' ? sayPair(day, nameSection(section, facts.number)) : sayPair(day, `${facts.number}. ${topic}`);
}

/** The most useful URL for the meeting: its deadline's or its online link, otherwise the section's or the course's page. */
export function chooseUrl(facts: Pick<MeetingFacts, 'where' | 'deadline'>, context: EventContext): string {
  const online = facts.where.find((venue) => venue.online && venue.url !== null);
  for (const url of [facts.deadline?.url, online?.url, context.section.url, context.course.url]) {
    const clean = url ? cleanUrl(url) : null;
    if (clean) return clean;
  }
  return '';
}

/** The course's page on this site, under the id for the code shown; null without a base URL. */
export function pageOf(course: CourseFacts, code: string, publicUrl: string | null): string | null {
  if (publicUrl === null) return null;
  const listed = course.code === code ? undefined : course.crossListed.find((other) => other.code === code);
  return cleanUrl(`${publicUrl}/${course.term}/${listed?.id ?? course.id}`);
}

/** What programs filter and colour by: the course's code and the kind of section. */
export function listCategories({ code, section }: Pick<EventContext, 'code' | 'section'>): readonly string[] {
  return [cleanLine(code), sayKind(section.kind)].filter((category) => category !== '');
}

function layOut({ descriptionLimit }: EventContext, groups: readonly (readonly string[])[]): string {
  const paragraphs = groups.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return cutText(paragraphs.join('\n\n'), descriptionLimit ?? DESCRIPTION_LIMIT);
}

function titleOf(context: EventContext, name: string): string {
  return `${cleanLine(context.courseTitle) || cleanLine(context.code)} · ${name}`;
}

function particularsOf(facts: Particulars, context: EventContext): string[] {
  const lines: string[] = [];
  if (facts.staff.length > 0) lines.push(say('event.with', { people: sayList(facts.staff.map(cleanLine)) }));
  if (facts.copies > 1) {
    const key = context.section.kind === 'office hours' ? 'event.onDuty' : 'event.inParallel';
    lines.push(say(key, { copies: String(facts.copies) }));
  }
  for (const venue of facts.where) {
    if (venue.url) lines.push(sayPair(nameVenue(venue), cleanLine(venue.url)));
  }
  return [...lines, ...facts.notes.map(cleanText).filter((note) => note !== '')];
}

function historyOf(history: readonly ChangeLine[], course: CourseFacts): string[] {
  if (history.length === 0) return [];
  const offsets = findOffsets(course.zone, course.span.from, course.span.until);
  return history
    .slice(-HISTORY_LINES)
    .map(({ at, line }) => sayPair(sayShortDate(toLocal(offsets, at).date), cleanLine(line)));
}

function notesOf({ section, course }: EventContext): string[] {
  return [section.note, course.note].map((note) => cleanText(note ?? '')).filter((note) => note !== '');
}

function linksOf({ section, course, code, publicUrl }: EventContext): string[] {
  const lines: string[] = [];
  if (section.url) lines.push(say('event.sectionPage', { url: cleanLine(section.url) }));
  if (course.url) lines.push(say('event.coursePage', { url: cleanLine(course.url) }));
  for (const link of course.links) lines.push(sayPair(cleanLine(link.title), cleanLine(link.url)));
  const page = pageOf(course, code, publicUrl);
  return page ? [...lines, say('event.schedule', { url: page })] : lines;
}
