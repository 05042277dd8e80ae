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

test('what the other hours lack is named by the term’s clock', () => {
  const term = `${TERM}clock: 24\nhours: [{dates: 2018-10-08 to 2018-10-12, replace: {"09:00": "10:00", "14:00-15:30": "13:00-14:00"}}]\n`;
  const { problems } = readFolder({
    'terms/fall-2018.yaml': term,
    'courses/fall-2018/cos418.yaml':
      'code: COS 418\ntitle: Systems\nsections: {A: {kind: lab, meets: Mon 14:00-15:00}}\n',
  });
  expect(problems.map(({ code, message, hint }) => `${code}: ${message} ${hint}`)).toEqual([
    expect.stringContaining(
      'hours-missing: From 2018-10-08 to 2018-10-12 the term has other hours, and none for 14:00-15:00.',
    ),
    'hours-unused: No class of fall-2018 is at 09:00: this replaces nothing. Classes begin at 14:00.',
    'hours-unused: No class of fall-2018 is from 14:00-15:30: this replaces nothing. Classes that begin then: 14:00-15:00.',
  ]);
});

describe('for', () => {
  const SITE = 'uidDomain: example.edu\ncampuses: [north, south]\n';
  const at = (audience: string): string =>
    `title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\nbreaks: [{dates: 2018-10-29 to 2018-11-02, for: ${audience}}]\n`;
  const problems = (term: string): string[] =>
    readFolder({
      'site.yaml': SITE,
      'terms/fall-2018.yaml': term,
      'courses/fall-2018/cos418.yaml':
        'code: COS 418\ntitle: Systems\ncrossListed: [ECE 418]\nsections: {A: {kind: lab, campus: South, meets: TBA}}\n',
    }).problems.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`);

  test.each([
    ['nobody', at('{}'), 'missing-key: This does not say for whom it is.'],
    [
      'a campus that is not there',
      at('{campuses: [nort]}'),
      'unknown-campus: The site has no campus “nort”. Did you mean “north”?',
    ],
    [
      'a course that is not there',
      at('{courses: cos481}'),
      'unknown-course: The term fall-2018 has no course cos481. Did you mean cos418?',
    ],
    ['a kind that is none', at('{kinds: labs}'), 'unknown-word: “labs” is not possible here. Did you mean “lab”?'],
    ['a text', at('labs'), 'wrong-shape: “for” must be a mapping (key: value).'],
    [
      'two swaps for one class',
      `${TERM}swaps: [{date: 2018-10-11, follows: Mon, for: {kinds: lab}}, {date: 2018-10-11, follows: Tue, for: {courses: cos418}}]\n`,
      'swap-twice',
    ],
    [
      'a swap that ends before it begins',
      `${TERM}swaps: [{date: 2018-10-11, follows: Mon, from: 5pm, until: 9am}]\n`,
      'span-backwards: The swap ends at 09:00, before it begins at 17:00.',
    ],
  ])('%s', (_, term, problem) => {
    expect(problems(term)[0]).toContain(problem);
  });

  test('former and cross-listed ids, and swaps for different classes, are fine', () => {
    expect(problems(at('{courses: [ECE418]}'))).toEqual([]);
    const apart =
      'swaps: [{date: 2018-10-11, follows: Mon, for: {kinds: lab}}, {date: 2018-10-11, follows: Tue, for: {kinds: [lecture]}}]\n';
    expect(problems(`${TERM}${apart}`)).toEqual([]);
  });
});

describe('other hours', () => {
  const problems = (replace: string): string[] =>
    readFolder({
      'terms/fall-2018.yaml': `${TERM}hours: [{dates: 2018-10-08 to 2018-10-12, replace: ${replace}}]\n`,
      'courses/fall-2018/cos418.yaml':
        'code: COS 418\ntitle: Systems\nsections: {A: {kind: lab, meets: Mon 10am-11am}, B: {kind: lab, meets: {on: Mon 1pm-2pm, until: 2018-10-01}}}\n',
    }).problems.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`);

  test.each([
    [
      '{8am: 9am}',
      'hours-missing: From 2018-10-08 to 2018-10-12 the term has other hours, and none for 10:00am-11:00am. Add “10:00am-11:00am: …” to replace: in terms/fall-2018.yaml',
    ],
    ['{10am-11am: later}', 'bad-time'],
    ['{ten: 11am}', 'bad-time'],
    ['{10am: 11am, 10:00am: 11am}', 'duplicate-key: This time is replaced twice.'],
  ])('%s', (replace, problem) => {
    expect(problems(replace)[0]).toContain(problem);
  });

  test('are fine for all times that are there', () => {
    expect(problems('{10am-11am: 10:30am-11am}')).toEqual([]);
    expect(problems('{10am: 10:30am}')).toEqual([]);
  });
});

describe('whole days', () => {
  test.each([
    ['a weekday', 'Fri, all day', 'pattern-incomplete: Only dates can be “all day”. Write dates: 2018-10-12, all day.'],
    ['a slip of the month', '2018-10-12 to 2018-12-14, all day', 'too-large: This lasts 64 days.'],
    ['from and until', '{on: 2018-10-12, time: all day, from: 2018-10-01}', 'key-combination'],
    ['a wrong weekday', 'Thu 2018-10-12, all day', 'weekday-disagrees'],
  ])('%s', (_, meets, problem) => {
    expect(problemsOf(meets.startsWith('{') ? meets : JSON.stringify(meets))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test('are neither long nor at night', () => {
    expect(problemsOf('"2018-10-12 to 2018-10-14, all day"')).toEqual([]);
  });
});
