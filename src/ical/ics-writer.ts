/**
 * VEVENTs, written by the package `ics`: its one room.
 *
 * `ics` is given clean strings and dates as strings, which it prints as they are. What it cannot say (TZID, URL,
 * folding by octets) the content-line layer adds to its output. Most of its time goes into validation, so an event
 * that differs from one written before only in its stamp takes that one's text with the stamp's lines replaced.
 */
import { createEvents, type EventAttributes } from 'ics';
import { escapeText, foldLine, formatLine, nameOfLine, unfoldLines } from './content-line.ts';
import { cleanLine } from './text.ts';

/** What events of one kind share; strings are clean (text.ts). */
export interface EventShape {
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly status: 'CONFIRMED' | 'CANCELLED';
  readonly transp: 'OPAQUE' | 'TRANSPARENT';
  /** A URI (text.ts), or empty. */
  readonly url: string;
  readonly alarmMinutes: number | null;
}

/** What tells one event from the next; date-times as RFC 5545 writes them. */
export interface EventStamp {
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP and LAST-MODIFIED: without METHOD both say when the event was last revised (§3.8.7.2). */
  readonly revised: string;
  readonly start: string;
  readonly end: string | null;
}

/** A weekly series: wall times of `zone`. */
export interface EventRecurrence {
  readonly zone: string;
  readonly rule: string;
  readonly excluded: readonly string[];
}

const SAMPLE: EventStamp = {
  uid: 'uid',
  sequence: 0,
  revised: '19700101T000000Z',
  start: '19700101T000000Z',
  end: '19700101T000001Z',
};
const REMEMBERED_SHAPES = 2000;
const remembered = new Map<string, readonly string[]>();

/** One VEVENT; the same as `writeEventAfresh`, many times faster for a shape written before. */
export function writeEvent(shape: EventShape, stamp: EventStamp): string {
  const key = `${shape.status}\0${shape.transp}\0${shape.alarmMinutes}\0${stamp.end === null}\0${shape.url}\0${shape.summary}\0${shape.location}\0${shape.description}`;
  let parts = remembered.get(key);
  if (!parts) {
    parts = takeApart(writeEventAfresh(shape, { ...SAMPLE, end: stamp.end === null ? null : SAMPLE.end }));
    // The oldest half goes: a term's sections come one after the other.
    if (remembered.size >= REMEMBERED_SHAPES) {
      for (const old of [...remembered.keys()].slice(0, REMEMBERED_SHAPES / 2)) remembered.delete(old);
    }
    remembered.set(key, parts);
  }
  return parts.map((part, index) => (index % 2 === 0 ? part : stampLine(part, stamp))).join('');
}

/** In turn the text between the stamp's lines, and one such line's name. */
function takeApart(event: string): string[] {
  const parts: string[] = [];
  let text = '';
  for (const line of unfoldLines(event)) {
    const name = nameOfLine(line);
    if (stampLine(name, SAMPLE) === null) text += foldLine(line);
    else {
      parts.push(text, name);
      text = '';
    }
  }
  return [...parts, text];
}

function stampLine(name: string, stamp: EventStamp): string | null {
  switch (name) {
    case 'UID':
      return foldLine(`UID:${escapeText(cleanLine(stamp.uid))}`);
    case 'SEQUENCE':
      return `SEQUENCE:${stamp.sequence}\r\n`;
    case 'DTSTAMP':
    case 'LAST-MODIFIED':
      return `${name}:${stamp.revised}\r\n`;
    case 'DTSTART':
      return `DTSTART:${stamp.start}\r\n`;
    case 'DTEND':
      return `DTEND:${stamp.end}\r\n`;
    default:
      return null;
  }
}

/**
 * One VEVENT, written by `ics` from scratch.
 * @throws Error where `ics` refuses the values: callers pass checked ones.
 */
export function writeEventAfresh(shape: EventShape, stamp: EventStamp, recurrence?: EventRecurrence): string {
  const attributes = {
    uid: escapeText(cleanLine(stamp.uid)),
    timestamp: stamp.revised,
    lastModified: stamp.revised,
    sequence: stamp.sequence,
    start: stamp.start,
    ...(stamp.end === null ? {} : { end: stamp.end }),
    title: shape.summary,
    location: shape.location,
    description: shape.description,
    status: shape.status,
    transp: shape.transp,
    ...(shape.alarmMinutes === null ? {} : { alarms: [makeAlarm(shape.summary, shape.alarmMinutes)] }),
    ...(recurrence ? { recurrenceRule: recurrence.rule } : {}),
    ...(recurrence && recurrence.excluded.length > 0 ? { exclusionDates: [...recurrence.excluded] } : {}),
  };
  // Its types miss `timestamp`, and want an end where RFC 5545 does not.
  const { error, value } = createEvents([attributes as unknown as EventAttributes]);
  // Its error is no Error.
  if (!value) throw new Error(`ics refused an event: ${JSON.stringify(error)}`);
  const lines = unfoldLines(value);
  const own = lines.slice(lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT') + 1);
  return own.flatMap((line) => amendLine(line, shape, recurrence)).join('');
}

function makeAlarm(summary: string, minutes: number) {
  // Neither escaped nor folded well by `ics`; a trigger of no minutes would be '-PT' (see amendLine).
  return { action: 'display' as const, description: escapeText(summary), trigger: { before: true, minutes } };
}

/** A line of `ics` as feeds have it, with what `ics` cannot say before or in place of it. */
function amendLine(line: string, shape: EventShape, recurrence: EventRecurrence | undefined): string[] {
  const name = nameOfLine(line);
  const value = line.slice(name.length + 1);
  if (recurrence && (name === 'DTSTART' || name === 'DTEND'))
    return [formatLine(name, value, { TZID: recurrence.zone })];
  // One line each: some readers take only the first date of a list.
  if (recurrence && name === 'EXDATE')
    return value.split(',').map((date) => formatLine(name, date, { TZID: recurrence.zone }));
  if (name === 'LAST-MODIFIED' && shape.url !== '') return [foldLine(line), formatLine('URL', shape.url)];
  if (name === 'TRIGGER' && shape.alarmMinutes === 0) return [formatLine('TRIGGER', 'PT0S')];
  return [foldLine(line)];
}
