import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScript } from '../api/api-client.ts';
import { type DeskSite, fieldsOf, openDeskSite } from '../desk-site.ts';

const TERM = `title: Fall 2018
zone: America/New_York
published: 2018-08-01
classes: Mon 2018-09-10 to Fri 2018-12-14
`;
const COURSES = 11;
const SECTIONS = 10;
/** Each section meets on every weekday. */
const MEETINGS = COURSES * SECTIONS * 5;
const WEEK = { from: '2018-10-15', until: '2018-10-19' };

let folder: string;
let site: DeskSite;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-wide-'));
  const courses = path.join(folder, 'courses', 'fall-2018');
  await mkdir(courses, { recursive: true });
  await mkdir(path.join(folder, 'terms'));
  await writeFile(path.join(folder, 'terms', 'fall-2018.yaml'), TERM);
  await writeFile(path.join(folder, 'site.yaml'), 'name: Wide University\nuidDomain: wide.invalid\n');
  for (let course = 0; course < COURSES; course += 1) {
    const sections = Array.from(
      { length: SECTIONS },
      (_, index) => `  P${10 + index}: {kind: precept, meets: Mon Tue Wed Thu Fri ${1 + index}:00pm-${1 + index}:50pm}`,
    );
    const text = [`code: C ${100 + course}`, 'title: Course', 'sections:', ...sections, ''].join('\n');
    await writeFile(path.join(courses, `c${100 + course}.yaml`), text);
  }
  site = await openDeskSite({ data: folder });
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a change of more meetings than a form can carry is counted whole, listed in part and published', async () => {
  const publisher = await site.signedIn('publisher@example.edu', 'publisher', 'fall-2018');
  const asked = { page: 'term', on: WEEK.from, until: WEEK.until, note: 'Wear a scarf' };
  const preview = await publisher.post('/desk/terms/fall-2018/preview', asked);
  expect(preview.body).toContain(`${MEETINGS} meetings of ${COURSES} courses in the feeds of 110 sections`);
  expect(preview.body).toContain(`and ${MEETINGS - 30} more meetings`);
  const fields = fieldsOf(preview.body, '/desk/terms/fall-2018/publish');
  const carried = String(fields.expected).split(/\r?\n/);
  expect(carried).toHaveLength(200);
  const done = await publisher.post('/desk/terms/fall-2018/publish', fields);
  expect(done.headers.location).toMatch(/changes\/d-/);
  const page = await publisher.get(String(done.headers.location));
  expect(page.body).toContain(`and ${MEETINGS - 30} more meetings`);
  expect(page.body).toContain(`… and ${MEETINGS - 12 * 5} more meetings.`);
  // The last one of the week, which was not in any list.
  const uid = site.desk.courses.get('fall-2018/c110')?.meetings.find(({ facts }) => facts.date === WEEK.until)?.uid;
  const feed = await (await fetch(`${site.base}/fall-2018/c110/all.ics`)).text();
  expect(feed.split('BEGIN:VEVENT').find((event) => event.includes(uid ?? ''))).toContain('Wear a scarf');

  // A preview whose meetings have changed since is still refused.
  const again = await publisher.post('/desk/terms/fall-2018/publish', { ...fields, key: 'another', note: 'Or a hat' });
  expect(again.status).toBe(409);
  expect(again.body).toContain('and 150 more meetings');
});

test('a program is told how many meetings a wide change touches beyond those listed', async () => {
  const script = await openScript(site, 'registrar', 'publisher', 'fall-2018');
  const change = { ...WEEK, note: 'Bring tea', say: 'Cold' };
  const tried = await script('POST', '/terms/fall-2018/changes?dryRun=true', { change });
  expect(tried.status).toBe(200);
  const { meetings, more, soon, expected, announcement } = tried.body.preview;
  expect([meetings.length, more, soon, Object.keys(expected).length]).toEqual([200, MEETINGS - 200, false, 200]);
  expect(announcement.subject).toBe('Fall 2018: changed');
  const starts = meetings.map(({ after }: { after: { start: string } }) => after.start);
  expect(starts).toEqual(starts.toSorted());
  const made = await script('POST', '/terms/fall-2018/changes', { change, expected });
  expect(made.status).toBe(201);
  const stale = await script('POST', '/terms/fall-2018/changes', { change: { ...WEEK, note: 'No tea' }, expected });
  expect(stale.status).toBe(412);
  expect(stale.body.conflicts).toHaveLength(50);
});

test('whether a wide change comes soon is said of the meetings that are not listed too', async () => {
  // Monday to Thursday are past by then.
  site.now = Date.parse('2018-10-19T04:00:00Z');
  const script = await openScript(site, 'registrar', 'publisher', 'fall-2018');
  const change = { ...WEEK, note: 'Bring coffee' };
  const { body } = await script('POST', '/terms/fall-2018/changes?dryRun=true', { change });
  const [first] = body.preview.meetings;
  expect([first.soon, body.preview.soon]).toEqual([false, true]);
});
