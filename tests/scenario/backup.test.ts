import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { openSite, type RunningSite } from '../site/site.ts';

let trial: Trial;
let site: RunningSite;
const elsewhere: string[] = [];
beforeAll(async () => {
  trial = await openTrial();
  site = await openSite({ data: trial.data });
});
afterAll(async () => {
  await site.stop();
  await site.forget();
  await trial.remove();
  for (const folder of elsewhere) await rm(folder, { recursive: true, force: true });
});

const FEEDS = ['L01.ics', 'P02.ics', 'L01+P02+OH.ics', 'all.ics', 'P02.download.ics'];

async function readFeeds(from: RunningSite, personal: string): Promise<unknown[]> {
  const paths = [...FEEDS.map((name) => `/fall-2018/cos418/${name}`), personal];
  return await Promise.all(
    paths.map(async (place) => {
      let answer = await from.get(place);
      // A publication in this second may have the next one as its time; until then Last-Modified equals Date.
      while (answer.headers['last-modified'] === answer.headers.date) answer = await from.get(place);
      const { status, headers, body } = answer;
      return { place, status, etag: headers.etag, modified: headers['last-modified'], body };
    }),
  );
}

it('exports while the server runs and restores elsewhere, as docs/operating.md says: the same feeds to the byte', async () => {
  const words = await readFile(path.resolve(import.meta.dirname, '../../docs/operating.md'), 'utf8');
  const [exporting = '', restoring = ''] = ['export', 'restore'].map(
    (command) => new RegExp(`^    (?:sudo )?belltower (${command} .*)$`, 'm').exec(words)?.[1],
  );

  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const made = await site.send('POST', '/my', form, 'section=fall-2018/cos418/P02');
  const personal = /\/my\/[\w-]+\.ics/.exec(made.body)?.[0] ?? '';
  expect(personal).not.toBe('');
  const change = [
    'change',
    'fall-2018/cos418',
    '--sections',
    'P02',
    '--on',
    '2018-10-12',
    '--cancel',
    '--say',
    'Ill',
    '--agree',
    'in-the-past',
  ];
  expect((await trial.run(...change, '--state', site.state)).code).toBe(0);
  await site.readAgain();
  const before = await readFeeds(site, personal);
  expect(JSON.stringify(before)).toContain('CANCELLED: ');

  const target = await mkdtemp(path.join(tmpdir(), 'belltower-restored-'));
  elsewhere.push(target);
  const run = async (line: string, state: string): Promise<void> => {
    const { code, err } = await trial.run(...line.replace('/var/lib/belltower', state).split(' '));
    expect([code, err]).toEqual([0, '']);
  };
  await run(exporting, site.state);
  // Not readable by other users.
  expect((await stat(path.join(trial.folder, 'belltower-state.jsonl'))).mode & 0o077).toBe(0);
  await run(restoring, target);

  const again = await openSite({ data: trial.data, state: target });
  const after = await readFeeds(again, personal);
  await again.stop();
  expect(after).toEqual(before);
});
