/** Checks recurring events: the rule, its end, EXDATEs and overrides. */
import {
  type ForeignComponent,
  type ForeignProperty,
  propertiesOf,
  propertyOf,
  textOf,
} from '../ical/foreign/components.ts';
import { type Moment, momentOf, readMoment, wallMillis } from '../ical/foreign/moment.ts';
import { expandRule } from '../ical/foreign/recurrence.ts';
import { openZone, zoneOfTzid } from '../ical/foreign/zones.ts';
import type { Findings } from './codes.ts';

/** The dates of a series' rule; null: no rule, or an unreadable one. */
export interface SeriesDates {
  readonly walls: ReadonlySet<number>;
  readonly moments: readonly Moment[];
  readonly cut: boolean;
}

const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  COUNT: /^[1-9]\d*$/,
  INTERVAL: /^[1-9]\d*$/,
  BYDAY: /^(?:[+-]?\d{0,2}(?:SU|MO|TU|WE|TH|FR|SA))(?:,[+-]?\d{0,2}(?:SU|MO|TU|WE|TH|FR|SA))*$/,
  WKST: /^(?:SU|MO|TU|WE|TH|FR|SA)$/,
};
const NUMBERS = /^BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)$/;

export function examineSeries(event: ForeignComponent, findings: Findings): SeriesDates | null {
  const rule = propertyOf(event, 'RRULE');
  const start = momentOf(propertyOf(event, 'DTSTART'));
  if (!rule) return null;
  if (!examineRule(rule, findings) || !start) return null;
  examineUntil(rule, start, findings);
  const zone = start.tzid === null ? null : zoneOfTzid(start.tzid);
  const times = zone === null ? null : openZone(zone, start.date, `${Number(start.date.slice(0, 4)) + 2}-12-31`);
  const toWall = (utc: Moment): number => (times ? times.wallOf(wallMillis(utc)) : wallMillis(utc) + 86_400_000);
  const expanded = expandRule(rule.value, start, toWall);
  if (!expanded) return null;
  const moments = expanded.times.map((time): Moment => ({ ...start, ...time }));
  const walls = new Set(moments.map(wallMillis));
  if (!walls.has(wallMillis(start)))
    findings.error(
      'ics-rule-start',
      rule.line,
      `The first date, ${start.date}, is not one that the rule gives.`,
      'Programs differ on whether it is held: begin on a date of the rule.',
    );
  return { walls, moments, cut: expanded.cut };
}

function examineRule(rule: ForeignProperty, findings: Findings): boolean {
  const parts = new Map<string, string>();
  const wrong = (what: string): false => {
    findings.error(
      'ics-rule',
      rule.line,
      `RRULE ${what}.`,
      'Write it like FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261209T150000Z.',
    );
    return false;
  };
  for (const part of rule.value.toUpperCase().split(';')) {
    const [key = '', value = ''] = part.split('=');
    if (value === '') return wrong(`has the part “${part.slice(0, 30)}”`);
    if (parts.has(key)) return wrong(`has ${key} twice`);
    const form = PARTS[key] ?? (NUMBERS.test(key) ? /^[+-]?\d{1,3}(?:,[+-]?\d{1,3})*$/ : null);
    if (!form) return wrong(`has the unknown part ${key.slice(0, 20)}`);
    if (!form.test(value)) return wrong(`has ${key}=${value.slice(0, 30)}`);
    parts.set(key, value);
  }
  if (!parts.has('FREQ')) return wrong('has no FREQ');
  return parts.has('UNTIL') && parts.has('COUNT') ? wrong('has UNTIL together with COUNT') : true;
}

function examineUntil({ value, line }: ForeignProperty, start: Moment, findings: Findings): void {
  const written = /UNTIL=([^;]*)/i.exec(value)?.[1];
  const until = written === undefined ? null : readMoment(written);
  if (!until) return;
  const isDate = until.type === 'date';
  if (isDate !== (start.type === 'date'))
    findings.error(
      'ics-rule-until',
      line,
      `UNTIL is a ${isDate ? 'date' : 'time'} and DTSTART a ${isDate ? 'time' : 'date'}.`,
      'Some programs lose the last meeting: write UNTIL as DTSTART is written.',
    );
  else if (until.type === 'floating' && start.type !== 'floating')
    findings.error('ics-rule-until', line, 'UNTIL is not in UTC.', 'Write the last meeting’s time in UTC, with a Z.');
  else if (until.type === 'utc' && start.type === 'floating')
    findings.error('ics-rule-until', line, 'UNTIL is in UTC and DTSTART has no zone.', 'Give DTSTART a zone.');
  if (wallMillis(until) + 86_400_000 < wallMillis(start))
    findings.error(
      'ics-rule-until',
      line,
      'UNTIL is before DTSTART.',
      'The series has no meeting: write its last date.',
    );
}

export function examineExceptions(event: ForeignComponent, dates: SeriesDates | null, findings: Findings): void {
  const start = momentOf(propertyOf(event, 'DTSTART'));
  if (!start) return;
  const added = propertiesOf(event, 'RDATE')
    .flatMap((property) => momentsOf(property))
    .map(wallMillis);
  const recurring = dates && !dates.cut ? new Set([...dates.walls, ...added]) : null;
  for (const property of propertiesOf(event, 'EXDATE'))
    for (const moment of momentsOf(property)) examineExdate(property.line, moment, start, recurring, findings);
}

function examineExdate(
  line: number,
  moment: Moment,
  start: Moment,
  recurring: ReadonlySet<number> | null,
  findings: Findings,
): void {
  const word = (one: Moment): string => (one.type === 'date' ? 'date' : 'time');
  if (word(moment) !== word(start))
    findings.error(
      'ics-exdate',
      line,
      `EXDATE is a ${word(moment)} and DTSTART a ${word(start)}.`,
      'Most programs take nothing out then: write EXDATE as DTSTART is written.',
    );
  else if (recurring && isComparable(moment, start) && !recurring.has(wallMillis(moment)))
    findings.warn(
      'ics-exdate',
      line,
      `EXDATE ${moment.date} ${moment.time.slice(0, 5)} takes nothing out.`,
      'It must be the very time of a meeting of the series.',
    );
}

function momentsOf(property: ForeignProperty): Moment[] {
  return property.value.split(',').flatMap((value) => readMoment(value, property.parameters) ?? []);
}

function isComparable(a: Moment, b: Moment): boolean {
  return a.type === b.type && a.tzid === b.tzid;
}

/** Checks UIDs: duplicate events, and overrides of dates that their series does not have. */
export function examineIdentities(
  events: readonly ForeignComponent[],
  series: ReadonlyMap<ForeignComponent, SeriesDates | null>,
  findings: Findings,
): void {
  const masters = new Map<string, ForeignComponent>();
  const seen = new Map<string, number>();
  for (const event of events) {
    const uid = textOf(event, 'UID');
    if (!uid) continue;
    const own = momentOf(propertyOf(event, 'RECURRENCE-ID'));
    const key = `${uid} ${own ? `${own.date}T${own.time}` : ''}`;
    const before = seen.get(key);
    if (before !== undefined)
      findings.error(
        'ics-twice',
        event.line,
        `The event ${uid.slice(0, 60)}${own ? ` of ${own.date}` : ''} is also on line ${before}.`,
        'Programs keep one of the two: give each event a UID of its own.',
      );
    seen.set(key, event.line);
    if (!own) masters.set(uid, event);
  }
  for (const event of events) examineRecurrenceId(event, masters, series, findings);
}

function examineRecurrenceId(
  event: ForeignComponent,
  masters: ReadonlyMap<string, ForeignComponent>,
  series: ReadonlyMap<ForeignComponent, SeriesDates | null>,
  findings: Findings,
): void {
  const property = propertyOf(event, 'RECURRENCE-ID');
  const moment = momentOf(property);
  const master = masters.get(textOf(event, 'UID') ?? '');
  if (!property || !moment || !master) return;
  const start = momentOf(propertyOf(master, 'DTSTART'));
  const dates = series.get(master);
  if (!start || !dates || dates.cut || !isComparable(moment, start) || dates.walls.has(wallMillis(moment))) return;
  const added = propertiesOf(master, 'RDATE')
    .flatMap(momentsOf)
    .some((one) => wallMillis(one) === wallMillis(moment));
  if (!added)
    findings.error(
      'ics-recurrence-id',
      property.line,
      `RECURRENCE-ID ${moment.date} ${moment.time.slice(0, 5)} is no date of the series.`,
      'The change is lost or shown beside the meeting: name the meeting’s original time.',
    );
}
