/** Ids, people, places and short weekdays in the notations of different institutions; all pages are invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';

const sections = (page: string) => readPage(page, 'page.md').sections;
const meetings = (page: string) => sections(page).flatMap((section) => section.meetings);

describe('ids', () => {
  test.each([
    ['a letter', 'Group A: Monday 10:00-11:00\nGroup B: Tuesday 10:00-11:00', ['A', 'B']],
    ['a number and a letter', '## Discussions\n\nSection 1B: Tue 3-4pm\nSection 1C: Wed 3-4pm', ['1B', '1C']],
    ['a group in German', 'Übungen:\nGruppe 1: Mo 10-12\nGruppe 2: Di 10-12', ['1', '2']],
    ['a group in French', 'Groupe A : lundi 10h-12h\nGroupe B : mardi 10h-12h', ['A', 'B']],
    ['a group in Portuguese', 'Turma A: segunda-feira 10:00-12:00', ['A']],
    ['a registration number in brackets', 'Lab (CRN 12345): Tue 2-5pm\nLab (CRN 12346): Thu 2-5pm', ['12345', '12346']],
    ['a code behind its kind', 'Recitation R01, Thursday 3pm-4pm\nRecitation R02, Thursday 4pm-5pm', ['R01', 'R02']],
    ['a code behind the course’s', 'COS 126 P01 Fri 10:00-10:50\nCOS 126 P02 Fri 11:00-11:50', ['P01', 'P02']],
    [
      'a number behind the course’s and a dot',
      'KNO 101.001 TTh 9:30-10:45am\nKNO 101.002 TTh 11:00-12:15',
      ['001', '002'],
    ],
    ['no clock', 'Lab 2-5pm Tuesdays', [null]],
    ['no length', 'Lecture 50 minutes, Mon 9am', [null]],
  ])('%s', (_, page, ids) => {
    expect(sections(page).map(({ id }) => id)).toEqual(ids);
  });
});

describe('people', () => {
  test.each([
    ['behind "with"', 'Seminar group 3 meets Thursdays 3-4pm in Kiln 4 with Ada Kiln.', ['Ada Kiln']],
    ['behind a Spanish title', 'Grupo 1: lunes 10:00-12:00 (aula 3), profesora Ada Kiln', ['Ada Kiln']],
    [
      'who leads the sections below',
      '**GSI:** Ada Kiln\n\n**Sections:**\n- Monday 12:10-1pm\n- Monday 1:10-2pm',
      ['Ada Kiln'],
    ],
    ['whose hours a German page gives', 'Dozentin: Prof. Dr. Ada Kiln\nSprechstunde: Mi 13-14 Uhr', ['Ada Kiln']],
    ['whose name is a short word', '| TA | Hours |\n|--|--|\n| Min Vo | Mon 3-4pm |', ['Min Vo']],
    ['of a card', 'Ada Kiln: Old House 3\nPhone: 5550119\nOffice Hours: Monday 9:00 to 9:50 am', ['Ada Kiln']],
    ['no label of a card', 'Web Site: example.org\nOffice Hours: Monday 9:00 to 9:50 am', []],
  ])('%s', (_, page, people) => {
    expect([...new Set(sections(page).flatMap((section) => section.people))]).toEqual(people);
  });
});

describe('places', () => {
  test.each([
    ['a street', 'Office hours: Mon 3-4pm at 35 Kiln Street, Room 12', '35 Kiln Street, Room 12'],
    ['building and room by numbers', 'Lecture: MWF 10-11, 4-237', '4-237'],
    ['an abbreviated building', 'Vorlesung: Mo 10-12 Uhr, Geb. 50.34, Raum -101', 'Geb. 50.34, Raum -101'],
    [
      'a call with its address',
      'Office hours: Mon 3-4pm via Zoom (https://example.org/j/1)',
      'Zoom (https://example.org/j/1)',
    ],
    ['a room in Chinese', '上课时间: 周一 10:00-12:00, 东主楼 11-201', '东主楼 11-201'],
    ['a lettered lab', 'Lab: Tue 2-5pm, Computer Lab B', 'Computer Lab B'],
    ['none that is to be announced', 'Lab: Tue 2-5pm, Room TBA', null],
  ])('%s', (_, page, place) => {
    expect(meetings(page)[0]?.place).toBe(place);
  });

  test('"in person" is not the online of the next time', () => {
    const places = meetings('Office Hours: Tue 2-3pm in person, Thu 2-3pm online').map((meeting) => meeting.place);
    expect(places).toEqual([null, 'online']);
  });
});

describe('short weekdays', () => {
  test.each([
    ['Portuguese', 'Aulas: Seg e Qua 10:00-12:00', ['MO', 'WE']],
    ['Spanish', 'Clases: Lun y Mié 10:00-12:00', ['MO', 'WE']],
    ['Spanish, bare hours', 'Consultas: Vie 14 a 16 hs', ['FR']],
    ['Dutch', 'Hoorcollege: ma 13:45-15:30', ['MO']],
    ['Dutch, two', 'Hoorcollege: di/do 13:45-15:30', ['TU', 'TH']],
    ['Italian', 'Lezione: gio 9:00-11:00', ['TH']],
    ['French', 'Cours : jeu. 14h-16h', ['TH']],
    ['Swedish', 'Föreläsning: tors 10:15-12:00', ['TH']],
  ])('%s', (_, page, days) => {
    expect(meetings(page)[0]?.days).toEqual(days);
  });

  test.each(['Office hours: do 10 problems, then come', 'Office hours: ask Sam 3 questions'])('%s has none', (page) => {
    expect(meetings(page)).toEqual([]);
  });
});
