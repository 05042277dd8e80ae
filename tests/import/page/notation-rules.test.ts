/** One small page for each rule of the notation; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { tell } from './told.ts';

type Rule = readonly [rule: string, page: string, meetings: readonly string[]];

const CLOCKS: readonly Rule[] = [
  ['a range goes before "at" and one number', 'Office hours: Mondays at 3-4pm', ['hours MO 15:00-16:00']],
  ['"@" before a range', 'Office hours: Wed @ 1-2:20pm', ['hours WE 13:00-14:20']],
  ['"at" before a range in words', 'Office hours: Fridays at 3 to 4pm', ['hours FR 15:00-16:00']],
  ['"at" before four digits', 'Office hours: Thu at 1000-1050', ['hours TH 10:00-10:50']],
  [
    '"@" before a room number',
    'Lecture: MW 9:10-10:00 @ 150 Kiln House',
    ['lecture MO,WE 09:10-10:00 @ 150 Kiln House'],
  ],
  ['a zone glued to four digits', 'Office hours: Mon 1400-1500PT', ['hours MO 14:00-15:00']],
  ['a zone glued to the half', 'Office hours: Fri 5-6pmET', ['hours FR 17:00-18:00']],
  ['four digits behind a day', 'Tutorial: Thu 1600, Kiln 4', ['small TH 16:00-? @ Kiln 4']],
  ['a number and a colon in front are no time', '4:09: Office hours Tuesday are 4-5pm now', ['hours TU 16:00-17:00']],
  ['12 AM at the end of a morning is noon', 'Lecture: TTh 11:00-12:15 am', ['lecture TU,TH 11:00-12:15']],
];

const SENTENCES: readonly Rule[] = [
  [
    'each kind leads its own day and time',
    'There are lectures Mondays 1-2pm and workshops 3-4pm on Thursdays.',
    ['lecture MO 13:00-14:00', 'small TH 15:00-16:00'],
  ],
  [
    'the kind of a later time does not spread back',
    'Our week: MW 1:10-2:25, Lab Tue 8:30-11:20',
    ['lecture MO,WE 13:10-14:25', 'small TU 08:30-11:20'],
  ],
  ['the name of a forum is no kind', 'Office hours: see Ed Discussion, Monday 3-4pm', ['hours MO 15:00-16:00']],
  [
    'hours after a day’s class are not that class',
    'There is one office hour a week, straight after the Monday lecture, 3-4pm.',
    ['hours MO 15:00-16:00'],
  ],
  [
    'small classes under their own words',
    'Problem class: Mon 4-5pm\n\nPractice session: Tue 9-10am',
    ['small MO 16:00-17:00', 'small TU 09:00-10:00'],
  ],
  [
    'a kind in the possessive is about something else',
    '# Notes\n\nOffice hours are during the Practicum’s usual slot:\n\n- Wed 7-9pm',
    ['hours WE 19:00-21:00'],
  ],
  [
    'hours before a class, with their length',
    'Lecture: Tue 10-11:20am\n\nStudent hours: 45 minutes prior to lecture',
    ['hours TU before lecture', 'lecture TU 10:00-11:20'],
  ],
  ['minutes with a dot and a half', 'Office hours: Tue 2-2.45p (45 min after lecture)', ['hours TU 14:00-14:45']],
  ['office and lab hours are hours', 'Office/lab hours: Wed 7-9pm', ['hours WE 19:00-21:00']],
];

const LANGUAGES: readonly Rule[] = [
  [
    'Spanish',
    'Tutorías\n\n- Martes, de 9:30 a 11:00\n- Jueves de 15 a 16 hs en Aula 4',
    ['hours TH 15:00-16:00 @ Aula 4', 'hours TU 09:30-11:00'],
  ],
  ['Spanish labs', '- Laboratorio: jueves de 8 a 12 hs en Lab 5', ['small TH 08:00-12:00 @ Lab 5']],
  ['French', 'TP : lundi de 14h à 16h, salle 204', ['small MO 14:00-16:00 @ salle 204']],
  ['German', 'Übungsgruppe: Mittwoch von 10 bis 12 Uhr, Raum 7', ['small WE 10:00-12:00 @ Raum 7']],
  ['Italian', 'Ricevimento: martedì dalle 9:30 alle 11:00', ['hours TU 09:30-11:00']],
  ['Portuguese', 'Atendimento: quarta-feira das 14:00 às 16:00', ['hours WE 14:00-16:00']],
  ['Dutch', 'Hoorcollege: donderdag van 9:00 tot 11:00, zaal 3', ['lecture TH 09:00-11:00 @ zaal 3']],
  ['Japanese', '## オフィスアワー\n\n- 火曜日 (10:40～12:10)', ['hours TU 10:40-12:10']],
  ['Chinese', '上课时间：周四 14:00-15:35', ['lecture TH 14:00-15:35']],
];

describe.each([
  ['clocks', CLOCKS],
  ['sentences', SENTENCES],
  ['languages', LANGUAGES],
] as const)('%s', (_, rules) => {
  test.each(rules)('%s', (_rule, page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
  });
});

test('a mistyped clock is reported, and neither halved nor completed', () => {
  const reading = readPage('Lecture: TuTh 4:30PM-6:150PM, Kiln 2', 'page.txt');
  expect(reading.sections[0]?.meetings).toMatchObject([{ days: ['TU', 'TH'], start: '16:30', end: null }]);
  expect(reading.unused).toEqual([expect.objectContaining({ line: 1, why: '"6:150" is no time of the day' })]);
  expect(reading.doubts).toEqual([expect.objectContaining({ about: 'end' })]);
});

test.each(['Sprechstunde: nach Vereinbarung', 'Ricevimento: su appuntamento', 'Permanence : sur rendez-vous'])(
  '%s is reported as without a time',
  (page) => {
    expect(readPage(page, 'page.txt').unused).toHaveLength(1);
  },
);
