/** Calendars as exported by Google, Outlook, Apple Calendar, Canvas and Moodle. */
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../src/catalog/catalog.ts';
import { readComponents } from '../../../src/ical/foreign/components.ts';
import { writeCalendarCourse } from '../../../src/import/calendar/course.ts';
import { writeHolidays } from '../../../src/import/calendar/holidays.ts';
import { type OccurrencesRead, readOccurrences, widen } from '../../../src/import/calendar/occurrences.ts';

const SPAN = { from: '2026-09-02', until: '2026-12-11' };
const FILES = [
  { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
  {
    path: 'terms/fall-2026.yaml',
    text: `title: Fall\nzone: America/New_York\nclasses: ${SPAN.from} to ${SPAN.until}\nbreaks: [{name: Labor Day, dates: 2026-09-07}]\n`,
  },
];

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: string[]): string {
  return ['BEGIN:VEVENT', 'DTSTAMP:20260801T120000Z', ...lines, 'END:VEVENT'].join('\r\n');
}

function read(text: string, floating: string | null = null): OccurrencesRead {
  const place = { zone: 'America/New_York', floating, ...widen(SPAN.from, SPAN.until) };
  return readOccurrences(readComponents(text).calendars, place);
}

/** The section and change lines that import writes, validated by `check`. */
function write(text: string, floating: string | null = null): string[] {
  const term = readCatalog(FILES).catalog.terms.get('fall-2026');
  if (!term) throw new Error('the term was not read');
  const { yaml } = writeCalendarCourse(read(text, floating).occurrences, term, [], {
    code: 'ABC 101',
    title: 'Alpha',
    today: '2026-08-20',
  });
  const { problems } = readCatalog([...FILES, { path: 'courses/fall-2026/abc101.yaml', text: yaml }]);
  expect(
    problems.filter(({ severity }) => severity === 'error'),
    yaml,
  ).toEqual([]);
  return yaml
    .split('\n')
    .slice(4)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('all-day events', () => {
  const days = (title: string, from: string, until: string, ...more: string[]) =>
    event(`UID:${title}@x`, `SUMMARY:${title}`, `DTSTART;VALUE=DATE:${from}`, `DTEND;VALUE=DATE:${until}`, ...more);

  test('become items of whole days', () => {
    const text = calendar(
      days('Field trip', '20261009', '20261012', 'LOCATION:Pine Barrens'),
      days('Lab', '20261014', '20261015', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20261021'),
      event('UID:Lab@x', 'SUMMARY:Lab', 'RECURRENCE-ID;VALUE=DATE:20261028', 'DTSTART;VALUE=DATE:20261029'),
      days('Open day', '20261103', '20261104', 'STATUS:CANCELLED'),
    );
    expect(write(text)).toEqual([
      'X:',
      'kind: other',
      'title: Field trip',
      'meets:',
      '- {dates: 2026-10-09 to 2026-10-11, time: all day, where: Pine Barrens}',
      'B:',
      'kind: lab',
      'meets:',
      '- {dates: [2026-10-14, 2026-10-29], time: all day}',
    ]);
    expect(read(text).outcomes.map(({ reason }) => reason)).toEqual([null, null, null, 'it is cancelled']);
  });

  test('in a break, or outside the term, are told', () => {
    const place = { zone: 'America/New_York', floating: null, ...widen(SPAN.from, SPAN.until) };
    const breaks = [{ from: '2026-11-25', until: '2026-11-27' }];
    const text = calendar(days('Thanksgiving', '20261126', '20261128'), days('New Year', '20280101', '20280102'));
    const { outcomes, occurrences } = readOccurrences(readComponents(text).calendars, { ...place, breaks });
    expect(occurrences).toEqual([]);
    expect(outcomes.map(({ reason }) => reason)).toEqual(['it is in a break of the term', 'it is outside the term']);
  });

  test('of a term are its breaks, but for those that it has', () => {
    const text = calendar(days('Labor Day', '20260907', '20260908'), days('Fall: recess', '20261010', '20261014'));
    const known = { name: 'Labor Day', from: '2026-09-07', until: '2026-09-07' };
    expect(writeHolidays(read(text).occurrences, { breaks: [known] })).toEqual({
      yaml: 'breaks:\n  - {name: "Fall: recess", dates: 2026-10-10 to 2026-10-13} # check: is there no class?\n',
      breaks: 1,
      known: 1,
    });
  });

  test('become a break of all where only some courses have it, and one break where two UIDs name it', () => {
    const twice = ['Labor Day', 'Labor Day (university closed)'].map((title) => days(title, '20260907', '20260908'));
    const at = { file: 'terms/fall-2026.yaml', line: 1, column: 1, length: 1 };
    const audience = { courses: ['abc101'], kinds: null, campuses: null, at };
    const known = { name: 'Labor Day', from: '2026-09-07', until: '2026-09-07', audience };
    expect(writeHolidays(read(calendar(...twice)).occurrences, { breaks: [known] })).toEqual({
      yaml: 'breaks:\n  - {name: Labor Day, dates: 2026-09-07} # check: is there no class?\n',
      breaks: 1,
      known: 1,
    });
  });
});

describe('a calendar of', () => {
  test('Google: a series in a zone, a date taken out, one moved, UTC for what is single', () => {
    const text = calendar(
      'METHOD:PUBLISH',
      'X-WR-CALNAME:ABC 101',
      'X-WR-TIMEZONE:America/New_York',
      event(
        'DTSTART;TZID=America/New_York:20260902T100000',
        'DTEND;TZID=America/New_York:20260902T105000',
        'RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20261212T045959Z;BYDAY=MO,WE',
        'EXDATE;TZID=America/New_York:20260907T100000',
        'EXDATE;TZID=America/New_York:20261125T100000',
        'UID:one@google.com',
        'SUMMARY:ABC 101 L01 Lecture',
        'LOCATION:Hall 1\\, Room 2',
      ),
      event(
        'DTSTART;TZID=America/New_York:20260916T140000',
        'DTEND;TZID=America/New_York:20260916T145000',
        'UID:one@google.com',
        'RECURRENCE-ID;TZID=America/New_York:20260916T100000',
        'SUMMARY:ABC 101 L01 Lecture',
        'LOCATION:Hall 9',
      ),
      event(
        'DTSTART:20261020T230000Z',
        'DTEND:20261021T003000Z',
        'UID:two@google.com',
        'SUMMARY:ABC 101 Midterm exam',
        'LOCATION:Gym',
      ),
      event('DTSTART;VALUE=DATE:20261103', 'DTEND;VALUE=DATE:20261104', 'UID:three@google.com', 'SUMMARY:Election Day'),
    );
    expect(write(text)).toEqual([
      'L01:',
      'kind: lecture',
      'meets:',
      '- {on: Mon Wed 10:00am-10:50am, except: 2026-11-25, where: "Hall 1, Room 2"}',
      'EXAM:',
      'kind: exam',
      'title: ABC 101 Midterm exam',
      'meets:',
      '- {dates: 2026-10-20, time: 7:00pm-8:30pm, where: Gym}',
      'X:',
      'kind: other',
      'title: Election Day',
      'meets:',
      '- {dates: 2026-11-03, time: all day}',
      'changes:',
      '- {announced: 2026-08-20, sections: L01, on: 2026-09-16, move: 2026-09-16 2:00pm-2:50pm, where: Hall 9}',
    ]);
    expect(read(text).outcomes.map(({ uid, meetings, reason }) => [uid, meetings, reason])).toEqual([
      ['one@google.com', 26, null],
      ['one@google.com', 1, null],
      ['two@google.com', 1, null],
      ['three@google.com', 1, null],
    ]);
  });

  test('Outlook: Windows’ names of zones, with alarms', () => {
    const text = calendar(
      event(
        'UID:040000008200E00074C5B7101A82E008',
        'DTSTART;TZID="Eastern Standard Time":20260903T133000',
        'DTEND;TZID="Eastern Standard Time":20260903T145000',
        'RRULE:FREQ=WEEKLY;COUNT=14;BYDAY=TH',
        'SUMMARY;LANGUAGE=en-us:ABC 101 Lab',
        'LOCATION:Lab 7',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT15M',
        'END:VALARM',
      ),
    );
    expect(write(text)).toEqual([
      'B:',
      'kind: lab',
      'meets:',
      '- {on: Thu 1:30pm-2:50pm, until: 2026-12-03, where: Lab 7}',
    ]);
  });

  test('Apple: a duration, and an address of several lines', () => {
    const text = calendar(
      'X-APPLE-CALENDAR-COLOR:#1BADF8',
      event(
        'UID:A1B2-C3',
        'DTSTART;TZID=America/New_York:20260904T150000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20261211T200000Z',
        'SUMMARY:Office hours',
        'LOCATION:Ann\\nHall 3',
      ),
    );
    expect(write(text)).toEqual([
      'OH:',
      'kind: office hours',
      'meets:',
      '- {on: Fri 3:00pm-4:00pm, where: Ann Hall 3}',
    ]);
  });

  test('Canvas and Moodle: single events in UTC become the weekly class that they are', () => {
    const weekly = Array.from({ length: 10 }, (_, at) => {
      const day = new Date(Date.UTC(2026, 8, 8 + at * 7)).toISOString().slice(0, 10).replaceAll('-', '');
      // Clocks go back on 1 November.
      const hour = at < 8 ? 17 : 18;
      return event(
        `UID:event-calendar-event-${at}`,
        `DTSTART:${day}T${hour}0000Z`,
        `DTEND:${day}T${hour}5000Z`,
        'SUMMARY:ABC 101 Seminar [ABC 101]',
        'CLASS:PUBLIC',
      );
    });
    const due = event('UID:event-assignment-9', 'DTSTART;VALUE=DATE;VALUE=DATE:20261009', 'SUMMARY:Essay [ABC 101]');
    const text = calendar(...weekly, due, 'BEGIN:VTODO', 'UID:todo', 'END:VTODO');
    // Canvas exports what is due at 11:59 pm as whole days.
    expect(write(text)).toEqual([
      'S:',
      'kind: seminar',
      'meets:',
      '- {on: Tue 1:00pm-1:50pm, until: 2026-11-10}',
      'deadlines:',
      '- {id: essay, title: Essay, due: Fri 2026-10-09 11:59pm}',
    ]);
    expect(
      read(text)
        .outcomes.slice(-2)
        .map(({ reason }) => reason),
    ).toEqual([null, 'it is no event (VTODO)']);
  });
});

describe('reports what cannot be imported unchanged', () => {
  test('a time without a zone wants --zone', () => {
    const text = calendar(
      event('UID:f', 'DTSTART:20260903T100000', 'DTEND:20260903T110000', 'RRULE:FREQ=WEEKLY;COUNT=5', 'SUMMARY:Class'),
    );
    expect(read(text).outcomes).toMatchObject([
      { uid: 'f', meetings: 0, code: 'ics-floating', reason: expect.stringContaining('--zone') },
    ]);
    expect(write(text, 'America/Chicago').at(-1)).toContain('Thu 11:00am-12:00pm');
  });

  test('a rule that the format cannot express is expanded and reported', () => {
    const text = calendar(
      event(
        'UID:m',
        'DTSTART;TZID=America/New_York:20260909T100000',
        'DTEND;TZID=America/New_York:20260909T110000',
        'RRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=4',
        'SUMMARY:Colloquium',
      ),
    );
    expect(read(text).outcomes).toMatchObject([{ meetings: 4, code: 'ics-rule-unsupported' }]);
    expect(write(text).at(-1)).toContain(
      'dates: [2026-09-09, 2026-10-14, 2026-11-11, 2026-12-09], time: 10:00am-11:00am',
    );
  });

  test('a broken line has its number', () => {
    const text = calendar(event('UID:b', 'DTSTART:20260909T100000Z', 'SUMMARY:A', 'second line of it'));
    expect(readComponents(text).faults).toEqual([{ type: 'broken-line', line: 9, text: 'second line of it' }]);
  });

  test('events outside the term, of days, and cancelled ones', () => {
    const text = calendar(
      event('UID:old', 'DTSTART:20200909T100000Z', 'DTEND:20200909T110000Z', 'SUMMARY:A'),
      event('UID:long', 'DTSTART:20260909T100000Z', 'DTEND:20260911T110000Z', 'SUMMARY:A'),
      event('UID:off', 'DTSTART:20260909T100000Z', 'STATUS:CANCELLED', 'SUMMARY:A'),
      event('UID:zone', 'DTSTART;TZID=Mars/Olympus:20260909T100000', 'SUMMARY:A'),
      event('UID:ever', 'DTSTART:20260909T100000Z', 'RRULE:FREQ=SECONDLY', 'SUMMARY:A'),
    );
    expect(read(text).outcomes.map(({ uid, meetings, code }) => `${uid} ${meetings} ${code}`)).toEqual([
      'old 0 null',
      'long 0 null',
      'off 0 null',
      'zone 0 ics-zone',
      'ever 1 ics-rule-unsupported',
    ]);
    expect(read(text).outcomes.map(({ reason }) => reason)).toEqual([
      'it lies outside the term',
      'it lasts longer than a day',
      'it is cancelled',
      'its zone “Mars/Olympus” is not known: say with --zone which one is meant',
      expect.stringContaining('SECONDLY'),
    ]);
  });

  test('a series that goes on behind the term', () => {
    const text = calendar(
      event('UID:on', 'DTSTART:20260909T100000Z', 'DTEND:20260909T110000Z', 'RRULE:FREQ=WEEKLY;COUNT=60', 'SUMMARY:A'),
    );
    const [outcome] = read(text).outcomes;
    expect(outcome?.reason).toBe(`${60 - (outcome?.meetings ?? 0)} of its meetings lie outside the term`);
    expect(outcome?.meetings).toBeGreaterThan(5);
  });
});
