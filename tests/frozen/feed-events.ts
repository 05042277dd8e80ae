/** What a calendar program keeps of a feed, read by ical.js alone. */
import ICAL from 'ical.js';

export interface FeedEvent {
  readonly uid: string;
  readonly sequence: number;
  /** Epoch ms. */
  readonly lastModified: number;
  /** What its owner sees of each occurrence, one text each, sorted. */
  readonly occurrences: readonly string[];
}

/** The events of a feed by UID; a series is one event with all that it expands to. */
export function readEvents(text: string): Map<string, FeedEvent> {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const byUid = Map.groupBy(calendar.getAllSubcomponents('vevent'), (event) =>
    String(event.getFirstPropertyValue('uid')),
  );
  return new Map([...byUid].map(([uid, parts]) => [uid, readEvent(uid, parts)]));
}

function readEvent(uid: string, parts: readonly ICAL.Component[]): FeedEvent {
  const exceptions = parts.filter((part) => part.hasProperty('recurrence-id'));
  // One, or copies of it where a feed holds a meeting twice; a program that keeps events by UID has it once.
  const masters = parts.filter((part) => !exceptions.includes(part));
  const stamps = parts.map((part) => (part.getFirstPropertyValue('last-modified') as ICAL.Time).toUnixTime() * 1000);
  const occurrences = masters.flatMap((master) => listOccurrences(new ICAL.Event(master, { exceptions })));
  return {
    uid,
    sequence: Math.max(...parts.map((part) => Number(part.getFirstPropertyValue('sequence') ?? 0))),
    lastModified: Math.max(...stamps),
    occurrences: [...new Set(occurrences)].sort(),
  };
}

function listOccurrences(event: ICAL.Event): string[] {
  if (!event.isRecurring()) return [describe(event, event.startDate, event.endDate)];
  const occurrences: string[] = [];
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(time);
    occurrences.push(describe(item, startDate, endDate));
  }
  return occurrences;
}

function describe({ component, summary, location }: ICAL.Event, start: ICAL.Time, end: ICAL.Time): string {
  const [from, until] = [start, end].map((time) => time.toJSDate().toISOString());
  const status = component.getFirstPropertyValue('status');
  return `${from} to ${until} | ${summary} | ${location ?? ''} | ${status ?? ''}`;
}
