/** People and places as they are read from words. */
import { describe, expect, test } from 'vitest';
import { bareName, isPersonName, namesOf } from '../../../src/import/page/reading/people.ts';
import { placeInSentence, placeOfLine } from '../../../src/import/page/reading/place-lines.ts';
import { tellBeside, tellChunks } from './told-parts.ts';

describe('people', () => {
  test.each([
    ['Ada Kiln', [true, true, 'Ada Kiln']],
    ['Ada', [false, true, 'Ada']],
    ['Dr. Ada Kiln', [true, true, 'Ada Kiln']],
    ['Prof. Kiln', [true, true, 'Kiln']],
    ['Profesora Ada Kiln', [true, true, 'Ada Kiln']],
    ['ada kiln', [false, false, 'ada kiln']],
    ['Ada M. Kiln', [true, true, 'Ada M. Kiln']],
    ['A. Kiln', [true, true, 'A. Kiln']],
    ['Ada van der Kiln', [true, true, 'Ada van der Kiln']],
    ['Ada Kiln PhD', [true, true, 'Ada Kiln']],
    ['Ada Kiln, Ph.D.', [true, true, 'Ada Kiln']],
    ['Monday', [false, false, 'Monday']],
    ['Office Hours', [false, false, 'Office Hours']],
    ['Room 5', [false, false, 'Room 5']],
    ['Ada & Bo', [false, false, 'Ada & Bo']],
    ['The Team', [false, false, 'The Team']],
    ['Ada Kiln (head)', [true, true, 'Ada Kiln']],
    ['June Park', [true, true, 'June Park']],
    ['April', [false, false, 'April']],
    ['Una Hall', [false, false, 'Una Hall']],
    ['Zoom', [false, false, 'Zoom']],
    ['ADA', [false, false, 'ADA']],
    ['ADA KILN', [false, false, 'ADA KILN']],
    ['Jean-Luc Roy', [true, true, 'Jean-Luc Roy']],
    ['Drop-In Hours', [false, false, 'Drop-In Hours']],
    ['Ada Kiln Bo Reed Cy', [false, false, 'Ada Kiln Bo Reed Cy']],
    ['Ada Kiln TA', [true, true, 'Ada Kiln']],
    ['Kiln’s', [false, true, 'Kiln']],
    ['O’Neil', [false, true, 'O’Neil']],
    ['TA: Bo Reed', [true, true, 'Bo Reed']],
    ['Instructor', [false, false, '']],
    ['Weekly Meeting', [false, false, 'Weekly Meeting']],
    ['MWF', [false, false, 'MWF']],
    ['Jo', [false, true, 'Jo']],
    ['Ana y Eva', [true, true, 'Ana y Eva']],
    ['d', [false, false, 'd']],
    ['Ada2', [false, false, 'Ada2']],
  ])('%j is a name, alone a name, and bare %j', (text, expected) => {
    expect([isPersonName(text), isPersonName(text, true), bareName(text)]).toEqual(expected);
  });

  test.each([
    [
      'Ada Kiln, Bo Reed',
      [
        ['Ada Kiln', 'Bo Reed'],
        ['Ada Kiln', 'Bo Reed'],
      ],
    ],
    [
      'Ada Kiln and Bo Reed',
      [
        ['Ada Kiln', 'Bo Reed'],
        ['Ada Kiln', 'Bo Reed'],
      ],
    ],
    [
      'Ada Kiln & Bo Reed (heads)',
      [
        ['Ada Kiln', 'Bo Reed'],
        ['Ada Kiln', 'Bo Reed'],
      ],
    ],
    ['Ada, Bo and Cy', [['Ada', 'Bo', 'Cy'], []]],
    ['Ada Kiln, room 5', [[], []]],
    ['Ada/Bo', [['Ada', 'Bo'], []]],
    ['Ada; Bo', [['Ada', 'Bo'], []]],
    ['Ada Kiln, Ada Kiln', [['Ada Kiln'], ['Ada Kiln']]],
    ['', [[], []]],
    [' , ', [[], []]],
  ])('%j names %j', (text, expected) => {
    expect([namesOf(text), namesOf(text, false)]).toEqual(expected);
  });
});

describe('places', () => {
  test.each([
    ['Mill 12, Ada Kiln', ['Mill 12: place', 'Ada Kiln: person']],
    ['in Bowen Hall 222', ['Bowen Hall 222: place, place']],
    ['(Mill 12)', ['Mill 12: place, bracketed']],
    ['with Ada Kiln and Bo Reed', ['Ada Kiln and Bo Reed: person, person']],
    ['Room: 5.103', ['5.103: place, place']],
    ['at the Mill Lab', ['Mill Lab: place, place']],
    ['Zoom (https://a.edu/z)', ['Zoom: place', 'https://a.edu/z: place, bracketed']],
    ['Engineering, Room 12', ['Engineering: name', 'Room 12: place']],
    ['Lab 7', ['Lab 7: place']],
    ['Lab B', ['Lab B: place']],
    ['Section 2', ['Section 2: none']],
    ['CRN 12345', ['CRN 12345: none']],
    ['March 3', ['March 3: none']],
    ['TBA', ['TBA: none']],
    ['101 Bowen', ['101 Bowen: place']],
    ['34-101', ['34-101: place']],
    ['A-104', ['A-104: place']],
    ['BOW 2', ['BOW 2: place']],
    ['教室301', ['301: place, place']],
    ['my office', ['my office: none']],
    ['22.03.2012', ['22.03.2012: none']],
    ['(LEC02)', ['LEC02: none, bracketed']],
    ['KNO 101.002', ['KNO 101.002: none']],
    ['week 3', ['week 3: none']],
    ['held in Harrow', ['held: none', 'Harrow: place, place']],
    ['in the garden behind the house we go', ['garden behind the house we go: none, place']],
    ['Mill 12 TA: Bo Reed', ['Mill 12: place', 'Bo Reed: person']],
    ['St. Mary 5', ['St. Mary 5: place']],
    ['Mill 12. Bring books', ['Mill 12: place', 'Bring books: none, fresh']],
    ['Kiln 3 - Ada', ['Kiln 3: place', 'Ada: name']],
    ['led by Ada Kiln', ['Ada Kiln: person, person']],
    ['Online', ['Online: place']],
    ['fully online via Teams', ['fully online: place', 'Teams: place, place']],
    ['Hall of Fame', ['Hall of Fame: place']],
    ['Tutor: Bo', ['Tutor: name', 'Bo: name']],
    ['North Campus', ['North Campus: place']],
    ['@ Kiln 9', ['Kiln 9: place, place']],
    ['en el Aula 4', ['Aula 4: place, place']],
    ['im Raum 7', ['Raum 7: place, place']],
    ['dans la salle 3', ['salle 3: place, place']],
    ['Location: TBA', ['TBA: none, place']],
    ['Bldg. C', ['Bldg. C: place']],
    ['Dept. Office 12', ['Dept. Office 12: place']],
    ['a · b', ['a: none', 'b: none']],
    ['Kiln 3|Kiln 4', ['Kiln 3: place', 'Kiln 4: place, fresh']],
    ['and Mill 5', ['Mill 5: place']],
    ['Mill 5 unless it rains', ['Mill 5: place']],
    ['$5', ['$5: none']],
    ['90% of it', ['90% of it: none']],
  ])('%j looks like %j', (text, expected) => {
    expect(tellChunks(text)).toEqual(expected);
  });

  test.each([
    [', Mill 12, Ada Kiln', { people: true }, 'Mill 12 with Ada Kiln'],
    [', Mill 12, Ada Kiln', { people: false }, 'Mill 12 with Ada Kiln'],
    [' (Sam)', { people: true, hours: true }, '- with Sam'],
    [' (Sam)', { people: true }, '- with -'],
    [' - Sam', { people: true }, '- with Sam'],
    [' Friend 108 Ada Kiln', { people: true }, 'Friend 108 with Ada Kiln'],
    [' in Bowen Hall, 222', { people: false }, 'Bowen Hall, 222 with -'],
    [' in Mill 12, North Campus', { people: false }, 'Mill 12, North Campus with -'],
    [' Engineering, Room 12', { people: false }, 'Engineering, Room 12 with -'],
    ['Lab 7 ', { people: false, before: true }, '- with -'],
    [' Lab 7', { people: false }, 'Lab 7 with -'],
    [' Sam', { people: true, grid: true }, '- with Sam'],
    [' with Ada Kiln in Mill 12', { people: true }, 'Mill 12 with Ada Kiln'],
    [' (Mill 12) (Kiln 3)', { people: true }, 'Mill 12) (Kiln 3 with -'],
    [', Prof. Kiln', { people: false }, '- with Prof. Kiln'],
    [' ET, NSH 1505', { people: false }, 'ET, NSH 1505 with -'],
    [', Mill 12. Kiln 3 is closed', { people: false }, 'Mill 12 with -'],
    [' Mill 12 (North) and', { people: false }, 'Mill 12 (North) with -'],
    [' Zoom (https://a.edu/z), Ada', { people: true }, 'Zoom (https://a.edu/z) with -'],
    ['', { people: true }, '- with -'],
  ])('beside a time, %j with %j is %s', (text, search, expected) => {
    expect(tellBeside(text, search)).toBe(expected);
  });

  test.each([
    ['Location: Eaton Hall 211', 'Eaton Hall 211'],
    ['Room SJ204 in Sähkötalo', 'Room SJ204 in Sähkötalo'],
    ['Room: TBA', null],
    ['Office: Kiln 5', null],
    ['Held in Kiln 3', 'Kiln 3'],
    ['All held in Kiln 3 or online', 'Kiln 3 or online'],
    ['Meets at Bowen Hall 222.', 'Bowen Hall 222'],
    ['The room is Kiln 3', null],
    ['Bowen Hall 222', 'Bowen Hall 222'],
    ['5.3 - Centre for Learning and Teaching', '5.3 - Centre for Learning and Teaching'],
    ['Ada Kiln', null],
    ['Class location: Kiln 3', 'Kiln 3'],
    ['Where: n/a', null],
    ['Ort: HS 5', 'HS 5'],
    ['場所: 3-201', '3-201'],
    ['Zoom', 'Zoom'],
    ['Please join in Kiln 3', null],
    ['either Kiln 3 or Kiln 4', 'either Kiln 3 or Kiln 4'],
    ['Email: a@b.edu', null],
    ['Held in either Kiln 3', 'Held in either Kiln 3'],
    ['Lectures are held in Kiln 3', 'Kiln 3'],
    ['Kiln 3, Kiln 4', 'Kiln 3, Kiln 4'],
    ['Note: Kiln 3', null],
    ['In Kiln 3.', 'Kiln 3'],
    ['random words here', null],
    ['', null],
  ])('the line %j is the place %j', (line, expected) => {
    expect(placeOfLine(line)).toBe(expected);
  });

  test.each([
    ['Office hours are held via Microsoft Teams.', 'Microsoft Teams'],
    ['Labs will be in Kiln 3', 'Kiln 3'],
    ['They take place in the garden', null],
    ['Sections meet in Mill 12 on Mondays', 'Mill 12'],
    ['All is in order', null],
    ['We are usually in Bowen Hall 5', 'Bowen Hall 5'],
    ['Classes are offered online', null],
  ])('the sentence %j says %j', (text, expected) => {
    expect(placeInSentence(text)).toBe(expected);
  });
});
