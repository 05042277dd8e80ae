/** `belltower backup` and `restore --after-loss`: recovery after a disk is lost. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBackup } from '../../src/cli/backup-files.ts';
import { openSqliteReader } from '../../src/store/sqlite.ts';
import { openTrial, type Trial } from './terminal.ts';

const CHANGE = ['change', 'fall-2018/cos418', '--sections', 'L01', '--on', '2018-10-10', '--agree', 'in-the-past'];
let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

const inFolder = (...names: string[]): string => path.join(trial.folder, ...names);
const backups = async (): Promise<string[]> => (await readdir(inFolder('backups'))).sort();

const HOUR = 3_600_000;
/** 03:30 in New York, where the clocks went back on the morning of 4 November: 25 hours after the night before. */
const inNight = (day: number): number => Date.UTC(2018, 10, day, day < 4 ? 7 : 8, 30);

async function readAge(hoursAfter: number): Promise<string | undefined> {
  trial.now = inNight(6) + hoursAfter * HOUR;
  const { out } = await trial.run('status');
  return /last backup: (.*)/.exec(out)?.[1];
}

test('nights across a clock change: each can be restored, the newest stay, other files are left alone', async () => {
  await trial.run('publish');
  await mkdir(inFolder('backups'));
  await writeFile(inFolder('backups', 'belltower-notes.jsonl'), 'not a backup');
  for (const day of [2, 3, 4, 5, 6]) {
    trial.now = inNight(day);
    const { code, out } = await trial.run('backup', 'backups', '--keep', '3');
    expect([code, out]).toEqual([0, expect.stringContaining('restored on trial')]);
  }
  const names = await backups();
  expect(names).toEqual([
    'belltower-20181104T083000Z.jsonl',
    'belltower-20181105T083000Z.jsonl',
    'belltower-20181106T083000Z.jsonl',
    'belltower-notes.jsonl',
  ]);
  expect((await stat(inFolder('backups', names[0] ?? ''))).mode & 0o777).toBe(0o600);
  const place = inFolder('backups', 'belltower-20181106T083000Z.jsonl');
  const store = await openSqliteReader(inFolder('.belltower'));
  expect(await store.lastBackup()).toEqual({ at: inNight(6), place });
  await store.close();
  expect(await readAge(6)).toBe(`6 hours ago, ${place}`);

  // Somebody deletes the newest, then all of them.
  await rm(place);
  const before = inFolder('backups', 'belltower-20181105T083000Z.jsonl');
  expect(await readAge(6)).toBe(`30 hours ago, ${before}; ${place}, a later one, is GONE`);
  await rm(inFolder('backups'), { recursive: true });
  expect(await readAge(6)).toBe(`NONE, as ${place} is gone (\`belltower backup FOLDER\` makes one)`);
});

test('a folder without backups says nothing of one that another machine may have made', async () => {
  const last = { at: inNight(6), place: inFolder('backups', 'belltower-20181106T083000Z.jsonl') };
  for (const prepare of [async () => undefined, () => mkdir(inFolder('backups'))]) {
    await prepare();
    expect(await findBackup(last, true)).toEqual({ lastBackup: last });
    expect(await findBackup(last, false)).toEqual({ lastBackup: null, missingBackup: last.place });
  }
});

test.each([
  [['backup', 'backups'], /there is no store/],
  [['backup', 'backups', '--keep', '0'], /--keep is a number of backups/],
])('%j without a store makes no folder', async (argv, why) => {
  const { code, err } = await trial.run(...argv);
  expect(code).not.toBe(0);
  expect(err).toMatch(why);
  expect(existsSync(inFolder('backups'))).toBe(false);
});

test('a backup that cannot be written deletes none, and says where', async () => {
  await trial.run('publish');
  await trial.run('backup', 'backups');
  await writeFile(inFolder('file'), '');
  const { code, err } = await trial.run('backup', 'file', '--keep', '1');
  expect([code, err]).toEqual([1, expect.stringContaining(inFolder('file'))]);
  expect(await backups()).toHaveLength(1);
});

async function sequences(): Promise<Map<string, number>> {
  await trial.run('build', '--out', 'out', '--state', '.belltower');
  const text = await readFile(inFolder('out', 'fall-2018', 'cos418', 'L01.ics'), 'utf8');
  return new Map(
    text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => [/UID:(\S+)/.exec(event)?.[1] ?? '', Number(/SEQUENCE:(\d+)/.exec(event)?.[1])]),
  );
}

test('after a loss, subscribers follow: each SEQUENCE is above what was published since the backup', async () => {
  await trial.run('publish');
  await trial.run('backup', 'backups');
  for (const room of ['Hall 1', 'Hall 2', 'Hall 3']) expect((await trial.run(...CHANGE, '--where', room)).err).toBe('');
  const seen = await sequences();
  expect(Math.max(...seen.values())).toBe(3);
  await rm(inFolder('.belltower'), { recursive: true });
  const [backup = ''] = await backups();
  const { code, out } = await trial.run('restore', path.join('backups', backup), '--after-loss');
  expect([code, out]).toEqual([0, expect.stringContaining('is lost')]);
  const after = await sequences();
  expect([...after.keys()]).toEqual([...seen.keys()]);
  for (const [uid, sequence] of after) expect(sequence).toBeGreaterThan(seen.get(uid) ?? 0);
  await trial.run('new', 'course', 'fall-2018/cos999');
  await trial.run('publish');
  expect((await trial.run('export')).out).toMatch(/"sequencesFrom":\d{4,}/);
});
