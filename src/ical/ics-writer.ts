/**
 * Writes VEVENTs with the package `ics`. The only importer of `ics`.
 *
 * `ics` gets clean strings, and dates as strings, which it prints unchanged. The content-line layer adds what `ics`
 * does not support (TZID, URL, folding by octets). Most of its time is spent on validation, so it writes one event of
 * each form, and the lines that hold an event's own values are replaced. An event that differs from a cached one only
 * in its time stamp reuses that text with the stamp's lines replaced.
 */
import { createEvents, type EventAttributes } from 'ics';
import { escapeText, foldLine, formatLine, nameOfLine, unfoldLines } from './content-line.ts';
import { cleanLine } from './text.ts';

/** The values shared by several events; strings are clean (text.ts). */
export interface EventShape {
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly status: 'CONFIRMED' | 'CANCELLED';
  readonly transp: 'OPAQUE' | 'TRANSPARENT';
  /** A URI (text.ts), or empty. */
  readonly url: string;
  readonly alarmMinutes: number | null;
  /** CATEGORIES, for programs that filter or colour by them. */
  readonly categories: readonly string[];
  /** A CSS3 name for COLOR (RFC 7986 §5.9), in feeds of several courses; null: none. */
  readonly color: string | null;
}

/** The values specific to one event; date-times in RFC 5545 format, of an item of whole days dates. */
export interface EventStamp {
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP and LAST-MODIFIED: without METHOD both say when the event was last revised (§3.8.7.2). */
  readonly revised: string;
  readonly start: string;
  readonly end: string | null;
  /** When the alarm rings, where it is no number of minutes before the start. */
  readonly alarmAt?: string | null;
}

/** A weekly series: wall times of `zone`. */
export interface EventRecurrence {
  readonly zone: string;
  readonly rule: string;
  readonly excluded: readonly string[];
}

const REMEMBERED = 2000;
const forms = new Map<string, readonly string[]>();
const shapes = new Map<string, readonly string[]>();
const series = new Map<string, string>();

/** One VEVENT; equal to `writeEventAfresh`, but many times faster for a cached shape. */
export function writeEvent(shape: EventShape, stamp: EventStamp): string {
  const { alarmAt = null } = stamp;
  const key = `${alarmAt === null}\0${shape.status}\0${shape.transp}\0${shape.alarmMinutes}\0${stamp.end === null}\0${shape.url}\0${shape.color}\0${shape.categories.join()}\0${shape.summary}\0${shape.location}\0${shape.description}`;
  const print = (name: string): string | null => stampLine(name, stamp);
  const parts = obtain(shapes, key, () => takeApart(writeByForm(shape, stamp, null), print));
  return putTogether(parts, print);
}

/** A series' VEVENT; equal to `writeEventAfresh`. Every joined download of a course has the same ones. */
export function writeSeries(shape: EventShape, stamp: EventStamp, recurrence: EventRecurrence): string {
  return obtain(series, JSON.stringify([shape, stamp, recurrence]), () => writeByForm(shape, stamp, recurrence));
}

/** `ics` writes one event of each form, that is with the same lines; then the values of these lines are replaced. */
function writeByForm(shape: EventShape, stamp: EventStamp, recurrence: EventRecurrence | null): string {
  const { summary, location, description, url, categories, ...alike } = shape;
  const present = [summary !== '', location !== '', description !== '', url !== '', categories.length > 0];
  const marks = [stamp.end === null, (stamp.alarmAt ?? null) === null, recurrence && recurrence.excluded.length > 0];
  const print = (name: string): string | null => valueLine(name, shape, stamp, recurrence);
  const parts = obtain(forms, JSON.stringify([alike, present, marks]), () => {
    // Excluded dates are lines that follow each other: one marks the place of all.
    const repeated = recurrence ? { ...recurrence, excluded: recurrence.excluded.slice(0, 1) } : undefined;
    return takeApart(writeEventAfresh(shape, stamp, repeated), print);
  });
  return putTogether(parts, print);
}

function obtain<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  // The older half is evicted: a term's sections are written one after the other.
  if (cache.size >= REMEMBERED) for (const old of [...cache.keys()].slice(0, REMEMBERED / 2)) cache.delete(old);
  const made = make();
  cache.set(key, made);
  return made;
}

/** The name under which the alarm's DESCRIPTION is known, because the event has one too. */
const ALARM_TEXT = 'VALARM DESCRIPTION';

/** Alternates fixed text with the name of a line that `print` prints. */
function takeApart(event: string, print: (name: string) => string | null): string[] {
  const parts: string[] = [];
  let text = '';
  let isAlarm = false;
  for (const line of unfoldLines(event)) {
    isAlarm ||= line === 'BEGIN:VALARM';
    const name = isAlarm && nameOfLine(line) === 'DESCRIPTION' ? ALARM_TEXT : nameOfLine(line);
    if (print(name) === null) text += foldLine(line);
    else {
      parts.push(text, name);
      text = '';
    }
  }
  return [...parts, text];
}

function putTogether(parts: readonly string[], print: (name: string) => string | null): string {
  return parts.map((part, index) => (index % 2 === 0 ? part : print(part))).join('');
}

/** The line of a name with the event's value; null: the form fixes it. */
function valueLine(
  name: string,
  shape: EventShape,
  stamp: EventStamp,
  recurrence: EventRecurrence | null,
): string | null {
  switch (name) {
    case 'SUMMARY':
      return formatLine(name, escapeText(shape.summary));
    case ALARM_TEXT:
      return formatLine('DESCRIPTION', escapeText(shape.summary));
    case 'LOCATION':
      return formatLine(name, escapeText(shape.location));
    case 'DESCRIPTION':
      return formatLine(name, escapeText(shape.description));
    case 'CATEGORIES':
      return formatLine(name, shape.categories.map(escapeText).join(','));
    case 'URL':
      return formatLine(name, shape.url);
    default:
      return (recurrence && recurrenceLine(name, stamp, recurrence)) ?? stampLine(name, stamp);
  }
}

function recurrenceLine(name: string, stamp: EventStamp, recurrence: EventRecurrence): string | null {
  const dated = (value: string): string => formatLine(name, value, { TZID: recurrence.zone });
  switch (name) {
    case 'DTSTART':
      return dated(stamp.start);
    case 'DTEND':
      return dated(stamp.end ?? '');
    case 'RRULE':
      return formatLine(name, recurrence.rule);
    case 'EXDATE':
      return recurrence.excluded.map(dated).join('');
    default:
      return null;
  }
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
      return formatMoment('DTSTART', stamp.start);
    case 'DTEND':
      return formatMoment('DTEND', stamp.end ?? '');
    case 'TRIGGER':
      return stamp.alarmAt ? `TRIGGER;VALUE=DATE-TIME:${stamp.alarmAt}\r\n` : null;
    default:
      return null;
  }
}

/** A value of eight digits is a date. */
function formatMoment(name: 'DTSTART' | 'DTEND', value: string): string {
  return value.length === 8 ? `${name};VALUE=DATE:${value}\r\n` : `${name}:${value}\r\n`;
}

/**
 * One VEVENT, written by `ics` from scratch.
 * @throws Error if `ics` rejects the values, which callers have checked
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
    // `ics` escapes no category.
    ...(shape.categories.length === 0 ? {} : { categories: shape.categories.map(escapeText) }),
    ...(shape.alarmMinutes === null ? {} : { alarms: [makeAlarm(shape.summary, shape.alarmMinutes)] }),
    ...(recurrence ? { recurrenceRule: recurrence.rule } : {}),
    ...(recurrence && recurrence.excluded.length > 0 ? { exclusionDates: [...recurrence.excluded] } : {}),
  };
  // The types of `ics` lack `timestamp`, and require an end where RFC 5545 does not.
  const { error, value } = createEvents([attributes as unknown as EventAttributes]);
  // The error of `ics` is not an Error.
  if (!value) throw new Error(`ics refused an event: ${JSON.stringify(error)}`);
  const lines = unfoldLines(value);
  const own = lines.slice(lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT') + 1);
  return own.flatMap((line) => amendLine(line, shape, stamp, recurrence)).join('');
}

function makeAlarm(summary: string, minutes: number) {
  // `ics` neither escapes nor folds these well; a trigger of zero minutes would be '-PT' (see amendLine).
  return { action: 'display' as const, description: escapeText(summary), trigger: { before: true, minutes } };
}

/** The properties that `ics` does not support. */
function listAdded({ url, color }: EventShape): string[] {
  return [...(url === '' ? [] : [formatLine('URL', url)]), ...(color === null ? [] : [formatLine('COLOR', color)])];
}

/** Adapts a line of `ics` output to feeds, adding or replacing what `ics` does not support. */
function amendLine(
  line: string,
  shape: EventShape,
  stamp: EventStamp,
  recurrence: EventRecurrence | undefined,
): string[] {
  const name = nameOfLine(line);
  const value = line.slice(name.length + 1);
  if (recurrence && (name === 'DTSTART' || name === 'DTEND'))
    return [formatLine(name, value, { TZID: recurrence.zone })];
  // One date per line: some readers use only the first date of a list.
  if (recurrence && name === 'EXDATE')
    return value.split(',').map((date) => formatLine(name, date, { TZID: recurrence.zone }));
  if (name === 'LAST-MODIFIED') return [foldLine(line), ...listAdded(shape)];
  if (!recurrence && (name === 'DTSTART' || name === 'DTEND')) return [stampLine(name, stamp) as string];
  if (name === 'TRIGGER' && stamp.alarmAt) return [stampLine(name, stamp) as string];
  if (name === 'TRIGGER' && shape.alarmMinutes === 0) return [formatLine('TRIGGER', 'PT0S')];
  return [foldLine(line)];
}
