import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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
    expect(made.err).toContain('To check:');
    const text = await readFile(path.join(trial.data, 'courses/fall-2018/cos418b.yaml'), 'utf8');
    expect(text).toMatch(/# line 14: P01: Friday[^\n]*\n\s+- \{on: Fri 10am-10:50am/);
    expect((await trial.run('check')).out).toMatch(/2 courses, 14 sections, 424 meetings/);
    const again = await trial.run('import', 'page.txt', '--term', 'fall-2018', '--id', 'cos418b', '--into', 'data');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
  });

  it('exits 1 with --strict while something is open, and prints JSON with --json', async () => {
    const { code, out } = await trial.run('import', 'page.txt', '--json', '--strict');
    expect(code).toBe(1);
    expect(JSON.parse(out).sections.map(({ kind }: { kind: string }) => kind)).toContain('office hours');
  });
});

it('reads the folder of a Just the Class site', async () => {
  await mkdir(path.join(trial.folder, 'site/_schedules'), { recursive: true });
  const event = '      - name: Lecture\n        start: 9:30 AM\n        end: 10:20 AM\n';
  const week = `---\nschedule:\n  - name: Monday\n    events:\n${event}---\n`;
  await writeFile(path.join(trial.folder, 'site/_schedules/weekly.md'), week);
  const { code, out } = await trial.run('import', 'site', '--id', 'cos418', '--strict');
  expect([code, out]).toEqual([0, expect.stringContaining('{on: Mon 9:30am-10:20am}')]);
});

it('reads what is due from the modules of a Just the Class site, and asks for the time', async () => {
  const site = path.join(trial.folder, 'site');
  for (const folder of ['_schedules', '_modules']) await mkdir(path.join(site, folder), { recursive: true });
  await writeFile(path.join(site, '_schedules/weekly.md'), 'Lecture: Mon 9:30am-10:20am\n');
  await writeFile(path.join(site, '_modules/week-01.md'), 'Oct 1\n: **HW 1 due**{: .label }\n: HW 2, due soon\n');
  const argv = ['import', 'site', '--id', 'cs1', '--term', 'fall-2018', '--into', 'data'];
  const open = await trial.run(...argv, '--dry-run');
  expect(open.err).toContain('--due-time 11:59pm says when');
  const { err } = await trial.run(...argv, '--due-time', '11:59pm');
  expect(err).toContain('_modules/week-01.md:3 | HW 2, due soon');
  const text = await readFile(path.join(trial.data, 'courses/fall-2018/cs1.yaml'), 'utf8');
  expect(text).toContain('- {id: hw1, title: HW 1, due: Mon 2018-10-01 11:59pm}');
  expect((await trial.run('check')).out).toContain('2 courses');
  expect(await trial.run(...argv, '--due-time', '9:30')).toMatchObject({ code: 2 });
});

it('prints the deadlines of a site of which nothing else is read, without a course file for them', async () => {
  await mkdir(path.join(trial.folder, 'site/_modules'), { recursive: true });
  const modules = 'Oct 1\n: HW 1 due Oct 5 at 5pm\n: HW 2, due soon\n';
  await writeFile(path.join(trial.folder, 'site/_modules/week-01.md'), modules);
  const argv = ['import', 'site', '--id', 'cs1', '--into', 'data'];
  const { code, out, err } = await trial.run(...argv, '--term', 'fall-2018');
  expect([code, out]).toEqual([1, expect.stringContaining('title: HW 1, due: Fri 2018-10-05 5:00pm}')]);
  expect(err).toContain('nothing was written');
  await expect(readFile(path.join(trial.data, 'courses/fall-2018/cs1.yaml'))).rejects.toThrow('ENOENT');
  const told = JSON.parse((await trial.run(...argv, '--term', 'fall-2018', '--json')).out);
  expect(told.deadlines).toEqual([{ title: 'HW 1', date: '2018-10-05', time: '17:00', url: null }]);
});

it('lists every line about deadlines that is not read where no term is known', async () => {
  await mkdir(path.join(trial.folder, 'site/_modules'), { recursive: true });
  await writeFile(path.join(trial.folder, 'site/_modules/a.md'), 'Oct 1\n: HW 1 due Oct 5\n: HW 2, due soon\n');
  const { err } = await trial.run('import', 'site', '--id', 'cs1');
  expect(err).toContain('2 lines about deadlines are not read');
  expect(err).toContain('_modules/a.md:2 | HW 1 due Oct 5\n         its date needs a term');
  expect(err).toContain('_modules/a.md:3 | HW 2, due soon\n         what follows “due” is no date');
});

it.each([
  ['page.txt', 'Lecture: Mon 9:30am-10:20am\n', 'a page'],
  ['table.csv', 'Course,Days,Start,End\nCOS 418,MW,10:00,10:50\n', 'a table of meetings'],
])('--due-time is refused for %s, which has no deadlines', async (name, text, what) => {
  await writeFile(path.join(trial.folder, name), text);
  const { code, err } = await trial.run('import', name, '--term', 'fall-2018', '--due-time', '11:59pm');
  expect([code, err]).toEqual([2, expect.stringContaining(`this is ${what}`)]);
});

describe('a file of which nothing is read', () => {
  const utf16 = Buffer.from('\uFEFFLecture: MWF 10:00-10:50am, Hall 5\n', 'utf16le');

  it.each([
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'The file is a PDF'],
    ['an empty file', ' \n', 'The file is empty.'],
    ['a calendar of nothing', 'BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n', 'nothing was written'],
    ['a page without meetings', '# Policies\n\nBe kind.\n', 'No line names both a day and a time.'],
    [
      'a language that is not read',
      'Zajęcia w poniedziałek i środa nie są dla wszystkich, wykład jest na kampusie przez Zoom',
      'Polish',
    ],
  ])('%s exits 1 with the reason and writes nothing', async (_, text, why) => {
    await writeFile(path.join(trial.folder, 'page.txt'), text);
    const { code, err, out } = await trial.run(
      'import',
      'page.txt',
      '--id',
      'x1',
      '--term',
      'fall-2018',
      '--into',
      'data',
    );
    expect([code, err, out]).toEqual([1, expect.stringContaining(why), '']);
    await expect(readFile(path.join(trial.data, 'courses/fall-2018/x1.yaml'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['UTF-16', utf16, '10:00', '10:50'],
    ['Windows-1252', Buffer.from('Lecture: MWF 10:00\x9610:50am, Hall 5\n', 'latin1'), '10:00', '10:50'],
  ])('%s is decoded', async (_, bytes, start, end) => {
    await writeFile(path.join(trial.folder, 'page.txt'), bytes);
    const { code, out } = await trial.run('import', 'page.txt', '--json', '--strict');
    expect(code).toBe(0);
    expect(JSON.parse(out).sections[0].meetings[0]).toMatchObject({ start, end });
  });

  it.each([
    ['a doubt', 'Office hours: Mon 8-10', 'meetings'],
    ['an open end', 'Lecture: MWF at 10:00am', 'meetings'],
    ['an unused schedule line', 'Lecture: MWF 10:00-10:50am\n\nLab: by appointment', 'unused'],
  ])('--strict exits 1 on %s, which --json carries', async (_, text, where) => {
    await writeFile(path.join(trial.folder, 'page.txt'), text);
    const { code, out } = await trial.run('import', 'page.txt', '--json', '--strict');
    expect(code).toBe(1);
    const { sections, unused } = JSON.parse(out);
    if (where === 'unused') expect(unused).toMatchObject([{ line: 3, why: expect.stringContaining('by appointment') }]);
    else expect(sections[0].meetings[0].doubt).toEqual(expect.any(String));
    expect((await trial.run('import', 'page.txt')).code).toBe(0);
  });
});

describe('a registrar’s table', () => {
  const TABLE = 'Course,Title,CRN,Section,Type,Days,Time,Location,Instructors,Dates\n';
  const ROW = 'CS 101,Networks,80001,01,Lecture,MW,10:00 am - 10:50 am,Hall 1,A. B.,"Sep 12, 2018 - Dec 14, 2018"\n';
  const OTHER = 'CS 101,Networks,80002,ALL,Lab,F,1:00 pm - 3:00 pm,Lab 2,C. D.,"Sep 12, 2018 - Dec 14, 2018"\n';
  const write = (text: string) => writeFile(path.join(trial.folder, 'table.csv'), text);
  const run = (...argv: string[]) => trial.run('import', 'table.csv', '--term', 'fall-2018', '--into', 'data', ...argv);

  it('is imported into its own folder, reports its columns, and is idempotent', async () => {
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

  it('previews the effect on subscribers, and needs one confirmation: publish and build need none', async () => {
    const state = ['--state', path.join(trial.folder, 'state')];
    const first = TABLE + ROW + OTHER;
    const second = TABLE + ROW.replace('10:00 am - 10:50 am', '9:00 am - 9:50 am').replace('Hall 1', 'Hall 2');
    await write(first);
    await run();
    await trial.run('publish', ...state);
    await trial.run('build', '--out', 'out', '--combinations', '1', '--first');
    await write(second);
    const shown = await run();
    expect(shown.out).toMatch(
      /What subscribers will see:\n {2}cs101: .*takes away ALL-1; 01, ALL-1 and all\n {4}01, 2018-09-12 to 2018-12-12, 24 meetings: 9 am instead of 10 am; room Hall 2 instead of Hall 1/,
    );
    expect(JSON.parse((await run('--json')).out).subscribers).toMatchObject([{ course: 'cs101' }]);
    expect((await run('--confirm')).code).toBe(0);
    const published = await trial.run('publish', ...state);
    expect([published.code, published.out]).toEqual([0, expect.stringMatching(/^fall-2018\/cs101: published: /m)]);
    const built = await trial.run('build', '--out', 'out', '--combinations', '1');
    expect([built.code, built.err]).toEqual([0, '']);
    // Reverting is another edit.
    await write(first.replace('9:00 am', '10:00 am').replace(/CS 101,Networks,80001.*\n/, ''));
    await run('--confirm');
    await writeFile(path.join(trial.data, 'imported/fall-2018/_confirmed.yaml'), '');
    expect((await trial.run('publish', ...state)).out).toMatch(/^fall-2018\/cs101: held: /m);
  });

  it('has every address of a cross-listed section in a build, whatever its id is there', async () => {
    const head = 'Subj,Crse,Sec,Type,Days,Time,Room,Instructor\n';
    const rows = ['ART,110,001', 'BIO,210,A'].map((code) => `${code},Lecture,MW,9:00am-9:50am,Hall 1,A. Able\n`);
    await write(head + rows.join(''));
    expect((await run()).code).toBe(0);
    const built = await trial.run('build', '--out', 'out', '--combinations', '1', '--first');
    expect([built.code, built.err]).toEqual([0, '']);
    const read = (name: string) => readFile(path.join(trial.folder, 'out/fall-2018', name), 'utf8');
    const uids = (text: string) => text.split('\r\n').filter((line) => line.startsWith('UID:'));
    expect((await readdir(path.join(trial.folder, 'out/fall-2018/bio210'))).sort()).toContain('A.ics');
    expect(uids(await read('bio210/A.ics'))).toHaveLength(uids(await read('art110/001.ics')).length);
  });

  it('is read from standard input, and reported as JSON', async () => {
    trial.input = TABLE + ROW;
    const { code, out } = await trial.run(
      'import',
      '-',
      '--term',
      'fall-2018',
      '--into',
      'data',
      '--json',
      '--dry-run',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      counts: { rows: 2, imported: 1, courses: 1 },
      files: ['imported/fall-2018/cs101.yaml'],
      columns: expect.arrayContaining([{ header: 'Days', position: 6, field: 'weekdays' }]),
    });
  });

  it('exits 1 where a tenth of the rows could not be read, and with --strict on any', async () => {
    const bad = ROW.replace('80001,01', '80009,09').replace('10:00 am - 10:50 am', 'sometimes');
    const good = (from: number, count: number): string =>
      Array.from({ length: count }, (_, at) => ROW.replace('80001,01', `${80010 + from + at},${10 + from + at}`)).join(
        '',
      );
    await write(TABLE + bad + good(0, 8));
    const much = await run('--dry-run');
    expect([much.code, much.out]).toEqual([1, expect.stringContaining('1 of 9 rows could not be read')]);
    await write(TABLE + bad + good(0, 19));
    expect((await run('--dry-run')).code).toBe(0);
    expect((await run('--dry-run', '--strict')).code).toBe(1);
  });

  it('that is JSON or another binary is refused by name, and nothing is written', async () => {
    await writeFile(path.join(trial.folder, 'table.csv'), '[{"CRN": 1}]');
    const { code, err } = await run();
    expect([code, err]).toEqual([1, expect.stringMatching(/is JSON\. .*Nothing was written/)]);
    await expect(readdir(path.join(trial.data, 'imported'))).rejects.toThrow('ENOENT');
  });

  it('writes nothing without its term, and says what to do', async () => {
    await write(TABLE + ROW);
    expect((await trial.run('import', 'table.csv')).code).toBe(2);
    const unknown = await trial.run('import', 'table.csv', '--term', 'spring-2030', '--into', 'data');
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('terms/spring-2030.yaml')]);
  });
});

describe('a calendar', () => {
  const event = (uid: string, start: string, title: string): string =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${start}\r\nDURATION:PT50M\r\nRRULE:FREQ=WEEKLY;COUNT=8\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`;
  const text = `BEGIN:VCALENDAR\r\nX-WR-CALNAME:XYZ 1\r\n${event('a', '20180918T140000Z', 'Lecture')}${event('b', '20180919T100000', 'Lab')}END:VCALENDAR\r\n`;

  it('becomes a course that passes check; times without a zone are reported by line', async () => {
    await writeFile(path.join(trial.folder, 'course.ics'), text);
    const run = (...argv: string[]) =>
      trial.run('import', 'course.ics', '--term', 'fall-2018', '--id', 'xyz1', ...argv);
    const open = await run('--into', 'data', '--dry-run');
    expect([open.code, open.err]).toEqual([
      1,
      expect.stringMatching(/line 10, b: its time has no zone.* \[ics-floating\]/),
    ]);
    const made = await run('--into', 'data', '--zone', 'America/New_York');
    expect([made.code, made.err]).toEqual([0, expect.stringContaining('2 events, 16 meetings: 2 sections')]);
    expect(await readFile(path.join(trial.data, 'courses/fall-2018/xyz1.yaml'), 'utf8')).toContain(
      'on: Tue 10:00am-10:50am',
    );
    expect((await trial.run('check')).code).toBe(0);
    expect((await run('--into', 'data', '--zone', 'America/New_York')).err).toContain('is there already');
    expect(JSON.parse((await run('--json')).out).events).toHaveLength(2);
  });
});

describe('a calendar of all-day events', () => {
  const calendar = (...events: readonly string[]) =>
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map((lines) => `BEGIN:VEVENT\r\n${lines}END:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;
  const day = (uid: string, date: string, title: string) =>
    `UID:${uid}\r\nDTSTART;VALUE=DATE:${date}\r\nSUMMARY:${title}\r\n`;
  const holiday = day('a', '20181008', 'Indigenous Peoples’ Day');
  const run = async (text: string, ...argv: readonly string[]) => {
    await writeFile(path.join(trial.folder, 'days.ics'), text);
    return trial.run('import', 'days.ics', '--term', 'fall-2018', ...argv);
  };
  const breaks = 'breaks:\n  - {name: "Indigenous Peoples’ Day", dates: 2018-10-08} # check: is there no class?';

  it('becomes the breaks of its term, each to be checked; what is written there is kept', async () => {
    const { code, out, err } = await run(calendar(holiday), '--into', 'data');
    expect([code, out]).toEqual([1, breaks]);
    expect(err).toContain('1 breaks for terms/fall-2018.yaml');
    const file = path.join(trial.data, 'terms/fall-2018.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^breaks:\n(?: {2}- .*\n)+/m, ''));
    const made = await run(calendar(holiday), '--into', 'data');
    expect([made.code, made.out]).toEqual([0, breaks]);
    expect(await readFile(file, 'utf8')).toContain(breaks);
    expect((await trial.run('check')).code).toBe(0);
  });

  it('is judged as that of a course is: what was not read counts', async () => {
    const far = day('b', '20300101', 'New Year');
    const unread = 'UID:c\r\nDTSTART;VALUE=DATE:20181009\r\nRRULE:FREQ=SOMETIMES\r\nSUMMARY:Sometimes\r\n';
    const strict = await run(calendar(holiday, far), '--strict');
    expect([strict.code, strict.err]).toEqual([1, expect.stringContaining('it is outside the term')]);
    expect((await run(calendar(holiday, far))).code).toBe(0);
    expect((await run(calendar(holiday, unread))).code).toBe(1);
  });

  it('is that of a course where it has hours, broken lines, or the name of a course', async () => {
    const floating = 'UID:b\r\nDTSTART:20180919T100000\r\nDURATION:PT50M\r\nSUMMARY:Lab\r\n';
    const mixed = await run(calendar(holiday, floating));
    expect([mixed.code, mixed.err]).toEqual([1, expect.stringMatching(/line 8, b: its time has no zone/)]);
    const broken = await run(calendar(`${holiday}nothing\r\n`));
    expect(broken.err).toContain('[ics-broken]');
    const named = await run(calendar(holiday), '--title', 'Field trips');
    for (const { out } of [mixed, broken, named]) expect(out).toMatch(/^code: .*\ntitle: .*\n(?:.*\n)*sections:/);
  });
});

it('an address that is not public is not requested', async () => {
  const { code, err } = await trial.run('import', 'https://127.0.0.1/course.ics', '--term', 'fall-2018');
  expect([code, err]).toEqual([1, 'belltower: 127.0.0.1 is no public address.']);
});

it('an option for the other kind of source is refused', async () => {
  await writeFile(path.join(trial.folder, 'a.csv'), 'x\n');
  await writeFile(path.join(trial.folder, 'a.txt'), 'x\n');
  const table = await trial.run('import', 'a.csv', '--term', 'fall-2018', '--title', 'T');
  expect([table.code, table.err]).toEqual([2, 'belltower: --title is for pages and calendars, and this is a table']);
  const page = await trial.run('import', 'a.txt', '--table-term', '202208');
  expect([page.code, page.err]).toEqual([2, 'belltower: --table-term is for tables, and this is a page']);
});
