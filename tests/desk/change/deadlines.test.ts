import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, COURSE, type DeskSite, fieldsOf, openDeskSite, SHIPPED } from '../desk-site.ts';

const DESK = `/desk/courses/${COURSE}`;
const DEADLINES = `
deadlines:
  - {id: hw1, title: HW 1, due: Mon 2018-10-15 11:59pm}
  - {id: hw2, title: HW 2, due: Mon 2018-10-29 11:59pm}
`;

let folder: string;
let site: DeskSite;
let editor: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-deadlines-'));
  await cp(SHIPPED, folder, { recursive: true });
  await appendFile(path.join(folder, 'courses', `${COURSE}.yaml`), DEADLINES);
  site = await openDeskSite({ data: folder });
  editor = await site.signedIn('editor@example.edu', 'editor', COURSE);
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true });
});

const uid = (id: string): string => {
  const found = site.desk.courses.get(COURSE)?.meetings.find(({ facts, pattern }) => facts.deadline && pattern === id);
  if (!found) throw new Error(`no deadline ${id}`);
  return found.uid;
};
const page = (id: string) => editor.get(`${DESK}/meeting?uid=${encodeURIComponent(uid(id))}`);

async function publish(id: string, fields: Record<string, string>, act: string) {
  const form = (await page(id)).body.split(`id="act-${act}"`)[1] ?? '';
  const preview = await editor.post(`${DESK}/preview`, { ...fieldsOf(form, `${DESK}/preview`), ...fields });
  expect(preview.status, preview.body).toBe(200);
  const done = await editor.post(`${DESK}/publish`, fieldsOf(preview.body, `${DESK}/publish`));
  const place = String(done.headers.location);
  return { preview: preview.body, place, done: (await editor.get(place)).body };
}

test('a deadline has a page with what can be changed of it', async () => {
  const { body } = await page('hw1');
  expect(body).toContain('Due Monday 15 October, 11:59 pm');
  const acts = [...body.matchAll(/id="act-([a-z]+)"/g)].map(([, act]) => act);
  expect(acts).toEqual(['cancel', 'move', 'note']);
  // Those that concern several meetings do not offer them.
  expect((await editor.get(`${DESK}/several`)).body).not.toContain('section-deadlines');
});

test('is extended, which its feed, its page and the announcement say, and taken back', async () => {
  const { preview, place, done } = await publish('hw1', { 'move-date': '2018-10-17' }, 'move');
  expect(preview).toContain('1 meeting in the feeds of deadlines');
  expect(done).toContain('COS 418 HW 1: now due Wednesday 17 October, 11:59 pm (was Monday 15 October, 11:59 pm).');
  const feed = await site.feed('deadlines');
  expect(feed).toContain('DTSTART;VALUE=DATE:20181017');
  expect(feed).toContain('Was due Monday 15 October\\, 11:59 pm');
  expect((await page('hw1')).body).toContain('Moved the deadline hw1');
  const undone = await editor.post(`${place}/undo`);
  expect(undone.headers.location).toBe(place);
  expect(await site.feed('deadlines')).toContain('DTSTART;VALUE=DATE:20181015');
});

test('is cancelled, and gets a note', async () => {
  await publish('hw2', { say: 'Nothing to hand in.' }, 'cancel');
  await publish('hw1', { note: 'Hand in on paper.' }, 'note');
  const feed = await site.feed('deadlines');
  expect(feed).toContain('SUMMARY:CANCELLED: COS 418 · HW 2 due 11:59 pm');
  expect(feed).toContain('Cancelled: Nothing to hand in.');
  expect(feed).toContain('Hand in on paper.');
  expect(await site.feed('all')).not.toContain('HW 1');
  const { body } = await editor.get(`${DESK}/history`);
  expect(body).toContain('Cancelled the deadline hw2');
  expect(body).toContain('Note on the deadline hw1');
});
