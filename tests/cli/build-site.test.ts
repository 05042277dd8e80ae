/** The site written by a build, served by a static host under a path. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withChanges } from '../site/catalogue.ts';
import { crawl } from '../site/static/crawler.ts';
import { openStaticHost, type StaticHost } from '../site/static/static-host.ts';
import { openTrial, type Trial } from './terminal.ts';

const COURSE = 'courses/fall-2018/cos418.yaml';
let trial: Trial;
let host: StaticHost;
const out = (): string => path.join(trial.folder, 'out');
const read = (name: string): Promise<string> => readFile(path.join(out(), name), 'utf8');
const build = (...more: string[]) => trial.run('build', '--out', 'out', '--public-url', host.base, ...more);

beforeAll(async () => {
  trial = await openTrial();
  host = await openStaticHost(out);
  await build('--first');
  const file = path.join(trial.data, COURSE);
  await writeFile(file, withChanges(await readFile(file, 'utf8')));
  await build();
});
afterAll(async () => {
  await host.stop();
  await trial.remove();
});

it('has no dead links in pages, events, JSON and Atom', async () => {
  const { pages, dead } = await crawl(host.base);
  expect(dead).toEqual([]);
  for (const page of [
    '/',
    '/fall-2018/',
    '/fall-2018/cos418/',
    '/fall-2018/cos418/week/',
    '/fall-2018/cos418/P01/sign/',
  ]) {
    expect([...pages.keys()]).toContain(page);
  }
  for (const page of [
    '/fall-2018/cos418.json',
    '/fall-2018/cos418/changes.atom',
    '/fall-2018/cos418/L01+P02+OH.ics',
    '/fall-2018/holidays.ics',
  ]) {
    expect([...pages.keys()]).toContain(page);
  }
  expect(pages.get('/fall-2018/holidays.ics')).toContain('SUMMARY:Fall recess');
  expect(pages.get('/fall-2018/exams.ics')).toContain('X-WR-CALNAME:Exams · Fall 2018');
  expect(await read('fall-2018/rooms/bowen-222.ics')).toContain('SUMMARY:COS 418 L01 · Lecture');
  // The events' own links were followed too.
  expect(pages.get('/fall-2018/cos418/P02.ics')?.replaceAll('\r\n ', '')).toContain(
    `URL:${host.base}/fall-2018/cos418`,
  );
  expect(pages.get('/fall-2018/cos418.json')).toContain(`"feed":"${host.base}/fall-2018/cos418/P02.ics"`);
});

it('knows no desk, no personal calendar and no API', async () => {
  for (const name of await listPages()) {
    expect(await read(name), name).not.toMatch(/href="[^"]*\/(my|desk|docs|api)\b/);
  }
});

it('has canonical addresses, and meta elements for a server’s headers', async () => {
  const page = await read('fall-2018/cos418/index.html');
  expect(page).toContain(`<meta property="og:url" content="${host.base}/fall-2018/cos418"`);
  expect(page).toContain(`<link rel="canonical" href="${host.base}/fall-2018/cos418"`);
  expect(page).toContain('<link rel="alternate" type="text/calendar" href="all.ics"');
  expect(await read('robots.txt')).toContain(`\nSitemap: ${host.base}/sitemap.xml\n`);
  expect(await read('sitemap.xml')).toContain(`<loc>${host.base}/fall-2018/cos418</loc>`);
  for (const name of await listPages())
    expect(await read(name), name).toContain('http-equiv="Content-Security-Policy"');
});

it('offers each section and each built combination by plain links', async () => {
  const page = await read('fall-2018/cos418/index.html');
  const webcal = host.base.replace('http:', 'webcal:');
  expect(page).toContain(`href="${webcal}/fall-2018/cos418/P02.ics"`);
  expect(page).toContain('href="P02.download.ics"');
  expect(page).toContain('data-parts="L01+P02+OH"');
  const joined = [...page.matchAll(/data-parts="([^"]+)"/g)].map(([, parts]) => parts);
  const files = await readdir(path.join(out(), 'fall-2018/cos418'));
  const written = files.filter((name) => /\+.*(?<!download)\.ics$/.test(name)).map((name) => name.replace('.ics', ''));
  expect(joined.toSorted()).toEqual(written.toSorted());
});

it('offers on a door sign the calendar of its room, which is there', async () => {
  const sign = await read('fall-2018/cos418/L01/sign/index.html');
  expect(sign).toContain(`value="${host.base}/fall-2018/rooms/bowen-222.ics"`);
  expect(sign).not.toContain('rooms/friend-008.ics');
  expect((await fetch(`${host.base}/fall-2018/rooms/bowen-222.ics`)).status).toBe(200);
});

it('serves the 404 page at any depth with links from the site’s root', async () => {
  const answer = await fetch(`${host.base}/fall-2018/cos418/no/such/page`);
  const text = await answer.text();
  expect(answer.status).toBe(404);
  for (const [, link = ''] of text.matchAll(/ (?:href|src)="([^"#]+)"/g)) {
    expect((await fetch(new URL(link, answer.url))).status, link).toBe(200);
  }
});

it('writes the same bytes again, and only what an edit touches', async () => {
  expect((await build()).out).toMatch(/: 0 files written/);
  const before = await stat(path.join(out(), 'fall-2018/index.html'));
  const file = path.join(trial.data, COURSE);
  await writeFile(file, (await readFile(file, 'utf8')).replace('where: Friend 008', 'where: CS 003'));
  await build();
  expect((await stat(path.join(out(), 'fall-2018/index.html'))).ctimeMs).toBe(before.ctimeMs);
  expect(await read('fall-2018/cos418/changes.atom')).toContain('P01');
  const elsewhere = await trial.run('build', '--out', 'again', '--public-url', host.base, '--previous', 'out');
  expect(elsewhere.code).toBe(0);
  for (const name of await listPages()) {
    expect(await readFile(path.join(trial.folder, 'again', name), 'utf8'), name).toBe(await read(name));
  }
});

it('never uses PUBLIC_URL in UIDs', async () => {
  const uids = async (folder: string) =>
    (await readFile(path.join(trial.folder, folder, 'fall-2018/cos418/all.ics'), 'utf8')).match(/^UID:.*$/gm);
  await trial.run('build', '--out', 'other', '--public-url', 'https://other.example.edu/x', '--first');
  expect(await uids('other')).toEqual(await uids('out'));
});

describe('without PUBLIC_URL', () => {
  it('says so, and links to feeds only from page to file', async () => {
    const { out: said, code } = await trial.run('build', '--out', 'bare', '--first');
    expect(code).toBe(0);
    expect(said).toContain('PUBLIC_URL is not set');
    const page = await readFile(path.join(trial.folder, 'bare/fall-2018/cos418/index.html'), 'utf8');
    expect(page.replaceAll(/<template[\s\S]*?<\/template>/g, '')).not.toMatch(/webcal:|og:url/);
    expect(page).toContain('href="P02.ics"');
    const sign = await readFile(path.join(trial.folder, 'bare/fall-2018/cos418/L01/sign/index.html'), 'utf8');
    expect(sign).toContain('href="../../../rooms/bowen-222.ics"');
    expect(sign).not.toContain('webcal:');
  });
});

async function listPages(): Promise<string[]> {
  const names = await readdir(out(), { recursive: true });
  return names.filter((name) => name.endsWith('.html')).sort();
}
