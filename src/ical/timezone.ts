/** A zone as a VTIMEZONE (RFC 5545 §3.6.5), printed from its own changes over a span of dates. */
import type { DateSpan } from '../domain/date.ts';
import { findOffsets, type ZoneOffsets } from '../domain/zone.ts';
import { formatLine } from './content-line.ts';
import { formatWallTime } from './date-time.ts';
import { findYearlyRule, type Onset, onsetOf } from './yearly-rule.ts';

/**
 * The zone's VTIMEZONE, right from the year before the span to the year after it. Where the clock changes of those
 * years follow a yearly rule it has one recent block for each of the two offsets, which is what the pickiest
 * readers want; else one block for each change.
 * @throws RangeError for an unknown zone
 */
export function printTimezone(zone: string, span: DateSpan): string {
  const offsets = findOffsets(zone, span.from, span.until);
  const first = Number(span.from.slice(0, 4)) - 1;
  const last = Number(span.until.slice(0, 4)) + 1;
  const blocks = printYearly(offsets, first, last) ?? printEach(offsets, first);
  return `BEGIN:VTIMEZONE\r\n${formatLine('TZID', zone)}${blocks}END:VTIMEZONE\r\n`;
}

function printYearly(offsets: ZoneOffsets, first: number, last: number): string | null {
  const onsets = offsets.changes.map(onsetOf);
  const halves = [
    onsets.filter((onset) => onset.after > onset.before),
    onsets.filter((onset) => onset.after < onset.before),
  ];
  const blocks = halves.map((half) => {
    const rule = findYearlyRule(half, first, last);
    return rule === null ? null : printBlock(half[0] as Onset, `FREQ=YEARLY;${rule}`);
  });
  return blocks.includes(null) ? null : blocks.join('');
}

function printEach(offsets: ZoneOffsets, first: number): string {
  const initial = { date: `${first}-01-01`, time: '00:00', before: offsets.initial, after: offsets.initial };
  return [initial, ...offsets.changes.map(onsetOf)].map((onset) => printBlock(onset)).join('');
}

function printBlock(onset: Onset, rule?: string): string {
  const name = onset.after > onset.before ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}\r\n`,
    formatLine('DTSTART', formatWallTime(onset.date, onset.time)),
    formatLine('TZOFFSETFROM', formatOffset(onset.before)),
    formatLine('TZOFFSETTO', formatOffset(onset.after)),
    rule ? formatLine('RRULE', rule) : '',
    `END:${name}\r\n`,
  ].join('');
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const text = `${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
  return `${minutes < 0 ? '-' : '+'}${text}`;
}
