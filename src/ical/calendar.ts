/** The VCALENDAR wrapper and its properties (RFC 5545 §3.6, RFC 7986). */
import type { CalendarColor } from './color.ts';
import { escapeText, foldLine, formatLine } from './content-line.ts';
import { formatUtc } from './date-time.ts';
import { cleanLine, cleanText, cleanUrl, cutText, DESCRIPTION_LIMIT, SUMMARY_LIMIT } from './text.ts';

export interface CalendarHeader {
  readonly name: string;
  readonly description: string;
  /** IANA name, for readers that show times in the calendar's own zone. */
  readonly zone: string;
  readonly color: CalendarColor | null;
  /** The feed's subscription URL; absent in personal feeds and downloaded files. */
  readonly source: string | null;
  /** The URL of a page about it. */
  readonly url: string | null;
  /** Epoch ms; null: unknown. */
  readonly lastModified: number | null;
}

/** Incremented when the same publication is printed as other bytes: validators stored before then do not match. */
export const WRITER_VERSION = 2;

/** Without a version number, so that a release changes no byte of a feed. */
const PRODUCT = '-//Belltower//Belltower//EN';
const REFRESH = 'PT1H';

/** The calendar's final bytes. @param body printed components, at least one of them not empty */
export function printCalendar({ header, body }: { header: CalendarHeader; body: readonly string[] }): Buffer {
  return Buffer.from(`${printHeader(header)}${body.join('')}END:VCALENDAR\r\n`);
}

// No METHOD: it would make DTSTAMP the time of the request and require an ORGANIZER.
function printHeader(header: CalendarHeader): string {
  const name = escapeText(cutText(cleanLine(header.name), SUMMARY_LIMIT));
  const description = escapeText(cutText(cleanText(header.description), DESCRIPTION_LIMIT));
  const source = header.source === null ? null : cleanUrl(header.source);
  const url = header.url === null ? null : cleanUrl(header.url);
  return [
    'BEGIN:VCALENDAR\r\n',
    'VERSION:2.0\r\n',
    formatLine('PRODID', PRODUCT),
    'CALSCALE:GREGORIAN\r\n',
    foldLine(`NAME:${name}`),
    foldLine(`X-WR-CALNAME:${name}`),
    description === '' ? '' : foldLine(`DESCRIPTION:${description}`),
    description === '' ? '' : foldLine(`X-WR-CALDESC:${description}`),
    foldLine(`X-WR-TIMEZONE:${escapeText(cleanLine(header.zone))}`),
    foldLine(`REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`),
    foldLine(`X-PUBLISHED-TTL:${REFRESH}`),
    header.color === null ? '' : formatLine('COLOR', header.color.name),
    header.color === null ? '' : formatLine('X-APPLE-CALENDAR-COLOR', header.color.hex),
    source === null ? '' : formatLine('SOURCE', source, { VALUE: 'URI' }),
    url === null ? '' : formatLine('URL', url),
    header.lastModified === null ? '' : formatLine('LAST-MODIFIED', formatUtc(header.lastModified)),
  ].join('');
}
