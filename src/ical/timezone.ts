/** A zone as a VTIMEZONE (RFC 5545 §3.6.5), from its offset changes over a span of dates. */
import type { DateSpan } from '../domain/date.ts';
import { findOffsets, type ZoneOffsets } from '../domain/zone.ts';
import { formatLine } from './content-line.ts';
import { formatWallTime } from './date-time.ts';
import { findYearlyRule, type Onset, onsetOf } from './yearly-rule.ts';

/**
 * The zone's VTIMEZONE, correct for the span. If the clock changes from the year before to the year after it follow a
 * yearly rule, it has one recent block for each of the two offsets, which is what the strictest readers need, and is
 * valid for the neighbouring terms as well; otherwise one block for each offset within the span.
 * @throws RangeError for an unknown zone
 */
export function printTimezone(zone: string, span: DateSpan): string {
  const offsets = findOffsets(zone, span.from, span.until);
  const blocks = printYearly(offsets, span) ?? printEach(offsets, span);
  return `BEGIN:VTIMEZONE\r\n${formatLine('TZID', zone)}${blocks}END:VTIMEZONE\r\n`;
}

function printYearly(offsets: ZoneOffsets, span: DateSpan): string | null {
  const first = yearBefore(span);
  const last = Number(span.until.slice(0, 4)) + 1;
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

// Nothing outside the span: long histories and future blocks make some readers fail.
function printEach(offsets: ZoneOffsets, span: DateSpan): string {
  const initial = { date: `${yearBefore(span)}-01-01`, time: '00:00', before: offsets.initial, after: offsets.initial };
  const onsets = [initial, ...offsets.changes.map(onsetOf)].filter((onset) => onset.date <= span.until);
  const past = onsets.filter((onset) => onset.date < span.from);
  return [...past.slice(-1), ...onsets.slice(past.length)].map((onset) => printBlock(onset)).join('');
}

function yearBefore(span: DateSpan): number {
  return Number(span.from.slice(0, 4)) - 1;
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
