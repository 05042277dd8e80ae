import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Term } from '../../src/domain/model.ts';
import { readFolder, readGoodTerm, TERM } from './rules.ts';

const HEAD = 'title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n';

function codes(lines: string, head = HEAD): string[] {
  return readFolder({ 'terms/fall-2018.yaml': head + lines }).problems.map(({ code }) => code);
}

describe('a term', () => {
  test('may have every key of the format', () => {
    const term = readGoodTerm(`${HEAD}weekStarts: Sunday
published: 2018-08-01 09:00
reading: 2018-12-15 to 2019-01-15
exams: 2019-01-16 to 2019-01-26
periods: {bootcamp: 2018-09-03 to 2018-09-07}
breaks:
  - {name: Fall recess, dates: 2018-10-27 to 2018-11-04}
  - {dates: [2018-11-21 to 2018-11-25, Mon 2018-11-12]}
closings:
  - {name: Snow, date: 2018-11-15, from: 2pm}
  - {date: 2018-11-16, until: 10am}
  - {name: Power cut, date: 2018-11-19, from: 1pm, until: 3pm}
  - {name: Evening, date: 2018-11-20, from: 6pm, until: midnight}
  - {name: All day, date: 2018-11-26}
swaps:
  - {name: Monday schedule, date: Tue 2018-10-09, follows: Monday}
  - {date: Sat 2018-12-15, follows: Fri}
halves: {first: 2018-09-12 to 2018-10-26, second: 2018-11-05 to 2018-12-14}
weeks: {2: 2018-09-17 to 2018-09-23, 1: 2018-09-12 to 2018-09-16}
draft: yes
`);
    expect(term).toMatchObject({
      id: 'fall-2018',
      title: 'Fall 2018',
      zone: 'America/New_York',
      weekStarts: 'SU',
      draft: true,
      published: Date.parse('2018-08-01T13:00:00Z'),
    });
    expect(term.periods.map(({ name }) => name)).toEqual(['classes', 'reading', 'exams', 'bootcamp']);
    expect(term.breaks).toEqual([
      { name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' },
      { name: 'No classes', unnamed: true, from: '2018-11-21', until: '2018-11-25' },
      { name: 'No classes', unnamed: true, from: '2018-11-12', until: '2018-11-12' },
    ]);
    expect(term.closings).toEqual([
      { name: 'Snow', date: '2018-11-15', from: '14:00', until: null },
      { name: 'Closed', unnamed: true, date: '2018-11-16', from: null, until: '10:00' },
      { name: 'Power cut', date: '2018-11-19', from: '13:00', until: '15:00' },
      { name: 'Evening', date: '2018-11-20', from: '18:00', until: null },
      { name: 'All day', date: '2018-11-26', from: null, until: null },
    ]);
    expect(term.swaps).toEqual([
      { name: 'Monday schedule', date: '2018-10-09', follows: 'MO' },
      { name: 'Friday schedule', unnamed: true, date: '2018-12-15', follows: 'FR' },
    ]);
    expect(term.halves).toEqual({
      first: { from: '2018-09-12', until: '2018-10-26' },
      second: { from: '2018-11-05', until: '2018-12-14' },
    });
    expect(term.weeks).toEqual([
      { number: 2, from: '2018-09-17', until: '2018-09-23' },
      { number: 1, from: '2018-09-12', until: '2018-09-16' },
    ]);
  });

  test.each([
    ['en', 'No classes, Closed, Friday schedule'],
    ['de', 'Keine Veranstaltungen, Geschlossen, Freitagsplan'],
    ['fr', 'Pas de cours, Fermé, Emploi du temps du vendredi'],
    ['es', 'No hay clases, Cerrado, Horario del viernes'],
  ])('names what its author did not name in its language: %s', (language, names) => {
    const unnamed =
      'breaks: [{dates: 2018-11-21}]\nclosings: [{date: 2018-11-16}]\nswaps: [{date: Sat 2018-12-15, follows: Fri}]\n';
    const namesOf = ({ breaks, closings, swaps }: Term) =>
      [...breaks, ...closings, ...swaps].map(({ name }) => name).join(', ');
    expect(namesOf(readGoodTerm(`${HEAD}language: ${language}\n${unnamed}`))).toBe(names);
    const { catalog } = readFolder({
      'site.yaml': `uidDomain: example.edu\nlanguage: ${language}\n`,
      'terms/fall-2018.yaml': `${HEAD}${unnamed}`,
    });
    expect(namesOf(catalog.terms.get('fall-2018') as Term)).toBe(names);
  });

  test('begins weeks on Monday and numbers them itself by default', () => {
    expect(readGoodTerm(HEAD)).toMatchObject({
      weekStarts: 'MO',
      weeks: null,
      halves: null,
      parts: [],
      firstWeek: 1,
      hours: [],
      published: null,
      draft: false,
    });
  });

  test.each([
    ['a zone by abbreviation', '', HEAD.replace('America/New_York', 'EST'), ['unknown-zone']],
    ['a zone that is misspelt', '', HEAD.replace('America/New_York', 'Europe/Berln'), ['unknown-zone']],
    ['no zone', '', HEAD.replace(/zone.*\n/, ''), ['missing-key']],
    ['no classes', '', HEAD.replace(/classes.*\n/, ''), ['missing-key']],
    ['one half', 'halves: {first: 2018-09-12 to 2018-10-26}\n', HEAD, ['missing-key']],
    ['a week that is no number', 'weeks: {one: 2018-09-12}\n', HEAD, ['unknown-word']],
    ['classes twice', 'periods: {classes: 2018-09-12}\n', HEAD, ['duplicate-key']],
    ['a closing turned around', 'closings: {date: 2018-11-15, from: 3pm, until: 1pm}\n', HEAD, ['span-backwards']],
    ['a swap to no weekday', 'swaps: {date: 2018-10-09, follows: T}\n', HEAD, ['ambiguous-weekday']],
    ['a break without dates', 'breaks: [{name: Recess}]\n', HEAD, ['missing-key']],
    ['a swap ten years on', 'swaps: {date: 2028-10-09, follows: Friday}\n', HEAD, ['term-too-long']],
    ['a swap far away', 'swaps: {date: 2019-10-09, follows: Friday}\n', HEAD, ['outside-term']],
    ['a closing outside', 'closings: {date: 2019-11-15}\n', HEAD, ['outside-term']],
  ])('may not have %s', (_, lines, head, expected) => {
    expect(codes(lines, head)).toEqual(expected);
  });

  test('has a weekend of Saturday and Sunday by default', () => {
    expect(readGoodTerm(HEAD).weekend).toEqual(['SA', 'SU']);
    expect(readGoodTerm(`${HEAD}weekend: Fri, Sat\n`).weekend).toEqual(['FR', 'SA']);
    expect(codes('weekend: Funday\n')).toEqual(['bad-weekday']);
  });

  test.each([
    ['Fall 2018', []],
    ['Fall term', []],
    ['Academic year 2018/19', []],
    ['2018-19, first semester', []],
    ['AY 2017, second half', []],
    ['Fall 2017', ['year-disagrees']],
    ['Fall 2019', ['year-disagrees']],
    ['Spring 2018-2019', []],
  ])('called %s has dates of its year', (title, expected) => {
    expect(codes('', HEAD.replace('Fall 2018', title))).toEqual(expected);
  });

  test('may be UTC, and any zone of the tz database', () => {
    for (const zone of ['Europe/Kyiv', 'America/Argentina/Buenos_Aires']) {
      expect(codes('', HEAD.replace('America/New_York', zone)), zone).toEqual([]);
    }
    for (const zone of ['UTC', 'Etc/GMT+5']) {
      expect(codes('', HEAD.replace('America/New_York', zone)), zone).toEqual(['zone-utc']);
    }
  });

  test('may end its breaks on weekends and outside its classes, and swap a day in a break or after the last', () => {
    expect(
      codes(
        'exams: 2019-01-16 to 2019-01-26\nbreaks:\n  - {name: Winter, dates: 2018-12-15 to 2019-01-15}\nswaps:\n  - {date: 2018-12-22, follows: Saturday}\n',
      ),
    ).toEqual(['swap-in-break']);
    expect(
      codes('breaks: [{dates: 2018-11-21 to 2018-11-25}]\nswaps: [{date: Wed 2018-11-21, follows: Wednesday}]\n'),
    ).toEqual(['swap-in-break']);
  });

  test.each([
    ['a break a week before it', 'breaks: {dates: 2018-09-05}', []],
    ['a break a week after it', 'breaks: {dates: 2018-12-21}', []],
    ['a break from long before until then', 'breaks: {dates: 2018-08-01 to 2018-09-05}', []],
    ['a break earlier than a week before', 'breaks: {dates: 2018-09-04}', ['outside-term']],
    ['a break later than a week after', 'breaks: {dates: 2018-12-22 to 2018-12-23}', ['outside-term']],
    ['a swap sixty days after it', 'swaps: {date: 2019-02-12, follows: Monday}', []],
    ['a swap later than that', 'swaps: {date: 2019-02-13, follows: Monday}', ['outside-term']],
    ['a swap to its own weekday', 'swaps: {date: 2018-12-14, follows: Friday}', ['swap-without-effect']],
    ['a swap to its own weekday after the last day', 'swaps: {date: 2018-12-17, follows: Monday}', []],
    ['weeks that touch', 'weeks: {1: 2018-09-12 to 2018-09-16, 2: 2018-09-17 to 2018-09-23}', []],
    ['weeks that share a day', 'weeks: {1: 2018-09-12 to 2018-09-17, 2: 2018-09-17 to 2018-09-23}', ['weeks-overlap']],
    [
      'weeks in another order that share a day',
      'weeks: {3: 2018-09-24, 1: 2018-09-12, 2: 2018-09-17 to 2018-09-24}',
      ['weeks-overlap'],
    ],
  ])('with %s', (_, lines, expected) => {
    expect(codes(`${lines}\n`)).toEqual(expected);
  });

  test('has a weekday that meets too often only where real terms would not', () => {
    const more =
      'swaps:\n  - {date: Tue 2018-09-18, follows: Monday}\n  - {date: Tue 2018-09-25, follows: Monday}\n  - {date: Tue 2018-10-02, follows: Monday}\n';
    expect(codes(more)).toEqual(['unusual-count']);
    const messages = (dates: readonly string[]): string[] => {
      const swaps = dates.map((date) => `{date: ${date}, follows: Monday}`).join(', ');
      return readFolder({ 'terms/fall-2018.yaml': `${HEAD}swaps: [${swaps}]\n` }).problems.map(
        ({ message }) => message,
      );
    };
    expect(messages(['2018-09-18'])).toEqual([]);
    expect(messages(['2018-09-18', '2018-09-25'])).toEqual([
      'Classes of a Tuesday meet unusually seldom: 11 times, other weekdays about 14 times.',
    ]);
    expect(messages(['2018-09-18', '2018-09-26', '2018-10-04', '2018-10-12'])).toEqual([
      'Classes of a Monday meet unusually often: 17 times, other weekdays about 13 times.',
    ]);
    expect(codes('', HEAD.replace('2018-12-14', '2018-10-05'))).toEqual([]);
  });
});

interface Calendar {
  readonly university: string;
  readonly time_zone: string;
  readonly terms: readonly {
    readonly term: string;
    readonly first_day: string | null;
    readonly last_day: string | null;
    readonly no_class?: readonly { readonly start: string; readonly end: string; readonly name: string }[];
    readonly swaps?: readonly { readonly date: string; readonly follows: string }[];
  }[];
}

describe('real academic calendars', () => {
  const { calendars } = JSON.parse(readFileSync('tests/fixtures/academic-calendars.json', 'utf8')) as {
    calendars: Calendar[];
  };
  const terms = calendars.flatMap(({ university, time_zone: zone, terms: all }) =>
    all
      .filter((term) => term.first_day && term.last_day)
      .map((term) => [`${university}, ${term.term}`, zone, term] as const),
  );

  test.each(terms)(
    '%s is read without an error or warning',
    (_, zone, { first_day, last_day, no_class = [], swaps = [] }) => {
      const breaks = no_class
        .map(({ name, start, end }) => `  - {name: ${JSON.stringify(name)}, dates: ${start} to ${end}}\n`)
        .join('');
      const days = swaps.map(({ date, follows }) => `  - {date: ${date}, follows: ${follows}}\n`).join('');
      const text = `title: T\nzone: ${zone}\nclasses: ${first_day} to ${last_day}\nbreaks:\n${breaks}swaps:\n${days}`;
      expect(readFolder({ 'terms/t.yaml': text }).problems.map(({ code, message }) => `${code} ${message}`)).toEqual(
        [],
      );
    },
  );
});

test('the usual folder of these tests has no problem', () => {
  expect(readFolder({ 'terms/fall-2018.yaml': TERM }).problems).toEqual([]);
});
