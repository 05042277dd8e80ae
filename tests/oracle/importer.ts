/**
 * A calendar into which downloads are imported one after another, as programs do that overwrite by UID: an event
 * replaces the one of its UID unless its SEQUENCE is lower (RFC 5546 §2.1.5).
 */
import { expandNaively, onlyValue, parseStrictly } from './naive-calendar.ts';

export interface Importer {
  readonly import: (download: Buffer) => void;
  /** The calendar as one file: everything that was ever imported, as it stands. */
  readonly export: () => Buffer;
}

interface Kept {
  readonly sequence: number;
  readonly text: string;
}

export function createImporter(): Importer {
  const events = new Map<string, Kept>();
  const zones = new Map<string, string>();
  return {
    import(download) {
      const calendar = parseStrictly(download);
      const texts = [...download.toString().matchAll(/BEGIN:VEVENT\r\n.*?END:VEVENT\r\n/gs)].map(([text]) => text);
      const found = calendar.components.filter(({ name }) => name === 'VEVENT');
      for (const [text] of download.toString().matchAll(/BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n/gs)) {
        zones.set(/^TZID:(.*)\r$/m.exec(text)?.[1] ?? '', text);
      }
      const seen = new Set<string>();
      for (const [index, event] of found.entries()) {
        const uid = onlyValue(event, 'UID') as string;
        if (seen.has(uid)) throw new Error(`${uid} stands twice`);
        seen.add(uid);
        const sequence = Number(onlyValue(event, 'SEQUENCE'));
        const kept = events.get(uid);
        if (!kept || kept.sequence <= sequence) events.set(uid, { sequence, text: texts[index] as string });
      }
    },
    export: () =>
      Buffer.from(
        `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//importer\r\n${[...zones.values()].join('')}${[...events.values()]
          .map(({ text }) => text)
          .join('')}END:VCALENDAR\r\n`,
      ),
  };
}

/** What a calendar shows, as comparable lines: events with STATUS:CANCELLED are not there. */
export function listShown(calendar: Buffer): string[] {
  return expandNaively(calendar)
    .filter(({ status }) => status !== 'CANCELLED')
    .map(({ start, end, summary, location, status }) => JSON.stringify([start, end, summary, location, status]))
    .sort();
}
