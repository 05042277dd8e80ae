/** Expands a calendar's events to dated meetings in the term's zone; the outcome of every UID is reported. */
import { addDays, type DateSpan, datesOf, isWithin, type LocalDate, type LocalTime } from '../../domain/date.ts';
import { unescapeText } from '../../ical/content-line.ts';
import { type ForeignComponent, propertiesOf, propertyOf, textOf } from '../../ical/foreign/components.ts';
import {
  type Moment,
  momentOf,
  ofWallMillis,
  readDurationValue,
  readMoment,
  wallMillis,
} from '../../ical/foreign/moment.ts';
import { expandRule } from '../../ical/foreign/recurrence.ts';
import { offsetByVtimezone, openZone, type ZoneTimes, zoneOfTzid } from '../../ical/foreign/zones.ts';

export interface Occurrence {
  readonly title: string;
  readonly date: LocalDate;
  readonly start: LocalTime;
  /** Null: the event has no end. */
  readonly end: LocalTime | null;
  readonly where: string;
  /** An item of whole days: how many. Its start is midnight. Absent: it has hours. */
  readonly days?: number;
  /** An assignment of Canvas: it is due then, or at 11:59 pm where it has whole days. */
  readonly isDue?: true;
  /** Date and time by the series' rule, if this occurrence was changed; null: unchanged. */
  readonly original: { readonly date: LocalDate; readonly start: LocalTime } | null;
}

/** Result of importing an event. */
export interface EventOutcome {
  readonly uid: string;
  readonly line: number;
  readonly meetings: number;
  /** Why it was not imported, or only in part; null: imported completely. */
  readonly reason: string | null;
  readonly code: 'ics-rule-unsupported' | 'ics-broken' | 'ics-floating' | 'ics-zone' | null;
}

export interface OccurrencesRead {
  readonly name: string | null;
  readonly occurrences: readonly Occurrence[];
  readonly outcomes: readonly EventOutcome[];
}

export interface OccurrenceOptions {
  /** The term's zone. */
  readonly zone: string;
  /** The zone of floating times; null: floating times are rejected. */
  readonly floating: string | null;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Whole days in these are left out: the term's own breaks. Absent: none. */
  readonly breaks?: readonly DateSpan[];
}

const DAY = 86_400_000;

export function readOccurrences(calendars: readonly ForeignComponent[], options: OccurrenceOptions): OccurrencesRead {
  const occurrences: Occurrence[] = [];
  const outcomes: EventOutcome[] = [];
  for (const calendar of calendars) {
    const reader = new EventReader(calendar, options);
    const overrides = reader.listOverrides();
    for (const event of calendar.components.filter(({ name }) => name !== 'VTIMEZONE')) {
      const uid = textOf(event, 'UID') ?? `without a UID, line ${event.line}`;
      const read = reader.read(event, overrides);
      if ('reason' in read) outcomes.push({ uid, line: event.line, meetings: 0, ...read });
      else {
        const isDue = isAssignment(uid);
        occurrences.push(...read.occurrences.map((one) => (isDue ? { ...one, isDue } : one)));
        outcomes.push({ uid, line: event.line, meetings: read.occurrences.length, ...read.told });
      }
    }
  }
  const [first] = calendars;
  const name = first ? (textOf(first, 'X-WR-CALNAME') ?? textOf(first, 'NAME')) : null;
  return { name: name === null ? null : unescapeText(name), occurrences, outcomes };
}

/** Whether the UID is that of an assignment in a calendar of Canvas. */
export function isAssignment(uid: string | null): boolean {
  return uid?.startsWith('event-assignment') ?? false;
}

type Told = Pick<EventOutcome, 'reason' | 'code'>;
type EventRead = { readonly occurrences: readonly Occurrence[]; readonly told: Told } | Told;

/** Converts between wall time and instants in one zone. */
interface ZoneConversion {
  readonly instantOf: ZoneTimes['instantOf'];
  readonly wallOf: ZoneTimes['wallOf'];
}

/** Dates are compared by it too, as midnights. */
const UTC: ZoneConversion = { instantOf: wallMillis, wallOf: (instant) => instant };

const NO_ZONE = { reason: 'its time has no zone: say with --zone which one is meant', code: 'ics-floating' } as const;

class EventReader {
  readonly #calendar: ForeignComponent;
  readonly #options: OccurrenceOptions;
  readonly #own: ZoneTimes;
  readonly #zones = new Map<string, ZoneConversion | null>();

  constructor(calendar: ForeignComponent, options: OccurrenceOptions) {
    this.#calendar = calendar;
    this.#options = options;
    this.#own = openZone(options.zone, options.from, options.until);
  }

  /** Original instants of overridden occurrences, by UID; the expansion of their series skips them. */
  listOverrides(): ReadonlyMap<string, ReadonlySet<number>> {
    const found = new Map<string, Set<number>>();
    for (const event of this.#calendar.components) {
      const moment = momentOf(propertyOf(event, 'RECURRENCE-ID'));
      const uid = textOf(event, 'UID');
      const zone = moment && (moment.type === 'date' ? UTC : this.#zoneOf(moment));
      if (uid === null || !moment || !zone) continue;
      found.set(uid, (found.get(uid) ?? new Set()).add(zone.instantOf(moment)));
    }
    return found;
  }

  read(event: ForeignComponent, overrides: ReadonlyMap<string, ReadonlySet<number>>): EventRead {
    if (event.name !== 'VEVENT') return { reason: `it is no event (${event.name})`, code: null };
    const start = momentOf(propertyOf(event, 'DTSTART'));
    if (!start) return { reason: 'it has no start that can be read', code: 'ics-broken' };
    if (textOf(event, 'STATUS')?.trim().toUpperCase() === 'CANCELLED') return { reason: 'it is cancelled', code: null };
    if (start.type === 'date') return this.#readDays(event, start, overrides);
    const zone = this.#zoneOf(start);
    if (!zone)
      return start.type === 'floating'
        ? NO_ZONE
        : {
            reason: `its zone “${(start.tzid ?? '').slice(0, 60)}” is not known: say with --zone which one is meant`,
            code: 'ics-zone',
          };
    const length = lengthOf(event, start, (moment) => this.#zoneOf(moment));
    if (length !== null && length >= DAY) return { reason: 'it lasts longer than a day', code: null };
    return this.#expand(event, start, zone, length, overrides);
  }

  /** An all-day event: items of whole days, which have no zone. */
  #readDays(event: ForeignComponent, start: Moment, overrides: ReadonlyMap<string, ReadonlySet<number>>): EventRead {
    const { walls, told } = listWalls(event, start, UTC);
    const isChanged = propertyOf(event, 'RECURRENCE-ID') !== null;
    const replaced = isChanged ? null : overrides.get(textOf(event, 'UID') ?? '');
    const days = Math.max(1, Math.round((lengthOf(event, start, () => UTC) ?? DAY) / DAY));
    const { title, where } = readTexts(event);
    const { from, until, breaks = [] } = this.#options;
    const all = walls.filter((wall) => !replaced?.has(wall)).map((wall) => ofWallMillis(wall).date);
    const within = all.filter((date) => from <= date && date <= until);
    const isFree = (date: LocalDate): boolean => breaks.some((gap) => isWithin(date, gap));
    const kept = within.filter((date) => !datesOf({ from: date, until: addDays(date, days - 1) }).every(isFree));
    const occurrences = kept.map((date): Occurrence => {
      return { title, date, start: '00:00', end: null, where, days, original: null };
    });
    if (told.reason !== null || kept.length === all.length) return { occurrences, told };
    const place = within.length < all.length ? 'outside the term' : 'in a break of the term';
    const reason = kept.length > 0 ? `${all.length - kept.length} of its days are ${place}` : `it is ${place}`;
    return { occurrences, told: { reason, code: null } };
  }

  #expand(
    event: ForeignComponent,
    start: Moment,
    zone: ZoneConversion,
    length: number | null,
    overrides: ReadonlyMap<string, ReadonlySet<number>>,
  ): EventRead {
    const { walls, told } = listWalls(event, start, zone);
    const changed = momentOf(propertyOf(event, 'RECURRENCE-ID'));
    const changedZone = changed && this.#zoneOf(changed);
    const original = changed && changedZone ? this.#local(changedZone.instantOf(changed)) : null;
    const replaced = changed ? new Set<number>() : (overrides.get(textOf(event, 'UID') ?? '') ?? new Set<number>());
    const instants = new Set(walls.map((wall) => zone.instantOf(ofWallMillis(wall))).filter((at) => !replaced.has(at)));
    const { title, where } = readTexts(event);
    const occurrences = [...instants].flatMap((instant): Occurrence[] => {
      const { date, time } = this.#local(instant);
      if (date < this.#options.from || date > this.#options.until) return [];
      const end = length === null || length === 0 ? null : this.#local(instant + length).time;
      return [
        { title, date, start: time, end, where, original: original && { date: original.date, start: original.time } },
      ];
    });
    const outside = instants.size - occurrences.length;
    if (outside === 0 || told.reason !== null) return { occurrences, told };
    const reason =
      occurrences.length === 0 ? 'it lies outside the term' : `${outside} of its meetings lie outside the term`;
    return { occurrences, told: { reason, code: null } };
  }

  #local(instant: number): { readonly date: LocalDate; readonly time: LocalTime } {
    const { date, time } = ofWallMillis(this.#own.wallOf(instant));
    return { date, time: time.slice(0, 5) };
  }

  #zoneOf(moment: Moment): ZoneConversion | null {
    if (moment.type === 'utc') return UTC;
    const key = moment.tzid ?? '';
    const known = this.#zones.get(key);
    if (known !== undefined) return known;
    const zone = this.#openZone(moment.tzid);
    this.#zones.set(key, zone);
    return zone;
  }

  #openZone(tzid: string | null): ZoneConversion | null {
    const { floating, from, until } = this.#options;
    const zone = tzid === null ? null : zoneOfTzid(tzid);
    if (zone) return openZone(zone, from, until);
    const own = this.#calendar.components.find((one) => one.name === 'VTIMEZONE' && textOf(one, 'TZID') === tzid);
    if (own && offsetByVtimezone(own, { date: from, time: '12:00:00' }) !== null) return openVtimezone(own);
    return floating === null ? null : openZone(floating, from, until);
  }
}

/** A zone defined only by the calendar's VTIMEZONE. */
function openVtimezone(component: ForeignComponent): ZoneConversion {
  const offset = (wall: number): number => (offsetByVtimezone(component, ofWallMillis(wall)) ?? 0) * 60_000;
  return {
    instantOf: (wall) => wallMillis(wall) - offset(wallMillis(wall)),
    wallOf: (instant) => instant + offset(instant + offset(instant)),
  };
}

function readTexts(event: ForeignComponent): Pick<Occurrence, 'title' | 'where'> {
  const read = (name: string): string => unescapeText(textOf(event, name) ?? '').trim();
  return { title: read('SUMMARY'), where: read('LOCATION') };
}

function lengthOf(
  event: ForeignComponent,
  start: Moment,
  zoneOf: (moment: Moment) => ZoneConversion | null,
): number | null {
  const end = momentOf(propertyOf(event, 'DTEND'));
  const duration = textOf(event, 'DURATION');
  if (!end) return duration === null ? null : readDurationValue(duration);
  const [from, until] = [zoneOf(start), zoneOf(end)];
  if (!from || !until || (end.type === 'date' && start.type !== 'date')) return null;
  const length = until.instantOf(end) - from.instantOf(start);
  return length < 0 ? null : length;
}

const PLAIN =
  /^(?:(?:FREQ=(?:WEEKLY|DAILY)|INTERVAL=\d+|COUNT=\d+|UNTIL=[^;]*|WKST=[A-Z]{2}|BYDAY=(?:[A-Z]{2},?)+)(?:;|$))+$/i;

/** The wall times of an event: DTSTART, its rules and RDATEs, without EXDATEs. */
function listWalls(
  event: ForeignComponent,
  start: Moment,
  zone: ZoneConversion,
): { readonly walls: readonly number[]; readonly told: Told } {
  const walls = new Set([wallMillis(start)]);
  let told: Told = { reason: null, code: null };
  for (const { value } of propertyOf(event, 'RECURRENCE-ID') ? [] : propertiesOf(event, 'RRULE')) {
    const expanded = expandRule(value, start, (utc) => zone.wallOf(wallMillis(utc)));
    for (const time of expanded?.times ?? []) walls.add(wallMillis(time));
    if (!expanded) told = unsupported(`its rule ${value.slice(0, 60)} cannot be read: only its first date is imported`);
    else if (!PLAIN.test(value))
      told = unsupported(`its rule ${value.slice(0, 60)} has no words here: its dates are imported one by one`);
  }
  for (const moment of momentsOf(event, 'RDATE')) walls.add(toWall(moment, start, zone));
  const out = momentsOf(event, 'EXDATE');
  const days = new Set(out.filter(({ type }) => type === 'date').map(({ date }) => date));
  for (const moment of out) walls.delete(toWall(moment, start, zone));
  return { walls: [...walls].filter((wall) => !days.has(ofWallMillis(wall).date)).sort((a, b) => a - b), told };
}

function unsupported(reason: string): Told {
  return { reason, code: 'ics-rule-unsupported' };
}

function momentsOf(event: ForeignComponent, name: string): Moment[] {
  return propertiesOf(event, name).flatMap(({ value, parameters }) =>
    value.split(',').flatMap((one) => readMoment(one.split('/')[0] ?? '', parameters) ?? []),
  );
}

/** EXDATEs in UTC are converted to the series' zone. */
function toWall(moment: Moment, start: Moment, zone: ZoneConversion): number {
  return moment.type === 'utc' && start.type !== 'utc' ? zone.wallOf(wallMillis(moment)) : wallMillis(moment);
}

/** The range within which meetings are imported: the term and 60 days on each side. */
export function widen(from: LocalDate, until: LocalDate): { readonly from: LocalDate; readonly until: LocalDate } {
  return { from: addDays(from, -60), until: addDays(until, 60) };
}
