/** A held edit at the desk and through the API: it is shown, agreed to as shown, and not published otherwise. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldAnswer } from '../../../src/desk/api/api-schemas.ts';
import { NODE_ZONE_DATA, useZoneData } from '../../../src/domain/zone.ts';
import { until } from '../../patient.ts';
import { openScript } from '../api/api-client.ts';
import { COURSE, type DeskSite, fieldsOf, openDeskSite, SHIPPED } from '../desk-site.ts';

const HELD = `/desk/courses/${COURSE}/held`;
const P03 = '  P03: {kind: precept, meets: Fri 11:00am-11:50am, where: EQuad D221, staff: hodsdon}\n';
const P01 = /^ {2}P01: .*\n/m;

let folder: string;
let site: DeskSite;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-held-'));
  await cp(SHIPPED, folder, { recursive: true });
  site = await openDeskSite({ data: folder });
});
afterEach(async () => {
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

const file = (): string => path.join(folder, `courses/${COURSE}.yaml`);

/** Saves the file and waits until this edit is held. */
async function edit(change: (text: string) => string): Promise<string> {
  const before = (await site.desk.store.heldEdits())[0]?.rules;
  await writeFile(file(), change(await readFile(file(), 'utf8')));
  const now = async (): Promise<string | undefined> => (await site.desk.store.heldEdits())[0]?.rules;
  await until(async () => ![undefined, before].includes(await now()), 'the edit to be held');
  return (await now()) ?? '';
}

test('owners agree to the edit that they were shown; others see it', async () => {
  await edit((text) => text.replace(P03, ''));
  const head = await site.signedIn('head@example.edu', 'head', COURSE);
  expect((await head.get(`/desk/courses/${COURSE}`)).body).toContain('An edit of the rules is held');
  const seen = await head.get(HELD);
  expect(seen.status).toBe(200);
  expect(seen.body).toContain('takes away P03');
  expect(seen.body).not.toContain('Agree and publish');
  expect((await head.post(HELD, { edit: (await site.desk.store.heldEdits())[0]?.rules ?? '' })).status).toBe(403);

  const owner = await site.signedIn('owner@example.edu', 'owner', '*');
  const shown = fieldsOf((await owner.get(HELD)).body, HELD);
  // Saved again after the owner looked at it.
  await edit((text) => text.replace(P01, ''));
  const late = await owner.post(HELD, shown);
  expect(late.status).toBe(409);
  expect(late.body).toContain('The edit has changed since you looked');
  expect(late.body).toContain('takes away P01 and P03');
  expect(await site.feed('P03')).not.toContain('CANCELLED');

  const agreed = await owner.post(HELD, fieldsOf(late.body, HELD));
  expect(agreed.status).toBe(303);
  expect(await site.feed('P03')).toContain('CANCELLED');
  expect((await owner.get(HELD)).status).toBe(404);
  expect((await owner.get(`/desk/courses/${COURSE}/history`)).body).toContain('Agreed to an edit of the rules');
});

test('nobody can agree on a server whose zone data is too old for the course, which says so to who asks for the edit', async () => {
  const name = await edit((text) => text.replace(P03, ''));
  const owner = await site.signedIn('owner@example.edu', 'owner', '*');
  try {
    useZoneData({ version: '2000a', offset: (zone, at) => NODE_ZONE_DATA.offset(zone, at) - 60 });
    const refused = await owner.post(HELD, { edit: name });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('This cannot be changed now');
    expect(refused.body).toContain('zone data (2000a)');
    const seen = await owner.get(HELD);
    expect([seen.status, seen.body.includes('zone data (2000a)')]).toEqual([422, true]);
    const script = await openScript(site, 'registrar');
    const asked = await script('GET', `/courses/${COURSE}/held`);
    expect([asked.status, JSON.stringify(asked.body)]).toEqual([422, expect.stringContaining('zone data (2000a)')]);
    expect((await site.desk.store.heldEdits()).map(({ rules }) => rules)).toEqual([name]);
  } finally {
    useZoneData(NODE_ZONE_DATA);
  }
  expect(await site.feed('P03')).not.toContain('CANCELLED');
});

test('a change by an editor leaves it waiting; a script of an owner agrees by its name', async () => {
  const name = await edit((text) => text.replace(P03, ''));
  const editor = await openScript(site, 'ta');
  const change = { sections: 'P02', on: '2018-10-12', cancel: 'yes', say: 'Ill' };
  const made = await editor('POST', `/courses/${COURSE}/changes`, { change });
  expect(made.status).toBe(201);
  expect(made.body.preview.meetings).toHaveLength(1);
  expect(made.body.unreached).toEqual([]);
  expect(await site.feed('P03')).not.toContain('CANCELLED');
  expect((await editor('POST', `/courses/${COURSE}/changes/${made.body.change.id}/undo`)).status).toBe(200);
  expect(await site.feed('P03')).not.toContain('CANCELLED');

  const described = (await editor('GET', `/courses/${COURSE}/held`)).body;
  expect(heldAnswer.strict().safeParse(described).error?.issues).toBeUndefined();
  const { held } = described;
  expect(held).toMatchObject({ edit: name, summary: expect.stringContaining('takes away P03') });
  expect((await editor('POST', `/courses/${COURSE}/held`, { edit: name })).status).toBe(403);
  const owner = await openScript(site, 'registrar', 'owner', '*');
  expect((await owner('POST', `/courses/${COURSE}/held`, { edit: 'another' })).status).toBe(412);
  expect((await owner('POST', `/courses/${COURSE}/held`, { edit: name })).body).toEqual({ published: true });
  expect(await site.feed('P03')).toContain('CANCELLED');
  expect((await editor('GET', `/courses/${COURSE}/held`)).body).toEqual({ held: null });
});
