/** What `check` says about rules for irregular dates. */
import { describe, expect, test } from 'vitest';
import { readFolder, TERM } from './rules.ts';

/** Each problem of a lab with this pattern: 'code: message hint'. */
function problemsOf(meets: string): string[] {
  const text = `code: COS 418\ntitle: Systems\nsections: {L: {kind: lecture, meets: Mon 9am-10am}, A: {kind: lab, meets: ${meets}}}\n`;
  return readFolder({ 'courses/fall-2018/cos418.yaml': text }).problems.map(
    ({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`,
  );
}

describe('except', () => {
  test.each([
    [
      'another weekday',
      '{on: Mon 10am-11am, except: 2018-10-09}',
      'except-without-effect: The pattern would not meet on Tuesday 9 October anyway. It meets on Monday 8 October (2018-10-08)',
    ],
    [
      'a date in a break',
      '{on: Mon 10am-11am, except: 2018-10-29}',
      'except-without-effect: The pattern would not meet on Monday 29 October anyway.',
    ],
    [
      'a span without a meeting',
      '{on: Mon 10am-11am, except: 2018-10-09 to 2018-10-12}',
      'except-without-effect: The pattern would not meet on any of these 4 dates anyway.',
    ],
    ['a date without the other section', '{after: L, for: 1 hour, except: 2018-10-09}', 'except-without-effect'],
    ['no date at all', '{on: Mon 10am-11am, except: Thanksgiving}', 'bad-date'],
    [
      'dates of dates',
      '{dates: 2018-10-09, time: 3pm-4pm, except: 2018-10-09}',
      'key-combination: except goes with weekdays, not with dates.',
    ],
    [
      'another word for it',
      '{on: Mon 10am-11am, skip: 2018-10-08}',
      'unknown-key: There is no key “skip” here. Did you mean “except”?',
    ],
  ])('%s', (_, meets, problem) => {
    expect(problemsOf(meets)).toEqual([expect.stringContaining(problem)]);
  });

  test('a span of which one date counts is fine', () => {
    expect(problemsOf('{on: Mon 10am-11am, except: 2018-10-08 to 2018-10-12}')).toEqual([]);
  });
});

describe('rhythms and days of the month', () => {
  test.each([
    [
      'every: month',
      '{on: Mon 10am-11am, every: month}',
      'unknown-word: “month” is not possible here. Write it with the weekday',
    ],
    ['every: 3 weeks', '{on: Mon 10am-11am, every: 3 weeks}', 'Did you mean “third week”?'],
    [
      'of what?',
      'first Monday 4pm-5pm',
      'bad-weekday: “first Monday” of what? Write first Monday of the month, or the date itself',
    ],
    ['days of their own', 'first Monday and third Wed of the month 4pm-5pm', 'Write a pattern for each'],
    [
      'every as well',
      '{on: first Mon of the month 4pm-5pm, every: second week}',
      'key-combination: every does not go with days of the month.',
    ],
    ['no time', 'first Monday of the month', 'pattern-incomplete'],
    ['no weekday', 'first Moonday of the month 4pm-5pm', 'bad-weekday: “Moonday” is no weekday.'],
    [
      'week 0 of a term from 1',
      '{on: Mon 10am-11am, weeks: 0-3}',
      'no-such-week: The term has no teaching week 0. Its weeks are 1 to 13. To count from 0, write firstWeek: 0 in terms/fall-2018.yaml.',
    ],
  ])('%s', (_, meets, problem) => {
    expect(problemsOf(meets)).toEqual([expect.stringContaining(problem)]);
  });

  test('the first week is not numbered twice', () => {
    const term = `${TERM}firstWeek: 0\nweeks: {0: 2018-09-12 to 2018-09-16}\n`;
    const { problems } = readFolder({ 'terms/fall-2018.yaml': term });
    expect(problems.map(({ code }) => code)).toEqual(['key-combination']);
  });
});
