/** A table with a row for each meeting: weekly patterns where there is a rhythm, which give exactly the table's meetings. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, datesOf, weekdayOf } from '../../src/domain/date.ts';
import type { Term } from '../../src/domain/model.ts';
import { isError } from '../../src/domain/problem.ts';
import { readTable } from '../../src/import/table/read-table.ts';
import { planTableImport } from '../../src/publish/importing.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { calendarOf } from '../../src/schedule/term-calendar.ts';

const CLASSES = { from: '2027-01-11', until: '2027-04-27' };
const HEAD = 'Course,Section,Title,Date,Start,End,Room';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-joined-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const writeTerm = (more: string): string =>
  `title: Spring\nzone: America/New_York\nclasses: ${CLASSES.from} to ${CLASSES.until}\n${more}`;

function rulesOf(term: string, course?: string): Rules {
  const own = course === undefined ? [] : [{ path: 'imported/spring-2027/his101.yaml', text: course }];
  const site = { path: 'site.yaml', text: 'uidDomain: example.edu\n' };
  return readRules([site, { path: 'terms/spring-2027.yaml', text: term }, ...own]);
}

const termOf = (text: string): Term => rulesOf(text).catalog.terms.get('spring-2027') as Term;

/** @param before what the last import wrote */
async function importRows(rows: readonly string[], term: Term, before?: string, head = HEAD): Promise<string> {
  const imported = path.join(folder, 'imported/spring-2027');
  await rm(imported, { recursive: true, force: true });
  await mkdir(imported, { recursive: true });
  if (before !== undefined) await writeFile(path.join(imported, 'his101.yaml'), before);
  const reading = readTable([head, ...rows].join('\n'));
  const plan = await planTableImport(reading, folder, 'spring-2027', term, null, () => undefined);
  expect(plan.failures).toEqual([]);
  return plan.files[0]?.text ?? before ?? '';
}

/** The same table as earlier releases wrote it: a term with other hours leaves dates alone. */
function importSingly(rows: readonly string[], term: Term): Promise<string> {
  return importRows(rows, { ...term, hours: [{ name: null, from: '2027-01-11', until: '2027-01-11', replace: [] }] });
}

const meeting = (date: string, start = '10:00', room = 'R1'): string =>
  `HIS 101,1,History,${date},${start},${start.replace(':00', ':50')},${room}`;

function meetingsOf(term: string, course: string) {
  const { catalog, problems } = rulesOf(term, course);
  expect(problems.filter(isError)).toEqual([]);
  const found = catalog.courses.get('spring-2027/his101');
  if (!found) throw new Error('the course cannot be read');
  const { meetings } = scheduleCourse(found, calendarOf(catalog.terms.get('spring-2027') as Term), catalog.site);
  return meetings.map(({ uid, originalDate, facts }) => ({ uid, originalDate, facts }));
}

const facts = (all: ReturnType<typeof meetingsOf>): string[] => all.map((one) => JSON.stringify(one.facts)).sort();

const MONDAYS = datesOf(CLASSES).filter((date) => weekdayOf(date) === 'MO');

test('is one weekly pattern with its exceptions; what has another time or room stays a date, and all keep their UIDs', async () => {
  const term = writeTerm('breaks: [{name: Spring break, dates: 2027-03-15 to 2027-03-21}]\n');
  const held = MONDAYS.filter((date) => date !== '2027-03-15' && date !== '2027-02-01');
  const rows = held.map((date) => (date === '2027-02-08' ? meeting(date, '14:00', 'R2') : meeting(date)));
  const written = await importRows(rows, termOf(term));
  expect(written.split('\n').slice(-4)).toEqual([
    '    meets:',
    '      - {on: Mon 10:00am-10:50am, except: [2027-02-01, 2027-02-08], where: R1}',
    '      - {on: 2027-02-08 2:00pm-2:50pm, where: R2}',
    '',
  ]);
  expect(meetingsOf(term, written)).toEqual(meetingsOf(term, await importSingly(rows, termOf(term))));
});

test('stays single where a swapped day would give the weekly pattern a date of one that is limited to weeks', async () => {
  const term = writeTerm('swaps: [{date: 2027-02-24, follows: Monday}]\n');
  const row = (days: string, weeks: string, from: string, until: string, start: string): string =>
    `HIS 101,1,History,${days},${weeks},${from},${until},${start},${start.replace(':00', ':50')},R1`;
  const dates = MONDAYS.map((date) => (date === '2027-02-22' ? '2027-02-24' : date));
  const rows = [
    row('MW', 'odd', '2027-02-22', '2027-02-24', '13:00'),
    ...dates.map((date) => row(date === '2027-02-24' ? 'W' : 'M', '', date, date, '10:00')),
  ];
  const head = 'Course,Section,Title,Days,Weeks,Start Date,End Date,Start,End,Room';
  const written = await importRows(rows, termOf(term), undefined, head);
  const uids = meetingsOf(term, written).map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  expect(uids).toHaveLength(MONDAYS.length + 2);
});

describe('a second import', () => {
  const term = writeTerm('');

  test('of the same table writes the same', async () => {
    const rows = MONDAYS.filter((date) => date !== '2027-02-01').map((date) => meeting(date));
    const first = await importRows([...rows, meeting('2027-02-02', '14:00')], termOf(term));
    expect(first).toContain('except: 2027-02-01');
    expect(await importRows([meeting('2027-02-02', '14:00'), ...rows.toReversed()], termOf(term), first)).toBe(first);
  });

  test('of the same table writes the same where a joined date has another meeting, which is the first of all', async () => {
    const rows = [meeting(MONDAYS[0] as string, '09:00', 'R2'), ...MONDAYS.map((date) => meeting(date))];
    const first = await importRows(rows, termOf(term));
    expect(first.match(/on: .*m/g)).toEqual(['on: Mon 10:00am-10:50am', 'on: 2027-01-11 9:00am-9:50am']);
    expect(await importRows(rows, termOf(term), first)).toBe(first);
  });

  test('of the same table keeps all UIDs where the term’s breaks and swapped days are others now', async () => {
    const recess = 'breaks: [{name: Recess, dates: 2027-01-11 to 2027-01-17}]\n';
    const before = writeTerm(`${recess}swaps: [{date: 2027-02-17, follows: Monday}]\n`);
    const after = writeTerm('swaps: [{date: 2027-03-03, follows: Monday}]\n');
    const dates = datesOf({ from: '2027-01-18', until: CLASSES.until });
    const rows = dates.flatMap((date) => (weekdayOf(date) === 'WE' ? [meeting(date)] : []));
    const first = await importRows(rows, termOf(before));
    expect(first).toContain('- Wed 10:00am-10:50am');
    const uidsOf = (text: string, course: string): string[] => meetingsOf(text, course).map(({ uid }) => uid);
    const second = await importRows(rows, termOf(after), first);
    expect(uidsOf(after, second)).toEqual(uidsOf(before, first));
  });

  test.each([
    ['to earlier', '2027-03-08 to 2027-03-14', []],
    ['to later', '2027-03-29 to 2027-04-04', []],
    ['to the first weeks, when a class of it is no class any more', '2027-01-11 to 2027-01-24', ['2027-04-26']],
  ])('keeps all UIDs where a break moves %s and the table has the dates that it had', async (_, moved, without) => {
    const before = writeTerm('breaks: [{name: Recess, dates: 2027-03-15 to 2027-03-21}]\n');
    const after = writeTerm(`breaks: [{name: Recess, dates: ${moved}}]\n`);
    const rowsOf = (dates: readonly string[]): string[] => dates.map((date) => meeting(date));
    const held = MONDAYS.filter((date) => date !== '2027-03-15');
    const first = await importRows(rowsOf(held), termOf(before));
    expect(first).toContain('Mon 10:00am-10:50am');
    const still = held.filter((date) => !without.includes(date));
    const second = await importRows(rowsOf(still), termOf(after), first);
    const uidsOf = (text: string, course: string): string[] =>
      meetingsOf(text, course).flatMap(({ uid, originalDate }) => (still.includes(originalDate) ? [uid] : []));
    expect(uidsOf(after, second)).toEqual(uidsOf(before, first));
    expect(await importRows(rowsOf(still), termOf(after), second)).toBe(second);
    // The break moves back.
    expect(uidsOf(before, await importRows(rowsOf(still), termOf(before), second))).toEqual(uidsOf(before, first));
  });

  test('of the same table writes the same where a day is too rare to be joined', async () => {
    const dates = datesOf(CLASSES).filter((date) => ['TH', 'FR'].includes(weekdayOf(date)));
    const rows = [...MONDAYS.filter((_, index) => index % 5 === 0), ...dates].map((date) => meeting(date));
    const first = await importRows(rows, termOf(term));
    expect(first).toContain('Thu Fri 10:00am-10:50am');
    expect(await importRows(rows, termOf(term), first)).toBe(first);
  });

  test('leaves single what an earlier release wrote singly: calendars have it so', async () => {
    const rows = MONDAYS.map((date) => meeting(date));
    const first = await importSingly(rows, termOf(term));
    expect(first.match(/2027-\d\d-\d\d 10:00am/g)).toHaveLength(MONDAYS.length);
    expect(await importRows(rows, termOf(term), first)).toBe(first);
  });

  test('of a table that misses one more date keeps all other UIDs', async () => {
    const rows = MONDAYS.map((date) => meeting(date));
    const first = await importRows(rows, termOf(term));
    const second = await importRows(rows.toSpliced(4, 1), termOf(term), first);
    expect(second).toContain(`except: ${MONDAYS[4]}`);
    const before = meetingsOf(term, first);
    expect(meetingsOf(term, second)).toEqual(
      before.toSpliced(
        before.findIndex((one) => one.originalDate === MONDAYS[4]),
        1,
      ),
    );
  });

  test('of a table that has one of them at another time, or calls the section otherwise, keeps all UIDs', async () => {
    const uidsOf = (course: string): string[] => meetingsOf(term, course).map(({ uid }) => uid);
    const dates = MONDAYS.filter((date) => date !== '2027-02-01');
    const rows = dates.map((date) => meeting(date));
    const first = await importRows(rows, termOf(term));
    const moved = await importRows(rows.toSpliced(4, 1, meeting(dates[4] as string, '14:00')), termOf(term), first);
    expect(moved).toContain('2:00pm');
    expect(uidsOf(moved)).toEqual(uidsOf(first));
    const renamed = await importRows(
      rows.map((row) => row.replace(',1,', ',2,')),
      termOf(term),
      first,
    );
    expect(renamed).toContain('formerly: 1');
    expect(uidsOf(renamed)).toEqual(uidsOf(first));
  });
});

const day = fc.integer({ min: 0, max: 106 }).map((count) => addDays(CLASSES.from, count));
const tables = fc.record({
  weekdays: fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR'], { minLength: 1, maxLength: 3 }),
  recess: fc.option(day),
  swap: fc.option(day.filter((date) => !['MO', 'SA', 'SU'].includes(weekdayOf(date)))),
  from: fc.option(day),
  missing: fc.array(day, { maxLength: 30 }),
  moved: fc.array(day, { maxLength: 6 }),
  extra: fc.array(day, { maxLength: 6 }),
});

test('gives the meetings of the table, whatever it lists', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ weekdays, recess, swap, from, missing, moved, extra }) => {
      const term = writeTerm(
        [
          recess === null ? '' : `breaks: [{name: Recess, dates: ${recess} to ${addDays(recess, 6)}}]`,
          swap === null ? '' : `swaps: [{date: ${swap}, follows: Monday}]`,
        ].join('\n'),
      );
      fc.pre(!rulesOf(term).problems.some(isError));
      const dates = datesOf(CLASSES).filter(
        (date) =>
          extra.includes(date) ||
          ((from === null || date >= from) &&
            weekdays.includes(weekdayOf(date)) &&
            !missing.includes(date) &&
            !(recess !== null && date >= recess && date <= addDays(recess, 6))),
      );
      fc.pre(dates.length > 0);
      const rows = dates.map((date) => (moved.includes(date) ? meeting(date, '14:00', 'R2') : meeting(date)));
      const read = termOf(term);
      const joined = meetingsOf(term, await importRows(rows, read));
      expect(facts(joined)).toEqual(facts(meetingsOf(term, await importSingly(rows, read))));
      expect(new Set(joined.map(({ uid }) => uid)).size).toBe(joined.length);
    }),
    { numRuns: 15 },
  );
});
