/** How cells with kinds, people and places are read. */
import { describe, expect, test } from 'vitest';
import { findKind } from '../../../src/import/table/kinds.ts';
import { tellPeople, tellPlaces, tellPlacesByDay } from './told-cells.ts';

describe('kinds', () => {
  test.each([
    ['LEC', 'lecture'],
    ['Lecture', 'lecture'],
    ['Lab', 'lab'],
    ['LAB/LEC', 'lab'],
    ['Lecture/Laboratory', 'lecture'],
    ['Discussion', 'discussion'],
    ['DIS', 'discussion'],
    ['REC', 'recitation'],
    ['Recitation', 'recitation'],
    ['Seminar', 'seminar'],
    ['SEM', 'seminar'],
    ['TUT', 'tutorial'],
    ['Vorlesung', 'lecture'],
    ['Übung', 'exercise'],
    ['Travaux dirigés', null],
    ['TD', 'tutorial'],
    ['TP', 'practical'],
    ['Final Exam', 'exam'],
    ['Midterm', 'exam'],
    ['Office Hours', 'office hours'],
    ['Studio', 'studio'],
    ['Independent Study', null],
    ['IND', null],
    ['Practicum', 'practical'],
    ['Precept', 'precept'],
    ['Workshop', 'seminar'],
    ['Cours magistral', 'lecture'],
    ['Clase', null],
    ['', null],
    ['Field', 'practical'],
    ['CLN', 'practical'],
    ['Internship', 'practical'],
    ['Exercise', 'exercise'],
    ['Review', 'review'],
    ['Thesis', null],
    ['Praktikum', 'practical'],
  ])('%j is %j', (cell, expected) => {
    expect(findKind(cell)).toBe(expected);
  });
});

describe('people', () => {
  test.each([
    ['Smith, John', ['Smith, John', 'Able, J.'], 'John Smith'],
    ['Smith, John', [], 'John Smith'],
    ['Able, Baker', ['Able', 'Baker', 'Able, Baker'], 'Able; Baker ? “Able, Baker” read as two people; it may be one'],
    ['Able, Baker, Carr', [], 'Able; Baker; Carr'],
    ['Jo Able; Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able, Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Able, Jo; Baker, Kim', ['Able, J.'], 'Jo Able; Kim Baker'],
    ['Able, Jo, Baker, Kim', ['Able, J.'], 'Jo Able; Kim Baker ? “Able, Jo, Baker, Kim” read as Jo Able; Kim Baker'],
    ['Able, Jo, Baker', ['Able, J.'], 'Able; Jo; Baker ? “Able, Jo, Baker” read as 3 people'],
    ['Able, Jo Jr.', ['Able, J.'], 'Jo Jr. Able'],
    ['Able, Jr., Jo', ['Able, J.'], 'Jo Able Jr.'],
    ['Staff', [], 'nobody'],
    ['TBA', [], 'nobody'],
    ['Jo Able and Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able & Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able / Kim Baker', [], 'Jo Able; Kim Baker'],
    ["['Jo Able', 'Kim Baker']", [], 'Jo Able; Kim Baker'],
    ['Jo Able (P)', [], 'Jo Able'],
    ['Jo Able <jo@x.edu>', [], 'Jo Able'],
    ['Jo  Able', [], 'Jo Able'],
    ['Jo Able, Jo Able', [], 'Jo Able'],
    ['Jo Able, Staff', [], 'Jo Able'],
    ['van Dam, Jo', ['Able, J.'], 'Jo van Dam'],
    ['Van Dam, Jo Ann', ['Able, J.'], 'Jo Ann Van Dam'],
    ['Jo Able, Kim Baker', ['Able, J.'], 'Kim Baker Jo Able ? “Jo Able, Kim Baker” read as one person; it may be two'],
    ['', [], 'nobody'],
    ['Prof. TBA', [], 'Prof. TBA'],
    ['Smith J, Able K', [], 'Able K Smith J ? “Smith J, Able K” read as one person; it may be two'],
    ['Jo Able|Kim Baker', [], 'Jo Able; Kim Baker'],
  ])('%j beside %j is %s', (cell, others, expected) => {
    expect(tellPeople(cell, others)).toBe(expected);
  });
});

describe('places', () => {
  test.each([
    [{ where: 'North 101' }, 'North 101'],
    [{ where: 'TBA' }, 'TBA'],
    [{ where: 'Online' }, 'online'],
    [{ where: 'North', room: '101' }, 'North 101'],
    [{ where: 'North 101', room: '101' }, 'North 101'],
    [{ building: 'North', room: '101' }, 'North 101'],
    [{ building: 'North', room: 'North 101' }, 'North 101'],
    [{ building: 'Zoom', room: 'TBA' }, 'online'],
    [{ building: 'North' }, 'North'],
    [{ room: '101' }, '101'],
    [{ where: 'North 1; South 2' }, 'North 1 + South 2'],
    [{ where: 'North 1 | Online' }, 'North 1 + online'],
    [{ where: 'North 1; TBA; North 1' }, 'North 1'],
    [{ mode: 'Online' }, 'online'],
    [{ mode: 'In person' }, '-'],
    [{}, '-'],
    [{ building: 'TBA', room: '' }, 'TBA'],
    [{ where: 'TBA', building: 'East' }, 'East'],
  ])('%j is %s', (cells, expected) => {
    expect(tellPlaces(cells)).toBe(expected);
  });

  test.each([
    ['SUN:R12; TUE:R34', 'SU R12, TU R34'],
    ['M/W: North 1; F: South 2', 'MO North 1, WE North 1, FR South 2'],
    ['Mon: A 1', null],
    ['North: 1; South: 2', null],
    ['Mon=A 1\nTue=B 2', 'MO A 1, TU B 2'],
    ['Mon: A 1; Mon: B 1', 'MO A 1+B 1'],
  ])('%j by day is %j', (cell, expected) => {
    expect(tellPlacesByDay(cell)).toBe(expected);
  });
});
