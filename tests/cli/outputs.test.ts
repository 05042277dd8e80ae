/** Each command's `--json`, compared with the documented shape; and the document of those shapes with its source. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTPUTS } from '../../src/cli/outputs.ts';
import { openTrial, type Trial } from './terminal.ts';

const KEY = 'fall-2018/cos418';
const SECTION = ['--sections', 'P02', '--by', 'ta@example.edu'];
const SITE = ['--site', '--role', 'owner'];

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial({ BELLTOWER_STATE: 'state' });
  const write = (name: string, text: string) => writeFile(path.join(trial.folder, name), text);
  await write('page.txt', 'Lecture: MWF 10:00am-10:50am, Hall 5\nLab: Tue 1:00-2:00pm\nquiz on Fri 4pm\n');
  const head = 'Course,Title,CRN,Section,Type,Days,Time,Location,Instructors,Dates\n';
  const row = (course: string, time: string) =>
    `${course},Networks,80001,01,Lecture,MW,${time},Hall 1,A. B.,"Sep 12, 2018 - Dec 14, 2018"\n`;
  await write('table.csv', head + row('CS 101', '10:00 am - 10:50 am') + row('CS 102', 'soon'));
  await write('again.csv', head + row('CS 101', '11:00 am - 11:50 am') + row('CS 102', '9:00 am - 9:50 am'));
  const event =
    'BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20180918T140000Z\r\nDURATION:PT50M\r\nSUMMARY:Lecture\r\nEND:VEVENT\r\n';
  await write('course.ics', `BEGIN:VCALENDAR\r\n${event}${event.replace('UID:a', 'UID:b\r\nbroken')}END:VCALENDAR\r\n`);
  await write('data/site.yam', '');
});
afterAll(() => trial.remove());

const undo = async (): Promise<string> => {
  const { out } = await trial.run('change', KEY, '--list', '--json');
  return JSON.parse(out)[0].id;
};
const breakCourse = async (): Promise<void> => {
  const file = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/ {2}P03:.*\n/, '').replace('title: ', 'titel: x\ntitle: '));
};

interface Step {
  readonly name: keyof typeof OUTPUTS;
  readonly expected: number;
  readonly argv: readonly (string | (() => Promise<string>))[];
  readonly prepare?: () => unknown;
}

/** In this order; a function gives an argument, the last one prepares. */
const STEPS: readonly Step[] = [
  { name: 'check', expected: 0, argv: ['check', '--json'] },
  { name: 'diff', expected: 3, argv: ['diff', '--json', '--exit-code'] },
  { name: 'publish', expected: 0, argv: ['publish', '--json'] },
  { name: 'build', expected: 0, argv: ['build', '--out', 'out', '--state', 'state', '--combinations', '0', '--json'] },
  {
    name: 'change',
    expected: 0,
    argv: ['change', KEY, '--on', '2018-10-12', '--cancel', '--dry-run', '--json', ...SECTION],
  },
  { name: 'change', expected: 1, argv: ['change', KEY, '--on', '2018-10-12', '--cancel', '--json', ...SECTION] },
  {
    name: 'change',
    expected: 0,
    argv: ['change', KEY, '--on', '2018-10-12', '--cancel', '--agree', 'in-the-past', '--json', ...SECTION],
  },
  { name: 'change', expected: 1, argv: ['change', KEY, '--on', 'soon', '--cancel', '--json', ...SECTION] },
  {
    name: 'change',
    expected: 1,
    argv: ['change', 'fall-2018/none', '--on', '2018-10-12', '--cancel', '--json', ...SECTION],
  },
  { name: 'change --list', expected: 0, argv: ['change', KEY, '--list', '--json'] },
  { name: 'why', expected: 0, argv: ['why', `${KEY}/P02`, '--on', '2018-10-12', '--json'] },
  { name: 'why', expected: 0, argv: ['why', `${KEY}/P02`, '--on', '2018-10-13', '--json'] },
  { name: 'change', expected: 0, argv: ['change', KEY, '--undo', undo, '--json', '--agree', 'in-the-past'] },
  { name: 'history', expected: 0, argv: ['history', KEY, '--json'] },
  {
    name: 'staff list',
    expected: 0,
    argv: ['staff', 'list', '--json'],
    prepare: () => trial.run('staff', 'add', 'a@example.edu', ...SITE),
  },
  {
    name: 'token list',
    expected: 0,
    argv: ['token', 'list', '--json'],
    prepare: () => trial.run('token', 'make', 'robot', ...SITE),
  },
  { name: 'status', expected: 0, argv: ['status', '--json'] },
  { name: 'diff', expected: 1, argv: ['diff', '--format', 'json'], prepare: breakCourse },
  { name: 'check', expected: 1, argv: ['check', 'data/courses/fall-2018/cos418.yaml', '--json'] },
  { name: 'status', expected: 1, argv: ['status', '--json'] },
  { name: 'term close', expected: 0, argv: ['term', 'close', 'fall-2018', '--json'] },
  { name: 'term close', expected: 0, argv: ['term', 'close', 'fall-2018', '--undo', '--json'] },
  { name: 'doctor', expected: 1, argv: ['doctor', 'course.ics', '--json'] },
  { name: 'import of a page', expected: 0, argv: ['import', 'page.txt', '--json'] },
  {
    name: 'import of a table',
    expected: 1,
    argv: ['import', 'table.csv', '--term', 'fall-2018', '--into', 'data', '--json'],
  },
  {
    name: 'import of a table',
    expected: 1,
    argv: ['import', 'again.csv', '--term', 'fall-2018', '--into', 'data', '--json'],
  },
  { name: 'import of a calendar', expected: 1, argv: ['import', 'course.ics', '--term', 'fall-2018', '--json'] },
];

it.each(STEPS)(
  '$name prints what is documented, and nothing else: $argv',
  async ({ name, expected, argv, prepare }) => {
    await prepare?.();
    const words = await Promise.all(argv.map((word) => (typeof word === 'string' ? word : word())));
    const { code, out, err } = await trial.run(...words);
    expect(code, err).toBe(expected);
    const told: unknown = JSON.parse(out);
    // A field that is not described would be left out.
    expect(OUTPUTS[name].parse(told)).toEqual(told);
  },
);

it('tries every command', () => {
  const untried = Object.keys(OUTPUTS).filter((name) => !STEPS.some((step) => step.name === name));
  // tests/cli/build-part.test.ts runs it.
  expect(untried).toEqual(['status --url']);
});

it('is described in docs/command-line.schema.json, which `vitest run tests/cli/outputs.test.ts -u` writes', async () => {
  const described = z.toJSONSchema(z.object(OUTPUTS), { io: 'input' });
  const text = `${JSON.stringify({ title: 'What each command of belltower prints with --json', ...described }, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../docs/command-line.schema.json');
});
