import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSite, type RunningSite } from '../http/site.ts';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

const built = (name: string, out = 'out'): string => path.join(trial.folder, out, 'fall-2018/cos418', name);

async function moveLecture(): Promise<void> {
  const course = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const text = await readFile(course, 'utf8');
  await writeFile(course, text.replace('where: Bowen 222, staff', 'where: CS 003, staff'));
}

it('writes each section, all and the combinations, in both forms, compressed beside them', async () => {
  const { code } = await trial.run('build', '--out', 'out');
  expect(code).toBe(0);
  const names = await readdir(path.join(trial.folder, 'out/fall-2018/cos418'));
  for (const name of ['L01.ics', 'P03.download.ics', 'all.ics', 'L01+P02+OH.ics', 'OH-Lloyd.ics', 'Midterm.ics']) {
    expect(names).toContain(name);
    const body = await readFile(built(name));
    expect(gunzipSync(await readFile(built(`${name}.gz`)))).toEqual(body);
    expect(brotliDecompressSync(await readFile(built(`${name}.br`)))).toEqual(body);
  }
  expect((await stat(built('L01.ics'))).mtime.toISOString()).toBe('2018-09-05T04:00:00.000Z');
});

it('says how many combinations a limit leaves out', async () => {
  const { out } = await trial.run('build', '--out', 'out', '--combinations', '3');
  expect(out).toMatch(/fall-2018\/cos418: \d+ combinations left out/);
});

it('writes nothing the second time, and only what an edit touches afterwards', async () => {
  await trial.run('build', '--out', 'out');
  const precept = await stat(built('P01.ics'));
  expect((await trial.run('build', '--out', 'out')).out).toMatch(/: 0 files written/);
  await moveLecture();
  const edited = await trial.run('build', '--out', 'out');
  expect(edited.out).toContain('changes 48 rooms; L01, OH-Lloyd and all');
  expect((await stat(built('P01.ics'))).ctimeMs).toBe(precept.ctimeMs);
  expect(await readFile(built('L01.ics'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
});

it('takes up the revisions of a build elsewhere', async () => {
  await trial.run('build', '--out', 'first');
  await moveLecture();
  await trial.run('build', '--out', 'second', '--previous', 'first');
  expect(await readFile(built('L01.ics', 'second'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
  const without = await trial.run('build', '--out', 'third', '--previous', 'nowhere');
  expect(without.code).toBe(1);
  expect(without.err).toContain('there is no revisions.json in nowhere');
});

it('refuses a file that is no revisions.json', async () => {
  await trial.run('build', '--out', 'out');
  await writeFile(path.join(trial.folder, 'out/revisions.json'), '<html>');
  const { code, err } = await trial.run('build', '--out', 'out');
  expect(code).toBe(1);
  expect(err).toContain('no revisions.json of Belltower');
});

it('gives the server’s bytes from the server’s state, before and after an edit', async () => {
  let site: RunningSite = await openSite({ data: trial.data });
  const state = site.state;
  try {
    for (const edit of [async () => {}, moveLecture]) {
      await edit();
      await site.readAgain();
      const bytes = await site.get('/fall-2018/cos418/L01+P02.ics');
      const download = await site.get('/fall-2018/cos418/L01.download.ics');
      await site.stop();
      await trial.run('build', '--out', 'out', '--state', state);
      expect(await readFile(built('L01+P02.ics'), 'utf8')).toBe(bytes.body);
      expect(await readFile(built('L01.download.ics'), 'utf8')).toBe(download.body);
      site = await openSite({ data: trial.data, state });
    }
  } finally {
    await site.stop();
    await site.forget();
  }
});
