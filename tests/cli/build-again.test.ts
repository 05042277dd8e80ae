/** An incremental build renders only what changed and produces the same bytes as a build into an empty folder. */
import { cp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

const OTHER = 'courses/fall-2018/cos1.yaml';
const COURSE = 'code: COS 1\ntitle: Trial\nsections:\n  L1: {kind: lecture, meets: Mon 10am-11am, where: Hall 1}\n';
const UNTOUCHED = 'fall-2018/cos418/P01.ics';

let trial: Trial;
const at = (name: string): string => path.join(trial.folder, name);
/** Without most combinations of sections, which take half of a build's time; the last of an option counts. */
const FEW = ['--combinations', '1'];
const build = async (...more: string[]): Promise<string> => {
  const { code, out, err } = await trial.run('build', '--public-url', 'https://calendars.example/c', ...FEW, ...more);
  expect(`${code} ${err}`).toBe('0 ');
  return out;
};

beforeAll(async () => {
  trial = await openTrial();
  await writeFile(path.join(trial.data, OTHER), COURSE);
  await build('--out', 'out', '--first');
});
afterAll(() => trial.remove());

async function readTree(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(at(folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const names = files.map((file) => path.relative(at(folder), file)).filter((name) => !name.endsWith('.previous'));
  return new Map(await Promise.all(names.sort().map(async (name) => [name, await readBoth(folder, name)] as const)));
}

/** Content and modification time: servers derive ETag and Last-Modified from them. */
async function readBoth(folder: string, name: string): Promise<string> {
  const file = at(path.join(folder, name));
  // Written last, at a different time.
  const time = name === 'revisions.json' || name === 'build.json' ? 0 : (await stat(file)).mtimeMs;
  return `${time} ${await readFile(file, 'latin1')}`;
}

/** What readBoth() returned, without the time. */
const contentOf = (both: string | undefined): string | undefined => both?.slice(both.indexOf(' ') + 1);

/** The publications in `out`, rendered into an empty folder. */
async function buildAfresh(...more: string[]): Promise<ReadonlyMap<string, string>> {
  await rm(at('fresh'), { recursive: true, force: true });
  await rm(at('last'), { recursive: true, force: true });
  await mkdir(at('last'));
  await cp(at('out/revisions.json'), at('last/revisions.json'));
  await build('--out', 'fresh', '--previous', 'last', ...more);
  return await readTree('fresh');
}

it('writes nothing where nothing changed', async () => {
  const before = await readTree('out');
  expect(await build('--out', 'out')).toMatch(/: 0 files written, \d+ already as they should be$/);
  expect(await readTree('out')).toEqual(before);
  expect(await buildAfresh()).toEqual(before);
});

it('writes the same bytes with any number of threads', async () => {
  const before = await readTree('out');
  expect(await buildAfresh('--threads', '0')).toEqual(before);
  expect(await buildAfresh('--threads', '2')).toEqual(before);
});

it('renders the course that was edited, and no other', async () => {
  const written = at(path.join('out', UNTOUCHED));
  const { mtime } = await stat(written);
  const right = await readFile(written);
  // A defect that is detected only if the course is rendered.
  await writeFile(written, 'other bytes of the same time');
  await utimes(written, mtime, mtime);
  await writeFile(path.join(trial.data, OTHER), COURSE.replace('Hall 1', 'Hall 2'));
  await build('--out', 'out');
  expect(await readFile(written, 'utf8')).toBe('other bytes of the same time');
  expect(await readFile(at('out/fall-2018/cos1/L1.ics'), 'utf8')).toContain('Hall 2');
  await writeFile(written, right);
  await utimes(written, mtime, mtime);
  expect(await readTree('out')).toEqual(await buildAfresh());
});

it('renders a course again if its files were changed', async () => {
  const right = await readTree('out');
  await rm(at(`out/${UNTOUCHED}`));
  const page = 'fall-2018/cos1/index.html';
  const { mtimeMs } = await stat(at(`out/${page}`));
  await writeFile(at(`out/${page}`), 'somebody wrote over it');
  // Within the second of the build.
  await utimes(at(`out/${page}`), mtimeMs / 1000 + 0.25, mtimeMs / 1000 + 0.25);
  expect(await build('--out', 'out')).toMatch(/: [1-9]\d* files written/);
  const mended = await readTree('out');
  expect(mended.get(UNTOUCHED)).toBe(right.get(UNTOUCHED));
  expect(contentOf(mended.get(page))).toBe(contentOf(right.get(page)));
});

it('compresses every file where told, also unchanged ones, and mends what is missing', async () => {
  await build('--out', 'out', '--compress');
  const right = await readTree('out');
  expect(right).toEqual(await buildAfresh('--compress'));
  await rm(at(`out/${UNTOUCHED}.br`));
  await writeFile(at(`out/${UNTOUCHED}.gz`), 'somebody wrote over it');
  expect(await build('--out', 'out', '--compress')).toContain(': 2 files written');
  expect(await readTree('out')).toEqual(right);
  await build('--out', 'out');
  expect(await readTree('out')).toEqual(await buildAfresh());
});

it('renders every course again for another address', async () => {
  await build('--out', 'out', '--public-url', 'https://other.example');
  expect(await readFile(at(`out/${UNTOUCHED}`), 'utf8')).toContain('https://other.example/');
  expect(await readTree('out')).toEqual(await buildAfresh('--public-url', 'https://other.example'));
});

it('does not end the feeds of a published course that --only leaves out', async () => {
  const before = await readTree('out');
  const given = ['build', '--public-url', 'https://other.example', '--only', 'cos418', ...FEW];
  const { code, err } = await trial.run(...given, '--out', 'out');
  expect([code, err]).toEqual([1, expect.stringContaining('feeds of fall-2018/cos1 from an earlier build')]);
  expect(await readTree('out')).toEqual(before);
  // A new folder for each build, as in CI: nothing is deleted, but subscribers lose the feed.
  const elsewhere = await trial.run(...given, '--out', 'narrow', '--previous', 'out');
  expect([elsewhere.code, elsewhere.err]).toEqual([0, expect.stringContaining('the last build had fall-2018/cos1,')]);
  await rm(at('out/fall-2018/cos1'), { recursive: true });
  await rm(at('out/fall-2018/cos1.json'));
  expect((await trial.run(...given, '--out', 'out')).code).toBe(0);
  expect(await readTree('out')).toEqual(await buildAfresh('--public-url', 'https://other.example', '--only', 'cos418'));
  await build('--out', 'out');
});

it('removes the files that are not built any more, and nobody else’s', async () => {
  await writeFile(at('out/fall-2018/cos418/own.ics'), 'ours');
  expect(await build('--out', 'out', '--combinations', '0')).toMatch(/, [1-9]\d* removed$/);
  expect((await readdir(at('out/fall-2018/cos418'))).filter((name) => /\+|^own/.test(name))).toEqual(['own.ics']);
  await rm(at('out/fall-2018/cos418/own.ics'));
  expect(await readTree('out')).toEqual(await buildAfresh('--combinations', '0'));
});

it('renders every door sign again where a place is named otherwise, and none of its room where a course has the address', async () => {
  const site = path.join(trial.data, 'site.yaml');
  const text = await readFile(site, 'utf8');
  const sign = 'fall-2018/cos418/L01/sign/index.html';
  const readSign = (): Promise<string> => readFile(at(path.join('out', sign)), 'utf8');
  expect(await readSign()).toContain('/rooms/bowen-222.ics');
  await writeFile(site, text.replace('Bowen Hall, Room 222', 'Bowen Hall, R. 222'));
  await build('--out', 'out', '--confirm');
  expect(await readTree('out')).toEqual(await buildAfresh('--threads', '1'));
  await writeFile(path.join(trial.data, 'courses/fall-2018/rooms.yaml'), COURSE.replace('COS 1', 'ROOMS'));
  await build('--out', 'out');
  expect(await readSign()).not.toContain('/rooms/bowen-222.ics');
  const before = await readTree('out');
  for (const threads of ['0', '1']) expect((await buildAfresh('--threads', threads)).get(sign)).toBe(before.get(sign));
});
