import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSite, type RunningSite } from '../site/site.ts';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

/** Without most combinations of sections, which take half of a build's time. */
const buildFew = (...argv: string[]): ReturnType<Trial['run']> => trial.run('build', '--combinations', '1', ...argv);
const built = (name: string, out = 'out'): string => path.join(trial.folder, out, 'fall-2018/cos418', name);

async function moveLecture(): Promise<void> {
  const course = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const text = await readFile(course, 'utf8');
  await writeFile(course, text.replace('where: Bowen 222, staff', 'where: CS 003, staff'));
}

it('writes each section, all and the combinations, in both forms, and compressed beside them where told', async () => {
  const { code } = await trial.run('build', '--out', 'out', '--compress');
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

it('leaves no compressed file of an earlier build beside other bytes, and removes nobody else’s', async () => {
  await buildFew('--out', 'out', '--compress');
  await writeFile(built('own.gz'), 'ours');
  await moveLecture();
  const { out } = await buildFew('--out', 'out');
  expect(out).toMatch(/, [1-9]\d* removed$/);
  const names = await readdir(path.join(trial.folder, 'out'), { recursive: true });
  expect(names.filter((name) => /\.(gz|br)$/.test(name))).toEqual(['fall-2018/cos418/own.gz']);
});

it('reports the number of combinations beyond the limit', async () => {
  const { out } = await trial.run('build', '--out', 'out', '--combinations', '3');
  expect(out).toMatch(/fall-2018\/cos418: \d+ combinations left out/);
});

it('writes nothing the second time, and only what an edit touches afterwards', async () => {
  await buildFew('--out', 'out');
  const precept = await stat(built('P01.ics'));
  expect((await buildFew('--out', 'out')).out).toMatch(/: 0 files written/);
  await moveLecture();
  const edited = await buildFew('--out', 'out');
  expect(edited.out).toContain('changes 48 rooms; L01, OH-Lloyd and all');
  expect((await stat(built('P01.ics'))).ctimeMs).toBe(precept.ctimeMs);
  expect(await readFile(built('L01.ics'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
});

it('continues from the revisions of a build elsewhere', async () => {
  await buildFew('--out', 'first');
  await moveLecture();
  await buildFew('--out', 'second', '--previous', 'first');
  expect(await readFile(built('L01.ics', 'second'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
  const without = await buildFew('--out', 'third', '--previous', 'nowhere');
  expect(without.code).toBe(1);
  expect(without.err).toContain('there is no revisions.json in nowhere');
  expect(existsSync(path.join(trial.folder, 'third'))).toBe(false);
});

describe('an address as --previous', () => {
  let server: Server;
  let address: string;
  let answer: [number, string] = [404, ''];
  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(answer[0]).end(answer[1]));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it.each([404, 500])('that answers %i is an error, not a first build', async (status) => {
    answer = [status, ''];
    const { code, err } = await buildFew('--out', 'out', '--previous', address);
    expect(code).toBe(1);
    expect(err).toContain(address);
    expect(existsSync(built('L01.ics'))).toBe(false);
  });

  it('that answers 404 or not at all may be agreed to with --first', async () => {
    answer = [404, ''];
    expect((await buildFew('--out', 'out', '--previous', address, '--first')).code).toBe(0);
    const away = await buildFew('--out', 'other', '--previous', 'http://127.0.0.1:9');
    expect([away.code, away.err]).toEqual([1, expect.stringContaining('agree with --first')]);
    const agreed = await buildFew('--out', 'other', '--previous', 'http://127.0.0.1:9', '--first');
    expect(agreed.code).toBe(0);
  });

  it('that answers with revisions is taken up', async () => {
    await buildFew('--out', 'first', '--first');
    answer = [200, await readFile(path.join(trial.folder, 'first/revisions.json'), 'utf8')];
    await moveLecture();
    await buildFew('--out', 'out', '--previous', address);
    expect(await readFile(built('L01.ics'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
  });
});

it('refuses to restart revisions in a new folder unless told to', async () => {
  const { code, err } = await buildFew('--out', 'out');
  expect(code).toBe(0);
  expect(err).toMatch(/begins the revisions anew, but fall-2018\/cos418 began on 2018-09-05.*--previous.*--first/);
  expect((await buildFew('--out', 'other', '--first')).err).toBe('');
  expect((await buildFew('--out', 'out')).err).toBe('');
});

it('never restarts revisions beside revised feeds', async () => {
  await buildFew('--out', 'out');
  await moveLecture();
  await buildFew('--out', 'out');
  const before = await readFile(built('L01.ics'), 'utf8');
  for (const name of ['revisions.json', 'revisions.json.previous']) await rm(path.join(trial.folder, 'out', name));
  for (const first of [[], ['--first']]) {
    const { code, err } = await buildFew('--out', 'out', ...first);
    expect([code, err]).toEqual([1, expect.stringContaining('was revised before')]);
  }
  expect(await readFile(built('L01.ics'), 'utf8')).toBe(before);
});

it.each(['', '{"belltower":"revisions","format":1,"cour', null])(
  'goes on from the predecessor where revisions.json is %j, and says so',
  async (damage) => {
    await buildFew('--out', 'out');
    await moveLecture();
    await buildFew('--out', 'out');
    const file = path.join(trial.folder, 'out/revisions.json');
    if (damage === null) await rm(file);
    else await writeFile(file, damage);
    const { code, err } = await buildFew('--out', 'out');
    expect(code).toBe(0);
    expect(err).toContain('going on from revisions.json.previous');
    expect(await readFile(built('L01.ics'), 'utf8')).toMatch(/\r\nSEQUENCE:1\r\n/);
    // That build restored the file, so the next one has no warning.
    expect((await buildFew('--out', 'out')).err).toBe('');
  },
);

it('refuses revisions of a later release, whatever is beside them', async () => {
  await buildFew('--out', 'out');
  const file = path.join(trial.folder, 'out/revisions.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/"document":\d+/, '"document":99'));
  const { code, err } = await buildFew('--out', 'out');
  expect([code, err]).toEqual([1, expect.stringContaining('written by a later release')]);
});

it('gives other bytes a later time though nothing was published, also in another folder', async () => {
  const build = async (host: string, ...more: string[]) => {
    await buildFew('--out', 'out', '--compress', '--public-url', `https://${host}.example.edu`, ...more);
    const [body, { mtimeMs, size }] = [await readFile(built('P01.ics')), await stat(built('P01.ics'))];
    const gzip = await stat(built('P01.ics.gz'));
    return { body: body.toString(), seconds: Math.floor(mtimeMs / 1000), size, gzip: Math.floor(gzip.mtimeMs / 1000) };
  };
  const first = await build('a');
  const second = await build('b');
  expect(second.size).toBe(first.size);
  expect(second.body).not.toBe(first.body);
  expect(second.seconds).toBeGreaterThan(first.seconds);
  expect(second.gzip).toBeGreaterThan(first.gzip);
  await rename(path.join(trial.folder, 'out'), path.join(trial.folder, 'before'));
  const same = await build('b', '--previous', 'before');
  expect(same).toEqual(second);
  await rm(path.join(trial.folder, 'before'), { recursive: true });
  await rename(path.join(trial.folder, 'out'), path.join(trial.folder, 'before'));
  const third = await build('c', '--previous', 'before');
  expect(third.seconds).toBeGreaterThan(second.seconds);
});

it('refuses a file that is no revisions.json', async () => {
  await buildFew('--out', 'out');
  await writeFile(path.join(trial.folder, 'out/revisions.json'), '<html>');
  const { code, err } = await buildFew('--out', 'out');
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

it.each([
  ['a field of a meeting', `replace(published, '"sequence":0', '"sequenc":0')`],
  ['its head', `replace(published, '"sections"', '"sectoins"')`],
  ['its end', 'substr(published, 1, 400)'],
])('names every course whose stored document is damaged in %s, and leaves the last good files', async (_, damaged) => {
  const state = path.join(trial.folder, 'state');
  await cp(
    path.join(trial.data, 'courses/fall-2018/cos418.yaml'),
    path.join(trial.data, 'courses/fall-2018/cos419.yaml'),
  );
  await trial.run('publish', '--state', state);
  await buildFew('--out', 'out', '--state', state);
  const before = await stat(built('L01.ics'));
  const database = new DatabaseSync(path.join(state, 'belltower.sqlite'));
  database.exec(`UPDATE courses SET published = ${damaged}`);
  database.close();
  for (const edit of [async () => {}, moveLecture]) {
    await edit();
    const { code, out, err } = await buildFew('--out', 'out', '--state', state, '--public-url', 'https://x.example');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(
      'the stored document of fall-2018/cos418, fall-2018/cos419 is damaged: bring the store back from a backup',
    );
    expect((await stat(built('L01.ics'))).ctimeMs).toBe(before.ctimeMs);
  }
});

it('names a term whose stored calendar is damaged, and leaves the last good files', async () => {
  const state = path.join(trial.folder, 'state');
  await trial.run('publish', '--state', state);
  await buildFew('--out', 'out', '--state', state);
  const database = new DatabaseSync(path.join(state, 'belltower.sqlite'));
  database.exec(`UPDATE holidays SET published = '{'`);
  database.close();
  const { code, out, err } = await buildFew('--out', 'out', '--state', state);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('fall-2018/holidays: the stored calendar of the term is damaged');
  expect(existsSync(path.join(trial.folder, 'out/fall-2018/holidays.ics'))).toBe(true);
});
