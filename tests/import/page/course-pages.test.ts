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
    ['midnight alone is a deadline', 'Lab: reports Thursdays at midnight', []],
  ])('%s', (_, page, told) => {
    expect(tell(page, 'page.md')).toEqual(told);
  });
});

describe('weekdays', () => {
  test.each([
    ['short plurals in Portuguese', 'Aulas: segundas e quartas, das 10h às 11h40', ['lecture MO,WE 10:00-11:40']],
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
