/** The files of a Just the Class site, read as what they are; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readJustTheClass } from '../../../src/import/page/just-the-class.ts';
import { readPage } from '../../../src/import/page/read-page.ts';

const WEEKLY = `---
layout: schedule
title: Weekly Schedule
timeline:
  - '9:00 AM'
  - '9:30 AM'
schedule:
  - name: Monday
    events:
      - name: Lecture
        start: 9:30 AM
        end: 10:20 AM
        location: Kiln 101
      - name: Section 1B / 1C
        start: 1:30 PM
        end: 2:20 PM
        location: Kiln 2 / Kiln 3
  - name: Tuesday
  - name: Wednesday
    events:
      - name: Section 1C / Cy's OH
        start: 1:30 PM
        end: 2:20 PM
        location: "[Zoom](https://example.org)"
      - name: Ada Office Hours
        start: 3:30 PM
        end: 4:20 PM
      - name: Discussion 101
        start: 4:30 PM
        end: 5:20 PM
        info: "Section 101. TA: Bo Reed"
---

{{ site.schedules }}
`;

const events = (page: string) =>
  readPage(page, '_schedules/weekly.md').sections.flatMap(({ kind, id, people, meetings }) =>
    meetings.map(({ days, start, end, place, line }) => [
      line,
      kind,
      id,
      days.join(),
      start,
      end,
      place,
      people.join(),
    ]),
  );

describe('the week’s grid', () => {
  test('gives each event by name, start, end and location, at its line', () => {
    expect(events(WEEKLY)).toEqual([
      [10, 'lecture', null, 'MO', '09:30', '10:20', 'Kiln 101', ''],
      [14, 'discussion', '1B', 'MO', '13:30', '14:20', 'Kiln 2', ''],
      [14, 'discussion', '1C', 'MO', '13:30', '14:20', 'Kiln 3', ''],
      [21, 'discussion', '1C', 'WE', '13:30', '14:20', 'Zoom', ''],
      [21, 'office hours', null, 'WE', '13:30', '14:20', 'Zoom', 'Cy'],
      [25, 'office hours', null, 'WE', '15:30', '16:20', null, 'Ada'],
      [28, 'discussion', '101', 'WE', '16:30', '17:20', null, 'Bo Reed'],
    ]);
  });

  test('has no doubts and reports no hours of its timeline', () => {
    const { unused, doubts } = readPage(WEEKLY, '_schedules/weekly.md');
    expect({ unused, doubts }).toEqual({ unused: [], doubts: [] });
  });

  test('front matter without events is read as fields', () => {
    expect(events('---\ntitle: Knots\nschedule:\n  - a\n---\n\nLecture: Mon 9-10am')).toEqual([
      [7, 'lecture', null, 'MO', '09:00', '10:00', null, ''],
    ]);
  });
});

describe('a site', () => {
  const staffer = (name: string, role: string, body: string) => ({
    path: `site/_staffers/${name}.md`,
    text: `---\nname: ${name}\nrole: ${role}\n---\n\n${body}\n`,
  });
  const staff = [
    staffer('Cy Vale', 'Teaching Assistant', ''),
    staffer('Ada Kiln', 'Instructor', 'Office hours: Thu 2-3pm'),
  ];

  test('takes its people from the staff, and whole names for first names', () => {
    const reading = readJustTheClass([{ path: '_schedules/weekly.md', text: WEEKLY }, ...staff]);
    expect(reading.people).toMatchObject([
      { name: 'Cy Vale', role: 'Teaching Assistant' },
      { name: 'Ada Kiln', role: 'Instructor' },
    ]);
    expect(reading.sections.flatMap(({ people }) => people)).toEqual(['Cy Vale', 'Ada Kiln', 'Bo Reed']);
  });

  test('takes the staff’s own hours where no schedule has any', () => {
    const modules = { path: '_modules/week-01.md', text: '---\ntitle: Week 1\n---\n\nSep 5\n: Knots\n' };
    const reading = readJustTheClass([modules, ...staff]);
    expect(reading.sections).toMatchObject([
      { kind: 'office hours', people: ['Ada Kiln'], meetings: [{ days: ['TH'], start: '14:00', end: '15:00' }] },
    ]);
  });
});
