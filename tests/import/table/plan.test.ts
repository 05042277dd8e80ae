import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../src/catalog/catalog.ts';
import { formatProblem } from '../../../src/domain/problem.ts';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { bodyOf, listOutcomes, openFixture, plan, TERM, textsOf, writeTable } from './tables.ts';

const CROSS = openFixture('crosslisted.csv');

describe('a term’s files', () => {
  test('are what people would have written', () => {
    const planned = plan(CROSS);
    expect(bodyOf(planned, 'aaa4000')).toBe(
      [
        'code: AAA 4000',
        'title: Special Topics',
        'sections:',
        '  A: {kind: lecture, meets: Mon Wed 11:00am-12:15pm, where: North Hall 100, staff: J. A., listed: aaa8000/A, crn: {A: 90001, aaa8000/A: 90002}}',
        '  B: {kind: lecture, title: Other Topics, meets: Tue Thu 11:00am-12:15pm, where: North Hall 100, staff: J. A., crn: 90003}',
        '',
      ].join('\n'),
    );
    expect(bodyOf(planned, 'bbb1000')).toContain(
      [
        '  01:',
        '    kind: studio',
        '    meets:',
        '      - Mon 12:30pm-3:15pm',
        '      - {id: b, on: Mon 3:30pm-4:20pm}',
        '      - {on: Wed 12:30pm-2:25pm, until: 2022-10-14}',
        '    where: South Lab 1',
      ].join('\n'),
    );
  });

  test('hold every row, or say why not', () => {
    expect(listOutcomes(plan(CROSS))).toEqual([
      '1 passed over: the column names',
      '2 imported',
      '3 imported',
      '4 imported',
      '5 imported',
      '6 imported',
      '7 imported',
      '8 imported',
      '9 imported: one meeting with row 8',
      '10 tba',
      '11 imported',
      '12 reported: “9:00 am - 9:00 am” starts and ends at one time',
      '13 reported: its dates “Jan 9, 2023 - Apr 28, 2023” lie outside the classes (2022-08-22 to 2022-12-06)',
    ]);
  });

  test('list a section of several codes once where the people agree, and say where they do not', () => {
    const planned = plan(CROSS);
    expect(planned.counts.crossListing).toEqual({ groups: 2, joined: 1, partly: 0, apart: 1 });
    expect(planned.remarks).toContainEqual({
      text: 'AAA 4000 B, AAA 8000 B meet Tue Thu 11:00am-12:15pm in North Hall 100 with different people: not all are taken for one section',
      rows: [4, 5],
    });
  });

  test('keep section ids as they are, but for ALL and what is no id', () => {
    const ids = ['01', '1', '0', 'ON', 'Y', 'N', 'ALL', 'A/B', 'a', 'A'];
    const planned = plan(writeTable(ids.map((id, at) => `AAA 1,T,9000${at},${id},Lecture,,TBA,TBA,J. A.,`)));
    const written = [...bodyOf(planned, 'aaa1').matchAll(/^ {2}(\S+):/gm)].map(([, id]) => id);
    expect(written.toSorted()).toEqual(['01', '1', '0', 'ON', 'Y', 'N', 'ALL-1', 'A-B', 'a', 'A-90009'].toSorted());
    expect(planned.remarks.map(({ text }) => text)).toEqual([
      'AAA 1: section “ALL” is written as ALL-1',
      'AAA 1: section “A/B” is written as A-B',
      'AAA 1: section “A” is written as A-90009',
    ]);
  });

  test('make one meeting of a row per person and of a row per room', () => {
    const planned = plan(
      writeTable([
        'AAA 1,T,1,A,Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,',
        'AAA 1,T,1,A,Lecture,MW,9:00 am - 9:50 am,N 1,K. B.,',
        'AAA 1,T,2,B,Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,',
        'AAA 1,T,2,B,Lecture,MW,9:00 am - 9:50 am,N 2,J. A.,',
      ]),
    );
    expect(bodyOf(planned, 'aaa1')).toContain(
      'A: {kind: lecture, meets: Mon Wed 9:00am-9:50am, where: N 1, staff: [J. A., K. B.], crn: 1}',
    );
    expect(bodyOf(planned, 'aaa1')).toContain(
      'B: {kind: lecture, meets: Mon Wed 9:00am-9:50am, where: [N 1, N 2], staff: J. A., crn: 2}',
    );
  });

  test('are read by the catalog without a problem, sections, addresses and all', () => {
    for (const name of [
      'banner.csv',
      'peoplesoft.csv',
      'weekday-columns.csv',
      'workday.csv',
      'crosslisted.csv',
      'merged-cells.csv',
      'european.csv',
    ]) {
      const planned = plan(openFixture(name));
      const files = [...textsOf(planned)].map(([id, text]) => ({
        path: `imported/fall-2022/${id}.yaml`,
        text,
      }));
      const site = { path: 'site.yaml', text: 'uidDomain: example.edu' };
      const term = {
        path: 'terms/fall-2022.yaml',
        text: 'title: Fall 2022\nzone: America/New_York\npublished: 2022-08-01\nclasses: 2022-08-22 to 2022-12-06',
      };
      const { catalog, problems } = readCatalog([site, term, ...files]);
      expect(problems.map(formatProblem)).toEqual([]);
      const sections = [...catalog.courses.values()].flatMap((course) => course.sections);
      expect(sections.reduce((sum, { also, listed }) => sum + 1 + also.length + listed.length, 0)).toBe(
        planned.counts.sections,
      );
    }
  });
});

describe('what a term settles', () => {
  const dated = (...dates: string[]) =>
    plan(writeTable(dates.map((date, at) => `AAA ${at + 1},T,${at},A,Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,${date}`)));

  test('dates narrow the classes and never widen them', () => {
    const planned = dated('8/22/2022 - 12/15/2022', '10/17/2022 - 12/15/2022', '8/1/2022 - 10/14/2022');
    expect(bodyOf(planned, 'aaa1')).toContain('meets: Mon Wed 9:00am-9:50am');
    expect(bodyOf(planned, 'aaa2')).toContain('{on: Mon Wed 9:00am-9:50am, from: 2022-10-17}');
    expect(bodyOf(planned, 'aaa3')).toContain('{on: Mon Wed 9:00am-9:50am, until: 2022-10-14}');
  });

  test('08/09 is settled by the table’s other dates, else by the term, else reported', () => {
    expect(bodyOf(dated('10/09/2022 - 25/11/2022'), 'aaa1')).toContain('from: 2022-09-10, until: 2022-11-25');
    expect(bodyOf(plan(openFixture('month-first.csv')), 'ccccw4118')).toContain('from: 2022-09-05}');
    const [, row] = listOutcomes(dated('09/10/2022 - 10/11/2022'));
    expect(row).toBe(
      '2 reported: its dates “09/10/2022 - 10/11/2022” may be 2022-09-10 to 2022-10-11 or 2022-10-09 to 2022-11-10',
    );
  });

  test('a single day is a dated meeting, and must be one of the row’s days', () => {
    const planned = dated('10/19/2022 - 10/19/2022', '10/20/2022 - 10/20/2022');
    expect(bodyOf(planned, 'aaa1')).toContain('meets: 2022-10-19 9:00am-9:50am');
    expect(listOutcomes(planned)[2]).toBe('3 reported: 2022-10-20 is no Mon Wed');
  });

  test('rows of another term are reported; several terms without a name that fits are not guessed', () => {
    const rows = (a: string, b: string) =>
      planImport(
        readTable(`Term,Course,Section,Days,Time\n${a},AAA 1,A,MW,09:00-09:50\n${b},AAA 1,B,MW,14:00-14:50`),
        TERM,
        null,
      );
    expect(listOutcomes(rows('Fall 2022', 'Spring 2023')).slice(1)).toEqual([
      '2 imported',
      '3 reported: it is of the term “Spring 2023”',
    ]);
    expect(rows('1228', '1232').counts).toMatchObject({ imported: 0, reported: 2 });
    const named = planImport(
      readTable('Term,Course,Section,Days,Time\n1228,AAA 1,A,MW,09:00-09:50\n1232,AAA 1,B,MW,14:00-14:50'),
      { ...TERM, inTable: '1228' },
      null,
    );
    expect(named.counts).toMatchObject({ imported: 1, reported: 1 });
  });

  test('without class dates nothing is written, and it says what to write', () => {
    const planned = planImport(readTable(CROSS), { id: 'fall-2022', classes: null }, null);
    expect(planned.files).toEqual([]);
    expect(planned.failures[0]).toContain('write terms/fall-2022.yaml first');
    expect(planned.counts.rows).toBe(13);
  });
});
