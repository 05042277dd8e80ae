import { describe, expect, test } from 'vitest';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { bodyOf, TERM, textsOf } from './tables.ts';

const plan = (rows: readonly string[], imported: ReadonlyMap<string, string> | null = null, course?: string) =>
  planImport(readTable(rows.join('\n'), course === undefined ? {} : { course }), TERM, imported && { imported });

describe('a sheet of office hours', () => {
  test('of one course has its people as staff, and one section', () => {
    const sheet = ['TA,Day,Start,End,Location', 'Ann,Monday,9:30 AM,11:30 AM,Room 12', 'Cy,MW,4:00 PM,5:00 PM,Room 12'];
    expect(bodyOf(plan(sheet, null, 'ABC 101'), 'abc101')).toContain(
      [
        '  OH:',
        '    kind: office hours',
        '    meets:',
        '      - {on: Mon 9:30am-11:30am, staff: ann}',
        '      - {id: b, on: Mon Wed 4:00pm-5:00pm, staff: cy}',
        '    where: Room 12',
      ].join('\n'),
    );
    expect(plan(sheet).failures[0]).toContain('a sheet of one course takes --id');
  });

  test('of several courses is held by its TAs, not by who teaches', () => {
    const planned = plan([
      'Course,Day,Start,End,TA,Location,Instructor',
      'ABC1,(1) Mon,10,11,Ann,R1,Pat Teacher',
      'ABC1,(2) Tue,15,16,Ben,R1,Pat Teacher',
      'ABC2,(1) Mon,11,12,Ben,R1,Pat Teacher',
    ]);
    expect([...textsOf(planned).keys()]).toEqual(['abc1', 'abc2']);
    expect(bodyOf(planned, 'abc1')).toContain('{on: Tue 3:00pm-4:00pm, staff: ben}');
    expect([...textsOf(planned).values()].join()).not.toContain('Pat');
  });

  test('leaves the registrar’s sections, and the registrar’s table leaves it', () => {
    const table = [
      'Course,CRN,Section,Type,Days,Time',
      'ABC 1,1,01,Lecture,MW,9:00 am - 9:50 am',
      'ABC 2,2,01,Lecture,MW,9:00 am - 9:50 am',
    ];
    const first = textsOf(plan(table));
    const sheet = plan(['Course,Day,Start,End,TA', 'ABC 1,Mon,10,11,Ann'], first);
    expect(sheet.files.map((file) => file.path)).toEqual(['imported/fall-2022/abc1.yaml']);
    expect(bodyOf(sheet, 'abc1')).toMatch(/ {2}01: .*\n {2}OH: /);
    const again = plan(table, new Map([...first, ...textsOf(sheet)]));
    expect(again.files).toEqual([]);
  });
});
