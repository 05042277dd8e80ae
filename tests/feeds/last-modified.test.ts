/** Publications of one second are stamped a second apart, so that a feed's own instant lies ahead of the clock. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScript, type Script } from '../desk/api/api-client.ts';
import { COURSE, type DeskSite, openDeskSite } from '../desk/desk-site.ts';

let site: DeskSite;
let script: Script;
beforeAll(async () => {
  // One second for all changes.
  site = await openDeskSite({ now: Date.now() });
  script = await openScript(site, 'registrar');
});
afterAll(() => site.stop());

interface Answer {
  readonly status: number | undefined;
  readonly raw: readonly string[];
  readonly modified: string;
  readonly date: string;
  readonly etag: string;
}

function get(headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${site.base}/${COURSE}/L01.ics`, { headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => {
        const { 'last-modified': modified = '', date = '', etag = '' } = response.headers;
        resolve({ status: response.statusCode, raw: response.rawHeaders, modified, date, etag });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const change = async (note: string): Promise<number> =>
  (await script('POST', `/courses/${COURSE}/changes`, { change: { sections: 'L01', on: '2018-10-10', note } })).status;

test('forty changes in one second give no Last-Modified later than Date, and no client misses one of them', async () => {
  for (let count = 1; count < 40; count += 1) expect(await change(`Note ${count}`)).toBe(201);
  const stored = site.desk.courses.get(COURSE)?.lastModified ?? 0;
  expect(stored).toBeGreaterThan(site.now + 35_000);

  const held = await get();
  expect(Date.parse(held.modified)).toBeLessThanOrEqual(Date.parse(held.date));
  expect(held.raw.filter((name) => name.toLowerCase() === 'date')).toHaveLength(1);
  expect((await get({ 'if-none-match': held.etag })).status).toBe(304);

  expect(await change('Note 40')).toBe(201);
  // By the date alone, as programs without tags ask.
  const fresh = await get({ 'if-modified-since': held.modified });
  expect(fresh.status).toBe(200);
  expect(fresh.etag).not.toBe(held.etag);
  expect((await get({ 'if-none-match': held.etag })).status).toBe(200);
  const same = await get({ 'if-none-match': fresh.etag });
  expect(same.status).toBe(304);
  expect(Date.parse(same.modified)).toBeLessThanOrEqual(Date.parse(same.date));
});
