/** A small page for each named rule of the reader, whose reading depends on that rule; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { PEOPLE_RULES } from '../../../src/import/page/reading/carried-people.ts';
import { KIND_RULES } from '../../../src/import/page/reading/kinds.ts';
import { LOOK_RULES } from '../../../src/import/page/reading/looks.ts';
import { REFUSAL_RULES } from '../../../src/import/page/reading/refusals.ts';
import { ID_RULES } from '../../../src/import/page/reading/section-ids.ts';

type Pages = Readonly<Record<string, readonly [page: string, reading: string]>>;

const KINDS: Pages = {
  givenKind: [
    '| Cours | Groupe 9 (lundi 15:20-17:10) | Groupe 11 (mardi 8:15-10:05) |\n|---|---|---|\n| Cours 1 | 26 août | 27 août |\n| Cours 2 | 2 sept. | 3 sept. |',
    'lecture #9 MO 15:20-17:10; lecture #11 TU 08:15-10:05',
  ],
  namedInClause: ['# Lectures\n\nLab: Tue 2-5pm', 'lab TU 14:00-17:00'],
  ownMeetings: ['# Lectures\n\nGroup meetings: Fri 3-4pm', 'other FR 15:00-16:00'],
  nearestScope: ['## Office hours\n\nMon 2-3pm', 'office hours MO 14:00-15:00'],
  namedApart: ['Hours: come to the lab. We meet Monday at 2:00-5:00pm.', 'lab MO 14:00-17:00'],
  codedSection: [
    '### Teaching Assistants\n\nMore about the recitations is on the board.\n\nR021 2:00pm-3:15pm T Kiln 4',
    'recitation #R021 TU 14:00-15:15 @ Kiln 4',
  ],
  sentenceBefore: [
    'Drop-in hours are fixed now!\n\n* Thu 1-2pm\n* Sat 10-11am',
    'office hours TH 13:00-14:00; office hours SA 10:00-11:00',
  ],
  hoursLabel: ['Hours: Mon 2-3pm', 'office hours MO 14:00-15:00'],
  weakWord: ['Sections meet Mon 2-3pm', 'discussion MO 14:00-15:00'],
  relativeAlone: ['TA: Mondays after class', 'unused: no kind of meeting is named'],
  numberedSection: [
    '| | Day | Time |\n|--|--|--|\n| Lectures | Mon & Wed | 9:05-9:55am |\n| Section 1 | Tue | 1:10-2:00pm |',
    'lecture MO,WE 09:05-09:55; discussion #1 TU 13:10-14:00',
  ],
  weakScope: ['## Section times\n\nMon 2-3pm', 'discussion MO 14:00-15:00'],
  besidePerson: ['- Ada Kiln, Thu 1-2pm', 'office hours TH 13:00-14:00 with Ada Kiln'],
  classLabel: ['## Time\n\nTue 2pm', 'lecture TU 14:00-?'],
  nothingNamed: ['Our week: MW 1:10-2:25', 'lecture MO,WE 13:10-14:25'],
};

const LOOKS: Pages = {
  address: [
    'Office hours: Mon 2-3pm (https://meet.example/ada)',
    'office hours MO 14:00-15:00 @ https://meet.example/ada',
  ],
  roomAlone: ['Lecture: MWF 10-10:50am, Room', 'lecture MO,WE,FR 10:00-10:50'],
  someRoom: ['Office hours: Mon 2-3pm in My Office', 'office hours MO 14:00-15:00'],
  dottedDate: ['Office hours: Mondays 2-3pm, 22.03.2012', 'office hours MO 14:00-15:00'],
  stamped: ['Office hours: Mondays 2-3pm. Uploaded 12:05:17.', 'office hours MO 14:00-15:00'],
  sectionCode: ['Office hours: MWF 10-10:50am (LEC02)', 'office hours MO,WE,FR 10:00-10:50'],
  courseCode: ['KNO 101.002 TTh 11:00-12:15pm', 'lecture #002 TU,TH 11:00-12:15'],
  noPlace: ['Lecture: MWF 10-10:50am, Room TBA', 'lecture MO,WE,FR 10:00-10:50'],
  sentence: ['Lecture: MWF 10-10:50am, bring notes you took near Bowen Hall 222', 'lecture MO,WE,FR 10:00-10:50'],
  ledByPerson: ['Lab: Tue 2-5pm with Kiln', 'lab TU 14:00-17:00 with Kiln'],
  online: ['Office hours: Mon 2-3pm, skype call', 'office hours MO 14:00-15:00 @ skype call'],
  numberedSection: ['Lab: Tue 2-5pm, Group B2', 'lab #B2 TU 14:00-17:00'],
  counted: ['Lecture: MWF 10-10:50am, Credits 4', 'lecture MO,WE,FR 10:00-10:50'],
  month: ['Lab: Tue 2-5pm, Fall 2026', 'lab TU 14:00-17:00'],
  building: ['Lecture: MWF 10-10:50am, Bowen Hall', 'lecture MO,WE,FR 10:00-10:50 @ Bowen Hall'],
  numberedRoom: ['Lecture: MWF 10-10:50am, Bowen 222', 'lecture MO,WE,FR 10:00-10:50 @ Bowen 222'],
  ledByIn: ['Lecture: MWF 10-10:50am in Harrow', 'lecture MO,WE,FR 10:00-10:50 @ Harrow'],
  personName: ['Lab: Tue 2-5pm, Ada Kiln', 'lab TU 14:00-17:00 with Ada Kiln'],
  capitalised: ['Office hours: Mon 2-3pm (Sam)', 'office hours MO 14:00-15:00 with Sam'],
};

const REFUSALS: Pages = {
  minuteToMidnight: ['Labs: reports are due Fridays at 11:59pm', 'unused: a minute to midnight is a deadline'],
  midnightAlone: ['Labs: reports Thursdays at midnight', 'unused: midnight alone is a deadline'],
  openingHours: ['The lab is open Mondays 9am-5pm', 'unused: these are opening hours'],
  replaced: ['Office hours: instead of Monday 2-3pm', 'unused: it is held no longer'],
  oneWeek: ['Office hours this week: Monday 2-3pm', 'unused: it is about one week only'],
  deadline: ['Lab: hand in on Mondays by 5pm', 'unused: "by" a time is a deadline'],
  clauseSaysNo: ['Lab: the final exam is on Monday 3-5pm', 'unused: it is about "final"'],
  listedDates: ['Labs meet on Mondays 2-5pm: Sept 14, Sept 28, Oct 12', 'unused: it lists its dates: not every week'],
};

const PEOPLE: Pages = {
  namedUnder: [
    '- Tutorial 1, Tue 2-3pm\n  - Tutor: Bo Reed\n- Tutorial 2, Wed 2-3pm\n  - Tutor: Cy Holt',
    'tutorial #1 TU 14:00-15:00 with Bo Reed; tutorial #2 WE 14:00-15:00 with Cy Holt',
  ],
  namedBeside: [
    'labs:\n  - id: D1\n    time: Tue 2-3pm\n    ta: Bo Reed\n  - id: D2\n    time: Wed 2-3pm\n    ta: Cy Holt',
    'lab #D1 TU 14:00-15:00 with Bo Reed; lab #D2 WE 14:00-15:00 with Cy Holt',
  ],
  headed: [
    '## Office hours\n\n### Ada Kiln\n\nMon 2-3pm\n\n### Bo Reed\n\nTue 2-3pm',
    'office hours MO 14:00-15:00 with Ada Kiln; office hours TU 14:00-15:00 with Bo Reed',
  ],
  onlyOfRole: [
    'Instructor: Ada Kiln\n\nTA: Bo Reed\n\n## Hours\n\nTA office hours: Mon 2-3pm',
    'office hours MO 14:00-15:00 with Bo Reed',
  ],
  nameAboveHours: [
    'Instructor: Ada Kiln\nOffice hours: Mon 2-3pm\n\nTA: Bo Reed\nOffice hours: Tue 2-3pm',
    'office hours MO 14:00-15:00 with Ada Kiln; office hours TU 14:00-15:00 with Bo Reed',
  ],
  leaderAbove: ['TA: Bo Reed\nLab: Tue 2-5pm', 'lab TU 14:00-17:00 with Bo Reed'],
  onlyPerson: [
    '# Algebra\n\nInstructor: Ada Kiln\n\n## Help\n\nSome words first.\n\nMore words.\n\nOffice hours: Mon 2-3pm',
    'office hours MO 14:00-15:00 with Ada Kiln',
  ],
};

const IDS: Pages = {
  codeOfSeries: [
    'Recitations meet on Thursdays (R01 at 9:05-9:55, R02 at 10:10-11:00)',
    'recitation #R01 TH 09:05-09:55; recitation #R02 TH 10:10-11:00',
  ],
  sectionBehind: ['Discussion Thursday 1:30-2:20pm (section 105)', 'discussion #105 TH 13:30-14:20'],
  sectionBefore: [
    'Lectures: Section 1 MWF 9-9:50am, Section 2 MWF 10-10:50am',
    'lecture #1 MO,WE,FR 09:00-09:50; lecture #2 MO,WE,FR 10:00-10:50',
  ],
  codeBehindKind: ['Lab B: Thursday 1:30-4:20pm', 'lab #B TH 13:30-16:20'],
  codeLeads: [
    '## Recitations\n\n- A (Tuesday 9:30-10:20am)\n- B (Tuesday 10:30-11:20am)',
    'recitation #A TU 09:30-10:20; recitation #B TU 10:30-11:20',
  ],
  codeInBrackets: ['Lab in the mill (53505): Tue 2-5pm', 'lab #53505 TU 14:00-17:00'],
  codeBehind: ['Lecture: MWF 8:10-9:00 (LEC02)', 'lecture #LEC02 MO,WE,FR 08:10-09:00'],
  codeOfCell: [
    '# Labs\n\n| | Tue | Wed |\n|---|---|---|\n| 8:30-11:20 | A1 (Ivy) | A2 (Omar) |',
    'lab #A1 TU 08:30-11:20; lab #A2 WE 08:30-11:20',
  ],
  numberBehind: ['Lab: Tue 2-5pm, CRN 34567', 'lab #34567 TU 14:00-17:00'],
  numberedClass: ['Class number 34567 lab Tuesday 2-5pm', 'lab #34567 TU 14:00-17:00'],
  columnOfSections: ['| Section | Time |\n|---|---|\n| 001 (LAB) | Tue 2-5pm |', 'lab #001 TU 14:00-17:00'],
  codeOfCourse: ['KNO 101.002 TTh 11:00-12:15pm', 'lecture #002 TU,TH 11:00-12:15'],
  codeOfLabel: ['Crew P1: Friday 10-10:50am precept', 'precept #P1 FR 10:00-10:50'],
  headed: [
    '## Recitation 1\n\nTuesday 9:30-10:20am\n\n## Recitation 2\n\nTuesday 10:30-11:20am',
    'recitation #1 TU 09:30-10:20; recitation #2 TU 10:30-11:20',
  ],
};

const TABLES: readonly [string, readonly unknown[], Pages][] = [
  ['kinds', KIND_RULES, KINDS],
  ['what a text names', LOOK_RULES, LOOKS],
  ['why not', REFUSAL_RULES, REFUSALS],
  ['people', PEOPLE_RULES, PEOPLE],
  ['ids', ID_RULES, IDS],
];

/** "lab #B TU 13:30-16:20 @ Mill 12 with Ada Kiln", or why a line is unused. */
function tell(page: string): string {
  const { sections, unused } = readPage(page, 'page.txt');
  const meetings = sections.flatMap(({ id, kind, people, meetings }) =>
    meetings.map(({ days, start, end, place }) =>
      [
        kind,
        ...(id === null ? [] : [`#${id}`]),
        `${days.join(',')} ${start ?? '?'}-${end ?? '?'}`,
        ...(place === null ? [] : [`@ ${place}`]),
        ...(people.length === 0 ? [] : [`with ${people.join(', ')}`]),
      ].join(' '),
    ),
  );
  return [...meetings, ...unused.map(({ why }) => `unused: ${why}`)].join('; ');
}

describe.each(TABLES)('%s', (_subject, rules, pages) => {
  test('every rule has a page', () => {
    expect(Object.keys(pages)).toEqual(rules.map((rule) => (rule as { name: string }).name));
  });

  test.each(Object.entries(pages))('%s', (name, [page, reading]) => {
    expect(tell(page)).toBe(reading);
    const table = rules as { name: string }[];
    const at = table.findIndex((rule) => rule.name === name);
    const [rule] = table.splice(at, 1);
    try {
      expect(tell(page)).not.toBe(reading);
    } finally {
      if (rule) table.splice(at, 0, rule);
    }
  });
});
