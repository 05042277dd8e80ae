/** Two simulated calendar programs with restrictive update rules; they read feeds with ical.js and share no code. */
import ICAL from 'ical.js';
import type { OracleMeeting } from './term-life.ts';

interface KeptEvent {
  readonly sequence: number;
  readonly lastModified: number;
  readonly meeting: OracleMeeting;
}

function readEvents(body: string): Map<string, KeptEvent> {
  const calendar = new ICAL.Component(ICAL.parse(body));
  const events = new Map<string, KeptEvent>();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    const summary = event.summary;
    const sequence = Number(component.getFirstPropertyValue('sequence'));
    const modified = component.getFirstPropertyValue('last-modified') as InstanceType<typeof ICAL.Time>;
    if (events.has(event.uid)) throw new Error(`two events have the UID ${event.uid}`);
    events.set(event.uid, {
      sequence,
      lastModified: modified.toJSDate().getTime(),
      meeting: {
        section: /COS 1 (\w+)/.exec(summary)?.[1] ?? summary,
        start: event.startDate.toJSDate().getTime(),
        end: event.endDate.toJSDate().getTime(),
        place: event.location ?? '',
        cancelled: summary.startsWith('CANCELLED: '),
      },
    });
  }
  return events;
}

export type Fetch = (headers: Record<string, string>) => Promise<{
  readonly status: number;
  readonly body: string;
  readonly lastModified: string | undefined;
}>;

/** Fetches unconditionally; replaces an event only if SEQUENCE increased; never deletes one. */
export class SequenceSubscriber {
  private readonly copy = new Map<string, KeptEvent>();

  async refresh(fetch: Fetch): Promise<void> {
    const { status, body } = await fetch({});
    if (status !== 200) throw new Error(`the feed answered ${status}`);
    for (const [uid, event] of readEvents(body)) {
      const kept = this.copy.get(uid);
      if (kept && event.sequence < kept.sequence) throw new Error(`SEQUENCE of ${uid} went back`);
      if (kept && event.lastModified < kept.lastModified) throw new Error(`LAST-MODIFIED of ${uid} went back`);
      if (!kept || event.sequence > kept.sequence) this.copy.set(uid, event);
    }
  }

  meetings(): OracleMeeting[] {
    return [...this.copy.values()].map(({ meeting }) => meeting);
  }
}

/** Sends only If-Modified-Since; keeps its copy on a 304. */
export class DateSubscriber {
  private copy: OracleMeeting[] = [];
  private since: string | undefined;
  notModified = 0;

  async refresh(fetch: Fetch): Promise<void> {
    const { status, body, lastModified } = await fetch(this.since ? { 'if-modified-since': this.since } : {});
    if (status === 304) {
      this.notModified += 1;
      return;
    }
    if (status !== 200 || !lastModified) throw new Error(`the feed answered ${status}`);
    if (this.since && Date.parse(lastModified) < Date.parse(this.since)) throw new Error('Last-Modified went back');
    this.since = lastModified;
    this.copy = [...readEvents(body).values()].map(({ meeting }) => meeting);
  }

  meetings(): OracleMeeting[] {
    return this.copy;
  }
}
