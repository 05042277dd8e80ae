/** A published meeting as one VEVENT with UTC times, the unit of caching. */
import { addDays, type LocalDate } from '../domain/date.ts';
import { isBusy } from '../domain/kind.ts';
import type { PublishedMeeting, Revision } from '../domain/published.ts';
import { findOffsets, localTimeIn, toInstant } from '../domain/zone.ts';
import { say } from '../words/say.ts';
import { chooseColor } from './color.ts';
import { formatDate, formatUtc } from './date-time.ts';
import { spanOfDue, spanOfInstant } from './deadline-text.ts';
import {
  chooseUrl,
  describeMeeting,
  type EventContext,
  listCategories,
  nameSection,
  printLocation,
  printSummary,
} from './event-text.ts';
import { type EventShape, writeEvent } from './ics-writer.ts';
import type { EndedEvent } from './selection.ts';

export type { EventContext } from './event-text.ts';

/**
 * The meeting's folded VEVENT; empty for a cancelled meeting if those are left out. A cancelled meeting is marked in
 * its title and is transparent; it has STATUS:CANCELLED only if the course's setting asks for it.
 */
export function printMeeting(meeting: PublishedMeeting, context: EventContext): string {
  const { facts, taken } = meeting;
  const cancelled = facts.status === 'cancelled';
  if (cancelled && context.cancelled === 'removed') return '';
  // Meetings removed by an edit should disappear; a change's cancellation should be read.
  const goes = taken !== undefined || context.cancelled === 'cancelled';
  return printEvent(meeting, context, cancelled && goes ? 'CANCELLED' : 'CONFIRMED', cancelled);
}

/**
 * The remaining event, in downloaded files, of a meeting that was a separate event and is back in its series: the same
 * UID, cancelled with a higher SEQUENCE, so that importing the file again removes the extra event.
 */
export function printReturned(meeting: PublishedMeeting, context: EventContext): string {
  return printEvent(meeting, context, 'CANCELLED', true);
}

/**
 * The remaining event, in downloaded files, of a removed event or series: cancelled with a higher SEQUENCE, so that
 * importing the file again removes it.
 */
export function printEnded(ended: EndedEvent, context: EventContext): string {
  const title = nameSection(context.section);
  const shape: EventShape = {
    summary: printSummary({ number: null, topic: null, status: 'cancelled' }, context),
    location: '',
    description: `${title}\n${say('event.gone')}`,
    status: 'CANCELLED',
    transp: 'TRANSPARENT',
    url: '',
    alarmMinutes: null,
    ...markOf(context),
  };
  return writeEvent(shape, { uid: ended.uid, ...stampOf(ended, context), ...spanOfEnded(ended, context) });
}

function spanOfEnded({ start, end, days }: EndedEvent, { section, course }: EventContext): EventSpan {
  if (section.kind === 'deadline') return spanOfInstant(start, course.zone);
  return days === undefined ? spanOfMeeting(start, end) : spanOfDays(localTimeIn(course.zone, start).date, days);
}

function printEvent(
  meeting: PublishedMeeting,
  context: EventContext,
  status: EventShape['status'],
  free: boolean,
): string {
  const { facts } = meeting;
  const shape: EventShape = {
    summary: printSummary(facts, context),
    location: printLocation(facts),
    description: describeMeeting(facts, meeting.history, context),
    status,
    transp: free ? 'TRANSPARENT' : transparencyOf(context),
    url: chooseUrl(facts, context),
    alarmMinutes: free ? null : (context.alarmMinutes ?? null),
    ...markOf(context),
  };
  const span = spanOf(facts);
  const alarmAt = shape.alarmMinutes === null ? null : findAlarm(facts, shape.alarmMinutes, context.course.zone);
  return writeEvent(shape, { uid: meeting.uid, ...stampOf(meeting, context), ...span, alarmAt });
}

interface EventSpan {
  readonly start: string;
  readonly end: string | null;
}

function spanOf(facts: PublishedMeeting['facts']): EventSpan {
  if (facts.deadline) return spanOfDue(facts);
  return facts.days === undefined ? spanOfMeeting(facts.start, facts.end) : spanOfDays(facts.date, facts.days);
}

function spanOfDays(date: LocalDate, days: number): EventSpan {
  return { start: formatDate(date), end: formatDate(date, days) };
}

/**
 * When the reminder rings, where that is no number of minutes before the start: before the instant at which a deadline is
 * due, and in the evening before an item of whole days.
 */
function findAlarm(
  { deadline, start, date, days }: PublishedMeeting['facts'],
  minutes: number,
  zone: string,
): string | null {
  if (deadline) return formatUtc(start - minutes * 60_000);
  if (days === undefined) return null;
  const evening = addDays(date, -1);
  return formatUtc(toInstant(findOffsets(zone, evening, evening), evening, EVENING));
}

const EVENING = '18:00';

/** DTEND must be after DTSTART (RFC 5545 §3.8.2.2), otherwise it is omitted. */
function spanOfMeeting(start: number, end: number | null): EventSpan {
  return { start: formatUtc(start), end: end !== null && end > start ? formatUtc(end) : null };
}

/** The course and kind of an event, by which programs filter and colour it. */
export function markOf(context: EventContext): Pick<EventShape, 'categories' | 'color'> {
  const color = context.colored ? chooseColor(context.course.key).name : null;
  return { categories: listCategories(context), color };
}

/** Whether the kind of section takes up time (RFC 5545 §3.8.2.7). */
export function transparencyOf(context: EventContext): EventShape['transp'] {
  return isBusy(context.section.kind) && !context.free ? 'OPAQUE' : 'TRANSPARENT';
}

/** The revision printed in an event: the meeting's own, plus the edits of a personal feed. */
export function stampOf(
  revision: Revision,
  context: EventContext,
): { readonly sequence: number; readonly revised: string } {
  return {
    sequence: revision.sequence + (context.sequenceOffset ?? 0),
    revised: formatUtc(Math.max(revision.lastModified, context.revisedAt ?? 0)),
  };
}
