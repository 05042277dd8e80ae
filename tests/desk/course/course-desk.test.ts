/** A course's page at the desk opens at the next meetings. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';

const PAGE = `/desk/courses/${COURSE}`;
let site: DeskSite;
let browser: Browser;
beforeAll(async () => {
  site = await openDeskSite();
});
afterAll(() => site.stop());

const openAt = async (now: string): Promise<{ readonly body: string; readonly weeks: readonly string[] }> => {
  site.now = Date.parse(now);
  // The session has expired since, so sign in again.
  browser = await site.signedIn('ta@example.edu', 'editor', COURSE);
  const { body } = await browser.get(PAGE);
  return {
    body,
    weeks: [...body.matchAll(/<details class="fold" open id="week-([\d-]+)"/g)].map(([, week]) => week ?? ''),
  };
};

it('opens the week of the next meeting, and folds away what is over', async () => {
  // Saturday: this week's meetings are over, and the next week is the recess.
  const { body, weeks } = await openAt('2018-10-27T16:00:00Z');
  expect(weeks).toEqual(['2018-11-05']);
  const earlier = body.slice(body.indexOf('desk-earlier'), body.indexOf('id="week-2018-10-22"'));
  expect(earlier).toContain('Earlier');
  expect(body.indexOf('id="week-2018-10-15"')).toBeLessThan(body.indexOf('id="week-2018-11-05"'));
  expect(body).toMatch(/Next: <a href="[^"]+uid=[^"]+">L01, Monday 5 November, [^<]+<\/a>, in 9 days\./);
});

it('opens the last week with meetings once all are over, and any week that is asked for', async () => {
  const { body, weeks } = await openAt('2026-11-20T16:00:00Z');
  expect(weeks).toHaveLength(1);
  expect(body).not.toContain('desk-earlier');
  expect(body).not.toContain('Next:');
  const asked = (await browser.get(`${PAGE}?week=2018-10-10`)).body;
  expect(asked).toContain('<details class="fold" open id="week-2018-10-08"');
});

it('says what is by appointment or asynchronous, and writes times by the term’s clock', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-rules-'));
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  await write('site.yaml', 'uidDomain: example.edu\n');
  await write('terms/t.yaml', 'title: T\nzone: Europe/Vienna\nclock: 24\nclasses: 2018-09-12 to 2018-12-14\n');
  const sections = '{OH: {kind: office hours, meets: [Thu 13-14, by appointment]}, ONL: {kind: lecture, meets: async}}';
  await write('courses/t/cs1.yaml', `code: CS 1\ntitle: First\nsections: ${sections}\n`);
  const own = await openDeskSite({ data: folder });
  const { body } = await (await own.signedIn('ta@example.edu', 'editor', 't/cs1')).get('/desk/courses/t/cs1');
  await own.stop();
  await rm(folder, { recursive: true });
  expect(body).toMatch(/>OH<\/b>\s+by appointment/);
  expect(body).toMatch(/>ONL<\/b>\s+asynchronous, no set times/);
  expect(body).toContain('<span class="desk-time">13:00 to 14:00</span>');
});
