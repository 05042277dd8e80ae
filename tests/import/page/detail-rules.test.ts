/** Ids, people, places and weeks: one small page for each rule; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';

const sections = (page: string) => readPage(page, 'page.txt').sections;

describe('section ids as written', () => {
  test.each([
    ['a code in brackets behind the kind', 'Discussion (A01): W 5-5:50pm', ['A01']],
    ['a code leads the line', '# Recitations\n\nR021 2:00pm-3:15pm T Kiln 4', ['R021']],
    ['a code behind a label', 'Studio: S02 (Wed 10:10am-11:40am), Kiln 9', ['S02']],
    [
      'a code in brackets behind the time',
      'Lectures: Thu 8:10-9:00 (LEC02) and 15:10-16:00 (LEC01)',
      ['LEC02', 'LEC01'],
    ],
    ['a class number after "for"', '# Discussion\n\n- MW 8:00-9:00am @ Kiln 7 for 53505', ['53505']],
    ['a column of groups', '| Groupe | TD |\n|---|---|\n| C | vendredi 9h30-12h20 |', ['C']],
    [
      'a line of its own below start and end',
      '---\nschedule:\n  - name: Monday\n    events:\n      - name: Section\n        start: 1:30 PM\n        end: 2:45 PM\n        info: "Section 101. TA: Ada Kiln"\n---\n',
      ['101'],
    ],
  ])('%s', (_rule, page, ids) => {
    expect(sections(page).map(({ id }) => id)).toEqual(ids);
  });
});

describe('people are names', () => {
  test.each([
    ['no first words of sentences', 'There are office hours Monday 3pm-4pm.', []],
    ['no words of a label', '**Termin**: Montags, 10:15-11:45\n\n**Leitung**: offen', []],
    ['a name on the line above the hours', 'Ada Kiln<br>\nOffice hours:<br>\n- Fri 3:30pm-5:30pm<br>', ['Ada Kiln']],
    ['no small words before a time', '# Tutorías\n\nLunes\n\n- de 16 a 16:50', []],
    ['degrees are no part of a name', 'Instructor: Ada Kiln, Ph.D.\n\nOffice hours: Fri 3-4pm', ['Ada Kiln']],
    ['an RST link', '# Office Hours\n\n`Ada Kiln <https://example.edu/ada>`_ : Monday 3-4 pm', ['Ada Kiln']],
  ])('%s', (_rule, page, people) => {
    expect([...new Set(sections(page).flatMap((section) => section.people))]).toEqual(people);
  });
});

describe('places', () => {
  const places = (page: string) => sections(page).flatMap(({ meetings }) => meetings.map(({ place }) => place));
  test.each([
    ['before the first time, for all', 'Lecture: KILN 212 Mon 2-2:50 PM, Friday 12-12:50 PM', ['KILN 212', 'KILN 212']],
    [
      'said once of all sessions',
      'Lecture: Mon 2-3pm\n\nNote: All sessions will be in B17 Kiln Hall.',
      ['B17 Kiln Hall'],
    ],
    ['a link', 'Office hours: Tue 11-12, https://example.zoom.us/j/1', ['https://example.zoom.us/j/1']],
    ['without the zone', 'Office hours: Tue 5-6pm ET, NSH 1505', ['NSH 1505']],
    ['no joining word at its end', 'Lab: Mo. 8:15-9:45 Uhr, HS 5 und Mi. 10.15-11.45 Uhr, HS 6', ['HS 5', 'HS 6']],
    ['a date is none', 'Lab: Tue 5-6pm (Beginn: 22.03.2012)', [null]],
  ])('%s', (_rule, page, expected) => {
    expect(places(page)).toEqual(expected);
  });
});

describe('weeks in words', () => {
  const weeks = (page: string) => sections(page).flatMap(({ meetings }) => meetings.map((meeting) => meeting.weeks));
  test.each([
    ['half a term', 'Lab: Tue 5-6pm, second half of the term', ['second half of the term']],
    [
      'a line above a list holds up to the next',
      '# Office hours\n\nFirst six weeks of semester\n\n- Mon 8-9am\n\nLast 9 weeks of semester\n\n- Fri 8-9am',
      ['First six weeks of semester', 'Last 9 weeks of semester'],
    ],
    [
      'a heading ends it',
      '# Office hours\n\nFirst six weeks of semester\n\n- Mon 8-9am\n\n# Lecture\n\nTue 9-10am',
      ['First six weeks of semester', null],
    ],
    [
      'in the lead of a list',
      '# Office hours\n\nFor weeks when a set is out we add:\n\n- Tue 1-2pm',
      ['weeks when a set is out'],
    ],
    ['biweekly on two days is twice a week', 'When: biweekly lectures, Mon and Wed 11:05 AM - 12:20 PM', [null]],
  ])('%s', (_rule, page, expected) => {
    expect(weeks(page)).toEqual(expected);
  });
});

test('a report shows the whole row of a table, and days in words', () => {
  const reading = readPage('| Section | Day | Time |\n|---|---|---|\n| Lab | Tue | 2-5pm |', 'page.md');
  expect(reading.used).toEqual([
    expect.objectContaining({ text: 'Lab | Tue | 2-5pm', how: expect.stringContaining('Tue 14:00–17:00') }),
  ]);
});

describe('the title and the code of the course', () => {
  test.each([
    ['Office Hours is none', '# Office Hours\n\nMon 3-4pm\n\n# Rope and Knots', 'Rope and Knots', null],
    ['the code stands in a heading', '# WHEN\n\n# ROPE 210: Knots', 'ROPE 210: Knots', 'ROPE 210'],
    ['a term is no code', '# Knots, FALL 2018', 'Knots, FALL 2018', null],
  ])('%s', (_rule, page, title, code) => {
    expect(readPage(page, 'page.md')).toMatchObject({ title, code });
  });
});

test('the hours beside a week’s grid are no schedule', () => {
  const page = `---\ntitle: Knots\ntimeline:\n  - '9:00 AM'\n  - '9:30 AM'\nschedule:\n  - name: Monday\n    events:\n      - name: Lecture\n        start: 1:30 PM\n        end: 2:45 PM\n---\n`;
  const { unused, sections: found } = readPage(page, 'weekly.md');
  expect(unused).toEqual([]);
  expect(found[0]?.meetings).toMatchObject([{ days: ['MO'], start: '13:30', end: '14:45' }]);
});
