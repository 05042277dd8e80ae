import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeFeed } from '../../src/feeds/feed.ts';
import type { FeedAnswer } from '../../src/feeds/feed-cache.ts';
import { createRoomCourses } from '../../src/feeds/room-courses.ts';
import { type Serving, startServing } from '../../src/feeds/serving.ts';
import { createTermFeeds, listTermFeeds } from '../../src/feeds/term-feeds.ts';
import { createConditions } from '../../src/publish/conditions.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const TERM =
  'title: Fall 2026\nzone: America/New_York\nclasses: 2026-09-02 to 2026-09-15\nexams: 2026-12-16 to 2026-12-21\n';
const SITE = `uidDomain: x.edu
places:
  hall-1: {name: Hall 1, also: Main Hall, address: "1 Way, Town", url: https://x.edu/hall-1}
  hall-2: Hall 2
`;
const A = `code: A 1
title: First
crossListed: [{id: z9, code: Z 9}]
staff: {ann: {name: Ann Smith, feed: yes}, bob: Bob Jones}
sections:
  L: {kind: lecture, meets: Mon 1pm-2pm, where: Hall 1, staff: ann, listed: b2/M}
  P: {kind: precept, meets: Tue 1pm-2pm, where: Hall 2, staff: [ann, bob]}
  X: {kind: exam, meets: 2026-12-17 9am-noon, where: Hall 1}
`;
const B = `code: B 2
title: Second
sections:
  L: {kind: lecture, meets: Wed 1pm-2pm, where: Hall 1}
  O: {kind: lecture, meets: Thu 1pm-2pm, where: Online}
`;
const C = 'code: C 3\ntitle: Third\nsections: {L: {kind: lecture, meets: Fri 1pm-2pm, where: Hall 2}}\n';
const D = `code: D 4
title: Draft
draft: yes
staff: {dan: {name: Dan Wu, feed: yes}}
sections:
  L: {kind: lecture, meets: Fri 3pm-4pm, where: Hall 2, staff: dan}
  X: {kind: exam, meets: 2026-12-18 9am-noon, where: Hall 2}
`;

let folder: string;
let store: Store;
let serving: Serving;
let now = Date.UTC(2026, 8, 1);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-term-feeds-'));
  store = await openSqliteStore(path.join(folder, 'state'), { isTemporary: true });
  now = Date.UTC(2026, 8, 1);
  await write({ 'site.yaml': SITE, 'terms/fall-2026.yaml': TERM });
  await write({ 'courses/fall-2026/a1.yaml': A, 'courses/fall-2026/b2.yaml': B, 'courses/fall-2026/c3.yaml': C });
  serving = await open();
});
afterEach(async () => {
  await serving.stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, 'data', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function edit(files: Readonly<Record<string, string>>): Promise<void> {
  now += 60_000;
  await write(files);
  await serving.readAgain();
}

async function open(): Promise<Serving> {
  const context = { store, log, conditions: createConditions(log, Date.now), clock: () => now, publicUrl: null };
  const opened = await startServing({ ...context, drafts: false, folder: path.join(folder, 'data'), cache: null });
  await opened.begin();
  return opened;
}

const answerWith = (over: Pick<Store, 'coursesUsing'> = store) =>
  createTermFeeds({
    ...serving,
    store: { coursesUsing: createRoomCourses(over, serving.courses) },
    publicUrl: null,
    drafts: false,
  });

async function get(name: string, headers = {}): Promise<FeedAnswer | null> {
  return await answerWith()(`/fall-2026/${name}.ics`, headers);
}

function bodyOf(answer: FeedAnswer | null): string {
  return answer?.type === 'feed' ? encodeFeed(answer.feed, 'identity').toString().replaceAll('\r\n ', '') : '';
}

/** 'A 1 L · Lecture' of each event, each once, in order */
async function list(name: string): Promise<string[]> {
  return [...new Set(bodyOf(await get(name)).match(/(?<=\nSUMMARY:).+/g))];
}

it('lists what takes place in a room, of each course once, and nothing that is online', async () => {
  expect(await list('rooms/hall-1')).toEqual(['B 2 L · Lecture', 'A 1 L · Lecture', 'A 1 X · Exam']);
  expect(await list('rooms/HALL-2')).toEqual(['C 3 L · Lecture', 'A 1 P · Precept']);
  const body = bodyOf(await get('rooms/hall-1'));
  expect(body).toContain('X-WR-CALNAME:Hall 1 · Fall 2026\r\n');
  expect(body).toContain('LOCATION:Hall 1\\, 1 Way\\, Town\r\n');
  expect(body.match(/\nCOLOR:/g)).toHaveLength(1 + 2 + 2 + 1);
  expect(body).toContain('\r\nCATEGORIES:A 1,Exam\r\n');
  expect(await get('rooms/hall-3')).toMatchObject({ type: 'text', status: 404 });
});

it('has the meetings’ own UIDs and SEQUENCEs, and follows a meeting that moves to another room', async () => {
  const before = await get('rooms/hall-1');
  await edit({ 'courses/fall-2026/b2.yaml': B.replace('Hall 1', 'Hall 2') });
  const after = await get('rooms/hall-1');
  expect(await list('rooms/hall-1')).toEqual(['A 1 L · Lecture', 'A 1 X · Exam']);
  expect(await list('rooms/hall-2')).toContain('B 2 L · Lecture');
  const moved = bodyOf(await get('rooms/hall-2'));
  const own = await serving.answerFeed('/fall-2026/b2/L.ics');
  const uids = bodyOf(own).match(/UID:.+/g) ?? [];
  expect(uids).toHaveLength(2);
  for (const uid of uids) expect(moved).toContain(uid);
  expect(moved).toContain('SEQUENCE:1\r\n');
  if (before?.type !== 'feed' || after?.type !== 'feed') throw new Error('no feed');
  expect(after.feed.tag).not.toBe(before.feed.tag);
  expect(after.feed.lastModified).toBeGreaterThan(before.feed.lastModified);
});

it('loads the courses of the room alone, and none to say that a copy is current after a restart', async () => {
  const first = await get('rooms/hall-2');
  await serving.stop();
  serving = await open();
  const loaded = () => serving.courses.keys().filter((key) => serving.courses.isLoaded(key));
  expect(loaded()).toEqual([]);
  const tag = first?.type === 'feed' ? `"${first.feed.tag}"` : '';
  expect(await get('rooms/hall-2', { 'if-none-match': tag })).toMatchObject({ type: 'feed', feed: { filename: '' } });
  expect(loaded()).toEqual([]);
  expect(await list('rooms/hall-2')).toHaveLength(2);
  expect(loaded().sort()).toEqual(['fall-2026/a1', 'fall-2026/c3']);
});

it('asks the store once for each state of the term', async () => {
  let asked = 0;
  const answer = answerWith({
    coursesUsing(...given) {
      asked += 1;
      return store.coursesUsing(...given);
    },
  });
  for (let count = 0; count < 3; count += 1) await answer('/fall-2026/rooms/hall-1.ics');
  await edit({ 'courses/fall-2026/c3.yaml': C.replace('Hall 2', 'Hall 1') });
  expect(bodyOf(await answer('/fall-2026/rooms/hall-1.ics'))).toContain('SUMMARY:C 3 L');
  expect(asked).toBe(2);
});

it('lists the exams of a term', async () => {
  expect(await list('exams')).toEqual(['A 1 X · Exam']);
  expect(listTermFeeds('fall-2026', { ...serving, drafts: false })).toEqual(['holidays', 'exams']);
});

it('hides what drafts and `show staff` hide', async () => {
  await edit({ 'courses/fall-2026/d4.yaml': D });
  expect(await list('rooms/hall-2')).toEqual(['C 3 L · Lecture', 'A 1 P · Precept']);
  expect(await list('exams')).toEqual(['A 1 X · Exam']);
  expect(await get('d4/staff/dan')).toMatchObject({ type: 'text', status: 404 });
  await edit({ 'site.yaml': `${SITE}show staff: initials\n` });
  expect(bodyOf(await get('rooms/hall-2'))).not.toContain('Jones');
  expect(await get('a1/staff/ann')).toMatchObject({ type: 'text', status: 404 });
});

it('has a feed of what a person holds in a course only where they agreed to it', async () => {
  expect(await list('a1/staff/ann')).toEqual(['A 1 L · Lecture', 'A 1 P · Precept']);
  expect(await get('a1/staff/ann')).toMatchObject({ isUnlisted: true });
  for (const name of ['a1/staff/bob', 'b2/staff/ann', 'd4/staff/ann']) {
    expect(await get(name)).toMatchObject({ type: 'text', status: 404 });
  }
  const before = (await store.listCourses()).map(({ lastModified }) => lastModified);
  await edit({ 'courses/fall-2026/a1.yaml': A.replace(', feed: yes', '') });
  expect(await get('a1/staff/ann')).toMatchObject({ type: 'text', status: 404 });
  // Nothing that people see of a meeting.
  expect((await store.listCourses()).map(({ lastModified }) => lastModified)).toEqual(before);
});

it('gives two persons of one name a feed each, and raises nothing when they change places', async () => {
  const both = A.replace('bob: Bob Jones', 'bob: Bob Jones, ann2: {name: Ann Smith, feed: yes}');
  await edit({ 'courses/fall-2026/a1.yaml': both.replace('staff: [ann, bob]', 'staff: ann2') });
  expect(await list('a1/staff/ann')).toEqual(['A 1 L · Lecture']);
  expect(await list('a1/staff/ann2')).toEqual(['A 1 P · Precept']);
  const before = bodyOf(await get('a1/staff/ann2')).match(/SEQUENCE:\d+/g);
  await edit({ 'courses/fall-2026/a1.yaml': both.replace('staff: [ann, bob]', 'staff: ann') });
  expect(await list('a1/staff/ann')).toEqual(['A 1 L · Lecture', 'A 1 P · Precept']);
  expect(bodyOf(await get('a1/staff/ann')).match(/SEQUENCE:\d+/g)).toEqual(expect.arrayContaining(before ?? ['']));
  expect(await list('a1/staff/ann2')).toEqual([]);
});

it('keeps the feeds of rooms while the site’s file has an error', async () => {
  await edit({ 'site.yaml': `${SITE}places: [` });
  expect(await list('rooms/hall-1')).toHaveLength(3);
});

it('names the feeds of a term in the language of the term', async () => {
  expect(bodyOf(await get('exams'))).toContain('\r\nNAME:Exams · Fall 2026\r\n');
  await edit({ 'terms/fall-2026.yaml': `${TERM}language: fr\n` });
  expect(bodyOf(await get('exams'))).toContain('\r\nNAME:Examens · Fall 2026\r\n');
  expect(bodyOf(await get('rooms/hall-1'))).toContain(
    '\r\nDESCRIPTION:Hall 1\\n1 Way\\, Town\\nhttps://x.edu/hall-1\\nCe ',
  );
});

it('speaks of a person in the language of the course', async () => {
  await edit({ 'courses/fall-2026/a1.yaml': `${A}language: fr\n` });
  const french = bodyOf(await get('a1/staff/ann'));
  expect(french).toContain('CATEGORIES:A 1,Cours magistral\r\n');
  expect(french).toContain('DESCRIPTION:Ce que Ann Smith assure dans A 1');
  await edit({ 'site.yaml': `language: de\n${SITE}` });
  expect(bodyOf(await get('a1/staff/ann'))).toBe(french);
});

it('leaves the addresses of a course that is called as a feed', async () => {
  await edit({ 'courses/fall-2026/rooms.yaml': C, 'courses/fall-2026/exams.yaml': C });
  expect([await get('rooms/L'), await get('exams')]).toEqual([null, null]);
});
