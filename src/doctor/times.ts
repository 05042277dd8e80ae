/** Checks times: zones, ends, floating times, clock changes. */
import { classifyWallTime, findOffsets } from '../domain/zone.ts';
import { type ForeignComponent, propertyOf, textOf } from '../ical/foreign/components.ts';
import { type Moment, momentOf, wallMillis } from '../ical/foreign/moment.ts';
import { offsetByVtimezone, openZone, zoneOfTzid } from '../ical/foreign/zones.ts';
import type { Findings } from './codes.ts';

export type Zones = ReadonlyMap<string, ForeignComponent>;

export function examineZones(calendar: ForeignComponent, findings: Findings): Zones {
  const zones = new Map<string, ForeignComponent>();
  for (const zone of calendar.components.filter(({ name }) => name === 'VTIMEZONE')) {
    const tzid = textOf(zone, 'TZID') ?? '';
    if (zones.has(tzid))
      findings.error('ics-zone', zone.line, `There are two VTIMEZONEs for ${tzid}.`, 'Write each zone once.');
    zones.set(tzid, zone);
    if (!zone.components.some(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT'))
      findings.error(
        'ics-zone',
        zone.line,
        `The VTIMEZONE ${tzid} has no STANDARD or DAYLIGHT.`,
        'Copy the whole zone from a calendar program.',
      );
  }
  return zones;
}

export function examineTimes(event: ForeignComponent, zones: Zones, seen: Set<string>, findings: Findings): void {
  for (const property of event.properties) {
    const tzid = property.parameters.get('TZID');
    if (tzid !== undefined && !zones.has(tzid) && once(seen, `zone ${tzid}`)) {
      const known = zoneOfTzid(tzid);
      findings.error(
        'ics-zone',
        property.line,
        `The zone “${tzid.slice(0, 60)}” has no VTIMEZONE in the calendar.`,
        known
          ? `Outlook wants one: write the VTIMEZONE of ${known}.`
          : 'It is no zone that programs know either: times are shown as the reader’s own.',
      );
    }
  }
  const start = propertyOf(event, 'DTSTART');
  const from = momentOf(start);
  if (!start || !from) return;
  if (from.type === 'floating' && once(seen, 'floating'))
    findings.error(
      'ics-floating',
      start.line,
      'The time has no zone: it is shown at this hour wherever the reader is.',
      'Write DTSTART;TZID=America/New_York:… with its VTIMEZONE, or UTC with a Z.',
    );
  examineOffset(from, start.line, zones, seen, findings);
  examineEnd(event, from, findings);
}

function once(seen: Set<string>, what: string): boolean {
  if (seen.has(what)) return false;
  seen.add(what);
  return true;
}

/** Whether the calendar's VTIMEZONE agrees with the IANA zone. */
function examineOffset(moment: Moment, line: number, zones: Zones, seen: Set<string>, findings: Findings): void {
  const zone = moment.tzid === null ? undefined : zones.get(moment.tzid);
  const name = moment.tzid === null ? null : zoneOfTzid(moment.tzid);
  if (!name) return;
  const offsets = findOffsets(name, clamp(moment.date), clamp(moment.date));
  if (classifyWallTime(offsets, moment.date, moment.time.slice(0, 5)) === 'skipped') {
    findings.error(
      'ics-clock-change',
      line,
      `${moment.date} ${moment.time.slice(0, 5)} does not exist in ${name}: the clocks go forward.`,
      'Programs show it an hour earlier or later.',
    );
    return;
  }
  if (!zone) return;
  const written = offsetByVtimezone(zone, moment);
  const real = (wallMillis(moment) - openZone(name, moment.date, moment.date).instantOf(moment)) / 60_000;
  if (written !== null && written !== real && once(seen, `offset ${moment.tzid}`))
    findings.error(
      'ics-zone',
      zone.line,
      `The VTIMEZONE ${moment.tzid} gives a wrong offset on ${moment.date}: ${written} minutes instead of ${real}.`,
      'Programs that read it show the hour wrong: write the zone’s present rules.',
    );
}

function clamp(date: string): string {
  return date < '1975' ? '1975-01-01' : date > '2060' ? '2060-01-01' : date;
}

/** Limit on dates compared per series: more than a year of a weekly class. */
const MOST_COMPARED = 120;

/** Checks the zone's offsets on several dates of a series, not only on the first. */
export function examineSeriesOffsets(
  moments: readonly Moment[],
  line: number,
  zones: Zones,
  seen: Set<string>,
  findings: Findings,
): void {
  for (const moment of moments.slice(0, MOST_COMPARED)) examineOffset(moment, line, zones, seen, findings);
}

function examineEnd(event: ForeignComponent, from: Moment, findings: Findings): void {
  const end = propertyOf(event, 'DTEND');
  const until = momentOf(end);
  if (end && propertyOf(event, 'DURATION'))
    findings.error('ics-end', end.line, 'The event has DTEND and DURATION.', 'Write one of them.');
  if (!end && !propertyOf(event, 'DURATION') && from.type !== 'date')
    findings.warn(
      'ics-end',
      event.line,
      'The event has no end.',
      'Programs show it as a moment, or as an hour: write DTEND.',
    );
  if (!end || !until) return;
  if (isDate(until) !== isDate(from))
    findings.error(
      'ics-end',
      end.line,
      `DTEND is a ${isDate(until) ? 'date' : 'time'} and DTSTART a ${isDate(from) ? 'date' : 'time'}.`,
      'Write both as dates or both as times.',
    );
  else if (until.type === from.type && until.tzid === from.tzid && wallMillis(until) <= wallMillis(from))
    findings.error('ics-end', end.line, 'DTEND is not after DTSTART.', 'Leave DTEND out, or write the end.');
}

function isDate(moment: Moment): boolean {
  return moment.type === 'date';
}

/** Alarms in a feed go off for all subscribers or, in most programs, for none. */
export function examineAlarms(events: readonly ForeignComponent[], findings: Findings): void {
  const alarmed = events.filter(({ components }) => components.some(({ name }) => name === 'VALARM'));
  const [first] = alarmed;
  if (first)
    findings.warn(
      'ics-alarm',
      first.line,
      `${alarmed.length} events have alarms.`,
      'Google and Outlook leave a feed’s alarms out, Apple asks whether to: let subscribers set their own.',
    );
}
