import { describe, expect, test } from 'vitest';
import { findDisagreements } from '../../../src/catalog/overlay.ts';
import type { ImportPlan } from '../../../src/import/table/import-plan.ts';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { bodyOf, openFixture, plan, TERM, textsOf, writeTable } from './tables.ts';

/** An import's differences as lines: 'AAA 1 A changed: …'. */
function listDifferences({ differences }: ImportPlan): string[] {
  return differences.flatMap(({ code, change, lines, sections }) => [
    ...(sections.length === 0 || lines.length > 0 ? [`${code} ${change}: ${lines.join('; ')}`] : []),
    ...sections.map((section) => `${code} ${section.id} ${section.change}: ${section.lines.join('; ')}`),
  ]);
}

const STUDIO = [
  'AAA 1,T,1,A,Studio,M,12:30 pm - 1:20 pm,N 1,J. A.,',
  'AAA 1,T,1,A,Studio,M,3:30 pm - 4:20 pm,N 1,J. A.,',
  'AAA 1,T,1,A,Studio,W,12:30 pm - 2:25 pm,N 1,J. A.,',
];
const OTHER = 'AAA 2,U,2,B,Lecture,TR,9:00 am - 9:50 am,N 2,K. B.,';

describe('importing again', () => {
  test('the same table changes nothing, in whatever order its rows are', () => {
    for (const name of ['crosslisted.csv', 'banner.csv', 'peoplesoft.csv', 'short-times.csv']) {
      const first = plan(openFixture(name));
      const again = plan(openFixture(name), first);
      expect(again.files).toEqual([]);
      expect(again.differences).toEqual([]);
      expect(again.unchanged).toBe(first.files.length);
    }
    const shuffled = plan(writeTable([OTHER, ...STUDIO.toReversed()]), plan(writeTable([...STUDIO, OTHER])));
    expect(listDifferences(shuffled)).toEqual([]);
  });

  test('a changed time keeps its pattern’s id, and only its file is written', () => {
    const first = plan(writeTable([...STUDIO, OTHER]));
    const moved = plan(
      writeTable([
        STUDIO[0] as string,
        'AAA 1,T,1,A,Studio,M,3:45 pm - 4:35 pm,N 1,J. A.,',
        STUDIO[2] as string,
        OTHER,
      ]),
      first,
    );
    expect(moved.files.map(({ path }) => path)).toEqual(['imported/fall-2022/aaa1.yaml']);
    expect(bodyOf(moved, 'aaa1')).toContain('{id: b, on: Mon 3:45pm-4:35pm}');
    expect(listDifferences(moved)).toEqual(['AAA 1 A changed: Mon 3:30pm-4:20pm → Mon 3:45pm-4:35pm']);
  });

  test('the first of two meetings can go without the second losing its id', () => {
    const first = plan(writeTable(STUDIO));
    const fewer = plan(writeTable(STUDIO.slice(1)), first);
    expect(bodyOf(fewer, 'aaa1')).toContain('{id: b, on: Mon 3:30pm-4:20pm}');
    const back = plan(writeTable(STUDIO), fewer);
    expect(bodyOf(back, 'aaa1')).toContain('- Mon 12:30pm-1:20pm\n      - {id: b, on: Mon 3:30pm-4:20pm}');
  });

  test('two indistinguishable rows of one day after a change become new meetings, and are reported', () => {
    const first = plan(writeTable(STUDIO));
    const moved = plan(
      writeTable([
        'AAA 1,T,1,A,Studio,M,2:00 pm - 2:50 pm,N 1,J. A.,',
        'AAA 1,T,1,A,Studio,M,5:00 pm - 5:50 pm,N 1,J. A.,',
        STUDIO[2] as string,
      ]),
      first,
    );
    expect(bodyOf(moved, 'aaa1')).toContain('{id: c, on: Mon 2:00pm-2:50pm}');
    expect(bodyOf(moved, 'aaa1')).toContain('{id: d, on: Mon 5:00pm-5:50pm}');
    expect(moved.remarks.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('AAA 1 A: after the change 2 of its meetings cannot be told apart'),
    );
  });

  test('another room on another day tells them apart', () => {
    const first = plan(writeTable([STUDIO[0] as string, 'AAA 1,T,1,A,Studio,M,3:30 pm - 4:20 pm,N 9,J. A.,']));
    const moved = plan(
      writeTable([
        'AAA 1,T,1,A,Studio,M,2:00 pm - 2:50 pm,N 9,J. A.,',
        'AAA 1,T,1,A,Studio,M,5:00 pm - 5:50 pm,N 1,J. A.,',
      ]),
      first,
    );
    expect(bodyOf(moved, 'aaa1')).toContain('{id: b, on: Mon 2:00pm-2:50pm, where: N 9}');
  });

  test('a number under another label or code is renamed and keeps what it was', () => {
    const first = plan(writeTable([...STUDIO, OTHER]));
    const section = plan(writeTable([...STUDIO.map((row) => row.replace(',A,', ',A1,')), OTHER]), first);
    expect(section.renamings).toEqual([{ what: 'section', course: 'aaa1', from: 'A', to: 'A1' }]);
    expect(bodyOf(section, 'aaa1')).toContain('    formerly: A\n');
    const course = plan(writeTable([...STUDIO, OTHER.replace('AAA 2', 'AAA 3')]), first);
    expect(course.renamings).toEqual([{ what: 'course', course: 'aaa3', from: 'aaa2', to: 'aaa3' }]);
    expect(course.files.map(({ path, text }) => `${path} ${text === null ? 'deleted' : 'written'}`)).toEqual([
      'imported/fall-2022/aaa2.yaml deleted',
      'imported/fall-2022/aaa3.yaml written',
    ]);
    expect(bodyOf(course, 'aaa3')).toContain('formerly: aaa2\n');
  });

  test('labels that two numbers exchange stay with their addresses', () => {
    const rows = (a: string, b: string) =>
      writeTable([
        `AAA 1,T,1,${a},Lecture,M,9:00 am - 9:50 am,N 1,J. A.,`,
        `AAA 1,T,2,${b},Lecture,F,9:00 am - 9:50 am,N 1,J. A.,`,
      ]);
    const swapped = plan(rows('B', 'A'), plan(rows('A', 'B')));
    expect(swapped.renamings).toEqual([]);
    expect(bodyOf(swapped, 'aaa1')).toContain('A: {kind: lecture, meets: Fri 9:00am-9:50am');
  });

  test('a cancelled section goes, and a course of nothing else with it', () => {
    const first = plan(writeTable([...STUDIO, OTHER]));
    const gone = plan(writeTable([...STUDIO, OTHER.replace('TR,9:00 am - 9:50 am', 'CANCELLED,')]), first);
    expect(gone.files).toEqual([{ path: 'imported/fall-2022/aaa2.yaml', text: null }]);
    expect(listDifferences(gone)).toEqual(['AAA 2 B removed: Tue Thu 9:00am-9:50am, N 2']);
  });

  test('a section with a row that can no longer be read stays as it was', () => {
    const first = plan(writeTable(STUDIO));
    const broken = plan(
      writeTable([STUDIO[0] as string, 'AAA 1,T,1,A,Studio,M,half past three,N 1,J. A.,', STUDIO[2] as string]),
      first,
    );
    expect(broken.files).toEqual([]);
    expect(broken.counts).toMatchObject({ imported: 0, reported: 3 });
  });

  test('a section without an id that shares its class with one that can no longer be read stays as it was', () => {
    const rows = (third: string): string =>
      [
        'Course,Section,Days,Time,Location,Instructors',
        'AAA 1,02,TR,9:00 am - 10:15 am,N 1,J. A.',
        'BBB 1,,TR,9:00 am - 10:15 am,N 1,J. A.',
        `AAA 1,02,${third}`,
      ].join('\n');
    const first = plan(rows('F,9:00 am - 10:15 am,N 1,J. A.').split('\n').slice(0, 3).join('\n'));
    expect(bodyOf(first, 'aaa1')).toContain('listed: bbb1/01');
    const broken = plan(rows('F,whenever,N 1,J. A.'), first);
    expect(broken.files).toEqual([]);
    expect(broken.counts).toMatchObject({ imported: 0, reported: 3 });
  });

  test('an ambiguous row is still reported when the other rows of its course are excluded', () => {
    const rows = [
      'Course,Section,Days,Time',
      'AAA 1,,M,9:00 am - 9:50 am',
      'AAA 1,02,TR,9:00 am - 9:50 am',
      'AAA 1,02,F,whenever',
    ].join('\n');
    const first = plan(rows);
    expect(first.outcomes[1]?.reason).toContain('neither a section nor a number tells it apart from the other 1 rows');
    const again = plan(rows, first);
    expect([again.files, again.outcomes[1]]).toEqual([[], first.outcomes[1]]);
  });

  test('a cross-listed section that is split is two again, and its host keeps its meetings', () => {
    const rows = (room: string) =>
      writeTable([
        'AAA 1,T,1,A,Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,',
        `BBB 1,T,2,A,Lecture,MW,9:00 am - 9:50 am,${room},J. A.,`,
      ]);
    const first = plan(rows('N 1'));
    expect(bodyOf(first, 'bbb1')).toBe('code: BBB 1\ntitle: T\nallow: course-empty\nsections: {}\n');
    const apart = plan(rows('N 2'), first);
    expect(listDifferences(apart)).toEqual([
      'AAA 1 A changed: one with: bbb1/A → none; number: 1, 2 → 1',
      'BBB 1 A added: Mon Wed 9:00am-9:50am, N 2',
    ]);
  });

  test('a table of another term does not take all courses away', () => {
    const first = plan(openFixture('crosslisted.csv'));
    const other = plan(
      openFixture('crosslisted.csv')
        .toString()
        .replaceAll(/Aug|Oct/g, 'Jan')
        .replaceAll(/Dec/g, 'Feb')
        .replaceAll('2022"', '2023"')
        .replaceAll('2022 -', '2023 -'),
      first,
    );
    expect(other.counts).toMatchObject({ imported: 0, tba: 1 });
    expect(other.files).toEqual([]);
    const empty = plan(writeTable([]), first);
    expect(empty.failures).toEqual([
      'No row of the table is of fall-2022, and all 3 courses imported before would go.',
    ]);
    expect(empty.files).toEqual([]);
  });

  test('an imported file edited by hand stops the import before ids are lost', () => {
    const spoilt = plan(writeTable(STUDIO), new Map([['aaa1', 'code: AAA 1\nsections: {A: whenever}\n']]));
    expect(spoilt.failures[0]).toContain('imported/fall-2022/aaa1.yaml');
    expect(spoilt.files).toEqual([]);
  });

  test('a course’s own file wins, and differences are shown', () => {
    const imported = textsOf(plan(writeTable([OTHER])));
    const own = new Map([
      [
        'aaa2',
        'sections:\n  B: {where: N 7, topics: {2022-08-23: Beginning}}\n  OH: {kind: office hours, meets: Fri 3pm-4pm}\n',
      ],
    ]);
    const planned = planImport(readTable(writeTable([OTHER])), TERM, { imported, own }, { findDisagreements });
    expect(planned.disagreements).toEqual([{ course: 'aaa2', path: 'sections.B.where', imported: 'N 2', own: 'N 7' }]);
  });
});
