/** Resolves a TZID: an IANA name, a Windows name, or an IANA name at its end. */
import ICAL from 'ical.js';
import type { LocalDate } from '../../domain/date.ts';
import { findOffsets, isZone, offsetAt, toInstant } from '../../domain/zone.ts';
import type { ForeignComponent } from './components.ts';
import type { Moment } from './moment.ts';

/** Windows zone names, as used by Outlook and Exchange: those that occur in universities' calendars. */
const WINDOWS: Readonly<Record<string, string>> = {
  'eastern standard time': 'America/New_York',
  'us eastern standard time': 'America/Indiana/Indianapolis',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'us mountain standard time': 'America/Phoenix',
  'pacific standard time': 'America/Los_Angeles',
  'alaskan standard time': 'America/Anchorage',
  'hawaiian standard time': 'Pacific/Honolulu',
  'atlantic standard time': 'America/Halifax',
  'newfoundland standard time': 'America/St_Johns',
  'canada central standard time': 'America/Regina',
  'central standard time (mexico)': 'America/Mexico_City',
  'e. south america standard time': 'America/Sao_Paulo',
  'argentina standard time': 'America/Argentina/Buenos_Aires',
  'sa pacific standard time': 'America/Bogota',
  'pacific sa standard time': 'America/Santiago',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'romance standard time': 'Europe/Paris',
  'central european standard time': 'Europe/Warsaw',
  'e. europe standard time': 'Europe/Chisinau',
  'fle standard time': 'Europe/Kiev',
  'gtb standard time': 'Europe/Bucharest',
  'turkey standard time': 'Europe/Istanbul',
  'israel standard time': 'Asia/Jerusalem',
  'south africa standard time': 'Africa/Johannesburg',
  'egypt standard time': 'Africa/Cairo',
  'russian standard time': 'Europe/Moscow',
  'arab standard time': 'Asia/Riyadh',
  'arabian standard time': 'Asia/Dubai',
  'iran standard time': 'Asia/Tehran',
  'pakistan standard time': 'Asia/Karachi',
  'india standard time': 'Asia/Kolkata',
  'sri lanka standard time': 'Asia/Colombo',
  'nepal standard time': 'Asia/Kathmandu',
  'bangladesh standard time': 'Asia/Dhaka',
  'se asia standard time': 'Asia/Bangkok',
  'china standard time': 'Asia/Shanghai',
  'singapore standard time': 'Asia/Singapore',
  'taipei standard time': 'Asia/Taipei',
  'w. australia standard time': 'Australia/Perth',
  'tokyo standard time': 'Asia/Tokyo',
  'korea standard time': 'Asia/Seoul',
  'aus eastern standard time': 'Australia/Sydney',
  'e. australia standard time': 'Australia/Brisbane',
  'cen. australia standard time': 'Australia/Adelaide',
  'new zealand standard time': 'Pacific/Auckland',
  utc: 'UTC',
  gmt: 'UTC',
  'coordinated universal time': 'UTC',
};

/** The zone of the tz database that a TZID names; null: unknown. */
export function zoneOfTzid(tzid: string): string | null {
  const plain = tzid.trim().replace(/^\/+/, '');
  if (plain.includes('/') && isZone(plain)) return plain;
  const windows = WINDOWS[plain.toLowerCase()];
  if (windows) return windows;
  const tail = /([A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_+-]+){1,2})$/.exec(plain)?.[1];
  return tail !== undefined && isZone(tail) ? tail : null;
}

/** The years for which zones are compared, because calendars may have dates in any year. */
const EARLIEST = '1975-01-01';
const LATEST = '2060-01-01';

/** The wall times of a tz database zone in these years. */
export interface ZoneTimes {
  /** Epoch milliseconds of a wall time. */
  readonly instantOf: (wall: Pick<Moment, 'date' | 'time'>) => number;
  /** The wall time of an instant, in the form of `wallMillis`. */
  readonly wallOf: (instant: number) => number;
}

export function openZone(zone: string, from: LocalDate, until: LocalDate): ZoneTimes {
  const within = (date: LocalDate): LocalDate => (date < EARLIEST ? EARLIEST : date > LATEST ? LATEST : date);
  const offsets = findOffsets(zone, within(from), within(until));
  return {
    instantOf: ({ date, time }) => toInstant(offsets, date, time.slice(0, 5)) + Number(time.slice(6, 8)) * 1000,
    wallOf: (instant) => instant + offsetAt(offsets, instant) * 60_000,
  };
}

/** Parses VTIMEZONEs with ical.js; null: it cannot read them. */
const timezones = new WeakMap<ForeignComponent, ICAL.Timezone | null>();

function readTimezone(component: ForeignComponent): ICAL.Timezone | null {
  const known = timezones.get(component);
  if (known !== undefined) return known;
  let timezone: ICAL.Timezone | null = null;
  try {
    timezone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(writeComponent(component))));
  } catch {
    // A broken zone is ignored here; its errors are reported line by line.
  }
  timezones.set(component, timezone);
  return timezone;
}

/** The UTC offset in minutes that a VTIMEZONE gives for a wall time; null: it cannot be read. */
export function offsetByVtimezone(component: ForeignComponent, wall: Pick<Moment, 'date' | 'time'>): number | null {
  try {
    const time = ICAL.Time.fromString(`${wall.date}T${wall.time}`, undefined as never);
    const seconds = readTimezone(component)?.utcOffset(time);
    return seconds === undefined ? null : seconds / 60;
  } catch {
    return null;
  }
}

function writeComponent({ name, properties, components }: ForeignComponent): string {
  const lines = properties.map(({ name: key, parameters, value }) => {
    const written = [...parameters].map(([word, text]) => `;${word}="${text}"`).join('');
    return `${key}${written}:${value}\r\n`;
  });
  return `BEGIN:${name}\r\n${lines.join('')}${components.map(writeComponent).join('')}END:${name}\r\n`;
}
