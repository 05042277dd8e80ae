/** Which properties are required, allowed once or not allowed in a component, and the form of their values. */
import {
  type ForeignComponent,
  type ForeignProperty,
  propertiesOf,
  propertyOf,
  textOf,
} from '../ical/foreign/components.ts';
import { readDurationValue, readMoment } from '../ical/foreign/moment.ts';
import type { Findings } from './codes.ts';

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ['VERSION', 'PRODID'],
  VEVENT: ['UID', 'DTSTAMP', 'DTSTART'],
  VTODO: ['UID', 'DTSTAMP'],
  VTIMEZONE: ['TZID'],
  STANDARD: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
  DAYLIGHT: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
  VALARM: ['ACTION', 'TRIGGER'],
};

const ONCE: ReadonlySet<string> = new Set(
  'VERSION PRODID CALSCALE METHOD UID DTSTAMP DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION SEQUENCE STATUS TRANSP URL CREATED LAST-MODIFIED RECURRENCE-ID ORGANIZER PRIORITY CLASS GEO COLOR TZID TZOFFSETFROM TZOFFSETTO ACTION TRIGGER REFRESH-INTERVAL X-WR-CALNAME X-PUBLISHED-TTL'.split(
    ' ',
  ),
);
/** NAME and DESCRIPTION of a calendar may occur once per language. */
const OF_ZONES: ReadonlySet<string> = new Set('DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE TZNAME COMMENT'.split(' '));
const NOT_IN_EVENTS: ReadonlySet<string> = new Set(
  'DUE COMPLETED PERCENT-COMPLETE ACTION TRIGGER REPEAT VERSION PRODID METHOD CALSCALE TZOFFSETFROM TZOFFSETTO TZNAME FREEBUSY'.split(
    ' ',
  ),
);

export function examineComponent(component: ForeignComponent, findings: Findings): void {
  for (const name of REQUIRED[component.name] ?? [])
    if (!propertyOf(component, name))
      findings.error(
        'ics-missing',
        component.line,
        `${component.name} has no ${name}.`,
        HINTS[name] ?? `Write one ${name} (RFC 5545).`,
      );
  const seen = new Set<string>();
  for (const property of component.properties) {
    const { name, line } = property;
    if (seen.has(name) && ONCE.has(name) && !(component.name === 'VCALENDAR' && name === 'DESCRIPTION'))
      findings.error(
        'ics-twice',
        line,
        `${component.name} has ${name} twice.`,
        'Write it once: programs take either one.',
      );
    seen.add(name);
    if (isMisplaced(component.name, name))
      findings.error('ics-misplaced', line, `${name} does not belong in ${component.name}.`, 'Leave it out.');
    examineValue(component, property, findings);
  }
  for (const child of component.components) examineComponent(child, findings);
}

const HINTS: Readonly<Record<string, string>> = {
  UID: 'Give every event an id that stays: without it each reading makes new events.',
  DTSTAMP: 'Write when the event was last changed, in UTC: DTSTAMP:20260801T120000Z.',
  PRODID: 'Name the program that writes: PRODID:-//Example//Timetable//EN.',
  VERSION: 'Write VERSION:2.0 as the first line behind BEGIN:VCALENDAR.',
};

function isMisplaced(component: string, name: string): boolean {
  if (name.startsWith('X-')) return false;
  if (component === 'STANDARD' || component === 'DAYLIGHT') return !OF_ZONES.has(name);
  return component === 'VEVENT' && NOT_IN_EVENTS.has(name);
}

type Test = (value: string, property: ForeignProperty, component: ForeignComponent) => string | null;

const oneOf =
  (...words: readonly string[]): Test =>
  (value) =>
    words.includes(value.toUpperCase()) ? null : `one of ${words.join(', ')}`;
const isInteger: Test = (value) =>
  /^\d{1,10}$/.test(value) && Number(value) <= 2_147_483_647 ? null : 'a whole number of 0 or more';
const isUri: Test = (value) =>
  /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(value) ? null : 'a whole address (https://…)';
const isPerson: Test = (value) =>
  /^[A-Za-z][A-Za-z0-9+.-]*:\S/.test(value)
    ? null
    : 'an address such as mailto:ann@example.edu; the name goes into CN=';
const isOffset: Test = (value) =>
  /^[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/.test(value) && !/^-0000/.test(value) ? null : 'an offset such as -0400';
const isLength: Test = (value) => ((readDurationValue(value) ?? 0) > 0 ? null : 'a length above zero such as PT12H');

const VALUES: Readonly<Record<string, Test>> = {
  SEQUENCE: isInteger,
  PRIORITY: (value) => (/^\d$/.test(value) ? null : 'a digit from 0 to 9'),
  STATUS: (value, _, component) =>
    component.name === 'VEVENT' ? oneOf('TENTATIVE', 'CONFIRMED', 'CANCELLED')(value, _, component) : null,
  TRANSP: oneOf('OPAQUE', 'TRANSPARENT'),
  GEO: (value) => {
    const [, latitude, longitude] = /^([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)$/.exec(value) ?? [];
    return latitude && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
      ? null
      : 'latitude;longitude';
  },
  COLOR: (value) => (/^[A-Za-z]+$/.test(value) ? null : 'a CSS colour’s name such as steelblue'),
  URL: isUri,
  SOURCE: isUri,
  TZURL: isUri,
  ORGANIZER: isPerson,
  ATTENDEE: isPerson,
  TZOFFSETFROM: isOffset,
  TZOFFSETTO: isOffset,
  DURATION: isLength,
  'X-PUBLISHED-TTL': isLength,
  'REFRESH-INTERVAL': (value, property, component) =>
    property.parameters.get('VALUE')?.toUpperCase() === 'DURATION'
      ? isLength(value, property, component)
      : 'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
  CALSCALE: oneOf('GREGORIAN'),
  VERSION: (value) => (value.trim() === '2.0' ? null : '2.0'),
};

const MOMENTS: ReadonlySet<string> = new Set(
  'DTSTART DTEND RECURRENCE-ID EXDATE RDATE DTSTAMP CREATED LAST-MODIFIED DUE COMPLETED'.split(' '),
);
const IN_UTC: ReadonlySet<string> = new Set(['DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'COMPLETED']);

function examineValue(component: ForeignComponent, property: ForeignProperty, findings: Findings): void {
  const { name, value, line } = property;
  if (name === 'UID' && value.trim() === '') findings.error('ics-missing', line, 'UID is empty.', HINTS.UID ?? '');
  const wanted = VALUES[name]?.(value, property, component) ?? null;
  if (wanted !== null)
    findings.error('ics-value', line, `${name} is “${value.slice(0, 60)}”.`, `It must be ${wanted}.`);
  if (MOMENTS.has(name)) examineMoment(property, findings);
}

function examineMoment(property: ForeignProperty, findings: Findings): void {
  const { name, value, line, parameters } = property;
  if (parameters.get('VALUE')?.toUpperCase() === 'PERIOD') return;
  for (const one of value.split(',')) {
    const moment = readMoment(one, parameters);
    if (!moment)
      findings.error(
        'ics-date',
        line,
        `${name} “${one.slice(0, 40)}” is no date and time.`,
        'Write 20260902T100000, with TZID= or a Z at its end.',
      );
    else if (moment.type === 'date' && parameters.get('VALUE')?.toUpperCase() !== 'DATE' && !IN_UTC.has(name))
      findings.error('ics-date', line, `${name} is a date alone.`, `Write ${name};VALUE=DATE:${one}.`);
    else if (moment.type === 'utc' && parameters.has('TZID'))
      findings.error(
        'ics-date',
        line,
        `${name} has a TZID together with a UTC time (Z).`,
        'Write either the one or the other.',
      );
    else if (IN_UTC.has(name) && moment.type !== 'utc')
      findings.error('ics-date', line, `${name} is not in UTC.`, `Write ${name} with a Z at its end.`);
  }
}

/** Checks the calendar's own properties. */
export function examineHead(calendar: ForeignComponent, findings: Findings): void {
  const method = propertyOf(calendar, 'METHOD');
  if (method && method.value.trim().toUpperCase() !== 'PUBLISH')
    findings.error(
      'ics-method',
      method.line,
      `METHOD is ${method.value.slice(0, 20)}.`,
      'Outlook and Google read anything but PUBLISH as invitations: write METHOD:PUBLISH or none.',
    );
  if (calendar.components.length === 0)
    findings.error(
      'ics-head',
      calendar.line,
      'The calendar holds nothing.',
      'Apple Calendar refuses a calendar without components: keep one event in it.',
    );
  if (!textOf(calendar, 'X-WR-CALNAME') && !textOf(calendar, 'NAME'))
    findings.warn(
      'ics-name',
      calendar.line,
      'The calendar has no name.',
      'Write X-WR-CALNAME: subscribers otherwise see the address.',
    );
  const timezones = propertiesOf(calendar, 'X-WR-TIMEZONE');
  if (timezones.length > 1)
    findings.error('ics-twice', timezones[1]?.line ?? null, 'The calendar has X-WR-TIMEZONE twice.', 'Write it once.');
}
