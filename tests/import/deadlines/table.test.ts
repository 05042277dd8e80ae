import { expect, test } from 'vitest';
import { findDeadlineRows, readDeadlines } from '../../../src/import/deadlines/table.ts';
import { codesOf, readGoodTerm, TERM } from '../../catalog/rules.ts';

const term = readGoodTerm(TERM);

function read(text: string, course: string | null = null) {
  const rows = findDeadlineRows(text);
  if (!rows) throw new Error('no table of deadlines');
  return readDeadlines(rows, term, course);
}

test('a table becomes the deadlines of its courses, which are read without a problem', () => {
  const { courses, unread } = read(
    'Course;Assignment;Due date;Sections;Link\n' +
      'COS 418;HW 1;2018-10-01 11:59pm;;https://example.edu/1\n' +
      'COS 418;"Lab: sockets";10/15/2018 5:00 PM;L01;\n' +
      'COS 217;HW 1;Oct 3, 2018 at 23:59;;\n',
  );
  expect(unread).toEqual([]);
  expect(courses.get('cos418')).toBe(
    'deadlines:\n' +
      '  - {id: hw1, title: HW 1, due: Mon 2018-10-01 11:59pm, url: "https://example.edu/1"}\n' +
      '  - {id: labsockets, title: "Lab: sockets", due: Mon 2018-10-15 5:00pm, for: L01}\n',
  );
  expect(courses.get('cos217')).toContain('due: Wed 2018-10-03 11:59pm');
  expect(codesOf(`sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n${courses.get('cos418')}`)).toEqual([]);
});

test('a sheet of one course needs no column for it; ids are kept apart, times may have a column', () => {
  const { courses } = read('title,due,time\nHW,2018-10-01,5pm\nHW,2018-10-08,17:00\n', 'cos418');
  expect(courses.get('cos418')).toBe(
    'deadlines:\n' +
      '  - {id: hw, title: HW, due: Mon 2018-10-01 5:00pm}\n' +
      '  - {id: hw-2, title: HW, due: Mon 2018-10-08 5:00pm}\n',
  );
});

test('where month and day could change places the term decides, otherwise the row is not read', () => {
  // 9 November lies in the term and 11 September before it; 10 December and 12 October both lie in it.
  const { courses, unread } = read(
    'title,due\nA,09/11/2018 5pm\nB,12/10/2018 5pm\nC,2018-10-01\nD,soon\n,2018-10-01 5pm\n',
    'c',
  );
  expect(courses.get('c')).toContain('title: A, due: Fri 2018-11-09 5:00pm');
  expect(unread.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
});

test('names of columns stand below a title, in other languages, or are said; one time is given for all', () => {
  const text = 'Analysis I\n\nAufgabe;Abgabe\nBlatt 1;1.10.2018\n';
  const rows = findDeadlineRows(text) ?? [];
  expect(readDeadlines(rows, term, 'a', '23:59').courses.get('a')).toContain('due: Mon 2018-10-01 11:59pm');
  expect(readDeadlines(rows, term, 'a').unread).toEqual([{ row: 4, why: '“1.10.2018” has no time' }]);
  const said = findDeadlineRows('Was,Bis\nBlatt 1,2018-10-01 5pm\n', { Was: 'title', bis: 'due' });
  expect(said).toEqual([{ row: 2, cells: { title: 'Blatt 1', due: '2018-10-01 5pm' } }]);
});

test('columns are named by their position, in a table with names and in one without', () => {
  const columns = { 1: 'title', 3: 'due' };
  const row = { title: 'Blatt 1', due: '2018-10-01 5pm' };
  expect(findDeadlineRows('Was,Raum,Bis\nBlatt 1,222,2018-10-01 5pm\n', columns)).toEqual([{ row: 2, cells: row }]);
  expect(findDeadlineRows('Blatt 1,222,2018-10-01 5pm\n', columns)).toEqual([{ row: 1, cells: row }]);
});

test.each(['15.10.2018 um 23:59 Uhr', '15.10.2018, 23 Uhr'])('“%s” is read', (due) => {
  const { courses, unread } = read(`Aufgabe;Abgabe\nBlatt 1;${due}\n`, 'a');
  expect(unread).toEqual([]);
  expect(courses.get('a')).toContain('due: Mon 2018-10-15 11:');
});

test('other tables are none of deadlines', () => {
  expect(findDeadlineRows('Course,Days,Start,End\nCOS 418,MW,10:00,10:50\n')).toBeNull();
});
