import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
