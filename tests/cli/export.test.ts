/** Commands and the store: which create one, which refuse, and what an export contains. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

const state = (): string => path.join(trial.folder, '.belltower');
const COURSE = ['--course', 'fall-2018/cos418'];

it.each([
  [['export']],
  [['export', '--out', 'backup.jsonl']],
  [['staff', 'list']],
  [['staff', 'add', 'a@example.edu', ...COURSE, '--role', 'editor']],
  [['staff', 'link', 'a@example.edu']],
  [['token', 'list']],
  [['token', 'make', 'lab', ...COURSE]],
  [['change', 'fall-2018/cos418', '--sections', 'L01', '--on', '2018-10-10', '--cancel']],
  [['change', 'fall-2018/cos418', '--list']],
  [['retire', 'fall-2018/cos418']],
  [['build', '--out', 'out', '--state', '.belltower']],
])('without a store, %j makes none and says how to name one', async (argv) => {
  const { code, out, err } = await trial.run(...argv);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/there is no store in .*\.belltower.*--state/);
  expect(existsSync(state())).toBe(false);
  expect(existsSync(path.join(trial.folder, 'backup.jsonl'))).toBe(false);
});

it.each([[['check']], [['diff']]])('%j makes no store either', async (argv) => {
  const { code, err } = await trial.run(...argv);
  expect(code).toBe(0);
  expect(err).toEqual(argv[0] === 'diff' ? expect.stringContaining('compared with nothing') : '');
  expect(existsSync(state())).toBe(false);
});

it('does not export an empty store over a backup', async () => {
  await mkdir(path.join(trial.folder, 'empty'));
  await trial.run('publish', 'empty', '--state', '.belltower');
  const backup = path.join(trial.folder, 'backup.jsonl');
  await writeFile(backup, 'last night');
  const { code, err } = await trial.run('export', '--out', 'backup.jsonl');
  expect([code, err]).toEqual([1, expect.stringContaining('is empty')]);
  expect(await readFile(backup, 'utf8')).toBe('last night');
});

it('keeps an export and the store for their owner alone, whatever was there', async () => {
  await mkdir(state(), { mode: 0o755 });
  await writeFile(path.join(trial.folder, 'backup.jsonl'), 'last night', { mode: 0o644 });
  await trial.run('publish');
  expect((await trial.run('export', '--out', 'backup.jsonl')).code).toBe(0);
  expect((await stat(path.join(trial.folder, 'backup.jsonl'))).mode & 0o777).toBe(0o600);
  const database = path.join(state(), 'belltower.sqlite');
  expect((await stat(database)).mode & 0o777).toBe(0o600);
  expect((await stat(state())).mode & 0o777).toBe(0o700);
  // File mode used by earlier releases.
  await chmod(database, 0o644);
  await trial.run('staff', 'list');
  expect((await stat(database)).mode & 0o777).toBe(0o600);
});

it.skipIf(process.getuid?.() !== 0)('restores as root into the folder of another user for that user', async () => {
  await trial.run('publish');
  await trial.run('export', '--out', 'backup.jsonl');
  const target = path.join(trial.folder, 'restored');
  await mkdir(target);
  const { chown } = await import('node:fs/promises');
  await chown(target, 12_345, 12_345);
  expect((await trial.run('restore', 'backup.jsonl', '--state', 'restored')).code).toBe(0);
  for (const name of await readdir(target)) {
    const { uid, mode } = await stat(path.join(target, name));
    expect([name, uid, mode & 0o777]).toEqual([name, 12_345, 0o600]);
  }
});

it.each([
  [['staff', 'list']],
  [['export']],
  [['publish']],
  [['change', 'fall-2018/cos418', '--list']],
  [['serve', '--port', '0']],
])('refuses, with %j, a store whose documents a later release wrote', async (argv) => {
  await trial.run('publish');
  const database = new DatabaseSync(path.join(state(), 'belltower.sqlite'));
  database.exec('UPDATE schema_version SET document = document + 1');
  database.close();
  const { code, out, err } = await trial.run(...argv);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/written by a later release.*run that release/);
});

it('refuses a term outside the folder of rules', async () => {
  await writeFile(path.join(trial.folder, 'page.html'), '<h1>CS 1</h1><p>Lecture: Mon 9am-10am</p>');
  await writeFile(path.join(trial.folder, 'table.csv'), 'Subject,Course,Section,Days,Time\nCS,1,1,M,9:00-9:50\n');
  for (const file of ['page.html', 'table.csv']) {
    for (const term of ['../../x', '..', 'a/b']) {
      const { code, err } = await trial.run('import', file, '--term', term, '--into', 'data/rules');
      expect([code, err]).toEqual([2, expect.stringContaining('cannot be a term’s id')]);
    }
  }
  expect((await readdir(trial.folder)).sort()).toEqual(['data', 'page.html', 'table.csv']);
});

it('keeps the permissions of a folder with other content', async () => {
  const shared = path.join(trial.folder, 'shared');
  await mkdir(shared, { mode: 0o755 });
  await writeFile(path.join(shared, 'index.html'), 'served by somebody else');
  await trial.run('publish', '--state', 'shared');
  expect((await stat(shared)).mode & 0o777).toBe(0o755);
  expect((await stat(path.join(shared, 'belltower.sqlite'))).mode & 0o777).toBe(0o600);
});

it('lists the access that a restored state reactivates', async () => {
  await trial.run('publish');
  await trial.run('staff', 'add', 'ta@example.edu', '--course', 'fall-2018/cos418', '--role', 'editor');
  await trial.run('token', 'make', 'autograder', '--course', 'fall-2018/cos418');
  await trial.run('export', '--out', 'backup.jsonl');
  const { out } = await trial.run('restore', 'backup.jsonl', '--state', 'restored');
  expect(out).toContain('everybody signs in again: ended 1 sessions and unused links');
  expect(out).toContain('  ta@example.edu: editor of fall-2018/cos418');
  expect(out).toMatch(/ {2}token [0-9a-f]{12} autograder: editor of fall-2018\/cos418/);
  const kept = await trial.run('restore', 'backup.jsonl', '--state', 'kept', '--keep-sign-ins');
  expect(kept.out).not.toContain('signs in again');
});
