import { describe, expect, test } from 'vitest';
import { readMarked, readMarkedTerm, SITE_PATH, TERM_HEAD, TERM_PATH } from '../marked.ts';
import { readFolder, readGoodTerm } from '../rules.ts';

describe('a term', () => {
  test('is read with spaces around its zone, names of its own and weeks of any number', () => {
    const term = readGoodTerm(`${TERM_HEAD.replace('America/New_York', '" America/New_York "')}
swaps: {name: Columbus, date: 2018-10-09, follows: Monday}
weeks: {7: 2018-09-12 to 2018-09-16, 12: 2018-09-17, 123: 2018-09-24}
`);
    expect(term.zone).toBe('America/New_York');
    expect(term.swaps).toEqual([{ name: 'Columbus', date: '2018-10-09', follows: 'MO' }]);
    expect(term.weeks?.map(({ number }) => number)).toEqual([7, 12, 123]);
  });

  const withClasses = (span: string): string => TERM_HEAD.replace('2018-09-12 to 2018-12-14', span);

  test('may last two years to the day', () => {
    expect(readMarkedTerm('«»', withClasses('2018-01-01 to 2020-01-01')).problems.map(({ code }) => code)).toEqual([
      'term-length',
    ]);
  });

  test.each([
    ['its classes', withClasses('«2018-01-01 to 2020-01-02»'), '2018-01-01 to 2020-01-02'],
    [
      'a period before them',
      `${withClasses('«2018-09-12 to 2018-12-14»')}periods: {old: 2015-09-03}\n`,
      '2015-09-03 to 2018-12-14',
    ],
    [
      'a swap before them',
      `${withClasses('«2018-09-12 to 2018-12-14»')}swaps: {date: 2015-09-03, follows: Monday}\n`,
      '2015-09-03 to 2018-12-14',
    ],
  ])('that lasts longer by %s is told from when to when', (_, marked, dates) => {
    const { problems, at } = readMarked(TERM_PATH, marked);
    expect(problems).toEqual([
      {
        code: 'term-too-long',
        severity: 'error',
        message: `The term goes from ${dates}, more than two years.`,
        hint: 'Check the years of its periods and swaps.',
        at,
      },
    ]);
  });

  test.each([
    ['no YAML', 'a: [', ['yaml-syntax']],
    [
      'a zone that is none',
      `${TERM_HEAD.replace('America/New_York', 'Mars/X')}published: 2018-10-10\n`,
      ['unknown-zone'],
    ],
    ['an empty zone', TERM_HEAD.replace('America/New_York', '""'), ['empty-text']],
    [
      'no classes, but other periods',
      `${TERM_HEAD.replace(/classes.*\n/, '')}exams: 2018-12-17\nbreaks: {dates: 2010-10-10}\n`,
      ['missing-key'],
    ],
    ['a closing of no length', `${TERM_HEAD}closings: {date: 2018-10-10, from: 2pm, until: 2pm}\n`, ['span-backwards']],
    ['a closing from an hour on', `${TERM_HEAD}closings: {date: 2018-10-10, from: 2pm}\n`, []],
    ['a swap to nothing', `${TERM_HEAD}swaps: {date: 2018-10-09}\n`, ['missing-key']],
    ['a week that cannot be read', `${TERM_HEAD}weeks: {1: soon}\n`, ['bad-date']],
  ])('with %s is told that alone', (_, text, codes) => {
    const { problems, catalog } = readFolder({ [TERM_PATH]: text });
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(catalog.terms.size).toBe(codes.length === 0 ? 1 : 0);
  });
});

describe('a site', () => {
  test('sets its name and display, with defaults', () => {
    const site = (text: string) => readFolder({ [SITE_PATH]: text }).catalog.site;
    expect(site('uidDomain: " Example.EDU "\n')).toMatchObject({
      uidDomain: 'example.edu',
      name: 'Belltower',
      cancelled: 'confirmed',
    });
    expect(site('uidDomain: example.edu\nname: Calendars\ncancelled: removed\n')).toMatchObject({
      name: 'Calendars',
      cancelled: 'removed',
    });
  });

  test.each([
    ['no domain', '«name»: X\n', 'missing-key'],
    ['an empty domain', 'uidDomain: «""»\n', 'empty-text'],
    ['a domain of spaces', 'uidDomain: «" "»\n', 'bad-domain'],
  ])('with %s is told that alone', (_, marked, code) => {
    const { problems, at } = readMarked(SITE_PATH, marked);
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([[code, at]]);
  });
});
