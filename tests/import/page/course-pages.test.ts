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
    ['plurals in French', 'Cours : les mardis, 10 h 30 à 12 h 20', ['lecture TU 10:30-12:20']],
    ['plurals in Dutch', 'Spreekuur: dinsdagen, 10:30-12:20', ['hours TU 10:30-12:20']],
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
    ['each with its sentence', 'Lezioni: lunedì 11-13 in aula 2 e il giovedì 9-11 in aula 5', ['aula 2', 'aula 5']],
    [
      'a head in Dutch',
      '| Dag | Tijd | Type | Zaal |\n|---|---|---|---|\n| Maandag | 9-11 | Hoorcollege | B2.10 |',
      ['B2.10'],
    ],
    [
      'a head in Japanese',
      '| 科目 | 曜日 | 時間 | 教室 |\n|---|---|---|---|\n| 講義 | 月曜 | 9:00-10:30 | A101 |',
      ['A101'],
    ],
    [
      'before the code of the next',
      'Tutorials: T1: Mon 1-2pm (Room 12) / T2: Mon 2-3pm (Room 14)',
      ['Room 12', 'Room 14'],
    ],
    [
      'before the next section',
      'Labs: Section 1: Mon 1-2pm, Mill 3 Section 2: Tue 1-2pm, Mill 4',
      ['Mill 3', 'Mill 4'],
    ],
    [
      'of sections by their ids',
      '# Discussions\n\nD1: Fri 9-10am\nD2: Fri 10-11am\nD3: Fri 11am-noon\n\nRooms: D1 and D2 in Hume 9, D3 in Hume 11.',
      ['Hume 9', 'Hume 9', 'Hume 11'],
    ],
    [
      'of all sections',
      'Sec 1: MWF 9-9:50, Sec 2: TR 11-12:15\n\nAll sections meet in Keller 140.',
      ['Keller 140', 'Keller 140'],
    ],
    ['of all hours', 'Office hours: Mon 2-3pm\n\nAll hours are held in Olin 155. Fridays: cancelled.', ['Olin 155']],
    [
      'of a kind, in a sentence before a deadline’s',
      'Labs: Mon 2-3pm\n\nAll labs are in Cory 140. Reports are due Fridays at 5 pm.',
      ['Cory 140'],
    ],
    [
      'all in one, though each time has a bracket',
      'Studio: Tue 9:30-12:20 (S1), or Thu 9:30-12:20 (S2); all in Annex 3',
      ['Annex 3', 'Annex 3'],
    ],
    ['without its label', 'Lecture: T,Th 11:00-12:15 / Room: Mill 3', ['Mill 3']],
    ['without the verb’s second half', 'Die Vorlesung findet montags 12-14 Uhr in Hörsaal A statt.', ['Hörsaal A']],
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
    [
      'of another sentence are not these',
      'Office hours: Ada Kiln Mon 3-4, Wed 3-4 in Mill 3. Bo Reed Fri 3-5. Or Tue 1-2.',
      [['Ada Kiln'], ['Bo Reed'], []],
    ],
    [
      'hold their second time',
      'Office hours: Ada Kiln: Mon 3-4pm, Wed 3-4pm; Bo Reed: Fri 3-5pm; TAs: Sun 5-8pm',
      [['Ada Kiln'], ['Bo Reed'], []],
    ],
    [
      'of one name lead a week’s row',
      '## Office hours\n\n| | Mon | Tue |\n|---|---|---|\n| Ada | 3-5pm | |\n| Bo | | 1-2pm |',
      [['Ada'], ['Bo']],
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
    ['at the beginning, before a building that is called so', '03 MW 5-6:20pm SEC 203', ['03']],
    ['no number of the course', 'Welcome to LIN 301: the lecture meets Monday 3-4pm in Mill 3.', [null]],
    [
      'none of an earlier sentence',
      'Lectures are for groups: group A in Mill 3, group B in Mill 4. Office hours: Monday 1-2pm.',
      [null],
    ],
    [
      'none of a later sentence about several',
      'Seminars are Thursday 3-5pm. There are groups: group A in Mill 3, group B in Mill 4.',
      [null],
    ],
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
      'an occasion in another language',
      'Consultas: lunes 9-10\nExamen: lunes 9-12\n\nSprechstunde: Di 9-10 Uhr\nAbgabe: donnerstags 12 Uhr',
      ['hours MO 09:00-10:00', 'hours TU 09:00-10:00'],
    ],
    ['an examination in Chinese', '答疑：星期三 16:00-17:00。期中考试：星期四 13:30-15:00。', ['hours WE 16:00-17:00']],
    ['an open studio', 'Open studio: Sat 10am-4pm', ['small SA 10:00-16:00']],
    [
      'hours of a person behind a discussion',
      'Discussion: W 3-3:50pm, Mill 3, Prof. hours Th 1-3pm; Ada’s hours M 2-4pm',
      ['hours MO 14:00-16:00', 'hours TH 13:00-15:00', 'small WE 15:00-15:50 @ Mill 3'],
    ],
    ['opening hours', 'Tutoring center: open M-Th 8a-8p, F 8a-6p', []],
    [
      'a row that is cancelled',
      '# Labs\n\nMon 8-9am (Mill 3)\nTue 8-9am (cancelled)',
      ['small MO 08:00-09:00 @ Mill 3'],
    ],
    ['hours of before', 'Office hours: Mon 4-5pm (was: Tue 4-5pm)', ['hours MO 16:00-17:00']],
    ['two words in French', 'Travaux pratiques : lundi, 9h-12h', ['small MO 09:00-12:00']],
    ['no practical information', '## Informations pratiques\n\nlundi, 9h-12h', ['lecture MO 09:00-12:00']],
    [
      'that only says when',
      'Disponibilités : mardi après le cours; Zoé Roy : lundi, 15 h à 16 h',
      ['hours MO 15:00-16:00'],
    ],
    [
      'a column of kinds in Italian',
      '| Giorno | Ora | Attività |\n|---|---|---|\n| Venerdì | 10.30 - 12.30 | Esercitazione |',
      ['small FR 10:30-12:30'],
    ],
    [
      'hours of the person in the row above',
      '| TA | Day | Start | End |\n|---|---|---|---|\n| Ada Kiln | Mon | 1:00 PM | 2:00 PM |\n| | Wed | 3:00 PM | 4:00 PM |',
      ['hours MO 13:00-14:00', 'hours WE 15:00-16:00'],
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

describe('a kind from the sentence before is a doubt', () => {
  test.each([
    ['for a numbered section', 'The lecture is long. Section 103 (Fri 9-10am) is led by Ada.', 'a discussion'],
    ['under a label of its own', 'The seminar is long. Chat with me: Fri 9-10am.', 'a seminar'],
    ['where somebody can be met', 'Each seminar is long. You can talk to Ada on Tuesdays 2-3pm.', 'a seminar'],
  ])('%s', (_, page, kind) => {
    const [doubt] = readPage(page, 'page.txt').doubts;
    expect(doubt?.about).toBe('kind');
    expect(doubt?.readings[0]).toContain(kind);
  });

  test('and none where it says no more', () => {
    expect(readPage('The seminar is long. It meets Fri 9-10am.', 'page.txt').doubts).toEqual([]);
  });
});

test.each([
  ['is not on the page', 'd-none', []],
  ['is, where a width shows it', 'd-none d-md-block', ['small MO 08:00-09:00']],
])('what Bootstrap hides %s', (_, name, told) => {
  expect(tell(`<div class="${name}"><p>Lab: Mon 8-9 am</p></div><p>Welcome!</p>`, 'page.html')).toEqual(told);
});
