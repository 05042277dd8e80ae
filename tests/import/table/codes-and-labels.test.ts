/** How cells with codes of courses and labels of sections are read. */
import { describe, expect, test } from 'vitest';
import { codeOfSubject, joinCode, withoutCode, withoutFraction } from '../../../src/import/table/course-codes.ts';
import { freeId, mendLabel, wishId } from '../../../src/import/table/section-labels.ts';
import { tellCode } from './told-cells.ts';

describe('codes', () => {
  test.each([
    ['AAA 101', 'AAA 101 | - | - | -'],
    ['CS-101-01', 'CS 101 | 01 | - | -'],
    ['CS*101*01', 'CS 101 | 01 | - | -'],
    ['CS 101.01', 'CS 101.01 | - | - | -'],
    ['CS101-001 - Intro to CS', 'CS 101 | 001 | - | Intro to CS'],
    ['ACCT-201-01 (12345) Financial Accounting', 'ACCT 201 | 01 | 12345 | Financial Accounting'],
    ['MATH & CS 12', 'MATH & CS 12 | - | - | -'],
    ['COS 126 (Computer Science)', 'COS 126 | - | - | Computer Science'],
    ['Intro', 'Intro | - | - | - (no code)'],
    ['101', '101 | - | - | - (no code)'],
    ['AAA_V 200', 'AAA_V 200 | - | - | -'],
    ['BIO 110L', 'BIO 110L | - | - | -'],
    ['EE 10A B', 'EE 10A | B | - | -'],
    ['CS 101: Title', 'CS 101 | - | - | Title'],
    ['ART/H 12 L01', 'ART/H 12 | L01 | - | -'],
  ])('%j is %s', (cell, expected) => {
    expect(tellCode(cell)).toBe(expected);
  });

  test.each([
    ['CS', '101', 'CS 101'],
    ['CS', 'CS 101', 'CS 101'],
    ['', 'CS 101', 'CS 101'],
    ['CS', '101.0', 'CS 101'],
    ['cs', 'CS101', 'CS101'],
    ['CS', 'CSX', 'CS CSX'],
    ['CS', '', 'CS'],
  ])('%j and %j are %j', (subject, number, expected) => {
    expect(joinCode(subject, number)).toBe(expected);
  });

  test.each([
    ['Computer Science (CS)', 'CS'],
    ['CS - Computer Science', 'CS'],
    ['CS', 'CS'],
    ['Computer Science', 'Computer Science'],
    ['ART: Art History', 'ART'],
    ['(CS)', '(CS)'],
    ['CS-101', 'CS-101'],
  ])('the code of %j is %j', (subject, expected) => {
    expect(codeOfSubject(subject)).toBe(expected);
  });

  test.each([
    ['AAA101/L/01', 'AAA101', 'L/01'],
    ['aaa101/L', 'AAA101', 'L'],
    ['AAA101', 'AAA101', 'AAA101'],
    ['AAA101/', 'AAA101', 'AAA101/'],
    ['L01', '', 'L01'],
    ['/L01', '', '/L01'],
  ])('%j of %j is %j', (section, code, expected) => {
    expect(withoutCode(section, code)).toBe(expected);
  });

  test('a spreadsheet’s fraction is undone', () => {
    expect(['101.0', '101.5', 'A.0', '10.00'].map(withoutFraction)).toEqual(['101', '101.5', 'A.0', '10.00']);
  });
});

describe('labels of sections', () => {
  test.each([
    ['01', '01'],
    ['ALL', 'ALL-1'],
    ['all', 'all-1'],
    ['P01', 'P01'],
    ['A/B', 'A-B'],
    ['Übung 1', 'Ubung-1'],
    ['--x--', 'x'],
    ['', ''],
    ['L 01 (online)', 'L-01-online'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['!!!', ''],
    ['AL L', 'AL-L'],
    ['events', 'events'],
  ])('%j becomes %j', (label, expected) => {
    expect(mendLabel(label)).toBe(expected);
  });

  test.each([
    ['01', [], null, '01'],
    ['01', ['01'], null, '01-2'],
    ['01', ['01'], 'Lab', '01-Lab'],
    ['01', ['01', '01-lab'], 'Lab', '01-2'],
    ['01', ['01', '01-2'], null, '01-3'],
    ['', [], null, 'S'],
    ['', ['s'], null, 'S-2'],
    [
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
      null,
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2',
    ],
    ['01', ['01'], '!', '01-2'],
  ])('%j beside %j and behind %j is free as %j', (wish, taken, behind, expected) => {
    expect(freeId(wish, new Set(taken), behind)).toBe(expected);
  });

  test.each([
    ['P01', '12345', 'P01'],
    [null, '12345', '12345'],
    ['!', '12345', '12345'],
    [null, null, '01'],
    ['', '', '01'],
  ])('%j of number %j is wished as %j', (label, number, expected) => {
    expect(wishId(label, number)).toBe(expected);
  });
});
