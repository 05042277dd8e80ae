/** Just the Class sites write what is due in `_modules/`; each form is that of a real site, with invented words. */
import { expect, test } from 'vitest';
import { dateDeadlines, findModuleDeadlines } from '../../../src/import/deadlines/modules.ts';
import { codesOf, readGoodTerm, TERM } from '../../catalog/rules.ts';

const term = readGoodTerm(TERM);

function find(text: string) {
  const { found, unread } = findModuleDeadlines([{ path: '_modules/week-02.md', text }]);
  return {
    found: found.map(({ title, day, time }) => [title, time === null ? day : `${day} ${time}`]),
    unread: unread.map(({ why }) => why),
  };
}

const day = (entry: string) =>
  find(`---\ntitle: Homework due\n---\n\nOct 1\n: [Lists](#)\n  : [2.1](#)\n: ${entry}\n`).found;

test.each([
  ['**HW 2 due**{: .label .label-red }', 'HW 2', 'Oct 1'],
  ['**HW 3 due**{: .label .label-red} [Mend a page](tasks/page.html)', 'HW 3: Mend a page', 'Oct 1'],
  ['**DUE**{: .label .label-blue } **PS 4 due**', 'PS 4', 'Oct 1'],
  [
    '**Homework 2A**{: .label .label-hw } [Food](https://example.org/a){:target="_blank"} (due Oct 5)',
    'Homework 2A: Food',
    'Oct 5',
  ],
  ['[PS 2](ps2.pdf) released, due Oct 22 11:59 PM (*updated from Oct 18*)', 'PS 2', 'Oct 22 11:59 PM'],
  ['[**project out (due 10/19)**](hw.pdf){: .label}', 'project', '10/19'],
  ['**Due**{: .label } Essay draft', 'Essay draft', 'Oct 1'],
  ['Quiz 1 due at 5pm', 'Quiz 1', 'Oct 1 5pm'],
  ['Lab 3, due on Friday, Oct 12 at 17:00', 'Lab 3', 'Friday, Oct 12 17:00'],
])('%s', (entry, title, due) => {
  expect(day(entry)).toEqual([[title, due]]);
});

test('days of the front matter, and dates of their own', () => {
  const text = `---
week: 2
days:
  2018-10-02:
    "**HW 1 due**{: .label .label-hw-due }":
      null
- date: 2018-10-03
  events:
    ? '**Lab 1**{: .label .label-lab } [Pandas](https://example.org/lab) (due Oct 9)'
    : ''
contents:
  - date: 2018-10-04
    items:
      - type: homework
        title: HW 01 - Drag
        due_date: 2018-10-10
---
`;
  expect(find(text).found).toEqual([
    ['HW 1', '2018-10-02'],
    ['Lab 1: Pandas', 'Oct 9'],
    ['HW 01 - Drag', '2018-10-10'],
  ]);
});

test('what is said twice of one date is one deadline', () => {
  expect(find('Oct 1\n: **HW 2** [Sorts](#) (due Oct 5)\n\nOct 5\n: **HW 2 due**{: .label }\n').found).toEqual([
    ['HW 2: Sorts', 'Oct 5'],
  ]);
});

test('a due date of the front matter belongs to the title of its own item, before or behind it', () => {
  const text = `---
title: Week 1
items:
  - due: 2025-09-10
    parts:
      - title: Part of HW 01
    title: HW 01
  - title: HW 02
    # moved
    due: Sep 17 at 5pm
  - due: 2025-09-24
    points: 10
---
`;
  expect(find(text)).toEqual({
    found: [
      ['HW 01', '2025-09-10'],
      ['HW 02', 'Sep 17 5pm'],
    ],
    unread: ['it does not say what is due'],
  });
});

test('a name and date alone join two entries, with the title and time that only one of them has', () => {
  expect(find('Feb 8\n: **HW 2 due**{: .label }\n\nFeb 1\n: **HW 2** [Sorts](#) (due Feb 8 at 5pm)\n').found).toEqual([
    ['HW 2: Sorts', 'Feb 8 5pm'],
  ]);
});

test('other dates, titles and times are other deadlines', () => {
  const text =
    'Feb 1\n: **Quiz** [Sorting](#) (due Feb 8 at 11:59pm)\n: **Quiz** [Graphs](#) (due Feb 15 at 11:59pm)\n' +
    ': **Lab** [Lists](#) (due Feb 8)\n: **Lab** [Trees](#) (due Feb 8)\n: Essay (due Feb 8 at 9am)\n: Essay (due Feb 8 at 5pm)\n';
  expect(find(text).found).toEqual([
    ['Quiz: Sorting', 'Feb 8 11:59pm'],
    ['Quiz: Graphs', 'Feb 15 11:59pm'],
    ['Lab: Lists', 'Feb 8'],
    ['Lab: Trees', 'Feb 8'],
    ['Essay', 'Feb 8 9am'],
    ['Essay', 'Feb 8 5pm'],
  ]);
});

test('whatever else says “due” is reported with the reason, comments aside', () => {
  const text =
    '{{weekday[0]}}\n: **HW 1 due**{: .label }\n\nOct 1\n: HW 2, due next week\n: No homework due\n: PS 1 due Oct 5 11:59pm AoE\n' +
    ': HW 3 due, HW 4 due\n<!-- : **HW 5 due**{: .label } -->\n: Class is online due to rain\n';
  expect(find(text)).toEqual({
    found: [],
    unread: [
      'it stands under no date',
      'what follows “due” is no date',
      'it does not say what is due',
      'it names a zone: add it by hand in the term’s zone',
      'it names several dates or things',
    ],
  });
});

test.each([
  ['HW 1 (due Oct 5 before lecture)', 'it says a time that is not read'],
  ['HW 1 (due Oct 5 by 5)', 'it says a time that is not read'],
  ['HW 1 (due Oct 5, in class)', 'it says a time that is not read'],
  ['HW 1 due Oct 5 at 5', 'it says a time that is not read'],
  ['**HW 1 due**{: .label } before lecture', 'what follows “due” is no date'],
  ['HW 1 due Oct 5 5pm ET', 'it names a zone: add it by hand in the term’s zone'],
  ['HW 1 due Oct 5 5pm est', 'it names a zone: add it by hand in the term’s zone'],
  ['HW 1 due 2018-10-05 23:59:00 -0500', 'it names a zone: add it by hand in the term’s zone'],
])('%s is not read: %s', (entry, why) => {
  expect(find(`Oct 1\n: ${entry}\n`)).toEqual({ found: [], unread: [why] });
});

test.each([
  ['HW 1 due Oct 5, but start early', 'Oct 5'],
  ['HW 1 (due Oct 5) in Gradescope', 'Oct 5'],
  ['HW 1 (due Oct 5 at 5pm in class)', 'Oct 5 5pm'],
])('%s is due %s', (entry, due) => {
  expect(find(`Oct 1\n: ${entry}\n`)).toEqual({ found: [['HW 1', due]], unread: [] });
});

test('midnight may be either end of a day', () => {
  const found = findModuleDeadlines([{ path: '_modules/a.md', text: 'Oct 1\n: HW 1 due Oct 5 at midnight\n' }]);
  expect(dateDeadlines(found, term, '23:59')).toMatchObject({
    deadlines: [],
    unread: [{ why: '“Oct 5 midnight” may be the start or the end of that day: write 12:00am or 11:59pm' }],
  });
});

test('become deadlines of the course, in the term’s year, at the time given for those that name none', () => {
  const text = 'Oct 1\n: **HW 1 due**{: .label }\n: [PS 1](https://example.org/1) (due Oct 5 at 5pm)\n';
  const found = findModuleDeadlines([{ path: '_modules/a.md', text }]);
  const { yaml, deadlines } = dateDeadlines(found, term, '23:59');
  expect([deadlines.length, yaml]).toEqual([
    2,
    'deadlines:\n' +
      '  # _modules/a.md:2: HW 1 due\n' +
      '  - {id: hw1, title: HW 1, due: Mon 2018-10-01 11:59pm}\n' +
      '  # _modules/a.md:3: PS 1 (due Oct 5 at 5pm)\n' +
      '  - {id: ps1, title: PS 1, due: Fri 2018-10-05 5:00pm, url: "https://example.org/1"}\n',
  ]);
  expect(codesOf(`sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n${yaml}`)).toEqual([]);
  expect(dateDeadlines(found, term, null)).toMatchObject({
    deadlines: [{}],
    unread: [{ why: '“Oct 1” has no time' }],
  });
});
