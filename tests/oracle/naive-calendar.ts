/**
 * A second iCalendar reader as a test oracle: strict, naive, and independent of both the writer and the
 * parser that the application uses. Zones come from the platform's Intl, never from the file's VTIMEZONE.
 * Supports only what feeds may contain: UTC or TZID date-times, weekly rules with BYDAY and UNTIL, monthly ones with
 * numbered weekdays, EXDATE.
 */

export interface NaiveProperty {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface NaiveComponent {
  readonly name: string;
  readonly properties: readonly NaiveProperty[];
  readonly components: readonly NaiveComponent[];
}

export interface NaiveOccurrence {
  readonly uid: string;
  readonly sequence: number;
  readonly start: number;
  readonly end: number | null;
  readonly summary: string;
  readonly location: string;
  readonly status: string;
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\p{Cc}]*"|[^":;,\p{Cc}]*))*):(\P{Cc}*)$/u;

/** Rejects violations of RFC 5545 §3.1: other line breaks, long lines, control characters, split characters. */
export function parseStrictly(bytes: Uint8Array): NaiveComponent {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const whole = decoder.decode(bytes);
  if (!whole.endsWith('\r\n')) throw new Error('the last line has no end');
  const physical = whole.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n\u0085\u2028\u2029]/.test(line)) throw new Error(`a line end of another kind in ${JSON.stringify(line)}`);
    if (!line.isWellFormed()) throw new Error('half of a surrogate pair');
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets`);
    if (line.trim() === '') throw new Error('an empty line');
  }
  const lines: string[] = [];
  for (const line of physical) {
    if (line.startsWith(' ')) lines.push(`${lines.pop()}${line.slice(1)}`);
    else lines.push(line);
  }
  const root = { name: '', properties: [] as NaiveProperty[], components: [] as NaiveComponent[] };
  const stack = [root];
  for (const line of lines) {
    const match = LINE.exec(line);
    if (!match) throw new Error(`no content line: ${JSON.stringify(line)}`);
    const [, name = '', parameters = '', value = ''] = match;
    const top = stack.at(-1) as typeof root;
    if (name === 'BEGIN') {
      const component = { name: value, properties: [], components: [] };
      top.components.push(component);
      stack.push(component);
    } else if (name === 'END') {
      if (top.name !== value) throw new Error(`END:${value} closes ${top.name}`);
      stack.pop();
    } else {
      const pairs = [...parameters.matchAll(/;([A-Z0-9-]+)=("[^"]*"|[^;]*)/g)];
      const read = pairs.map(([, key = '', text = '']) => [key, text.replaceAll('"', '')]);
      top.properties.push({ name, parameters: Object.fromEntries(read), value });
    }
  }
  if (stack.length !== 1 || root.properties.length > 0 || root.components.length !== 1)
    throw new Error('no single calendar');
  return root.components[0] as NaiveComponent;
}

/** The value of the component's only property of that name. */
export function onlyValue(component: NaiveComponent, name: string): string | null {
  const found = component.properties.filter((property) => property.name === name);
  if (found.length > 1) throw new Error(`${name} stands ${found.length} times`);
  return found[0]?.value ?? null;
}

/** An unescaped TEXT value. */
export function textOf(component: NaiveComponent, name: string): string {
  const value = onlyValue(component, name) ?? '';
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`unescaped in ${name}: ${value}`);
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => {
    if (!'\\;,nN'.includes(escaped)) throw new Error(`bad escape in ${name}: ${value}`);
    return escaped.toLowerCase() === 'n' ? '\n' : escaped;
  });
}

/** All events and series dates, by start, then UID. */
export function expandNaively(bytes: Uint8Array): NaiveOccurrence[] {
  const calendar = parseStrictly(bytes);
  const events = calendar.components.filter((component) => component.name === 'VEVENT');
  return events.flatMap(expandEvent).sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
}

function expandEvent(event: NaiveComponent): NaiveOccurrence[] {
  const start = event.properties.find((property) => property.name === 'DTSTART') as NaiveProperty;
  const end = event.properties.find((property) => property.name === 'DTEND');
  const zone = start.parameters.TZID ?? null;
  const facts = {
    uid: textOf(event, 'UID'),
    sequence: Number(onlyValue(event, 'SEQUENCE')),
    summary: textOf(event, 'SUMMARY'),
    location: textOf(event, 'LOCATION'),
    status: onlyValue(event, 'STATUS') ?? 'CONFIRMED',
  };
  const first = wallOf(start.value);
  const length = end ? wallOf(end.value) - first : null;
  return wallsOf(event, start, first).map((wall) => ({
    ...facts,
    start: instantOf(wall, zone),
    end: length === null ? null : instantOf(wall + length, zone),
  }));
}

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function wallsOf(event: NaiveComponent, start: NaiveProperty, first: number): number[] {
  const rule = onlyValue(event, 'RRULE');
  if (rule === null) return [first];
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('=')));
  const known = ['FREQ', 'INTERVAL', 'UNTIL', 'BYDAY', 'WKST'];
  if (!['WEEKLY', 'MONTHLY'].includes(parts.FREQ ?? '') || !Object.keys(parts).every((key) => known.includes(key)))
    throw new Error(`rule ${rule}`);
  const zone = start.parameters.TZID as string;
  const excluded = new Set(
    event.properties
      .filter((property) => property.name === 'EXDATE')
      .map((property) => {
        if (property.parameters.TZID !== zone) throw new Error('an EXDATE of another zone');
        return wallOf(property.value);
      }),
  );
  const until = wallOf(parts.UNTIL as string);
  const days = (parts.BYDAY as string).split(',');
  const interval = Number(parts.INTERVAL ?? 1);
  // RFC 5545 §3.3.10: weeks begin on Monday unless WKST says otherwise.
  const weekOf = (wall: number): number => Math.floor((wall / 86_400_000 + 4 - DAYS.indexOf(parts.WKST ?? 'MO')) / 7);
  const walls: number[] = [];
  for (let wall = first; wall <= until + 86_400_000; wall += 86_400_000) {
    const weekday = DAYS[new Date(wall).getUTCDay()] as string;
    const names =
      parts.FREQ === 'WEEKLY' ? [weekday] : [numberInMonth(wall), numberFromEnd(wall)].map((nth) => `${nth}${weekday}`);
    if (parts.FREQ === 'WEEKLY' && (weekOf(wall) - weekOf(first)) % interval !== 0) continue;
    if (names.some((name) => days.includes(name)) && !excluded.has(wall) && instantOf(wall, zone) <= until)
      walls.push(wall);
  }
  return walls;
}

/** How many such weekdays the month has had with this one. */
function numberInMonth(wall: number): number {
  return Math.floor((new Date(wall).getUTCDate() - 1) / 7) + 1;
}

/** -1: the month's last such weekday. */
function numberFromEnd(wall: number): number {
  const date = new Date(wall);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return -Math.floor((length - date.getUTCDate()) / 7) - 1;
}

/** A date or a date-time interpreted as UTC, in epoch ms. */
function wallOf(text: string): number {
  const whole = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (whole) return Date.UTC(Number(whole[1]), Number(whole[2]) - 1, Number(whole[3]));
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(text);
  if (!match) throw new Error(`no date-time: ${text}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The first instant with this wall time in the zone, found by trying each possible offset. */
function instantOf(wall: number, zone: string | null): number {
  if (zone === null) return wall;
  const candidates = [wall - 86_400_000, wall, wall + 86_400_000].map((around) => wall - offsetOf(around, zone));
  const right = candidates.filter((instant) => instant + offsetOf(instant, zone) === wall);
  if (right.length === 0) throw new Error(`no such time in ${zone}: ${new Date(wall).toISOString()}`);
  return Math.min(...right);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds east of UTC. */
export function offsetOf(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const two = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}
