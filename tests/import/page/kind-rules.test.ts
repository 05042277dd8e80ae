/** One small page per rule that determines a meeting's kind, and for facts stated once per page; all invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { tell } from './told.ts';

type Rule = readonly [rule: string, page: string, meetings: readonly string[]];

const SURE: readonly Rule[] = [
  ['its own clause', '# Lectures\n\nLab: Tue 2-5pm', ['small TU 14:00-17:00']],
  [
    'a short heading "Class" is nearer than the title',
    '# Office Hours\n\n## Class\n\nMon/Wed 9:00-9:50am',
    ['lecture MO,WE 09:00-09:50'],
  ],
  [
    'an event named "Section" under a title that names lectures',
    '---\ntitle: Lectures and Sections\nschedule:\n  - name: Monday\n    events:\n      - name: Section\n        start: 1:30 PM\n        end: 2:45 PM\n---\n',
    ['small MO 13:30-14:45'],
  ],
  [
    'an empty first cell means "as above"',
    '|What|How|\n|---|---|\n|Lab slots|Wed 1:20-2:50pm|\n||Sat 8:30-10:00am|',
    ['small SA 08:30-10:00', 'small WE 13:20-14:50'],
  ],
];

const LABELS: readonly Rule[] = [
  [
    'a bold line behind a long one',
    'Instructor: Una Marsh, Office: Hadley 310, Office hours: Monday and Wednesday 1-2pm\n**Laboratory Sections**\n011 M 1:10-4:00',
    ['hours MO,WE 13:00-14:00 @ Hadley 310', 'small MO 13:10-16:00'],
  ],
  ['a day in a label’s brackets', 'Recitations (F):\n  Section A - 9:30 am-10:20 am', ['small FR 09:30-10:20']],
  [
    'the head of a column of sections',
    '| Lab section | Day & time |\n|---|---|\n| L01 | Tue 9:00-11:50 |',
    ['small TU 09:00-11:50'],
  ],
];

const DOUBTFUL: readonly Rule[] = [
  [
    'a sentence about every lecture',
    'Every lecture lasts 50 minutes. We meet\n\n- in Kiln 3 at 9:10 a.m. on Wednesday and Friday',
    ['lecture WE,FR 09:10-10:00 @ Kiln 3'],
  ],
  [
    'the sentence before a list',
    'Drop-in hours are fixed now!\n\n* Thu 1-2pm (Odile)\n* Sat 10-11am (Piet)',
    ['hours SA 10:00-11:00', 'hours TH 13:00-14:00'],
  ],
  ['a person beside the time', '- Ada Kiln, Thu 1-2pm', ['hours TH 13:00-14:00']],
  [
    'a numbered section beside a lecture',
    '| | Day | Time |\n|--|--|--|\n| Lectures | Mon & Wed | 9:05-9:55am |\n| Section 1 | Tue | 1:10-2:00pm |',
    ['lecture MO,WE 09:05-09:55', 'small TU 13:10-14:00'],
  ],
  [
    'a code of a section, under a role',
    '### Teaching Assistants\n\nMore about the recitations is on the board.\n\nR021 2:00pm-3:15pm T Kiln 4',
    ['small TU 14:00-15:15 @ Kiln 4'],
  ],
  ['a heading over an unknown label', '# Lectures\n\n## Crit\n\nTue 2-5pm', ['lecture TU 14:00-17:00']],
  ['one day under "Time" and no kind', '## Time\n\nTue 2-5pm', ['lecture TU 14:00-17:00']],
  ['a label that says no kind', 'Our week: MW 1:10-2:25', ['lecture MO,WE 13:10-14:25']],
  [
    'a word in an earlier sentence against a heading',
    '## Office hours\n\nFor whoever has a lab. They begin at 7:15pm on Monday.',
    ['hours MO 19:15-?'],
  ],
];

const ONCE: readonly Rule[] = [
  [
    'a length in a sentence of its own behind several times',
    'Lectures: Mon 9:00, Wed 10:00. All lectures are 50 minutes.',
    ['lecture MO 09:00-09:50', 'lecture WE 10:00-10:50'],
  ],
  [
    'the length of all slots',
    '# Office Hours\n\n- Every slot lasts one hour.\n\n|Day|Time|\n|---|---|\n|Mon|10am|\n|Fri|4pm-6pm|',
    ['hours FR 16:00-18:00', 'hours MO 10:00-11:00'],
  ],
  [
    'the length of one kind',
    '# Lectures\n\nAll lectures are 50 minutes long.\n\nMWF 9:10am',
    ['lecture MO,WE,FR 09:10-10:00'],
  ],
  [
    'the length of an exam is none of a class',
    '# Lectures\n\nAll exams are 50 minutes long.\n\nMWF 9:10am',
    ['lecture MO,WE,FR 09:10-?'],
  ],
  [
    'days in the sentence above a table',
    'Studios meet on Wednesdays.\n\n| Studio | Time |\n|---|---|\n| 1 | 9-9:50am |\n| 2 | 3:30-4:20pm |',
    ['small WE 09:00-09:50', 'small WE 15:30-16:20'],
  ],
  [
    'days in the text over a subheading',
    '## Discussion\n\nBoth discussions are on Friday.\n\n### Times\n\n* 9am-10am\n* 11am-12pm',
    ['small FR 09:00-10:00', 'small FR 11:00-12:00'],
  ],
  [
    'days and times in a table’s head',
    '# Les cours\n\n<table><tr><th></th><th>Groupe 9<br>(lundi 15h20)</th><th>Groupe 11<br>(mercredi 08h00)</th></tr><tr><td>1</td><td>15 août</td><td>17 août</td></tr></table>',
    ['lecture MO 15:20-?', 'lecture WE 08:00-?'],
  ],
  [
    'ranges of surnames are no days',
    'Tutorials are on Thursday.\n\nName | 8:30-9:15 | 9:30-10:15\n---|---|---\nAa-Mo | KP1 | KP2\nMr-Tu | KP3 | KP4',
    [
      'small TH 08:30-09:15 @ KP1',
      'small TH 08:30-09:15 @ KP3',
      'small TH 09:30-10:15 @ KP2',
      'small TH 09:30-10:15 @ KP4',
    ],
  ],
  [
    'words in brackets restate a time',
    'Office hours: Tue Thu 2-2:45pm (45 min after lecture)',
    ['hours TU,TH 14:00-14:45'],
  ],
  [
    'a sentence wrapped before a time',
    'You will find me in the old mill on the hill. I hold office\nhours every Tuesday 1:30-2:45 unless it rains.',
    ['hours TU 13:30-14:45'],
  ],
  ['c.t. begins at a quarter past', 'Vorlesung: Di 10-12 Uhr c.t.', ['lecture TU 10:15-12:00']],
  ['a first date is no single date', 'Übung: Gruppe 1: Do. 11-13 Uhr (Beginn: 22.03.2012)', ['small TH 11:00-13:00']],
  [
    'an RST grid with a block of lines',
    '+-------+---------------------------------+\n| .. image:: | **Ada Kiln:** Instructor   |\n+-------+---------------------------------+\n',
    [],
  ],
  [
    'an RST comment is not on the page',
    'Office hours: Mon 3-4pm\n\n..\n  Office hours: Tue 3-4pm\n',
    ['hours MO 15:00-16:00'],
  ],
];

const FORMS: readonly Rule[] = [
  [
    'LaTeX macros of the page',
    '\\def\\classtimes{T, R 2:00 p.m. - 3:15 p.m.}\n\\newcommand{\\hours}{MW 8:00 a.m. - 9:00 a.m.}\n\\begin{document}\nClass: \\classtimes, Kiln 3\n\nOffice hours: \\hours\n\\end{document}',
    ['hours MO,WE 08:00-09:00', 'lecture TU,TH 14:00-15:15 @ Kiln 3'],
  ],
];

describe('markup', () => {
  test.each(FORMS)('%s', (_rule, page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
  });
});

const doubts = (page: string): number =>
  readPage(page, 'page.txt').doubts.filter(({ about }) => about === 'kind').length;

describe('kinds that are clear', () => {
  test.each([...SURE, ...LABELS])('%s', (_rule, page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
    expect(doubts(page)).toBe(0);
  });
});

describe('kinds that are doubtful', () => {
  test.each(DOUBTFUL)('%s', (_rule, page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
    expect(doubts(page)).toBeGreaterThan(0);
  });
});

describe('said once', () => {
  test.each(ONCE)('%s', (_rule, page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
  });
});
