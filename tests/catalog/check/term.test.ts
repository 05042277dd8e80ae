import { describe, expect, test } from 'vitest';
import { readMarkedTerm, TERM_HEAD } from '../marked.ts';

const messages = (lines: string, head = TERM_HEAD): string[] =>
  readMarkedTerm(`${lines}\n«»`, head).problems.map(({ message }) => message);

describe('a swap', () => {
  test('to its own weekday is without effect among classes, whatever other periods there are', () => {
    const periods = 'exams: 2018-12-17 to 2018-12-21\n';
    expect(messages(`${periods}swaps: {date: 2018-10-09, follows: Tuesday}`)).toEqual([
      '2018-10-09 is a Tuesday already.',
    ]);
    // Among exams it makes a day of classes.
    expect(messages(`${periods}swaps: {date: 2018-12-18, follows: Tuesday}`)).toEqual([]);
  });
});

describe('weeks', () => {
  test('that begin on one date overlap, in the order written', () => {
    const { problems, at } = readMarkedTerm('weeks: {1: 2018-09-12 to 2018-09-16, 2: «2018-09-12 to 2018-09-18»}\n');
    expect(problems).toEqual([
      {
        code: 'weeks-overlap',
        severity: 'error',
        message: 'Weeks 1 and 2 share 2018-09-12.',
        hint: 'Each date belongs to one week.',
        at,
      },
    ]);
  });
});

test.each([
  ['a swap without a date', 'swaps: {follows: Monday}', ['missing-key']],
  ['a swap of a list of dates', 'swaps: {date: [2018-10-09], follows: Monday}', ['wrong-shape']],
  ['a closing without a date', 'closings: {name: Snow}', ['missing-key']],
  ['a closing of a list of dates', 'closings: {date: [2019-11-15]}', ['wrong-shape']],
])('%s is said to be that, and nothing else', (_, lines, codes) => {
  expect(readMarkedTerm(`${lines}\n«»`).problems.map(({ code }) => code)).toEqual(codes);
});

describe('a weekday that is often free', () => {
  /** A term from Monday, 2018-09-17, whose first Fridays are free. */
  const withFreeFridays = (last: string, dates: string): string[] =>
    messages(
      `breaks: {name: Free, dates: [${dates}]}`,
      TERM_HEAD.replace('2018-09-12 to 2018-12-14', `2018-09-17 to ${last}`),
    );

  test.each([
    [
      'of six weeks',
      '2018-10-26',
      ['Classes of a Friday meet unusually seldom: 3 times, other weekdays about 6 times.'],
    ],
    ['of five weeks', '2018-10-19', []],
  ])('is unusual in a term %s: %s', (_, last, expected) => {
    expect(withFreeFridays(last, '2018-09-21, 2018-09-28, 2018-10-05')).toEqual(expected);
  });

  test('is not unusual where it is so twice', () => {
    expect(withFreeFridays('2018-10-26', '2018-09-21, 2018-09-28')).toEqual([]);
  });
});
