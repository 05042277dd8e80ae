/** A feed's events as rows: what programs that make feeds for each request begin with. Pure. */

/** A calendar's events, as a program that makes feeds from rows has them. */
export interface EventRow {
  readonly uid: string;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number | null;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly sequence: number;
  /** Epoch ms. */
  readonly modified: number;
}

export interface CalendarRow {
  readonly path: string;
  readonly name: string;
  readonly events: readonly EventRow[];
}

/** The events of a feed as Belltower prints it, with UTC times. */
export function readRows(path: string, text: string): CalendarRow {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Map<string, string>[] = [];
  let name = path;
  let open: Map<string, string> | null = null;
  for (const line of lines) {
    const [, property = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') {
      open = new Map();
      events.push(open);
    } else if (line === 'END:VEVENT') open = null;
    else if (open) open.set(property, value);
    else if (property === 'X-WR-CALNAME') name = readText(value);
  }
  return { path, name, events: events.map(readEvent) };
}

function readEvent(fields: ReadonlyMap<string, string>): EventRow {
  const text = (name: string): string => readText(fields.get(name) ?? '');
  const end = fields.get('DTEND');
  return {
    uid: text('UID'),
    start: readStamp(fields.get('DTSTART') ?? ''),
    end: end === undefined ? null : readStamp(end),
    title: text('SUMMARY'),
    place: text('LOCATION'),
    description: text('DESCRIPTION'),
    sequence: Number(fields.get('SEQUENCE') ?? 0),
    modified: readStamp(fields.get('LAST-MODIFIED') ?? ''),
  };
}

/** RFC 5545 §3.3.11. */
function readText(value: string): string {
  return value.replace(/\\([nN;,\\])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}

/** RFC 5545 §3.3.5, in UTC. @throws Error for another form */
function readStamp(value: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value)?.slice(1).map(Number);
  if (!parts) throw new Error(`not an instant in UTC: ${value}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Starts of a calendar's events in order, whoever printed it: two feeds with the same are of the same meetings. */
export function listStarts(text: string): string {
  const found = [...text.matchAll(/BEGIN:VEVENT[\s\S]*?\nDTSTART[^:\n]*:(\w+)/g)];
  return found
    .map(([, stamp]) => stamp)
    .sort()
    .join(' ');
}
