import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeFeed } from '../../src/feeds/feed.ts';
import { type Serving, startServing } from '../../src/feeds/serving.ts';
import { createTermFeeds } from '../../src/feeds/term-feeds.ts';
import { makeChange, undoChange } from '../../src/publish/changing.ts';
import { closeTerm, reopenTerm } from '../../src/publish/closing.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { readFolder } from '../../src/publish/folder.ts';
import { tidyHolidays } from '../../src/publish/holidays.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { exportState } from '../../src/store/state-export.ts';
import { restoreState } from '../../src/store/state-restore.ts';
import type { Store } from '../../src/store/store.ts';
import { SHIPPED } from '../cli/terminal.ts';

const ADDRESS = '/fall-2018/holidays.ics';
const DAY = 86_400_000;
const START = Date.UTC(2018, 9, 1);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let store: Store;
let conditions: Conditions;
let now = START;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-holidays-'));
  await cp(SHIPPED, path.join(folder, 'data'), { recursive: true });
  store = await openSqliteStore(path.join(folder, 'state'), { isTemporary: true });
  conditions = createConditions(log, Date.now);
  now = START;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(from = store): Promise<Serving> {
  const data = path.join(folder, 'data');
  const context = { log, conditions, clock: () => now, publicUrl: null, drafts: false, cache: null };
  const serving = await startServing({ ...context, store: from, folder: data });
  await serving.begin();
  return serving;
}

function read(serving: Serving, drafts = false): string | null {
  const answer = createTermFeeds({ ...serving, store, publicUrl: null, drafts })(ADDRESS);
  return answer && 'type' in answer && answer.type === 'feed' ? encodeFeed(answer.feed, 'identity').toString() : null;
}

const sequencesOf = (body: string | null): string[] => body?.match(/(?<=SEQUENCE:)\d+|(?<=SUMMARY:).+/g) ?? [];

async function editTerm(edit: (text: string) => string): Promise<void> {
  const file = path.join(folder, 'data/terms/fall-2018.yaml');
  await writeFile(file, edit(await readFile(file, 'utf8')));
}

it('publishes a term’s calendar once, and again when its file changes', async () => {
  const serving = await open();
  const body = read(serving);
  expect(sequencesOf(body)).toEqual(['Fall recess', '0', 'Thanksgiving recess', '0']);
  const { revision } = await store.head();
  now += DAY;
  await serving.readAgain();
  expect([read(serving), (await store.head()).revision]).toEqual([body, revision]);
  await editTerm((text) => text.replace('Thanksgiving recess', 'Thanksgiving').replace(/.*Fall recess.*\n/, ''));
  await serving.readAgain();
  const edited = read(serving);
  expect(sequencesOf(edited)).toEqual(['CANCELLED: Fall recess', '1', 'Thanksgiving', '1']);
  await serving.stop();
  const again = await open();
  expect(read(again)).toBe(edited);
  await again.stop();
  now += 31 * DAY;
  const later = await open();
  await later.readAgain();
  expect(sequencesOf(read(later))).toEqual(['Thanksgiving', '1']);
  await later.stop();
});

describe('a snow day', () => {
  const eventOf = (body: string | null, summary: string): string =>
    body?.split('BEGIN:VEVENT').find((event) => event.includes(`SUMMARY:${summary}`)) ?? '';
  const uidOf = (event: string): string => /UID:(.*)/.exec(event)?.[1] ?? '';
  const closed = (say: string, hours: string) =>
    `changes:\n  - {announced: 2018-11-14 18:00, on: 2018-11-15, closed: ${hours}, say: ${say}}\n`;

  it('that a change of the term’s file announces is in its calendar, under one UID whatever is said of it', async () => {
    await editTerm((text) => `${text}\n${closed('Snow', 'from 2pm')}`);
    const serving = await open();
    const part = eventOf(read(serving), 'Snow');
    expect(part).toContain('DTSTART:20181115T190000Z');
    expect(part).toContain('SEQUENCE:0');
    await editTerm((text) => text.replace('from 2pm, say: Snow', 'all day, say: Snow day'));
    await serving.readAgain();
    const whole = eventOf(read(serving), 'Snow day');
    expect(whole).toContain('DTSTART;VALUE=DATE:20181115');
    expect([uidOf(whole), whole.includes('SEQUENCE:1')]).toEqual([uidOf(part), true]);
    await serving.stop();
  });

  it('that the desk announces is in its calendar at once, and cancelled when it is taken back', async () => {
    const serving = await open();
    const before = read(serving);
    const rules = readRules(await readFolder(path.join(folder, 'data')));
    const context = { store, clock: () => now, rules };
    const text = { on: '2018-11-14', closed: 'all day', say: 'Snow day' };
    const request = { subject: 'fall-2018', text, by: 'dean@example.edu', idempotencyKey: null };
    const made = await makeChange(context, request, true);
    if (made.type !== 'done') throw new Error(JSON.stringify(made));
    await serving.catchUp();
    const event = eventOf(read(serving), 'Snow day');
    expect(event).toContain('DTSTART;VALUE=DATE:20181114');
    // Another start publishes nothing anew.
    await serving.readAgain();
    expect(eventOf(read(serving), 'Snow day')).toBe(event);
    await undoChange(context, { subject: 'fall-2018', id: made.change.id, by: 'dean@example.edu' }, true);
    await serving.catchUp();
    const gone = eventOf(read(serving), 'CANCELLED: Snow day');
    expect([uidOf(gone), gone.includes('STATUS:CANCELLED')]).toEqual([uidOf(event), true]);
    for (const name of ['Fall recess', 'Thanksgiving recess'])
      expect(eventOf(read(serving), name).includes('SEQUENCE:0')).toBe(true);
    expect(before).not.toContain('Snow');
    await serving.stop();
  });

  it('that the desk announces for a day without meetings is in its calendar; the same once more is refused', async () => {
    const serving = await open();
    const rules = readRules(await readFolder(path.join(folder, 'data')));
    const context = { store, clock: () => now, rules };
    // The day after the last of classes.
    const text = { on: '2018-12-15', closed: 'all day', say: 'Snow day' };
    const request = { subject: 'fall-2018', text, by: 'dean@example.edu', idempotencyKey: null };
    expect(await makeChange(context, request, true)).toMatchObject({ type: 'done' });
    await serving.catchUp();
    expect(eventOf(read(serving), 'Snow day')).toContain('DTSTART;VALUE=DATE:20181215');
    now += 60_000;
    expect(await makeChange(context, request, true)).toMatchObject({ type: 'refused', reason: 'no-effect' });
    await serving.stop();
  });

  it('that the desk announces while the term’s file has errors is in its calendar as soon as the file is mended', async () => {
    const serving = await open();
    let text = '';
    await editTerm((written) => {
      text = written;
      return written.replace(/^zone:.*/m, 'zone: Nowhere/Atall');
    });
    await serving.readAgain();
    const rules = readRules(await readFolder(path.join(folder, 'data')));
    const request = {
      subject: 'fall-2018',
      text: { on: '2018-11-14', closed: 'all day', say: 'Snow day' },
      by: 'dean@example.edu',
      idempotencyKey: null,
    };
    const made = await makeChange({ store, clock: () => now, rules }, request, true);
    expect(made.type).toBe('done');
    expect(read(serving)).not.toContain('Snow day');
    await editTerm(() => text);
    await serving.readAgain();
    expect(eventOf(read(serving), 'Snow day')).toContain('DTSTART;VALUE=DATE:20181114');
    await serving.stop();
  });
});

it('names what has no name in the calendar’s language, and keeps its UIDs when that changes', async () => {
  const serving = await open();
  await editTerm((text) => `${text}closings: [{date: 2018-11-16, until: 10am}, {date: 2018-11-16, from: 6pm}]\n`);
  await serving.readAgain();
  const context = { store, clock: () => now, rules: readRules(await readFolder(path.join(folder, 'data'))) };
  const request = {
    subject: 'fall-2018',
    text: { on: '2018-12-05', closed: 'all day' },
    by: 'dean@example.edu',
    idempotencyKey: null,
  };
  expect(await makeChange(context, request, true)).toMatchObject({ type: 'done' });
  await serving.catchUp();
  const english = read(serving);
  expect(sequencesOf(english)).toEqual(
    ['Fall recess', 'Closed', 'Closed', 'Thanksgiving recess', 'Closed'].flatMap((name) => [name, '0']),
  );
  await editTerm((text) => `language: fr\n${text}`);
  await serving.readAgain();
  const french = read(serving);
  expect(sequencesOf(french)).toEqual(
    ['Fall recess', 'Fermé', 'Fermé', 'Thanksgiving recess', 'Fermé'].flatMap((name) => [name, '1']),
  );
  const uidsIn = (body: string | null): string[] => body?.match(/(?<=UID:)\S+/g) ?? [];
  expect(uidsIn(french)).toEqual(uidsIn(english));
  await serving.stop();
});

it('opens no transaction in the night for a closed term', async () => {
  await (await open()).stop();
  await editTerm((text) => text.replace(/.*Fall recess.*\n/, ''));
  now += DAY;
  await (await open()).stop();
  now += 31 * DAY;
  await closeTerm(store, () => now, 'fall-2018');
  const write = vi.spyOn(store, 'write');
  expect(await tidyHolidays(store, () => now)).toBe(false);
  expect(write).not.toHaveBeenCalled();
  await reopenTerm(store, () => now, 'fall-2018');
  expect(await tidyHolidays(store, () => now)).toBe(true);
});

it('publishes the calendar of a term that an earlier release published, and no course of it', async () => {
  await (await open()).stop();
  const database = new DatabaseSync(path.join(folder, 'state/belltower.sqlite'));
  database.exec('DELETE FROM holidays');
  database.close();
  const before = (await store.listCourses()).map(({ revision }) => revision);
  const serving = await open();
  expect(sequencesOf(read(serving))).toHaveLength(4);
  expect((await store.listCourses()).map(({ revision }) => revision)).toEqual(before);
  await serving.stop();
});

it('keeps an address that a course has', async () => {
  const courses = path.join(folder, 'data/courses/fall-2018');
  await cp(path.join(courses, 'cos418.yaml'), path.join(courses, 'holidays.yaml'));
  const serving = await open();
  expect(read(serving)).toBeNull();
  await serving.stop();
});

it('shows the calendar of a draft term to its own machine only', async () => {
  await editTerm((text) => `${text}draft: yes\n`);
  const serving = await open();
  expect([read(serving), sequencesOf(read(serving, true)).length]).toEqual([null, 4]);
  await serving.stop();
});

it('is exported and restored', async () => {
  const serving = await open();
  const body = read(serving);
  await serving.stop();
  const lines: string[] = [];
  await exportState(store, (text) => void lines.push(text));
  const other = await openSqliteStore(path.join(folder, 'other'), { isTemporary: true });
  try {
    await restoreState(other, lines, { overwrite: false, now });
    const restored = await open(other);
    expect(read(restored)).toBe(body);
    await restored.stop();
    const lost = await openSqliteStore(path.join(folder, 'lost'), { isTemporary: true });
    await restoreState(lost, lines, { overwrite: false, afterLoss: true, now });
    expect((await lost.holidays())[0]?.published?.days[0]?.sequence).toBeGreaterThanOrEqual(1000);
    await lost.close();
  } finally {
    await other.close();
  }
});

it('reports a damaged calendar, and publishes nothing over it', async () => {
  await (await open()).stop();
  const database = new DatabaseSync(path.join(folder, 'state/belltower.sqlite'));
  database.exec(`UPDATE holidays SET published = '{'`);
  database.close();
  await editTerm((text) => text.replace('Thanksgiving recess', 'Thanksgiving'));
  const serving = await open();
  expect(read(serving)).toBeNull();
  expect(conditions.list()).toMatchObject([{ code: 'course-unreadable', subject: 'fall-2018/holidays' }]);
  expect((await store.holidays())[0]?.published).toBeNull();
  await serving.stop();
});
