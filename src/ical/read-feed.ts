/** Reads iCalendar with an independent parser, to show what subscribers will see. */
import ICAL from 'ical.js';
import { unescapeText } from './content-line.ts';

/** An event, or one occurrence of a series. Instants are epoch ms. */
export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly start: number;
  /** Null: the event has no end of its own. */
  readonly end: number | null;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly url: string | null;
  /** Default: CONFIRMED. */
  readonly status: string;
  /** Default: OPAQUE. */
  readonly transp: string;
  readonly lastModified: number | null;
}

export interface ReadFeed {
  readonly name: string;
  readonly description: string;
  /** X-WR-TIMEZONE. */
  readonly zone: string | null;
  /** The events as written: one for each series. */
  readonly events: readonly ReadEvent[];
  /** The events with series expanded, sorted by start, then UID. */
  readonly occurrences: readonly ReadEvent[];
}

/** The most occurrences of a series: an unbounded rule stops here. */
const MOST_OCCURRENCES = 5000;

/**
 * Reads a calendar and expands its series with its own VTIMEZONEs.
 * @throws Error for a text that is not a calendar
 */
export function readFeed(text: string): ReadFeed {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const components = calendar.getAllSubcomponents('vevent');
  const events = components.map((component) => new ICAL.Event(component));
  return {
    name: textOf(calendar, 'name') ?? unescapedOf(calendar, 'x-wr-calname') ?? '',
    description: textOf(calendar, 'description') ?? unescapedOf(calendar, 'x-wr-caldesc') ?? '',
    zone: textOf(calendar, 'x-wr-timezone'),
    events: events.map((event) => readEvent(event, event.startDate)),
    occurrences: events.flatMap(expand).sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1)),
  };
}

function expand(event: ICAL.Event): ReadEvent[] {
  if (!event.isRecurring()) return [readEvent(event, event.startDate)];
  const occurrences: ReadEvent[] = [];
  const iterator = event.iterator();
  for (let start = iterator.next(); start && occurrences.length < MOST_OCCURRENCES; start = iterator.next()) {
    occurrences.push(readEvent(event, start));
  }
  return occurrences;
}

function readEvent(event: ICAL.Event, start: ICAL.Time): ReadEvent {
  const { component } = event;
  const ends = component.hasProperty('dtend') || component.hasProperty('duration');
  const end = start.clone();
  end.addDuration(event.duration);
  const modified = component.getFirstPropertyValue('last-modified');
  return {
    uid: event.uid,
    sequence: event.sequence ?? 0,
    start: instantOf(start),
    end: ends ? instantOf(end) : null,
    summary: event.summary ?? '',
    location: event.location ?? '',
    description: event.description ?? '',
    url: textOf(component, 'url'),
    status: textOf(component, 'status') ?? 'CONFIRMED',
    transp: textOf(component, 'transp') ?? 'OPAQUE',
    lastModified: modified instanceof ICAL.Time ? instantOf(modified) : null,
  };
}

function instantOf(time: ICAL.Time): number {
  return time.toUnixTime() * 1000;
}

function textOf(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  return value === null ? null : String(value);
}

/** ical.js does not decode the values of unknown properties. */
function unescapedOf(component: ICAL.Component, name: string): string | null {
  const value = textOf(component, name);
  return value === null ? null : unescapeText(value);
}
