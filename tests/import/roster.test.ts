import { describe, expect, test } from 'vitest';
import { readRoster } from '../../src/import/roster.ts';

/** Each line as "2 ann@a.edu Ann Lee editor cos418". */
function tell(text: string): string | string[] {
  const read = readRoster(text);
  if (!read.ok) return read.why;
  return read.lines.map(({ line, mail, name, role, scope }) => [line, mail, name, role, scope].join(' '));
}

describe('a roster', () => {
  test.each([
    ['mail\nann@a.edu', ['2 ann@a.edu   ']],
    [
      'E-Mail Address;Full Name;Role;Course\nann@a.edu;Ann Lee;TA;cos418\n\nbo@a.edu; Bo Ray ;Head;',
      ['2 ann@a.edu Ann Lee editor cos418', '4 bo@a.edu Bo Ray head '],
    ],
    [
      'role\tlogin id\nTeaching Assistant\ta\nLab TA\tb\nPreceptor\tc\nGrader\td\nObserver\te\nInstructor\tf\nTeacher\tg\nProfessor\th\nLecturer\ti\nOwner\tj',
      [
        '2 a  editor ',
        '3 b  editor ',
        '4 c  editor ',
        '5 d  viewer ',
        '6 e  viewer ',
        '7 f  head ',
        '8 g  head ',
        '9 h  head ',
        '10 i  head ',
        '11 j  owner ',
      ],
    ],
    ['mail,name\n,Ann Lee', ['2  Ann Lee  ']],
    ['', 'the roster is empty'],
    ['mail', 'nobody is on the roster'],
    ['name\nAnn', 'the first line must name the columns, one of them “mail” (others: name, role, course)'],
    [`mail\n${'a\n'.repeat(2001)}`, 'a roster has at most 2000 lines'],
  ])('%j', (text, expected) => {
    expect(tell(text)).toEqual(expected);
  });
});
