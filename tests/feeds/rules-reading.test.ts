/** What a replica that serves rules published to the store knows of the site. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServing } from '../../src/feeds/serving.ts';
import { createConditions } from '../../src/publish/conditions.ts';
import { publishRules } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const clock = () => Date.UTC(2026, 8, 1);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TERM = 'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n';
const WHOLE = 'L: {kind: lecture, meets: Mon 1pm-2pm}, P: {kind: precept, meets: Tue 1pm-2pm}';
const CUT = 'L: {kind: lecture, meets: Mon 1pm-2pm}';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-rules-reading-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function publish(site: string, sections: string, name = 'site.yaml'): Promise<void> {
  const files = [
    { path: name, text: site },
    { path: 'terms/fall-2026.yaml', text: TERM },
    { path: 'courses/fall-2026/a.yaml', text: `code: A 1\ntitle: A\nsections: {${sections}}\n` },
  ];
  await publishRules(store, clock, files, readRules(files));
}

it('is of the latest rules, while an edit of a course is held, and not of a file with errors', async () => {
  await publish('uidDomain: x.edu\nname: Before\n', WHOLE);
  const context = { store, log, conditions: createConditions(log, clock), clock, publicUrl: null };
  const serving = await startServing({ ...context, drafts: false, folder: null, cache: null });
  await serving.readAgain();
  expect(serving.site()?.name).toBe('Before');
  await publish('uidDomain: x.edu\nname: After\nplaces: {hall-1: Hall 1}\n', CUT, 'site.yml');
  expect(await store.heldEdits()).toHaveLength(1);
  await serving.readAgain();
  expect(serving.site()).toMatchObject({ name: 'After', places: [{ id: 'hall-1' }] });
  await publish('uidDomain: x.edu\nname: [\n', CUT);
  await serving.readAgain();
  expect(serving.site()?.name).toBe('After');
  await serving.stop();
  // After a restart, what its course was published from.
  const again = await startServing({ ...context, drafts: false, folder: null, cache: null });
  await again.readAgain();
  expect(again.site()?.name).toBe('Before');
  await again.stop();
});
