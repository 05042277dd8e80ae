import { afterAll, beforeAll, expect, test } from 'vitest';
import { COURSE, type DeskSite, fieldsOf, openDeskSite } from '../desk-site.ts';

const SECRET = 'QQSECRETQQ';
let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite();
});
afterAll(() => site.stop());

test('words are shown where they stand, and go when that is confirmed', async () => {
  const editor = await site.signedIn('editor@example.edu', 'editor', COURSE);
  const made = await editor.post(`/desk/courses/${COURSE}/publish`, {
    ...{ page: 'meeting', sections: 'P02', on: '2018-10-12', note: `call ${SECRET}`, why: SECRET, key: 'k1' },
  });
  expect(made.status, made.body).toBe(303);
  const owner = await site.signedIn('owner@example.edu', 'owner', '*');
  expect((await owner.get('/desk/redact')).body).toContain('You will see where they stand');

  const shown = await owner.post('/desk/redact', { words: SECRET.toLowerCase() });
  expect(shown.status).toBe(200);
  expect(shown.body).toMatch(/<dt>In feeds and on pages<\/dt><dd>\d+<\/dd>/);
  expect(shown.body).toContain('In changes made at the desk');
  expect(await site.feed('P02')).toContain(SECRET);

  const done = await owner.post('/desk/redact/confirm', fieldsOf(shown.body, '/desk/redact/confirm'));
  expect(done.status).toBe(303);
  expect(String(done.headers.location)).toMatch(/^\/desk\/redact\?done=\d+$/);
  expect((await owner.get(String(done.headers.location))).body).toMatch(/Redacted in \d+ places/);
  expect(await site.feed('P02')).toContain('call [redacted]');
  for (const page of [
    '/desk/history',
    `/desk/courses/${COURSE}`,
    '/fall-2018/cos418',
    '/fall-2018/cos418/changes.atom',
  ]) {
    expect((await owner.get(page)).body, page).not.toContain(SECRET);
  }
  const again = await owner.post('/desk/redact', { words: SECRET });
  expect(again.status).toBe(422);
  expect(again.body).toContain('these words stand nowhere');
});
