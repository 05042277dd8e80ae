import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { exportState as exportParts } from '../../src/store/state-export.ts';
import { restoreState as restoreParts } from '../../src/store/state-restore.ts';
import type { Store, StoreTransaction } from '../../src/store/store.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { createPostgresPlaces, createSqlitePlaces, type Places } from './places.ts';
import { auditEntry, awkward, deskChange, personalFeed, publication, stored } from './samples.ts';
import { exportState, restoreState } from './state-text.ts';

const sqlite = createSqlitePlaces();
const postgres = createPostgresPlaces();
const KEEP = { overwrite: false, keepSignIns: true, now: PUBLISHED };

afterEach(async () => {
  await Promise.all([sqlite, postgres].map((places) => places.closeAll()));
});
afterAll(async () => {
  await Promise.all([sqlite, postgres].map((places) => places.remove()));
});

const openNew = async (places: Places): Promise<Store> => await places.open(await places.create());

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.saveCourse('fall-2018/cos418', stored({ published: publication(5), retired: true }));
    await tx.saveCourse('fall-2018/aas101', stored({ published: awkward() }));
    await tx.addDeskChange(deskChange({ id: 'c1', idempotencyKey: 'k' }));
    await tx.addDeskChange(deskChange({ id: 'a2', undoneAt: PUBLISHED, undoneBy: 'dean' }));
    await tx.savePersonalFeed(personalFeed('z'));
    await tx.savePersonalFeed(personalFeed('a', { revokedAt: PUBLISHED }));
    await tx.publishRules({ 'site.yaml': 'name: "A"\n' }, 1000);
    await tx.publishRules({ 'site.yaml': 'name: B\n' }, 2000);
    await tx.addAudit(auditEntry('one'));
    await tx.addAudit(auditEntry('two'));
    await tx.raiseInstant(PUBLISHED + 99_000);
    await fillStaff(tx);
  });
}

/** A signed-in member of staff with an unused link and an API token. */
async function fillStaff(tx: StoreTransaction): Promise<void> {
  const mail = 'instructor@example.edu';
  const made = { mail, madeAt: PUBLISHED, expiresAt: PUBLISHED + 1000 };
  const grant = { role: 'instructor', scope: 'fall-2018/cos418', at: PUBLISHED, by: 'command line' };
  await tx.saveStaff({ mail, name: null, addedAt: PUBLISHED, addedBy: 'command line', grants: [grant] });
  await tx.saveSession({ ...made, hash: 's', device: 'Firefox', endedAt: null });
  await tx.saveSignInLink({ ...made, hash: 'l', madeBy: 'command line', usedAt: null, revokedAt: PUBLISHED });
  const token = { id: 't', hash: 'h', label: 'script', role: 'editor', scope: '*', madeAt: PUBLISHED, madeBy: mail };
  await tx.saveApiToken({ ...token, expiresAt: null, revokedAt: null });
}

describe.each([
  { from: sqlite, to: postgres },
  { from: postgres, to: sqlite },
])('from $from.name to $to.name', ({ from, to }) => {
  test('carries everything there and back', async () => {
    const [first, second, third] = [await openNew(from), await openNew(to), await openNew(from)];
    await fill(first);
    const text = await exportState(first);
    expect(await restoreState(second, text, KEEP)).toMatchObject({ restored: true, lines: 15 });
    expect(await exportState(second)).toBe(text);
    expect(await restoreState(third, await exportState(second), KEEP)).toMatchObject({ restored: true, lines: 15 });
    expect(await exportState(third)).toBe(text);
    expect(await second.loadCourses()).toEqual(await first.loadCourses());
    expect(await second.rulesNumber()).toBe(2);
    expect((await second.head()).instant).toBe(PUBLISHED + 99_000);
    expect((await second.write((tx) => tx.addDeskChange(deskChange({ idempotencyKey: 'k' })))).repeated).toBe(true);
  });
});

describe.each([sqlite, postgres])('a store of many pages in $name', (places) => {
  test('is exported some lines at a time, as it was at first, while others write', async () => {
    const [first, second] = [await openNew(places), await openNew(places)];
    const numbers = Array.from({ length: 120 }, (_, index) => String(index).padStart(3, '0'));
    await first.write(async (tx) => {
      await tx.saveCourses(numbers.map((number) => ({ key: `fall-2018/c${number}`, course: stored() })));
      await tx.saveAgreedTexts(numbers.map((number) => ({ digest: `digest-${number}`, text: `id: ${number}` })));
      for (const number of numbers) {
        await tx.addAudit(auditEntry(number));
      }
    });
    const parts: string[] = [];
    const count = await exportParts(first, async (part) => {
      if (parts.length === 1) await first.write((tx) => tx.removeCourse('fall-2018/c119'));
      parts.push(part);
    });
    expect(Math.max(...parts.map((part) => part.trimEnd().split('\n').length))).toBeLessThanOrEqual(50);
    const lines = parts.join('').trimEnd().split('\n');
    expect(lines).toHaveLength(count);
    const found = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
    expect(found(/^\{"course":"fall-2018\/c(\d+)"/)).toEqual(numbers);
    expect(found(/^\{"agreedText":\{"digest":"digest-(\d+)"/)).toEqual(numbers);
    expect(found(/^\{"audit":.*"what":"(\d+)"/)).toEqual(numbers);
    const text = parts.join('');
    const cut = Array.from({ length: Math.ceil(text.length / 999) }, (_, part) =>
      text.slice(part * 999, part * 999 + 999),
    );
    expect(await restoreParts(second, cut, KEEP)).toMatchObject({ restored: true, lines: count - 1 });
    expect(await exportState(second)).toBe(text);
  });
});

test('refuses to replace what a store holds unless told', async () => {
  const [first, second] = [await openNew(sqlite), await openNew(sqlite)];
  await fill(first);
  const text = await exportState(first);
  await second.write((tx) => tx.saveCourse('fall-2018/other', stored()));
  const before = await exportState(second);
  expect(await restoreState(second, text, KEEP)).toEqual({
    restored: false,
    reason: 'the store is not empty, and restoring replaces all it holds',
  });
  expect(await exportState(second)).toBe(before);
  expect(await restoreState(second, text, { overwrite: true, keepSignIns: true, now: PUBLISHED })).toMatchObject({
    restored: true,
  });
  expect(await exportState(second)).toBe(text);
  expect((await second.changedSince(1)).map(({ key }) => key)).toContain('fall-2018/other');
});

test('restores an export of an early release, which has confirmations, without them', async () => {
  const [first, second] = [await openNew(sqlite), await openNew(sqlite)];
  await fill(first);
  const text = await exportState(first);
  const early = text
    .replace(/\n\{"course"/, '\n{"confirmation":{"rules":"hash","at":1000,"by":"dean"}}$&')
    .replace('{"end":15}', '{"end":16}');
  expect(await restoreState(second, early, KEEP)).toMatchObject({ restored: true, lines: 16 });
  expect(await exportState(second)).toBe(text);
});

test('says what is wrong with a file, and restores nothing of it', async () => {
  const source = await openNew(sqlite);
  await fill(source);
  const text = await exportState(source);
  const lines = text.trimEnd().split('\n');
  const broken: [string, RegExp][] = [
    ['', /the file is empty/],
    ['BEGIN:VCALENDAR', /line 1: this is not JSON/],
    ['{"hello": 1}', /line 1: this is nothing that a state consists of/],
    [lines.slice(1).join('\n'), /no state exported by Belltower/],
    [lines.slice(0, -1).join('\n'), /incomplete: its last line is missing/],
    [[...lines.slice(0, 5), ...lines.slice(6)].join('\n'), /15 lines were exported, 14 are here/],
    [text.replace(/^\{"deskChange.*\n/m, '$&$&'), /line \d+: the same stands on an earlier line/],
    [text.replace('"format":1', '"format":2'), /format 2 was written by a later release/],
    [text.replace(/"document":\d+/, '"document":99'), /documents of version 99 were written by a later release/],
    [text.replace('"absent":[]', '"absent":{}'), /line \d+: this is nothing/],
    [text.replace('"madeBy":"registrar"', '"madeBy":7'), /line \d+: this is nothing/],
  ];
  const store = await openNew(sqlite);
  for (const [file, reason] of broken) {
    const outcome = await restoreState(store, file, KEEP);
    expect(outcome).toMatchObject({ restored: false, reason: expect.stringMatching(reason) });
  }
  expect(await store.head()).toEqual({ revision: 0, instant: 0 });
});
