/** Calendars with seeded damage, and the invariants of reading them. */
import { examineCalendar } from '../../../src/doctor/examine.ts';
import { readComponents } from '../../../src/ical/foreign/components.ts';
import { readOccurrences } from '../../../src/import/calendar/occurrences.ts';
import { pickOne, type Random, seeded } from '../../corpus/seeded.ts';

const LINES = [
  'BEGIN:VCALENDAR',
  'END:VCALENDAR',
  'VERSION:2.0',
  'PRODID:x',
  'METHOD:PUBLISH',
  'BEGIN:VEVENT',
  'END:VEVENT',
  'BEGIN:VTODO',
  'END:VTODO',
  'BEGIN:VTIMEZONE',
  'TZID:Own/Zone',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'DTSTART:20071104T020000',
  'END:STANDARD',
  'END:VTIMEZONE',
  'UID:a',
  'UID:b',
  'UID:',
  'DTSTAMP:20260801T120000Z',
  'SUMMARY:Lecture',
  'SUMMARY:CANCELLED: Lab 3: x',
  'LOCATION:Hall\\, 1',
  'STATUS:CANCELLED',
  'DTSTART:20260902T100000',
  'DTSTART:20260902T100000Z',
  'DTSTART;TZID=America/New_York:20260902T100000',
  'DTSTART;TZID=Own/Zone:20260902T100000',
  'DTSTART;VALUE=DATE:20260902',
  'DTSTART:00010101T000000Z',
  'DTSTART;TZID=America/New_York:99991231T235959',
  'DTEND:20260902T105000Z',
  'DTEND;TZID=America/New_York:20260902T105000',
  'DTEND:20260901T105000Z',
  'DURATION:PT50M',
  'DURATION:-P9999W',
  'DURATION:P',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20',
  'RRULE:FREQ=WEEKLY;UNTIL=20261209T150000Z',
  'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'RRULE:FREQ=SECONDLY',
  'RRULE:FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=-1',
  'RRULE:FREQ=DAILY',
  'RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2;BYSECOND=0,1',
  'RRULE:FREQ=WEEKLY;INTERVAL=99999999',
  'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU',
  'RRULE:;;;',
  'EXDATE;TZID=America/New_York:20260909T100000,20260916T100000',
  'EXDATE;VALUE=DATE:20260909',
  'RDATE:20260911T100000Z',
  'RDATE;VALUE=PERIOD:20260911T100000Z/PT1H',
  'RECURRENCE-ID;TZID=America/New_York:20260909T100000',
  'RECURRENCE-ID:20260909T140000Z',
  ' folded',
  '\tfolded',
  'no colon',
  'X;Y=":Z',
  ':',
  ';',
  '',
  'A:'.repeat(50),
  '\u0000',
  '🙂:🙂',
  'X:\\',
];

/** A calendar of common lines in a plausible order, mixed with implausible ones. */
export function damageCalendar(seed: number): string {
  const random = seeded(seed);
  const lines = ['BEGIN:VCALENDAR'];
  for (let events = 1 + Math.floor(random() * 4); events > 0; events -= 1) {
    lines.push('BEGIN:VEVENT');
    for (let count = Math.floor(random() * 12); count > 0; count -= 1) lines.push(pickOne(random, LINES));
    if (random() > 0.1) lines.push('END:VEVENT');
  }
  if (random() > 0.1) lines.push('END:VCALENDAR');
  const text = lines.join(random() > 0.2 ? '\r\n' : '\n');
  return random() > 0.8
    ? text.slice(0, at(text, random)) + pickOne(random, LINES) + text.slice(at(text, random))
    : `${text}\r\n`;
}

function at(text: string, random: Random): number {
  return Math.floor(random() * (text.length + 1));
}

const PLACE = { zone: 'America/New_York', floating: null, from: '2026-07-01', until: '2027-02-01' };

/** The violated invariant of one damaged calendar; null: none. */
function judgeCalendar(seed: number, patience: number): string | null {
  const text = damageCalendar(seed);
  const started = process.cpuUsage();
  const { calendars } = readComponents(text);
  const read = readOccurrences(calendars, PLACE);
  examineCalendar(Buffer.from(text));
  const used = process.cpuUsage(started);
  const spent = (used.user + used.system) / 1000;
  const events = calendars.flatMap(({ components }) => components.filter(({ name }) => name !== 'VTIMEZONE')).length;
  if (spent > patience) return `seed ${seed}: ${Math.round(spent)} ms`;
  if (read.outcomes.length !== events) return `seed ${seed}: ${read.outcomes.length} outcomes for ${events} events`;
  const meetings = read.outcomes.reduce((sum, one) => sum + one.meetings, 0);
  if (meetings !== read.occurrences.length) return `seed ${seed}: ${meetings} meetings for ${read.occurrences.length}`;
  const silent = read.outcomes.find((one) => one.meetings === 0 && one.reason === null);
  return silent ? `seed ${seed}: ${silent.uid} came to nothing without a reason` : null;
}

/** Checks `count` calendars from seed `first` on; returns at most ten failures. */
export function fuzzCalendars(count: number, first = 1, patience = Number.POSITIVE_INFINITY): string[] {
  const complaints: string[] = [];
  for (let seed = first; seed < first + count && complaints.length < 10; seed += 1) {
    const complaint = judgeCalendar(seed, patience);
    if (complaint !== null) complaints.push(complaint);
  }
  return complaints;
}
