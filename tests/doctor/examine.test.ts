import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DOCTOR_CODES } from '../../src/doctor/codes.ts';
import { examineCalendar } from '../../src/doctor/examine.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { buildCourse, makeVenue } from '../fixtures/published.ts';

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:America/New_York',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'DTSTART:20070311T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'DTSTART:20071104T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\n');

const GOOD = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Timetable//EN
METHOD:PUBLISH
X-WR-CALNAME:Alpha
${ZONE}
BEGIN:VEVENT
UID:a@example.edu
DTSTAMP:20260801T120000Z
SEQUENCE:0
DTSTART;TZID=America/New_York:20260902T100000
DTEND;TZID=America/New_York:20260902T105000
RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261209T150000Z
EXDATE;TZID=America/New_York:20260907T100000
SUMMARY:Alpha Lecture
LOCATION:Hall 1\\, Example
STATUS:CONFIRMED
URL:https://example.edu/a
END:VEVENT
BEGIN:VEVENT
UID:a@example.edu
RECURRENCE-ID;TZID=America/New_York:20260916T100000
DTSTAMP:20260801T120000Z
DTSTART;TZID=America/New_York:20260916T140000
DTEND;TZID=America/New_York:20260916T145000
SUMMARY:Alpha Lecture (moved)
END:VEVENT
END:VCALENDAR
`;
const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));

function codesOf(bytes: Uint8Array): string[] {
  return [...new Set(examineCalendar(bytes).findings.list.map(({ code }) => code))];
}

const change = (from: string, to: string): Buffer => {
  expect(GOOD).toContain(from);
  return crlf(GOOD.replace(from, to));
};

test('nothing is wrong with a calendar that follows the rules', () => {
  expect(examineCalendar(crlf(GOOD)).findings.list).toEqual([]);
});

test.each(['subscription', 'download'] as const)('nothing is wrong with our own: %s', (form) => {
  for (const zone of ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Tehran', 'UTC']) {
    const course = buildCourse({
      facts: { zone, span: { from: '2026-02-02', until: '2026-05-29' }, breaks: [] },
      sections: [{ id: 'L01' }],
      weekly: [
        {
          section: 'L01',
          weekdays: ['MO', 'WE'],
          startTime: '10:00',
          endTime: '10:50',
          where: [makeVenue('Bowen, 2; “x”')],
        },
      ],
      differences: { L01: { '2026-03-02': { status: 'cancelled', reason: 'Snow & ice' } } },
    });
    expect(
      examineCalendar(composeFeed(course, 'all', form, { publicUrl: 'https://example.edu' })).findings.list,
    ).toEqual([]);
  }
});

describe('the doctor finds', () => {
  const EVENT = /BEGIN:VEVENT\n(?:.*\n)*?END:VEVENT\n/.exec(GOOD)?.[0] ?? '';
  test.each([
    ['a web page', 'ics-none', Buffer.from('<!doctype html><title>Sign in</title>')],
    ['nothing', 'ics-none', Buffer.alloc(0)],
    ['line feeds alone', 'ics-line-ends', Buffer.from(GOOD)],
    ['a byte order mark', 'ics-encoding', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), crlf(GOOD)])],
    ['Latin-1', 'ics-encoding', Buffer.from(crlf(GOOD.replace('Alpha Lecture', 'Zo\xeb')).toString('utf8'), 'latin1')],
    ['what was encoded twice', 'ics-encoding', change('Alpha Lecture', 'MÃ¼ller')],
    [
      'a fold within a character',
      'ics-line-long',
      Buffer.from(crlf(GOOD).toString('latin1').replace('Alpha Lecture', 'Zo\xc3\r\n \xab'), 'latin1'),
    ],
    ['a long line', 'ics-line-long', change('Alpha Lecture', 'x'.repeat(90))],
    ['a control character', 'ics-characters', change('Alpha Lecture', 'A\x07')],
    ['a line that is none', 'ics-broken', change('SUMMARY:Alpha Lecture\n', 'SUMMARY:Alpha\nLecture\n')],
    ['a download that was cut off', 'ics-broken', crlf(GOOD).subarray(0, 900)],
    [
      'a calendar without anything',
      'ics-head',
      crlf('BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nX-WR-CALNAME:A\nEND:VCALENDAR\n'),
    ],
    ['an invitation', 'ics-method', change('METHOD:PUBLISH', 'METHOD:REQUEST')],
    ['no name', 'ics-name', change('X-WR-CALNAME:Alpha\n', '')],
    ['no UID', 'ics-missing', change('UID:a@example.edu\n', '')],
    ['two summaries', 'ics-twice', change('SUMMARY:', 'SUMMARY:B\nSUMMARY:')],
    ['an event twice', 'ics-twice', change('END:VCALENDAR', `${EVENT}END:VCALENDAR`)],
    ['a property of a task', 'ics-misplaced', change('STATUS:', 'DUE:20260902T120000Z\nSTATUS:')],
    ['a status that is none', 'ics-value', change('STATUS:CONFIRMED', 'STATUS:ACTIVE')],
    ['an organizer without an address', 'ics-value', change('STATUS:', 'ORGANIZER:Jo Doe\nSTATUS:')],
    ['a bare comma', 'ics-escape', change('Hall 1\\, Example', 'Hall 1, Example')],
    ['an entity', 'ics-text', change('Alpha Lecture\nLOC', 'Q&amp\\;A\nLOC')],
    ['undefined', 'ics-text', change('Hall 1\\, Example', 'undefined')],
    ['30 February', 'ics-date', change('20260902T105000', '20260230T105000')],
    ['a date without VALUE', 'ics-date', change('EXDATE;TZID=America/New_York:20260907T100000', 'EXDATE:20260907')],
    ['an end before the start', 'ics-end', change('20260902T105000', '20260902T095000')],
    ['a floating time', 'ics-floating', crlf(GOOD.replaceAll(';TZID=America/New_York', ''))],
    ['a zone without VTIMEZONE', 'ics-zone', crlf(GOOD.replace(`${ZONE}\n`, ''))],
    ['a zone that ends summer time too early', 'ics-zone', change('BYMONTH=11;BYDAY=1SU', 'BYMONTH=10;BYDAY=-1SU')],
    [
      'an hour that the clocks skip',
      'ics-clock-change',
      crlf(GOOD.replace(/RRULE:FREQ=WEEKLY.*\nEXDATE.*\n/, '').replaceAll('20260902T10', '20260308T02')),
    ],
    ['a rule that is none', 'ics-rule', change('FREQ=WEEKLY;BYDAY=MO', 'BYDAY=MON')],
    ['a local UNTIL', 'ics-rule-until', change('UNTIL=20261209T150000Z', 'UNTIL=20261209T100000')],
    ['a first date outside the rule', 'ics-rule-start', change('BYDAY=MO,WE', 'BYDAY=TU,TH')],
    ['an EXDATE that takes nothing out', 'ics-exdate', change('20260907T100000', '20260907T000000')],
    [
      'a change of no date',
      'ics-recurrence-id',
      change('RECURRENCE-ID;TZID=America/New_York:20260916', 'RECURRENCE-ID;TZID=America/New_York:20260917'),
    ],
    [
      'an alarm',
      'ics-alarm',
      change('END:VEVENT', 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nDESCRIPTION:x\nEND:VALARM\nEND:VEVENT'),
    ],
    [
      'more than a megabyte',
      'ics-large',
      change('END:VCALENDAR', `${`X-A:${'y'.repeat(70)}\n`.repeat(14_000)}END:VCALENDAR`),
    ],
  ])('%s: %s', (_, code, bytes) => {
    const found = examineCalendar(bytes).findings.list.filter((one) => one.code === code);
    expect(found.length, codesOf(bytes).join()).toBeGreaterThan(0);
    for (const { message, hint } of found) expect([message.length > 5, hint.length > 5]).toEqual([true, true]);
  });

  test('the line where it stands', () => {
    const [first] = examineCalendar(change('STATUS:CONFIRMED', 'STATUS:ACTIVE')).findings.list;
    expect(first?.line).toBe(GOOD.split('\n').indexOf('STATUS:CONFIRMED') + 1);
  });

  test('a fault of a thousand events without a thousand lines', () => {
    const { findings } = examineCalendar(change('END:VCALENDAR', `${'X-:y\nbroken\n'.repeat(1000)}END:VCALENDAR`));
    expect(findings.list.length).toBeLessThanOrEqual(10);
    expect(findings.counts.get('ics-broken')).toBeGreaterThan(100);
  });
});

test('docs/doctor.md explains every code under its title, and no other', () => {
  const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
  const explained = [...page.matchAll(/^### (\S+)\n\n\*\*(.+?)\.\*\*/gm)].map(([, code, title]) => [code, title]);
  expect(explained).toEqual(Object.entries(DOCTOR_CODES));
});
