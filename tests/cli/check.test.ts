import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

const course = (): string => path.join(trial.data, 'courses/fall-2018/cos418.yaml');

it('finds nothing wrong with the shipped rules', async () => {
  const { code, out } = await trial.run('check');
  expect(out).toBe('data: 1 term, 1 course, 8 sections, 212 meetings; no problems');
  expect(code).toBe(0);
});

it('shows every problem with its file, line, column, the line itself, a caret and a hint', async () => {
  const text = await readFile(course(), 'utf8');
  await writeFile(
    course(),
    text.replace('Mon Wed 10:00am-10:50am', 'Mon Wed 3-4').replace('where: CS 323', 'wher: CS 323'),
  );
  const { code, out } = await trial.run('check');
  expect(code).toBe(1);
  expect(out).toMatch(/data\/courses\/fall-2018\/cos418\.yaml:17:\d+: error: .*\[/);
  expect(out).toMatch(/17 \| {3}L01: \{kind: lecture, meets: Mon Wed 3-4/);
  expect(out).toMatch(/\n\s+\| +\^+/);
  expect(out).toMatch(/wher/);
  expect(out).toMatch(/hint: /);
  expect(out).toMatch(/2 errors/);
});

it('prints problems as JSON', async () => {
  await appendFile(course(), '\nnote: a colon: in a note\n');
  const { code, out } = await trial.run('check', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)[0]).toMatchObject({ severity: 'error', at: { file: expect.stringContaining('cos418.yaml') } });
});

it('resolves a folder from the user’s working folder', async () => {
  expect((await trial.run('check', 'data')).code).toBe(0);
  const missing = await trial.run('check', 'nowhere');
  expect(missing.code).toBe(1);
  expect(missing.err).toContain('nowhere');
});

it('warns of a file that looks like rules and is not read', async () => {
  for (const name of ['courses/fall-2018/cos418.yaml.txt', 'terms/fall-2018.yaml.bak', 'site.yam', 'notes.yaml.txt']) {
    await writeFile(path.join(trial.data, name), 'code: COS 418\n');
  }
  const { code, out } = await trial.run('check');
  expect(code).toBe(0);
  expect(out.match(/warning: .*\[file-name\]/g)).toEqual([
    'warning: cos418.yaml.txt is not read: the names of rules end in .yaml. [file-name]',
    'warning: site.yam is not read: the names of rules end in .yaml. [file-name]',
  ]);
});

describe('single files', () => {
  const other = (): string => path.join(trial.data, 'courses/fall-2018/ece200.yaml');
  beforeEach(async () => {
    await writeFile(course(), `${await readFile(course(), 'utf8')}\nnonsense: 1\n`);
    await writeFile(other(), 'code: ECE 200\ntitle: Circuits\nsections: {L01: {kind: lecture, meets: Mon 3-4}}\n');
  });

  it('are checked within their folder of rules, and only their own problems are shown', async () => {
    const { code, out } = await trial.run('check', path.relative(trial.folder, other()));
    expect(code).toBe(1);
    expect(out).toMatch(/^data\/courses\/fall-2018\/ece200\.yaml:3:\d+: error: /);
    expect(out).not.toContain('nonsense');
    expect(out).toMatch(/\ndata: 1 file checked, 1 problem in others not shown; [1-9] errors?, \d warnings?$/);
  });

  it('are named from the user’s folder for programs, too', async () => {
    const { out } = await trial.run('check', course(), other(), '--json');
    const paths = JSON.parse(out).map((problem: { path: string }) => problem.path);
    expect(new Set(paths)).toEqual(
      new Set(['data/courses/fall-2018/cos418.yaml', 'data/courses/fall-2018/ece200.yaml']),
    );
    const annotated = (await trial.run('check', other(), '--format', 'github')).out.split('\n');
    for (const line of annotated) expect(line).toMatch(/^::error file=data\/courses\/fall-2018\/ece200\.yaml,/);
  });

  it('without problems are fine, whatever is wrong beside them', async () => {
    const { code, out } = await trial.run('check', 'data/terms/fall-2018.yaml');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^data: 1 file checked, \d problems in others not shown; no problems$/),
    ]);
  });

  it.each([
    [['data/README.md'], 1, 'cannot read data/README.md: there is no such file or folder'],
    [['notes.yaml'], 2, 'notes.yaml is no file of rules'],
    [['data', 'data/site.yaml'], 2, 'check takes one folder, or files: data is a folder'],
  ])('refuses %j', async (paths, expected, message) => {
    await writeFile(path.join(trial.folder, 'notes.yaml'), '');
    const { code, out, err } = await trial.run('check', ...paths);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(message);
  });
});

it('--strict fails for warnings, of a folder and of a file', async () => {
  expect((await trial.run('check', '--strict')).code).toBe(0);
  await writeFile(path.join(trial.data, 'site.yam'), '');
  const lax = await trial.run('check', '--format', 'github');
  expect([lax.code, lax.out]).toEqual([0, expect.stringMatching(/^::warning file=data\/site\.yam,/)]);
  expect((await trial.run('check', '--strict', '--format', 'github')).code).toBe(1);
  expect((await trial.run('check', '--strict', 'data/terms/fall-2018.yaml')).code).toBe(0);
});
