/** How pages of many institutions write one thing: a small page for each rule; all pages are invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { tell } from './told.ts';

const sections = (page: string) => readPage(page, 'page.md').sections;

describe('clocks', () => {
  test.each([
    [
      'with the seconds of an export',
      '| Session | Day | Start | Finish |\n|---|---|---|---|\n| Lecture | Mon | 09:00:00 | 11:00:00 |',
      ['lecture MO 09:00-11:00'],
    ],
    ['of a log are none', 'Lecture: Mon 9:00-10:00. Uploaded 12:05:17.', ['lecture MO 09:00-10:00']],
    ['"midi" is noon', 'Permanence : mercredi, de midi à 13h30', ['hours WE 12:00-13:30']],
    ['"après-midi" and MIDI are not', 'TP MIDI : lundi après-midi, 14h-16h', ['small MO 14:00-16:00']],
    ['"mezzanotte" is midnight', 'Laboratorio: giovedì dalle 21 a mezzanotte', ['small TH 21:00-00:00']],
    ['"ore" between two of them', 'Esercitazioni: mercoledì dalle ore 16:00 alle ore 18:00', ['small WE 16:00-18:00']],
    ['no periods that the page does not explain', '周二 第3-4节 讲课', []],
    ['midnight alone is a deadline', 'Lab: reports Thursdays at midnight', []],
  ])('%s', (_, page, told) => {
    expect(tell(page, 'page.md')).toEqual(told);
  });
});

describe('weekdays', () => {
  test.each([
    ['short plurals in Portuguese', 'Aulas: segundas e quartas, das 10h às 11h40', ['lecture MO,WE 10:00-11:40']],
    ['that end a sentence', 'No lecture on Mondays. Lectures: Wed & Fri 10:00-11:15.', ['lecture WE,FR 10:00-11:15']],
    ['that are short and do not', 'Lecture: Thurs. 10:00-11:15.', ['lecture TH 10:00-11:15']],
    ['no word behind a comma', 'Office hours: if so, 10:00 on Mondays', ['hours MO 10:00-?']],
  ])('%s', (_, page, told) => {
    expect(tell(page, 'page.md')).toEqual(told);
  });
});

test('a column of weeks beside a week’s grid holds for its row', () => {
  const page = [
    '| Weeks | Monday | Tuesday |',
    '|---|---|---|',
    '| 1-6 | Lecture 9:00-10:00 | Tutorial 11:00-12:00 |',
    '| 7-12 | Lecture 10:00-11:00 | |',
  ].join('\n');
  expect(tell(page, 'page.md')).toEqual([
    'lecture MO 09:00-10:00 (weeks 1-6)',
    'lecture MO 10:00-11:00 (weeks 7-12)',
    'small TU 11:00-12:00 (weeks 1-6)',
  ]);
});

describe('places', () => {
  const places = (page: string) => sections(page).flatMap(({ meetings }) => meetings.map(({ place }) => place));
  test.each([
    ['a number behind two words', 'TP : vendredi 9h-12h, salle info 3', ['salle info 3']],
    ['an abbreviated lab', 'Laboratorio: giovedì 14-17, Lab. B', ['Lab. B']],
    ['an office in Italy', 'Ricevimento: venerdì 15-16, studio 21', ['studio 21']],
    ['a room in Japanese', '- 講義：火曜日 10:40〜12:10 301教室（担当：佐藤）', ['301教室']],
    ['behind a Chinese comma', '实验课：周五 14:00-17:00，机房 B', ['机房 B']],
    ['in a Chinese line of its own', '上课时间：周一 8:00-9:40\n上课地点：教三 305', ['教三 305']],
    ['no title with its year', '数据结构 2024秋\n\n上课时间：周一 8:00-9:40', [null]],
    [
      'an observatory behind the last time',
      'Lab: M 7-9pm or W 7-9pm at the observatory',
      ['observatory', 'observatory'],
    ],
  ])('%s', (_, page, expected) => {
    expect(places(page)).toEqual(expected);
  });
});

describe('people', () => {
  const people = (page: string) => sections(page).map((section) => section.people);
  test.each([
    ['in the next sentence', 'Lecture: Mon 10-11am in Mill 3. Its instructor is Ada Kiln.', [['Ada Kiln']]],
    ['who teach it', 'Lecture: Mon 10-11am in Mill 3. Ada Kiln teaches it.', [['Ada Kiln']]],
    [
      'in the next time’s sentence are that one’s',
      'My office hours are Wednesdays 3-4pm; the TA, Ada Kiln, holds hers on Tuesdays 1-2pm.',
      [[], ['Ada Kiln']],
    ],
    ['no course', 'Political Theory (POL 301)\nOffice hours: Wed 10am-noon', [[]]],
    ['no greeting', 'Liebe Studierende\n\nMeine Sprechstunde ist dienstags 13-14 Uhr.', [[]]],
    ['behind an Italian title', 'Esercitazioni (dott. Ada Kiln): lunedì 9-11', [['Ada Kiln']]],
    [
      'behind a Spanish title',
      '| Comisión | Días | Horario | Docente |\n|---|---|---|---|\n| K1 | Lunes | 9 a 11 | Ing. Ada Kiln |',
      [['Ada Kiln']],
    ],
  ])('%s', (_, page, expected) => {
    expect(people(page)).toEqual(expected);
  });
});

describe('ids', () => {
  const ids = (page: string) => sections(page).map(({ id }) => id);
  test.each([
    ['before a name in brackets', 'Studio: Tue 9:30-12:20 (S1, Ito), Thu 9:30-12:20 (S2, Ito)', ['S1', 'S2']],
    [
      'behind a kind in a column of kinds',
      '| Séance | Jour | Horaire |\n|---|---|---|\n| TD A | Lundi | 13h30-15h30 |',
      ['A'],
    ],
    ['not of the next sentence', 'Section B meets Tue 1-2pm in Mill 3. Section C is cancelled.', ['B']],
    [
      'right before each time',
      'One lecture (Mon 2-3pm) and one recitation (Friday; section A at 9-10am, section B at 10-11am)',
      [null, 'A', 'B'],
    ],
    ['no kind in a first column', '| Séance | Jour | Horaire |\n|---|---|---|\n| CM | Lundi | 13h30-15h30 |', [null]],
    [
      'a column in Spanish',
      '| Comisión | Días | Horario |\n|---|---|---|\n| K3011 | Lunes | 19:00 a 22:30 |',
      ['K3011'],
    ],
  ])('%s', (_, page, expected) => {
    expect(ids(page)).toEqual(expected);
  });
});

describe('kinds', () => {
  test.each([
    [
      '"discussion sections" in a sentence before',
      '## Meetings\n\nDiscussion sections have a quiz.\n\n- D01 Mon 10-10:50am',
      ['small MO 10:00-10:50'],
    ],
    [
      'hours of another day than this week’s',
      'Office hours this week: Thu 1-2pm; otherwise Fri 1-2pm',
      ['hours FR 13:00-14:00'],
    ],
  ])('%s', (_, page, told) => {
    expect(tell(page, 'page.md')).toEqual(told);
  });
});

describe('RST', () => {
  test.each([
    [
      'comments are not on the page',
      'Lecture: Mon 9-10am\n\n.. Lab: Tue 8-9am\n   or Wed 8-9am\n',
      ['lecture MO 09:00-10:00'],
    ],
    ['notes are', '.. note:: Starts soon.\n\n   Lab: Tue 8-9am\n\n.. end\n', ['small TU 08:00-09:00']],
    [
      'each field is a line',
      ':Lectures: Mon 9-10am\n:Tutorials: Tue 9-10am\n',
      ['lecture MO 09:00-10:00', 'small TU 09:00-10:00'],
    ],
  ])('%s', (_, page, told) => {
    expect(tell(page, 'page.rst')).toEqual(told);
  });
});

test('a row whose name says no kind is a doubt under "Meeting"', () => {
  const { doubts } = readPage(
    '| Part | Meeting |\n|---|---|\n| Lectures | Tue 10-11:30 |\n| Q&A hour | Mon 5-6pm |',
    'page.md',
  );
  expect(doubts.map(({ about, line }) => `${line} ${about}`)).toEqual(['4 kind']);
});
