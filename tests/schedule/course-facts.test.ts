import { describe, expect, test } from 'vitest';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { AT, makeCourse, makeSection, makeTerm, SITE } from './rules.ts';

const term = makeTerm({
  periods: [
    { name: 'classes', from: '2018-09-12', until: '2018-12-14' },
    { name: 'exams', from: '2019-01-16', until: '2019-01-26' },
  ],
  breaks: [{ name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' }],
});

describe('what is said about a course', () => {
  test('is its own and its term’s', () => {
    const course = makeCourse([], {
      formerly: ['old'],
      crossListed: [{ id: 'ece418', code: 'ECE 418', title: null }],
      url: 'https://example.edu',
      links: [{ title: 'Piazza', url: 'https://piazza.com' }],
      note: 'Note',
    });
    expect(scheduleCourse(course, openTermCalendar(term), SITE).course).toEqual({
      key: 'fall-2018/c',
      term: 'fall-2018',
      id: 'c',
      code: 'C 1',
      title: 'Course',
      formerly: ['old'],
      crossListed: [{ id: 'ece418', code: 'ECE 418', title: null }],
      url: 'https://example.edu',
      links: [{ title: 'Piazza', url: 'https://piazza.com' }],
      note: 'Note',
      termTitle: 'Fall 2018',
      zone: 'America/New_York',
      weekStarts: 'MO',
      span: { from: '2018-09-12', until: '2019-01-26' },
      breaks: [{ name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' }],
      cancelled: 'confirmed',
      draft: false,
    });
  });

  test('has the course’s style for cancelled meetings, else the site’s; and is a draft if its term is', () => {
    const facts = (course: Parameters<typeof makeCourse>[1], draft = false) =>
      scheduleCourse(makeCourse([], course), openTermCalendar({ ...term, draft }), { ...SITE, cancelled: 'removed' })
        .course;
    expect(facts({}).cancelled).toBe('removed');
    expect(facts({ cancelled: 'cancelled' }).cancelled).toBe('cancelled');
    expect([facts({}).draft, facts({ draft: true }).draft, facts({}, true).draft]).toEqual([false, true, true]);
  });
});

test('what is said about sections keeps the order in which they are written, with every other id', () => {
  const sections = [
    makeSection('P02', [], { kind: 'precept', also: ['Pb'], formerly: ['P09'], with: ['L01'], title: 'Two' }),
    makeSection('L01', []),
  ];
  const facts = scheduleCourse(makeCourse(sections), openTermCalendar(term), SITE).sections;
  expect(facts.map(({ id }) => id)).toEqual(['P02', 'L01']);
  expect(facts[0]).toEqual({
    id: 'P02',
    aliases: ['Pb', 'P09'],
    kind: 'precept',
    title: 'Two',
    note: null,
    url: null,
    with: ['L01'],
    listed: [],
    toBeAnnounced: false,
    ended: null,
  });
});

describe('what is said of the days without classes', () => {
  const courses = ['L01', 'P01'].map((id) =>
    makeCourse([makeSection(id, [], { kind: id === 'L01' ? 'lecture' : 'precept' })]),
  );
  const swap = { name: 'Monday schedule', date: '2018-09-18', follows: 'MO' } as const;
  const audience = { courses: null, kinds: ['precept' as const], campuses: null, at: AT };

  test.each([
    ['whole ones for all', { swaps: [swap] }],
    ['a break for some', { breaks: term.breaks.map((one) => ({ ...one, audience })) }],
    ['a swap for some', { swaps: [{ ...swap, audience }] }],
    ['a swap of half a day', { swaps: [{ ...swap, from: '12:00' }] }],
  ])('is the same of a course, whichever other one was scheduled before: %s', (_, fields) => {
    const calendar = openTermCalendar({ ...term, ...fields });
    for (const course of courses) {
      const alone = scheduleCourse(course, openTermCalendar({ ...term, ...fields }), SITE);
      expect(scheduleCourse(course, calendar, SITE)).toEqual(alone);
    }
  });
});
