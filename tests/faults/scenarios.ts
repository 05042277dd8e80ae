/** The commands that write files of value, and the state in which each is interrupted. */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openLastPublication } from '../../src/feeds/last-publication.ts';
import { PREDECESSOR, REVISIONS, RevisionsError, readRevisions } from '../../src/publish/revisions-file.ts';
import type { FileScenario } from './file-faults.ts';

const MAIN = 'src/main.ts';
const KEEP = 'tests/faults/keep.ts';

const TERM = `title: Fall 2018
zone: America/New_York
published: 2018-08-01
classes: 2018-09-12 to 2018-10-19
`;
const COURSE = `code: COS 1
title: Trial
sections:
  L1: {kind: lecture, meets: Mon 10am-11am, where: Hall 1}
`;

async function writeRules(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'data/terms'), { recursive: true });
  await mkdir(path.join(folder, 'data/courses/fall-2018'), { recursive: true });
  await writeFile(path.join(folder, 'data/site.yaml'), 'uidDomain: faults.example\n');
  await writeFile(path.join(folder, 'data/terms/fall-2018.yaml'), TERM);
  await writeFile(path.join(folder, 'data/courses/fall-2018/cos1.yaml'), COURSE);
}

const edit = async (file: string, from: string, to: string): Promise<void> =>
  writeFile(file, (await readFile(file, 'utf8')).replace(from, to));

const BUILD = [MAIN, 'build', '--out', 'public', '--combinations', '1'];
const TABLE_HEAD = 'CRN,Subj,Crse,Sec,Cmp,Title,Days,Time,Instructor,Date (MM/DD),Location\n';
const IMPORT = [MAIN, 'import', 'table.csv', '--term', 'fall-2018', '--into', 'data', '--confirm'];
const KEEP_NEXT = [KEEP, 'kept', 'fall-2018/a=second', 'fall-2018/c=third'];

/** Commands that overwrite existing files; a short run covers only these. */
export const OVERWRITING: readonly FileScenario[] = [
  {
    name: 'build, over an earlier one',
    async prepare(folder, run) {
      await writeRules(folder);
      await run(...BUILD, '--first');
      await edit(path.join(folder, 'data/courses/fall-2018/cos1.yaml'), 'title: ', 'title: Renamed ');
    },
    command: BUILD,
    writes: 'public',
    isSample: true,
    // Written before the feeds and again after them, so that no feed is ever newer than the state of the next build.
    isWhole: (file, text) =>
      [REVISIONS, PREDECESSOR].includes(file) && !(readRevisions(text) instanceof RevisionsError),
    varies: PREDECESSOR,
    counted: /"build":\d+,?/,
  },
  {
    name: 'export, over an earlier one',
    async prepare(folder, run) {
      await writeRules(folder);
      await run(MAIN, 'publish');
      await mkdir(path.join(folder, 'backups'));
      await run(MAIN, 'export', '--out', 'backups/state.jsonl');
      const cancel = ['--sections', 'L1', '--on', '2018-10-08', '--cancel'];
      await run(MAIN, 'change', 'fall-2018/cos1', ...cancel);
    },
    command: [MAIN, 'export', '--out', 'backups/state.jsonl'],
    writes: 'backups',
  },
  {
    name: 'import of a table, over an earlier one',
    async prepare(folder, run) {
      await writeRules(folder);
      const table = path.join(folder, 'table.csv');
      const row = (crn: number, course: number, time: string): string =>
        `${crn},AAA,${course},01,L,Course ${course},MW,${time},A. Person,09/12-10/19,North Hall ${course}\n`;
      await writeFile(table, TABLE_HEAD + row(1, 100, '09:05 am-09:55 am') + row(2, 200, '10:05 am-10:55 am'));
      await run(...IMPORT);
      await writeFile(table, TABLE_HEAD + row(1, 100, '11:05 am-11:55 am'));
      await appendFile(table, row(3, 300, '01:05 pm-01:55 pm'));
    },
    command: IMPORT,
    writes: 'data',
  },
  {
    name: 'the last publication of a replica',
    async prepare(_folder, run) {
      await run(KEEP, 'kept', 'fall-2018/a=first', 'fall-2018/b=first');
    },
    command: KEEP_NEXT,
    writes: 'kept',
    isDerived: true,
    isSample: true,
    async inspect(target, done) {
      const kept = JSON.stringify(await openLastPublication(target).read());
      const before = JSON.stringify([
        ['fall-2018/a', 'first', 0],
        ['fall-2018/b', 'first', 0],
      ]);
      const after = JSON.stringify(await openLastPublication(done).read());
      return kept === before || kept === after ? [] : [`what is kept is neither publication: ${kept}`];
    },
  },
];

/** Commands that create new files. */
export const ADDING: readonly FileScenario[] = [
  {
    name: 'import of a page',
    async prepare(folder) {
      await writeRules(folder);
      await writeFile(path.join(folder, 'page.txt'), 'COS 2: Systems\nLecture: Mon Wed 10:00-10:50 am, Hall 1\n');
    },
    command: [MAIN, 'import', 'page.txt', '--term', 'fall-2018', '--id', 'cos2', '--into', 'data'],
    writes: 'data',
    refusesAgain: true,
  },
  {
    name: 'new course',
    prepare: writeRules,
    command: [MAIN, 'new', 'course', 'fall-2018/cos3'],
    writes: 'data',
    refusesAgain: true,
  },
];
