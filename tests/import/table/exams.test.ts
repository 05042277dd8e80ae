import { describe, expect, test } from 'vitest';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { bodyOf, listOutcomes, TERM, textsOf } from './tables.ts';

const plan = (rows: readonly string[], imported: ReadonlyMap<string, string> = new Map(), own = new Map()) =>
  planImport(readTable(rows.join('\n')), TERM, { imported, own });

const TIMETABLE = [
  'Course,CRN,Section,Type,Days,Time',
  'ABC 1,1,01,Lecture,MW,9:00 am - 9:50 am',
  'ABC 2,2,01,Lecture,MW,9:00 am - 9:50 am',
];
const before = textsOf(plan(TIMETABLE));

describe('a list of exams', () => {
  const exams = [
    'Course,Date,Time,Room',
    'ABC 1,12/12/2022,9:00 am - 11:50 am,Gym',
    'ABC1,10/13/2022,7:00 pm - 8:30 pm,Hall 1',
    'ABC 1,12/12/2022,9:00 am - 11:50 am,Hall 2',
    'XYZ 9,12/13/2022,9:00 am - 11:50 am,Gym',
  ];

  test('adds its dates to courses that exist, and reports the others', () => {
    const planned = plan(exams, before);
    expect(planned.files.map(({ path }) => path)).toEqual(['imported/fall-2022/abc1.yaml']);
    expect(bodyOf(planned, 'abc1')).toContain(
      [
        '  01: {kind: lecture, meets: Mon Wed 9:00am-9:50am, crn: 1}',
        '  Exam:',
        '    kind: exam',
        '    meets:',
        '      - {on: 2022-10-13 7:00pm-8:30pm, where: Hall 1}',
        '      - {on: 2022-12-12 9:00am-11:50am, where: [Gym, Hall 2]}',
      ].join('\n'),
    );
    expect(listOutcomes(planned)).toContain(
      '5 reported: there is no course XYZ 9: import the timetable before the exams',
    );
  });

  test('changes nothing when it is imported again, and the timetable leaves it', () => {
    const both = new Map([...before, ...textsOf(plan(exams, before))]);
    expect(plan(exams, both).files).toEqual([]);
    expect(plan(TIMETABLE, both).files).toEqual([]);
    const moved = plan(
      exams.map((row) => row.replace('10/13/2022', '10/14/2022')),
      both,
    );
    expect(moved.differences[0]?.sections).toEqual([
      { id: 'Exam', change: 'changed', lines: [expect.stringMatching(/2022-10-13 .* → 2022-10-14/)] },
    ]);
  });

  test('adds to a course that somebody wrote by hand, under its own title', () => {
    const own = new Map([['abc3', 'code: ABC 3\ntitle: Written by hand\nsections: {}\n']]);
    const planned = plan(['Course,Exam Date,Time,Room', 'ABC 3,12/12/2022,9:00 am - 11:50 am,Gym'], new Map(), own);
    expect(bodyOf(planned, 'abc3')).toContain('title: Written by hand\n');
    expect(bodyOf(planned, 'abc3')).toContain('Exam: {kind: exam, meets: 2022-12-12 9:00am-11:50am');
  });

  test('is known by its exams’ names, and not by columns of exams beside the classes', () => {
    const told = (rows: string[]): string | undefined => readTable(rows.join('\n')).sheet;
    expect(told(['Course,Section,Type,Day,Date,Time', 'A 1,1,Final exam,Mon,12/12/2022,9-11am'])).toBe('exams');
    expect(told(['Course,Day,Date,Time', 'A 1,Mon,12/12/2022,9-11am'])).toBe('exams');
    expect(told(['Course,Section,Days,Time,Exam Date', 'A 1,1,MW,9-10am,12/12/2022'])).toBeUndefined();
    expect(told(['Course,Section,Type,Date,Time', 'A 1,1,Lecture,12/12/2022,9-11am'])).toBeUndefined();
    expect(told(['Course,Days,Dates,Time', 'A 1,MW,08/22/2022-12/06/2022,9-10am'])).toBeUndefined();
  });

  test('of sections gives each its own', () => {
    const planned = plan(
      [
        'Course,CRN,Section,Final Exam Date,Time,Room',
        'ABC 1,1,01,12/12/2022,9:00 am - 11:50 am,Gym',
        'ABC 1,3,02,12/13/2022,9:00 am - 11:50 am,Gym',
        'ABC 1,4,03,3/13/2023,9:00 am - 11:50 am,Gym',
      ],
      before,
    );
    expect(bodyOf(planned, 'abc1')).toMatch(/ {2}Exam-01: \{kind: exam, .*2022-12-12.*\n {2}Exam-02: .*2022-12-13/);
    expect(listOutcomes(planned)[3]).toMatch(/^4 reported: its dates “3\/13\/2023” lie outside the classes/);
  });
});
