/** Published terms follow the zone data: of a new Node, among replicas with different ones, and in an earlier store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CourseKey } from '../../src/domain/model.ts';
import { NODE_ZONE_DATA, useZoneData, type ZoneData } from '../../src/domain/zone.ts';
import { findChangedCourses } from '../../src/publish/changed-courses.ts';
import { makeChange } from '../../src/publish/changing.ts';
import { openPublished } from '../../src/publish/current-term.ts';
import { OlderZoneDataError } from '../../src/publish/older-zone-data-error.ts';
import { NO_RULES } from '../../src/publish/published-from.ts';
import { type Publication, publish } from '../../src/publish/publisher.ts';
import { endCourse, reviveCourse } from '../../src/publish/retiring.ts';
import { readRules } from '../../src/publish/rules.ts';
import { readStored } from '../../src/publish/stored-courses.ts';
import { createPacker } from '../../src/store/packed-course.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const OLD: ZoneData = { ...NODE_ZONE_DATA, version: '2026a' };
/** The clocks of New York stay at daylight time in the winter after this summer. */
const NEW: ZoneData = {
  version: '2026c',
  offset: (zone, at) => (at >= Date.UTC(2026, 9, 1) ? -240 : NODE_ZONE_DATA.offset(zone, at)),
};
const KEY: CourseKey = 'fall-2026/cos126';
const HOUR = 3_600_000;
const PUBLISHED = Date.UTC(2026, 7, 1);
const RENEWED = Date.UTC(2026, 8, 20);

function filesOf(title = 'Course') {
  const term =
    'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\nclosings: {date: 2026-11-26, from: 1:00pm}\n';
  const sections = 'sections:\n  L01: {kind: lecture, meets: Mon 10:00am-10:50am}\n';
  return [
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    { path: 'terms/fall-2026.yaml', text: term },
    { path: 'courses/fall-2026/cos126.yaml', text: `code: COS 126\ntitle: ${title}\n${sections}` },
  ];
}

let folder: string;
let store: Store;
beforeEach(async () => {
  useZoneData(OLD);
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-zone-data-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterEach(async () => {
  useZoneData(NODE_ZONE_DATA);
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function publishAt(at: number, title?: string): Promise<Publication> {
  return publish(store, () => at, readRules(filesOf(title)));
}

async function readMeetings() {
  const document = (await store.loadDocuments([KEY])).get(KEY);
  if (!document) throw new Error('it was not published');
  return readStored(createPacker(), KEY, document).meetings;
}

/** Whether a start would leave the term alone. */
async function isCurrent(): Promise<boolean[]> {
  const published = await openPublished(store);
  const files = filesOf();
  return [await published.isCurrent('fall-2026', files), published.areHolidaysCurrent('fall-2026', files)];
}

test('new offsets publish the term again: the meetings that they move, and no others', async () => {
  await publishAt(PUBLISHED);
  expect(await isCurrent()).toEqual([true, true]);
  const before = await readMeetings();
  const closing = (await store.holidays())[0]?.published?.days[0];

  useZoneData(NEW);
  expect(await isCurrent()).toEqual([false, false]);
  const { plans } = await publishAt(RENEWED);
  expect(plans.map(({ held, delta }) => [held, delta.counts.moved])).toEqual([[false, 6]]);
  expect(await isCurrent()).toEqual([true, true]);

  const after = await readMeetings();
  expect(after.map(({ facts }, index) => facts.start - (before[index]?.facts.start ?? 0))).toEqual(
    before.map(({ facts }) => (facts.date > '2026-11-01' ? -HOUR : 0)),
  );
  const isRaised = after.map(({ sequence }, index) => sequence - (before[index]?.sequence ?? 0));
  expect(isRaised).toEqual(before.map(({ facts }) => (facts.date > '2026-11-01' ? 1 : 0)));
  const moved = (await store.holidays())[0]?.published?.days[0];
  expect(moved?.sequence).toBe((closing?.sequence ?? 0) + 1);
});

test('in the middle of the term too, nothing is held, though meetings that are over move', async () => {
  await publishAt(PUBLISHED);
  useZoneData(NEW);
  const { plans } = await publishAt(Date.UTC(2026, 10, 20));
  expect(plans.map(({ held, drastic, delta }) => [held, drastic, delta.counts.moved])).toEqual([[false, false, 6]]);
  expect(await store.heldEdits()).toEqual([]);
});

test('another version with the same offsets publishes nothing', async () => {
  await publishAt(PUBLISHED);
  useZoneData({ ...OLD, version: '2026b' });
  expect(await isCurrent()).toEqual([true, true]);
  expect((await publishAt(RENEWED)).plans).toEqual([]);
});

test('a process with older zone data changes nothing that newer data gave', async () => {
  useZoneData(NEW);
  await publishAt(PUBLISHED);
  const before = await readMeetings();

  useZoneData(OLD);
  expect(await isCurrent()).toEqual([true, true]);
  expect((await publishAt(RENEWED)).plans).toEqual([]);
  const refused = await publishAt(RENEWED, 'Another title');
  expect(refused.plans).toEqual([]);
  expect(refused.outdated).toEqual([
    { key: KEY, why: expect.stringContaining('it was published with zone data 2026c, and') },
  ]);
  const { courses, unreached } = await findChangedCourses(store, readRules(filesOf()), new Set([KEY]));
  expect([...courses.keys()]).toEqual([]);
  expect(unreached).toEqual([{ key: KEY, why: expect.stringContaining('run a Node that has 2026c or later') }]);
  expect(await readMeetings()).toEqual(before);
});

test('older zone data costs only its own courses and calendars: all others are published', async () => {
  useZoneData(NEW);
  await publishAt(PUBLISHED);
  useZoneData(OLD);
  const edited = filesOf().map((file) => ({ ...file, text: file.text.replace('1:00pm', '2:00pm') }));
  const other = [
    { path: 'terms/spring-2026.yaml', text: 'title: S\nzone: America/New_York\nclasses: 2026-02-02 to 2026-05-01\n' },
    {
      path: 'courses/spring-2026/x1.yaml',
      text: 'code: X 1\ntitle: X\nsections: {L01: {kind: lecture, meets: Mon 9am-10am}}\n',
    },
  ];
  const { plans, outdated } = await publish(store, () => RENEWED, readRules([...edited, ...other]));
  expect(plans.map(({ key }) => key)).toEqual(['spring-2026/x1']);
  expect(outdated.map(({ key }) => key)).toEqual([KEY, 'fall-2026/holidays']);
  expect((await store.holidays()).map(({ term }) => term).sort()).toEqual(['fall-2026', 'spring-2026']);
});

test('a held edit is held still after a publication with older zone data', async () => {
  useZoneData(NEW);
  const files = filesOf();
  const more = files.map((file) => ({
    ...file,
    text: `${file.text}${file.text.includes('L01') ? '  L02: {kind: lecture, meets: Tue 9am-10am}\n' : ''}`,
  }));
  await publish(store, () => PUBLISHED, readRules(more));
  await publish(store, () => RENEWED, readRules(files));
  expect((await store.heldEdits()).map(({ key }) => key)).toEqual([KEY]);
  useZoneData(OLD);
  expect((await publish(store, () => RENEWED + HOUR, readRules(files))).outdated).toHaveLength(1);
  expect((await store.heldEdits()).map(({ key }) => key)).toEqual([KEY]);
});

test('a closing at the desk that the term’s calendar cannot take is refused with the reason', async () => {
  const rules = readRules(filesOf().filter(({ path: file }) => !file.startsWith('courses/')));
  useZoneData(NEW);
  await publish(store, () => PUBLISHED, rules);
  useZoneData(OLD);
  const text = { on: '2026-11-25', closed: 'from 3pm', say: 'Snow' };
  const outcome = await makeChange(
    { store, clock: () => RENEWED, rules },
    { subject: 'fall-2026', text, by: 'x', idempotencyKey: null },
    true,
  );
  expect(outcome).toMatchObject({
    reason: 'not-changeable',
    why: expect.stringMatching(/^fall-2026\/holidays: .*2026c/),
  });
  expect(await store.deskChanges()).toEqual([]);
});

test('an ended course keeps its zone data: a process with older data does not revive it', async () => {
  const rules = readRules(filesOf());
  useZoneData(NEW);
  await publishAt(PUBLISHED);
  await endCourse(store, () => RENEWED, rules, KEY);
  const ended = await readMeetings();

  useZoneData(OLD);
  const older = readRules(filesOf());
  await expect(reviveCourse(store, () => RENEWED + HOUR, older, KEY)).rejects.toThrow(OlderZoneDataError);
  expect(await readMeetings()).toEqual(ended);
  expect((await store.findCourse(KEY))?.retired).toBe(true);

  useZoneData(NEW);
  const revived = await reviveCourse(store, () => RENEWED + HOUR, readRules(filesOf()), KEY);
  expect(revived).toMatchObject({ type: 'done', plans: [{ key: KEY }] });
});

test('a course whose file comes back is not published with older zone data either', async () => {
  useZoneData(NEW);
  await publishAt(PUBLISHED);
  const without = readRules(filesOf().filter(({ path: file }) => !file.startsWith('courses/')));
  const agreement = { edits: new Map([[KEY, NO_RULES]]), by: 'x' };
  expect((await publish(store, () => RENEWED, without, { agreement })).plans).toMatchObject([{ ending: 'gone' }]);
  useZoneData(OLD);
  const { plans, outdated } = await publishAt(RENEWED + HOUR);
  expect([plans, outdated.map(({ key }) => key)]).toEqual([[], [KEY]]);
});

test('a process that does not know its version refuses nothing, and compares the offsets', async () => {
  useZoneData(NEW);
  await publishAt(PUBLISHED);
  useZoneData({ ...NEW, version: '' });
  expect(await isCurrent()).toEqual([true, true]);
  expect((await publishAt(RENEWED, 'Another title')).plans).toHaveLength(1);
  // Two unknown versions.
  useZoneData({ ...OLD, version: '' });
  const { plans, outdated } = await publishAt(RENEWED + HOUR, 'Another title');
  expect(outdated).toEqual([]);
  expect(plans.map(({ delta }) => delta.counts.moved)).toEqual([6]);
});

test('a course of an earlier release, which stored no zone data, is looked at once; nothing is raised', async () => {
  await publishAt(PUBLISHED);
  const before = await readMeetings();
  const feeds = await store.holidays();
  await store.write(async (tx) => {
    const [digest = ''] = ((await tx.findCourse(KEY))?.rules ?? '').split('.');
    const published = readStored(createPacker(), KEY, (await tx.loadDocuments([KEY])).get(KEY) as never);
    await tx.saveCourse(KEY, { published, rules: `${digest}.`, retired: false });
    for (const { term, rules, published } of feeds) {
      if (published) await tx.saveHolidays({ term, rules: rules.split('.')[0] ?? '', published });
    }
  });
  expect(await isCurrent()).toEqual([false, false]);
  const { plans } = await publishAt(RENEWED);
  expect(plans.map(({ delta }) => [delta.feeds, delta.visible])).toEqual([[[], 0]]);
  expect(await isCurrent()).toEqual([true, true]);
  expect(await readMeetings()).toEqual(before);
  expect((await store.holidays()).map(({ published }) => published)).toEqual(feeds.map(({ published }) => published));
});
