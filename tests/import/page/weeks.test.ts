/** How pages restrict a meeting to certain weeks, in all supported languages; all pages are invented. */
import { describe, expect, test } from 'vitest';
import { findWeekLimits, type WeekRule } from '../../../src/import/notation/week-limits.ts';
import { weekRule } from '../../../src/import/page/course/weeks.ts';
import { readPage } from '../../../src/import/page/read-page.ts';

const SAID: Readonly<Record<WeekRule, readonly string[]>> = {
  'every other week': [
    'every other week',
    'biweekly',
    'alternate weeks',
    '14-täglich',
    'jede zweite Woche',
    'une semaine sur deux',
    'tous les 15 jours',
    'cada dos semanas',
    'ogni due settimane',
    'quinzenalmente',
    'om de week',
    'varannan vecka',
    'joka toinen viikko',
    '隔週',
    '每两周',
  ],
  'every other weekday': ['every other|Friday', 'every second|Tuesday', 'jeden zweiten|Dienstag'],
  'odd weeks': [
    'odd weeks',
    'odd-numbered weeks',
    'ungerade Wochen',
    'semaines impaires',
    'semanas impares',
    'settimane dispari',
    'oneven weken',
    '单周',
  ],
  'even weeks': ['even weeks', 'gerade KW', 'semaines paires', 'semanas pares', 'settimane pari', 'even weken', '双周'],
  'numbered weeks': [
    'weeks 2-11',
    'Weeks 1, 3, 5 and 7',
    'Wk 2–7',
    'W2-W7',
    'Sem. 2–7',
    'weeks 2+',
    'week 36 t/m 42',
    'semaines 3 à 10',
    'semanas 2 a 11',
    'KW 15-22',
    '2.-7. Woche',
    'vecka 36-42',
    '第1-16周',
  ],
  'from a week': [
    'starting week 3',
    'starting the second week of classes',
    'from week 2',
    'ab 2. Woche',
    'ab der 2. Semesterwoche',
    'à partir de la semaine 3',
    'a partir de la semana 3',
    'dalla terza settimana',
    'vanaf week 2',
  ],
  'until a week': ['until week 5', 'bis KW 20', 'hasta la semana 8', 'tot en met week 42'],
  'except a week': [
    'except first week',
    'except the first week of classes',
    'No recitation in the first week',
    'außer in der ersten Woche'.replace('ersten', '1.'),
    'sauf la première semaine',
    'excepto la primera semana',
    'behalve week 5',
  ],
  'ordinal weeks': ['1st, 3rd and 5th week', 'First six weeks of semester', 'first week only', '1st and 3rd|Mondays'],
  'half a term': [
    'first half of semester',
    'second half of the Fall term',
    'erste Semesterhälfte',
    'première moitié du semestre',
    'primera mitad del semestre',
  ],
  'lettered weeks': ['week A', 'B weeks', 'Semana C'],
  'some weeks': ['most weeks', 'not held every week', 'weeks when a set is out', 'nicht jede Woche'],
  'from a date': [
    'beginning Sept 9',
    'from June 7th',
    'starting Monday, 22 January',
    'ab 22.10.',
    'desde el 5 de marzo',
  ],
  'until a date': ['until October 15', 'bis zum 20.12.2024', 'hasta el 5 de mayo'],
  'between dates': ['Sept 9 - Oct 18', '9/12 - 10/30', '5.-22.3.2007', 'du 5 mars au 20 avril'],
};

describe.each(Object.entries(SAID))('%s', (rule, spellings) => {
  test.each(spellings)('%s', (said) => {
    const [limit = '', behind = ''] = said.split('|');
    const text = `Lab: Tue 2-5pm, ${limit} ${behind}`.trim();
    expect(findWeekLimits(text)).toMatchObject([{ rule }]);
    expect(limit.endsWith(findWeekLimits(text)[0]?.text ?? '?')).toBe(true);
  });
});

test.each([
  'Lab: Tue 2-5pm',
  'Week 3: Mon 10-11',
  'Office hours: Monday to Friday 3-4pm',
  'weekly on Tuesdays',
  'twice a week',
  'Lecture: 9/5 - 12/12',
  'the first week of class',
  'a class of 2-3 students',
])('%s limits no weeks', (text) => {
  expect(findWeekLimits(text)).toEqual([]);
});

const weeks = (page: string) => readPage(page, 'page.md').sections.flatMap((s) => s.meetings.map((m) => m.weeks));

describe('the scope of a limit', () => {
  test.each([
    [
      'all times behind a label',
      'Tutorials (weeks 2-12): Thu 10-11 Room 3, Fri 11-12 Room 4',
      ['weeks 2-12', 'weeks 2-12'],
    ],
    [
      'all times before a comma',
      'Labs: Tue 2-5pm or Thu 2-5pm, starting week 2',
      ['starting week 2', 'starting week 2'],
    ],
    [
      'the time that it stands beside',
      'Labs: Tue 2-5pm (odd weeks), Thu 2-5pm (even weeks)',
      ['odd weeks', 'even weeks'],
    ],
    [
      'its row',
      '| Class | Day | Time | Weeks |\n|--|--|--|--|\n| Lab | Tue | 14-16 | 2-7 |\n| Lecture | Wed | 9-11 | all |',
      ['weeks 2-7', null],
    ],
    [
      'a kind, wherever it is said',
      '# Labs\n\nLabs start in week 2.\n\n- Tue 2-5pm\n- Wed 2-5pm',
      ['start in week 2', 'start in week 2'],
    ],
    ['the line before', '# Labs\n\nTue 2-5pm\n\nThis applies in all weeks except week 8.', ['all weeks except week 8']],
    [
      'the class under its heading',
      '# Class\n\nThe class will only run in the second half of the term.\n\nTue 2-5pm',
      ['second half of the term'],
    ],
  ])('%s', (_rule, page, expected) => {
    expect(weeks(page)).toEqual(expected);
  });

  test('and its numbers are no times', () => {
    const { sections } = readPage(
      'TP : mardi 14h-16h, semaines 3 à 10\n\nLaboratorio: martes de 14 a 16, semanas 2 a 11',
      'p.txt',
    );
    expect(sections.flatMap((section) => section.meetings)).toMatchObject([
      { start: '14:00', end: '16:00', weeks: 'semaines 3 à 10' },
      { start: '14:00', end: '16:00', weeks: 'semanas 2 a 11' },
    ]);
  });
});

test.each([
  ['semaines 3 à 10', [['weeks', '3-10']]],
  ['week 2 t/m 7', [['weeks', '2-7']]],
  ['Weeks 1, 3 and 5-7', [['weeks', '1, 3, 5-7']]],
  ['ungerade Wochen', [['weeks', 'odd']]],
  ['ogni due settimane', [['every', 'second week']]],
  ['every third week', [['every', 'third week']]],
  ['every four weeks', [['every', 'fourth week']]],
  ['weeks 2+', [['note', 'The course page says: weeks 2+.']]],
] as const)('%s is written as a rule', (words, keys) => {
  expect(weekRule(words).keys).toEqual(keys);
});
