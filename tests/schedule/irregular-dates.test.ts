/** Rules for dates that no plain weekly pattern gives, from the file to the meetings. */
import { describe, expect, test } from 'vitest';
import type { Course, Term } from '../../src/domain/model.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { printMeeting } from '../../src/ical/meeting-event.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { sayTimesOf } from '../../src/words/wording.ts';
import { readFolder, TERM } from '../catalog/rules.ts';
import { listDates, listTimes, schedule } from './rules.ts';

/** A course that must have no problem at all, with its term. */
function read(
  sections: string,
  term = TERM,
  files: Readonly<Record<string, string>> = {},
  campus?: string,
): { readonly course: Course; readonly term: Term } {
  const { catalog, problems } = readFolder({
    'terms/fall-2018.yaml': term.replace(/(breaks:\n(?: {2}.*\n)+)([\s\S]*)breaks: \[(.*)\]\n/, '$1  - $3\n$2'),
    ...files,
    'courses/fall-2018/cos418.yaml': `code: COS 418\ntitle: Systems\n${campus ? `campus: ${campus}\n` : ''}sections:\n${sections}`,
  });
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return {
    course: catalog.courses.get('fall-2018/cos418') as Course,
    term: catalog.terms.get('fall-2018') as Term,
  };
}

/** The dates of a section A with this pattern, as month and day. */
function datesOf(meets: string, term = TERM): string {
  const rules = read(`  A: {kind: lab, meets: ${meets}}\n`, term);
  const result = schedule(rules.course, rules.term);
  return listDates(result, 'A')
    .map((date) => date.slice(5))
    .join(' ');
}

describe('except', () => {
  test.each([
    ['one date', '{on: Wed 10am-11am, until: 2018-10-17, except: 2018-10-03}', '09-12 09-19 09-26 10-10 10-17'],
    [
      'dates and spans, in a list or in one text',
      '{on: Mon Wed 10am-11am, until: 2018-10-17, except: ["Wed 2018-09-19, 2018-10-15", 2018-10-01 to 2018-10-10]}',
      '09-12 09-17 09-24 09-26 10-17',
    ],
    [
      'moves no other date of a rhythm, the first one least of all',
      '{on: Wed 10am-11am, every: second week, until: 2018-10-24, except: 2018-09-12}',
      '09-26 10-10 10-24',
    ],
  ])('%s', (_, meets, dates) => {
    expect(datesOf(meets)).toBe(dates);
  });

  test('gives no cancelled meeting, and leaves the date to another pattern without an id', () => {
    const { course, term } = read(
      '  A: {kind: lab, meets: [{on: Wed 10am-11am, except: 2018-10-03}, 2018-10-03 4pm-5pm]}\n',
    );
    const result = schedule(course, term);
    expect(result.meetings.every(({ facts }) => facts.status === 'confirmed')).toBe(true);
    const [replaced] = result.meetings.filter(({ originalDate }) => originalDate === '2018-10-03');
    expect(replaced).toMatchObject({ identity: 'fall-2018/cos418/A//2018-10-03', facts: { startTime: '16:00' } });
  });

  test('of a relative pattern leaves the other section alone', () => {
    const { course, term } = read(
      '  L: {kind: lecture, meets: {on: Wed 10am-11am, until: 2018-09-26}}\n  OH: {kind: office hours, meets: {after: L, for: 1 hour, except: 2018-09-19}}\n',
    );
    const result = schedule(course, term);
    expect(listDates(result, 'L')).toEqual(['2018-09-12', '2018-09-19', '2018-09-26']);
    expect(listDates(result, 'OH')).toEqual(['2018-09-12', '2018-09-26']);
  });
});

describe('other rhythms', () => {
  const short = TERM.replace('2018-12-14', '2018-12-05');

  test.each([
    ['every third teaching week, over a recess', '{on: Wed 10am-11am, every: third week}', '09-12 10-03 10-24'],
    ['every 3rd week is the same', '{on: Wed 10am-11am, every: 3rd week}', '09-12 10-03 10-24'],
    [
      'every third week of the calendar',
      '{on: Wed 10am-11am, every: third calendar week}',
      '09-12 10-03 10-24 11-14 12-05',
    ],
    ['every fourth week from a date', '{on: Mon 10am-11am, every: fourth week, from: 2018-09-24}', '09-24 10-22 11-26'],
    ['the first Monday of the month, not of the classes', 'first Monday of the month 4pm-5pm', '10-01 11-05 12-03'],
    ['the first of the month that is in a break is none', 'first Wed of each month 4pm-5pm', '10-03 11-07 12-05'],
    [
      'two a month, on two days',
      '{on: 2nd and 4th Tue Thu of the month, time: 4pm-5pm, until: 2018-10-25}',
      '09-13 09-25 09-27 10-09 10-11 10-23 10-25',
    ],
    ['the last', 'the last Friday of the month 4pm-5pm', '09-28 10-26 11-30'],
    ['the fifth, where there is one', '{on: 4th and fifth Thu of the month, time: 4pm-5pm}', '09-27 10-25 11-29'],
  ])('%s', (_, meets, dates) => {
    expect(datesOf(meets, short)).toBe(dates);
  });

  test('a day that borrows the first Monday’s classes is the first Monday', () => {
    const swapped = `${short}swaps: [{date: Tue 2018-10-02, follows: Monday}]\n`;
    expect(datesOf('first Monday of the month 4pm-5pm', swapped)).toBe('10-01 10-02 11-05 12-03');
    expect(datesOf('first Tuesday of the month 4pm-5pm', swapped)).toBe('11-06 12-04');
  });
});

describe('the numbering of weeks', () => {
  const lines = TERM.replace('2018-12-14', '2018-10-19');

  test('can begin at 0, which is even', () => {
    const zero = `${lines}firstWeek: 0\n`;
    expect(datesOf('{on: Fri 10am-11am, weeks: "0, 2-3"}', zero)).toBe('09-14 09-28 10-05');
    expect(datesOf('{on: Fri 10am-11am, weeks: even}', zero)).toBe('09-14 09-28 10-12');
    const byHand = `${lines}weeks: {0: 2018-09-12 to 2018-09-16, 1: 2018-09-17 to 2018-09-23}\n`;
    expect(datesOf('{on: Fri 10am-11am, weeks: 0-1}', byHand)).toBe('09-14 09-21');
  });

  test('can count a reading week, on which no class meets', () => {
    const reading = (counts: string): string =>
      `${lines.replace('breaks:\n', `breaks:\n  - {name: Reading week, dates: 2018-09-24 to 2018-09-28${counts}}\n`)}`;
    expect(datesOf('{on: Fri 10am-11am, weeks: 2-4}', reading(''))).toBe('09-21 10-05 10-12');
    expect(datesOf('{on: Fri 10am-11am, weeks: 2-4}', reading(', counts: yes'))).toBe('09-21 10-05');
    expect(datesOf('{on: Fri 10am-11am, every: second week}', reading(''))).toBe('09-14 10-05 10-19');
    expect(datesOf('{on: Fri 10am-11am, every: second week}', reading(', counts: yes'))).toBe('09-14 10-12');
  });
});

describe('breaks, closings and swaps for some', () => {
  const site = 'uidDomain: example.edu\ncampuses: [north, south]\n';
  const sections = `  L: {kind: lecture, meets: {on: Tue Wed 6pm-7pm, from: 2018-10-02, until: 2018-10-17}}
  A: {kind: lab, campus: south, meets: {on: Tue Wed 10am-11am, from: 2018-10-02, until: 2018-10-17}}
  OH: {kind: office hours, meets: {after: L, for: 1 hour}}
`;
  const all = '10-02 10-03 10-09 10-10 10-16 10-17';

  function dates(lines: string, more: { readonly campus?: string } = {}): Record<string, string> {
    const { course, term } = read(sections, `${TERM}${lines}`, { 'site.yaml': site }, more.campus);
    const result = schedule(course, term);
    return Object.fromEntries(
      ['L', 'A', 'OH'].map((id) => [
        id,
        listDates(result, id)
          .map((date) => date.slice(5))
          .join(' '),
      ]),
    );
  }

  const gap = (audience: string): string =>
    `breaks: [{name: Away, dates: 2018-10-08 to 2018-10-12, for: ${audience}}]\n`;
  const without = '10-02 10-03 10-16 10-17';

  test.each([
    ['a kind', gap('{kinds: lab}'), { L: all, A: without, OH: all }],
    ['this course', gap('{courses: COS418}'), { L: without, A: without, OH: without }],
    ['another course', gap('{courses: [cos126]}'), { L: all, A: all, OH: all }],
    ['a campus of a section', gap('{campuses: south}'), { L: all, A: without, OH: all }],
    ['the campus of the course', gap('{campuses: [north]}'), { L: without, A: all, OH: without }],
    ['a kind of one campus', gap('{campuses: [north], kinds: [lab]}'), { L: all, A: all, OH: all }],
    ['office hours that lean on a lecture', gap('{kinds: office hours}'), { L: all, A: all, OH: without }],
    [
      'a closing',
      'closings: [{date: 2018-10-09, for: {kinds: [lab, office hours]}}]\n',
      { L: all, A: '10-02 10-03 10-10 10-16 10-17', OH: '10-02 10-03 10-10 10-16 10-17' },
    ],
    [
      'a swap for a kind',
      'swaps: [{date: Thu 2018-10-11, follows: Tuesday, for: {kinds: lecture}}]\n',
      { L: '10-02 10-03 10-09 10-10 10-11 10-16 10-17', A: all, OH: '10-02 10-03 10-09 10-10 10-11 10-16 10-17' },
    ],
    [
      'a swap for the hours before the evening',
      'swaps: [{date: Wed 2018-10-10, follows: Monday, until: 5pm}]\n',
      { L: all, A: '10-02 10-03 10-09 10-16 10-17', OH: all },
    ],
    [
      'two swaps of one day',
      'swaps: [{date: Thu 2018-10-11, follows: Tue, until: noon}, {date: Thu 2018-10-11, follows: Mon, from: noon}]\n',
      { L: all, A: '10-02 10-03 10-09 10-10 10-11 10-16 10-17', OH: all },
    ],
  ])('%s', (_, lines, expected) => {
    const term = `allow: [unknown-course, unusual-count]\n${lines}`;
    expect(dates(term, { campus: 'north' })).toEqual(expected);
  });

  test('leave the numbering of weeks to everybody’s calendar', () => {
    const rules = read('  A: {kind: lab, meets: {on: Fri 10am-11am, weeks: 4-6}}\n', `${TERM}${gap('{kinds: [lab]}')}`);
    expect(listDates(schedule(rules.course, rules.term), 'A')).toEqual(['2018-10-05', '2018-10-19']);
  });

  test('are in the course’s facts with the sections that they concern', () => {
    const lines = `breaks: [{name: Away, dates: 2018-10-08, for: {kinds: [lab]}}, {name: Nobody, dates: 2018-10-09, for: {kinds: exam}}]\nswaps: [{name: Day, date: Thu 2018-10-11, follows: Tuesday, until: 5pm}]\nallow: [unusual-count]\n`;
    const { course, term } = read(sections, TERM.replace(/breaks:\n(?: {2}.*\n)+/, lines), { 'site.yaml': site });
    const { course: facts, shutDays } = schedule(course, term);
    expect(facts).toMatchObject({
      breaks: [],
      partialBreaks: [{ name: 'Away', from: '2018-10-08', until: '2018-10-08', sections: ['A'] }],
      partialSwaps: [{ name: 'Day', date: '2018-10-11', from: null, until: '17:00', sections: ['L', 'A', 'OH'] }],
    });
    expect(facts.swaps).toBeUndefined();
    expect(shutDays).toEqual([
      { name: 'Away', from: '2018-10-08', until: '2018-10-08', sections: ['A'] },
      { name: 'Nobody', from: '2018-10-09', until: '2018-10-09', sections: [] },
      { name: 'Day', from: '2018-10-11', until: '2018-10-11', hours: { from: null, until: '17:00' } },
    ]);
  });
});

describe('other hours of a term', () => {
  const hours =
    'hours:\n  - {name: Ramadan, dates: 2018-10-08 to 2018-10-12, replace: {8am-9:20am: 8:30am-9:30am, 2pm: 1:30pm}}\n';
  const sections = `  L: {kind: lecture, meets: {on: Mon 8am-9:20am, from: 2018-10-01, until: 2018-10-15}}
  A: {kind: lab, meets: [{on: Tue 2pm-4pm, from: 2018-10-09, until: 2018-10-09}, 2018-10-10 2pm-4pm]}
  OH: {kind: office hours, meets: {after: L, for: 1 hour}}
`;

  test('replace times exactly or by their start, and what leans on a class follows', () => {
    const { course, term } = read(sections, `${TERM}${hours}`);
    const result = schedule(course, term);
    expect(listTimes(result, 'L')).toEqual([
      'Mon 2018-10-01 08:00-09:20',
      'Mon 2018-10-08 08:30-09:30',
      'Mon 2018-10-15 08:00-09:20',
    ]);
    expect(listTimes(result, 'A')).toEqual(['Tue 2018-10-09 13:30-15:30', 'Wed 2018-10-10 14:00-16:00']);
    expect(listTimes(result, 'OH')[1]).toBe('Mon 2018-10-08 09:30-10:30');
    const [, there] = result.meetings.filter(({ facts }) => facts.section === 'L');
    expect(there).toMatchObject({
      identity: 'fall-2018/cos418/L//2018-10-08',
      facts: { movedFrom: null, notes: ['Ramadan'], status: 'confirmed' },
    });
  });

  test('leave other patterns of a change as they are written', () => {
    const { course, term } = read(
      `${sections}changes:\n  - {announced: 2018-10-01, sections: L, from: 2018-10-08, until: 2018-10-08, instead: Mon 8am-9:20am}\n`,
      `${TERM}${hours}`,
    );
    expect(listTimes(schedule(course, term), 'L')[1]).toBe('Mon 2018-10-08 08:00-09:20');
  });

  test('are named at meetings while these are at them', () => {
    const at = (...changes: string[]) => {
      const lines = changes.map(
        (change, day) => `  - {announced: 2018-10-0${day + 1}, sections: L, on: 2018-10-08, ${change}}\n`,
      );
      const { course, term } = read(`${sections}changes:\n${lines.join('')}`, `${TERM}${hours}`);
      const found = schedule(course, term).meetings.find(({ identity }) => identity.endsWith('/L//2018-10-08'));
      return found?.facts.notes;
    };
    expect(at('where: Hall 9')).toEqual(['Ramadan']);
    expect(at('move: 2018-10-11')).toEqual(['Ramadan']);
    expect(at('move: 2018-10-18, note: Bring a pen')).toEqual(['Bring a pen']);
    expect(at('move: 4pm')).toEqual([]);
    expect(at('move: 2018-10-18', 'move: 2018-10-10')).toEqual(['Ramadan']);
  });

  test('are one series with exceptions and events of their own in a download', () => {
    const { course, term } = read(sections.replace('2018-10-15', '2018-12-10'), `${TERM}${hours}`);
    const { next } = reviseCourse(null, schedule(course, term), 0);
    const lines = composeFeed(next, ['L'], 'download', { publicUrl: null }).toString().split('\r\n');
    const own = lines.slice(lines.indexOf('END:VTIMEZONE'));
    expect(own.filter((line) => /^(?:DTSTART|RRULE|EXDATE)/.test(line))).toEqual([
      'DTSTART;TZID=America/New_York:20181001T080000',
      'RRULE:FREQ=WEEKLY;UNTIL=20181210T160000Z;BYDAY=MO',
      'EXDATE;TZID=America/New_York:20181008T080000',
      'EXDATE;TZID=America/New_York:20181029T080000',
      'DTSTART:20181008T123000Z',
    ]);
  });
});

describe('items of whole days', () => {
  const sections = `  X:
    kind: practical
    where: Black Forest
    meets:
      - 2018-10-12, all day
      - {id: b, on: 2018-11-07 to 2018-11-09, time: all day}
      - {id: c, dates: [2018-09-21, 2018-12-06 to 2018-12-07], time: all day}
  OH: {kind: office hours, meets: "Sat 2018-10-20, all day"}
`;
  const { course, term } = read(sections);

  test('last from midnight to midnight, over a clock change too', () => {
    const result = schedule(course, term);
    const found = result.meetings
      .filter(({ facts }) => facts.section === 'X')
      .map(({ facts }) => [
        facts.date,
        facts.days,
        facts.startTime,
        facts.endTime,
        ((facts.end ?? 0) - facts.start) / 3_600_000,
      ]);
    expect(found.sort()).toEqual([
      ['2018-09-21', 1, '00:00', '00:00', 24],
      ['2018-10-12', 1, '00:00', '00:00', 24],
      ['2018-11-07', 3, '00:00', '00:00', 72],
      ['2018-12-06', 2, '00:00', '00:00', 48],
    ]);
    const november = read('  X: {kind: lab, meets: "2018-11-04, all day"}\n');
    const [long] = schedule(november.course, november.term).meetings;
    expect(((long?.facts.end ?? 0) - (long?.facts.start ?? 0)) / 3_600_000).toBe(25);
  });

  test('need no midnight: a clock change may skip it', () => {
    const zone = TERM.replace('America/New_York', 'America/Sao_Paulo');
    const { course: other, term: there } = read('  X: {kind: lab, meets: "2018-11-04, all day"}\n', zone);
    const result = schedule(other, there);
    expect(result.problems).toEqual([]);
    expect(((result.meetings[0]?.facts.end ?? 0) - (result.meetings[0]?.facts.start ?? 0)) / 3_600_000).toBe(23);
  });

  test.each(['subscription', 'download'] as const)('are dates in a %s', (form) => {
    const { next } = reviseCourse(null, schedule(course, term), 0);
    const print = (choice: readonly string[]): string[] =>
      composeFeed(next, choice, form, { publicUrl: null })
        .toString()
        .split('\r\n')
        .filter((line) => /^(?:DTSTART|DTEND|TRANSP)/.test(line));
    expect(print(['X'])).toEqual([
      ...['DTSTART;VALUE=DATE:20180921', 'DTEND;VALUE=DATE:20180922', 'TRANSP:OPAQUE'],
      ...['DTSTART;VALUE=DATE:20181012', 'DTEND;VALUE=DATE:20181013', 'TRANSP:OPAQUE'],
      ...['DTSTART;VALUE=DATE:20181107', 'DTEND;VALUE=DATE:20181110', 'TRANSP:OPAQUE'],
      ...['DTSTART;VALUE=DATE:20181206', 'DTEND;VALUE=DATE:20181208', 'TRANSP:OPAQUE'],
    ]);
    expect(print(['OH'])).toEqual(['DTSTART;VALUE=DATE:20181020', 'DTEND;VALUE=DATE:20181021', 'TRANSP:TRANSPARENT']);
  });

  test('have their reminder in the evening before', () => {
    const { next } = reviseCourse(null, schedule(course, term), 0);
    const context = {
      course: next.course,
      section: next.sections[0] as (typeof next.sections)[number],
      code: 'COS 418',
      courseTitle: 'Systems',
      publicUrl: null,
      cancelled: 'confirmed',
      alarmMinutes: 15,
    } as const;
    const meeting = next.meetings.find(({ originalDate }) => originalDate === '2018-10-12');
    expect(printMeeting(meeting as (typeof next.meetings)[number], context)).toContain(
      'TRIGGER;VALUE=DATE-TIME:20181011T220000Z',
    );
  });

  test.each([
    ['another date', 'move: 2018-10-13', [['2018-10-13', 1, '00:00', '00:00', 'confirmed']]],
    ['a time', 'move: 2018-10-13 9am-5pm', [['2018-10-13', undefined, '09:00', '17:00', 'confirmed']]],
    ['part of a day closed', 'closed: from 2pm', [['2018-10-12', 1, '00:00', '00:00', 'confirmed']]],
    ['the morning closed', 'closed: until 10am', [['2018-10-12', 1, '00:00', '00:00', 'confirmed']]],
    ['a whole day closed', 'closed: all day', [['2018-10-12', 1, '00:00', '00:00', 'cancelled']]],
  ])('and a change: %s', (_, effect, expected) => {
    const one = read(
      `  X: {kind: lab, meets: "2018-10-12, all day"}\nchanges: [{announced: 2018-10-01, sections: X, on: 2018-10-12, ${effect}}]\n`,
    );
    const { meetings } = schedule(one.course, one.term);
    expect(meetings.map(({ facts }) => [facts.date, facts.days, facts.startTime, facts.endTime, facts.status])).toEqual(
      expected,
    );
  });

  test('are named as what they were when they move to hours', () => {
    const one = read(
      '  X: {kind: lab, meets: "2018-10-12, all day"}\nchanges: [{announced: 2018-10-01, sections: X, on: 2018-10-12, move: 2018-10-13 9am-5pm}]\n',
    );
    const { next } = reviseCourse(null, schedule(one.course, one.term), 0);
    expect(next.meetings[0]?.facts.movedFrom).toEqual({ date: '2018-10-12', startTime: '00:00', allDay: true });
    const feed = composeFeed(next, ['X'], 'subscription', { publicUrl: null }).toString().replaceAll('\r\n ', '');
    expect(feed).toContain('Moved from Friday 12 October\\, all day');
  });

  test('are said in words', () => {
    const times = { startTime: '00:00', endTime: '00:00', date: '2018-10-12' };
    expect(sayTimesOf({ ...times, days: 1 })).toBe('all day');
    expect(sayTimesOf({ ...times, days: 3 })).toBe('all day, until Sunday 14 October');
    expect(sayTimesOf({ ...times, startTime: '10:00', endTime: '10:50' })).toBe('10 to 10:50 am');
  });
});
