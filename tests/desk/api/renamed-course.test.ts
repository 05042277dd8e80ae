import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskSite, openDeskSite } from '../desk-site.ts';
import { openScript } from './api-client.ts';

let folder: string;
let site: DeskSite;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-renamed-'));
  await mkdir(path.join(folder, 'courses', 'fall-2018'), { recursive: true });
  await mkdir(path.join(folder, 'terms'));
  await writeFile(path.join(folder, 'site.yaml'), 'name: Renaming University\nuidDomain: renamed.invalid\n');
  const term =
    'title: Fall 2018\nzone: America/New_York\npublished: 2018-08-01\nclasses: Mon 2018-09-10 to Fri 2018-12-14\n';
  await writeFile(path.join(folder, 'terms', 'fall-2018.yaml'), term);
  const course =
    'code: NEW 1\ntitle: Renamed\nformerly: [old1]\nsections:\n  L01: {kind: lecture, meets: Mon 10:00am-10:50am}\n';
  await writeFile(path.join(folder, 'courses', 'fall-2018', 'new1.yaml'), course);
  site = await openDeskSite({ data: folder });
});
afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['/courses/fall-2018/new1', '2018-10-15'],
  ['/terms/fall-2018', '2018-10-22'],
])(
  'meetings that keep the identities of a course’s first id are found again by their preconditions: %s',
  async (at, on) => {
    const script = await openScript(site, 'registrar', 'publisher', 'fall-2018');
    const change = { on, note: `Bring ${at}` };
    const tried = await script('POST', `${at}/changes?dryRun=true`, { change });
    expect(tried.status).toBe(200);
    const { expected } = tried.body.preview;
    expect(Object.keys(expected)).toHaveLength(1);
    const made = await script('POST', `${at}/changes`, { change, expected });
    expect(made.status).toBe(201);
    // Seen before that change: refused, and told with what it is now.
    const stale = await script('POST', `${at}/changes`, { change: { ...change, note: 'Other' }, expected });
    expect(stale.status).toBe(412);
    expect(stale.body.conflicts).toHaveLength(1);
    const [conflict] = stale.body.conflicts;
    expect(conflict.meeting).toMatchObject({ date: on, notes: expect.arrayContaining([change.note]) });
    expect(conflict.done.length).toBeGreaterThan(0);
  },
);

test('a former id leads to the course’s own changes and meetings', async () => {
  const script = await openScript(site, 'script', 'editor', 'fall-2018/new1');
  const meetings = await script('GET', '/courses/fall-2018/old1/meetings');
  expect(meetings.status).toBe(200);
  expect(meetings.body.meetings.length).toBeGreaterThan(10);
  const change = { on: '2018-11-05', note: 'By its former id' };
  const made = await script('POST', '/courses/fall-2018/old1/changes', { change });
  expect(made.status).toBe(201);
  expect(made.body.change.subject).toBe('fall-2018/new1');
  const { changes } = (await script('GET', '/courses/fall-2018/OLD1/changes')).body;
  expect(changes.map(({ id }: { id: string }) => id)).toContain(made.body.change.id);
});
