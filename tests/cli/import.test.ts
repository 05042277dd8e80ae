import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures');

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

describe('a course page', () => {
  beforeEach(() => copyFile(path.join(FIXTURES, 'cos418.txt'), path.join(trial.folder, 'page.txt')));

  it('becomes a course that passes check, with the source line at each rule and a report of every reading', async () => {
    const made = await trial.run(
      'import',
      'page.txt',
      '--term',
      'fall-2018',
      '--id',
      'cos418b',
      '--into',
      'data',
      '--title',
      'Distributed Systems',
    );
    expect(made.code).toBe(0);
    expect(made.err).toContain('Could be read in two ways');
    const text = await readFile(path.join(trial.data, 'courses/fall-2018/cos418b.yaml'), 'utf8');
    expect(text).toMatch(/# line 14: P01: Friday[^\n]*\n\s+- \{on: Fri 10am-10:50am/);
    expect((await trial.run('check')).out).toMatch(/2 courses, 14 sections, 424 meetings/);
    const again = await trial.run('import', 'page.txt', '--term', 'fall-2018', '--id', 'cos418b', '--into', 'data');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
  });

  it('exits 1 with --strict while something is open, and prints JSON with --json', async () => {
    const { code, out } = await trial.run('import', 'page.txt', '--json', '--strict');
    expect(code).toBe(1);
    expect(JSON.parse(out).sections.map(({ kind }: { kind: string }) => kind)).toContain('office-hours');
  });
});

describe('a registrar’s table', () => {
  const TABLE = 'Course,Title,CRN,Section,Type,Days,Time,Location,Instructors,Dates\n';
  const ROW = 'CS 101,Networks,80001,01,Lecture,MW,10:00 am - 10:50 am,Hall 1,A. B.,"Sep 12, 2018 - Dec 14, 2018"\n';
  const OTHER = 'CS 101,Networks,80002,ALL,Lab,F,1:00 pm - 3:00 pm,Lab 2,C. D.,"Sep 12, 2018 - Dec 14, 2018"\n';
  const write = (text: string) => writeFile(path.join(trial.folder, 'table.csv'), text);
  const run = (...argv: string[]) => trial.run('import', 'table.csv', '--term', 'fall-2018', '--into', 'data', ...argv);

  it('becomes courses of its own folder, says how it read the columns, and is idempotent', async () => {
    await write(TABLE + ROW + OTHER);
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toContain('Days → weekdays');
    expect(out).toMatch(/3 rows: 2 imported, 0 to be announced, 0 reported, 1 passed over; 1 courses, 2 sections/);
    expect(await readdir(path.join(trial.data, 'imported/fall-2018'))).toEqual(['cs101.yaml']);
    expect((await trial.run('check')).code).toBe(0);
    expect((await run()).out).toContain('0 files written, 1 stay as they are');
  });

  it('shows what a second import would change, and writes it only when told', async () => {
    await write(TABLE + ROW + OTHER);
    await run();
    await write(TABLE + ROW.replace('10:00 am - 10:50 am', '9:00 am - 9:50 am') + OTHER);
    const shown = await run();
    expect(shown.code).toBe(1);
    expect(shown.out).toMatch(/01 changed: .*9:00am-9:50am/);
    const file = path.join(trial.data, 'imported/fall-2018/cs101.yaml');
    expect(await readFile(file, 'utf8')).toContain('10:00am-10:50am');
    expect((await run('--confirm')).code).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('9:00am-9:50am');
  });

  it('writes nothing without its term, and says what to do', async () => {
    await write(TABLE + ROW);
    expect((await trial.run('import', 'table.csv')).code).toBe(2);
    const unknown = await trial.run('import', 'table.csv', '--term', 'spring-2030', '--into', 'data');
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('terms/spring-2030.yaml')]);
  });
});

it('an option for the other kind of source is refused', async () => {
  await writeFile(path.join(trial.folder, 'a.csv'), 'x\n');
  await writeFile(path.join(trial.folder, 'a.txt'), 'x\n');
  const table = await trial.run('import', 'a.csv', '--term', 'fall-2018', '--json');
  expect([table.code, table.err]).toEqual([2, 'belltower: --json is for pages, and this is a table']);
  const page = await trial.run('import', 'a.txt', '--table-term', '202208');
  expect([page.code, page.err]).toEqual([2, 'belltower: --table-term is for tables, and this is a page']);
});
