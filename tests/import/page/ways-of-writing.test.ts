/** Ids, weeks, people and places in the notations found on pages; all pages are invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';

type Ways = readonly (readonly [way: string, page: string, found: readonly (string | null)[]])[];

const IDS: Ways = [
  ['numbers that lead a line', '001 MWF 9:05-9:55 Hall 12\n002 MWF 10:05-10:55 Hall 12', ['001', '002']],
  ['letters that lead a list’s items', '## Recitations\n- A: Tue 9:30-10:20am\n- B: Tue 10:30-11:20am', ['A', 'B']],
  ['letters with a period', '## Recitations\n- A. Tue 9:30-10:20am\n- B. Tue 10:30-11:20am', ['A', 'B']],
  ['two letters', 'Sections\n- AA: Thu 1:30-2:20pm\n- AB: Thu 2:30-3:20pm', ['AA', 'AB']],
  ['letters in clauses of one line', 'Recitation: A Monday 10-11am; B Monday 11am-12pm', ['A', 'B']],
  ['kinds with a letter as headings', '## Lab A\nTue 9:30am-12:20pm\n\n## Lab B\nThu 9:30am-12:20pm', ['A', 'B']],
  ['kinds with a number behind a mark', 'Lab #2: Thu 1:30-4:20pm', ['2']],
  ['a number and a letter', 'Workshop 2B: Fri 2-3pm', ['2B']],
  ['square brackets', 'Discussion Thu 1:30-2:20pm [105]', ['105']],
  ['behind the course’s number', 'CS 101-03 lecture: MW 10-11:15am', ['03']],
  ['in brackets behind the course’s number', 'CS 101 (03) MW 10-11:15am', ['03']],
  ['sections that lead several times', 'Section 1 meets Mon 9-10am. Section 2 meets Mon 10-11am.', ['1', '2']],
  [
    'cells of a week’s grid',
    '| Time | Mon | Tue |\n|---|---|---|\n| 9:00-9:50 | Lab 1 | Lab 2 |\n| 10:00-10:50 | Tutorial T01 (Mill 2) | |',
    ['1', '2', 'T01'],
  ],
  [
    'a column of activities',
    '| Activity | Day | Time |\n|---|---|---|\n| Tutorial 1 | Mon | 14:00-15:00 |\n| Tutorial (B) | Tue | 14:00-15:00 |',
    ['1', 'B'],
  ],
  [
    'a code before its kind in a column',
    '| Sec # | Meets |\n|---|---|\n| 001 (LEC) | MWF 10-10:50am |\n| 011 (LAB) | T 2-4:50pm |',
    ['001', '011'],
  ],
  [
    'a head of lab sections',
    '| Lab section | Day & time |\n|---|---|\n| L01 (CRN 20111) | Tue 9:00-11:50 |\n| L02 (CRN 20112) | Wed 9:00-11:50 |',
    ['L01', 'L02'],
  ],
  [
    'none of a column of roles',
    '| Role | Name | Office hours |\n|---|---|---|\n| TA | Ken Ode | Thu 10:00-11:00 |',
    [null],
  ],
  ['letters before brackets with times', 'Lecture sections: A (MWF 9:00, Rm 12), B (MWF 10:00, Rm 14)', ['A', 'B']],
  ['none of a room in a cell', '| Time | Mon | Tue |\n|---|---|---|\n| 9-10am | Lecture (LT1) | |', [null]],
  ['none of credits', 'Lecture (3 credits): MW 9-9:50am', [null]],
  ['none of hours in a lab', 'Office hours in Lab 2, Monday 3-4pm', [null]],
  ['none of a list’s numbers', 'Tutorials:\n1. Monday 10-11am\n2. Tuesday 11-12pm', [null]],
];

const WEEKS: Ways = [
  ['a line below the times', '**Lab**\nTuesday 2-5pm\nWeeks 2, 4, 6, 8', ['Weeks 2, 4, 6, 8']],
  ['an item below the times', '- Lab\n  - Tuesday 2-5pm\n  - Weeks 2, 4, 6, 8', ['Weeks 2, 4, 6, 8']],
  ['a field', 'Lab\n- When: Tuesday 2-5pm\n- Where: Mill 2\n- Frequency: biweekly', ['biweekly']],
  [
    'a remark in a row',
    '| Day | Time | Class | Notes |\n|---|---|---|---|\n| Mon | 9-10am | Lab | starts Sept 14 |\n| Tue | 9-10am | Lecture | |',
    ['starts Sept 14', null],
  ],
  [
    'heads of columns',
    '| Kind | Even weeks | Odd weeks |\n|---|---|---|\n| Lab | Mon 9-10am | Tue 9-10am |',
    ['Even weeks', 'Odd weeks'],
  ],
  [
    'a column of dates',
    '| Class | Day | Time | Dates |\n|---|---|---|---|\n| Lecture | Mon | 2-3pm | 12 Jan - 3 Feb |',
    ['12 Jan - 3 Feb'],
  ],
  ['one week', 'Lab: Tuesday 2-5pm (week 3 only)', ['week 3 only']],
  ['weeks with strokes', 'Lab: Tuesday 2-5pm (Weeks 1/3/5/7)', ['Weeks 1/3/5/7']],
  ['not in some', 'Labs will not meet in the first week.\n\nLab: Tuesday 2-5pm', ['not meet in the first week']],
  [
    'halves that each lead their own times',
    'Class: Part I (Jan 12 – Feb 27): MW 2:00–3:20 pm, Gates 114. Part II (Mar 2 – Apr 24): TTh 2:00–3:20 pm',
    ['Jan 12 – Feb 27', 'Mar 2 – Apr 24'],
  ],
  ['none of a quiz', 'Lecture: Mon 9-10am\n\nQuiz in weeks 3 and 7.', [null]],
];

const PEOPLE: Ways = [
  ['below in a list', '- **Lab 1** Tue 2-3pm\n  - Tutor: Bo Reed', ['Bo Reed']],
  ['before a place', 'Instructor: Ada Kiln, Mill 12\nOffice hours: Mon 2-3pm', ['Ada Kiln']],
  ['who holds them', 'Bo Reed holds office hours on Tuesdays, 3-4pm in Mill 12.', ['Bo Reed']],
  [
    'each before their own time',
    'Office hours: Una Marsh, Mondays 3–4 p.m. (Hart 301), Ken Ode, Wednesdays 4–5 p.m. (Zoom)',
    ['Una Marsh', 'Ken Ode'],
  ],
  ['two behind "with"', 'Office hours: Tuesdays 3-4pm with Bo Reed and Cy Holt', ['Bo Reed, Cy Holt']],
  ['a title behind a lecture’s room', 'Vorlesung: Mo 10-12 Uhr, HS 3, Prof. Kiln', ['Kiln']],
  ['behind a seminar’s room', 'Seminar: Tue 10-12am, Room 3.04, Rita Bloom', ['Rita Bloom']],
  [
    'above days on a line of their own',
    '## Office Hours\n\nOmar Teel\nMondays\n1:00 - 2:30 PM\n\nRita Bloom\nTuesdays\n11:00 AM - 12:00 PM',
    ['Omar Teel', 'Rita Bloom'],
  ],
  [
    'of a file of fields',
    '- name: Omar Teel\n  office_hours: "Mon 1-2 PM, Hall 20"\n- name: Rita Bloom\n  office_hours: "Tue 1-2 PM, Hall 20"',
    ['Omar Teel', 'Rita Bloom'],
  ],
  ['behind a room without a mark', 'Precept P01 Th 10-10:50 Friend 108 Ada Kiln', ['Ada Kiln']],
];

const PLACES: Ways = [
  ['in a label', 'Lecture (Mill 120): MWF 10-10:50am', ['Mill 120']],
  ['of all hours', 'All office hours are in Mill 12.\n\nOffice hours:\n- Mon 10-11am', ['Mill 12']],
  ['of all times above', '## Office hours\n- Mon 10-11am\n- Tue 10-11am\n\nAll in Mill 12.', ['Mill 12', 'Mill 12']],
  ['without the kind before it', '| Time | Mon | Tue |\n|---|---|---|\n| 9-10am | Discussion CS 1263 | |', ['CS 1263']],
  ['without the role behind it', '**Labs**\n011 M 1:10-4:00 Hadley 115 TA: Ken Ode', ['Hadley 115']],
  ['with a kind’s word in it', 'Lecture: MWF 10-10:50am, Lecture Theatre 2', ['Lecture Theatre 2']],
  ['without the person behind it', 'Vorlesung: Mo 10-12 Uhr, HS 3, Prof. Kiln', ['HS 3']],
  ['without the section behind it', 'Class: TR 9:30-10:45, SCI 101 (Sec. 01)', ['SCI 101']],
  ['a French room', 'Cours magistral : mardi 13h30 à 15h20, local 2840', ['local 2840']],
  ['no class number', 'Lab: Tue 2-5pm, CRN 34567', [null]],
];

describe.each([
  ['ids', IDS],
  ['weeks', WEEKS],
  ['people', PEOPLE],
  ['places', PLACES],
] as const)('%s', (part, ways) => {
  test.each(ways)('%s', (_way, page, found) => {
    const meetings = readPage(page, 'page.md').sections.flatMap(({ id, people, meetings }) =>
      meetings.map(({ place, weeks, line, days }) => ({
        ids: id,
        people: people.join(', '),
        weeks,
        places: place,
        line,
        days,
      })),
    );
    const inOrder = meetings.toSorted((a, b) => a.line - b.line);
    expect([...new Set(inOrder.map((meeting) => meeting[part]))]).toEqual([...new Set(found)]);
  });
});
