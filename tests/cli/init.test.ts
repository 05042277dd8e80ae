import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openTrial, type Trial } from './terminal.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
  await rm(trial.data, { recursive: true });
});
afterEach(() => trial.remove());

const GIVEN = ['--university', 'Example University', '--domain', 'courses.example.edu', '--zone', 'America/New_York'];
const TERM = ['--term', 'spring-2027', '--classes', '2027-01-25 to 2027-05-07'];
const read = (name: string): Promise<string> => readFile(path.join(trial.folder, name), 'utf8');

it('writes what passes check and builds', async () => {
  const { code, out } = await trial.run('init', ...GIVEN, ...TERM, '--course', 'cs101', '--package');
  expect(code).toBe(0);
  expect(out).toContain('wrote data/courses/spring-2027/cs101.yaml');
  const checked = await trial.run('check');
  expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('1 term, 1 course')]);
  expect((await trial.run('build', '--out', '_site', '--first', '--public-url', 'https://x.github.io/y')).code).toBe(0);
  expect(await read('_site/spring-2027/cs101/index.html')).toContain('CS 101');
  expect(parse(await read('.github/workflows/calendars.yml')).jobs.publish.concurrency['cancel-in-progress']).toBe(
    false,
  );
  expect(await read('.github/actions/belltower/action.yml')).toBe(
    await readFile(path.join(ROOT, 'action.yml'), 'utf8'),
  );
  expect(JSON.parse(await read('package.json')).scripts.build).toBe('belltower build --out _site');
});

it('writes the site’s language', async () => {
  await trial.run('init', ...GIVEN, ...TERM, '--course', 'cs101', '--language', 'es');
  expect(parse(await read('data/site.yaml')).language).toBe('es');
});

it('writes what deploy/github-pages holds', async () => {
  await trial.run('init', ...GIVEN, ...TERM, '--course', 'cs101');
  const template = path.join(ROOT, 'deploy/github-pages');
  const names = (await readdir(template, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(template, path.join(entry.parentPath, entry.name)));
  expect(names).toContain('data/terms/spring-2027.yaml');
  for (const name of names) {
    // The day on which it was written.
    const undated = (text: string): string => text.replaceAll(/20\d\d-\d\d-\d\d(?= |$)/gm, 'DATE');
    expect(undated(await read(name)), name).toBe(undated(await readFile(path.join(template, name), 'utf8')));
  }
});

it('has defaults for missing answers, and reads a course from its page', async () => {
  const page = path.join(trial.folder, 'page.txt');
  await writeFile(page, await readFile(path.join(ROOT, 'tests/fixtures/cos418.txt')));
  const { code } = await trial.run('init', '--from', 'page.txt', '--term', 'fall-2018', '--course', 'cos418', '--yes');
  expect(code).toBe(0);
  expect(await read('data/courses/fall-2018/cos418.yaml')).toContain('P01');
  expect((await trial.run('check')).code).toBe(0);
  expect(await read('data/site.yaml')).toMatch(/uidDomain: courses-[0-9a-f]{8}\.invalid/);
});

it('overwrites nothing', async () => {
  await mkdir(path.join(trial.folder, 'data'), { recursive: true });
  await writeFile(path.join(trial.folder, 'data/site.yaml'), 'name: Mine\n');
  const { code, err } = await trial.run('init', '--yes');
  expect([code, err]).toEqual([1, expect.stringContaining('data/site.yaml is there already; nothing was written')]);
  expect(await readdir(path.join(trial.folder, 'data'))).toEqual(['site.yaml']);
});
