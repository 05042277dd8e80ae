import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCourses } from '../../../src/feeds/courses.ts';
import { CalendarsUnavailableError, createCalendars } from '../../../src/feeds/personal/calendars.ts';
import { createPersonalAnswers } from '../../../src/feeds/personal/feed-answers.ts';
import { StoreReadOnlyError, StoreUnavailableError } from '../../../src/store/errors.ts';
import { PLAIN_OPTIONS } from '../../../src/store/personal-choice.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { buildCos418 } from '../../fixtures/published.ts';

const NOW = Date.parse('2018-10-10T15:00:00Z');
const LECTURE = { term: 'fall-2018', course: 'cos418', section: 'L01' };
const DRAW = () => new Map<string, string>();
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-calendars-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const answers = (over: Partial<Store> = {}, patienceMs = 10_000) => {
  const courses = createCourses();
  courses.put('fall-2018/cos418', buildCos418());
  return createPersonalAnswers({ store: { ...store, ...over }, courses, publicUrl: null, drafts: false, patienceMs });
};

describe('personal calendars in the store', () => {
  it('take each edit at an instant of their own, later than everything published, whatever the clock says', async () => {
    let now = NOW;
    const calendars = createCalendars(store, () => now, DRAW);
    const { key, token } = await calendars.create([LECTURE]);
    const answer = answers();
    const instants: number[] = [];
    for (const minutes of [5, 10, 15]) {
      now -= 60_000;
      await calendars.edit(key, {
        wanted: [LECTURE],
        from: '2018-10-10',
        options: { ...PLAIN_OPTIONS, reminders: { lecture: minutes } },
      });
      const found = await answer(`/my/${token}.ics`);
      expect(found?.type).toBe('feed');
      if (found?.type === 'feed') instants.push(found.feed.lastModified);
    }
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(new Set(instants).size).toBe(3);
  });

  it('take new addresses, a hundred of them, and only the last is in force', async () => {
    const calendars = createCalendars(store, () => NOW, DRAW);
    const { key, token } = await calendars.create([LECTURE]);
    const tokens = new Set([token]);
    for (let n = 0; n < 100; n += 1) {
      const opened = await calendars.rotate(key);
      if (opened.type === 'open') tokens.add(opened.calendar.token);
    }
    expect(tokens.size).toBe(101);
    const answer = answers();
    const statuses = await Promise.all([...tokens].map(async (one) => (await answer(`/my/${one}.ics`))?.type));
    expect(statuses.filter((type) => type === 'feed')).toHaveLength(1);
  });

  it('go on being served as last known while the database is away, and say so where nothing is known', async () => {
    let away = false;
    const answer = answers({
      personalFeed: (hash) => (away ? Promise.reject(new StoreUnavailableError('away')) : store.personalFeed(hash)),
    });
    const calendars = createCalendars(store, () => NOW, DRAW);
    const known = await calendars.create([LECTURE]);
    const other = await calendars.create([LECTURE]);
    await answer(`/my/${known.token}.ics`);
    away = true;
    expect(await answer(`/my/${known.token}.ics`)).toMatchObject({ type: 'feed', isPrivate: true });
    expect(await answer(`/my/${other.token}.ics`)).toMatchObject({ status: 503, headers: { 'Retry-After': '60' } });
  });

  it('go on being served as last known while the database hangs', async () => {
    let hangs = false;
    const answer = answers(
      { personalFeed: (hash) => (hangs ? new Promise(() => undefined) : store.personalFeed(hash)) },
      20,
    );
    const calendars = createCalendars(store, () => NOW, DRAW);
    const known = await calendars.create([LECTURE]);
    const other = await calendars.create([LECTURE]);
    while ((await answer(`/my/${known.token}.ics`))?.type !== 'feed');
    hangs = true;
    expect(await answer(`/my/${known.token}.ics`)).toMatchObject({ type: 'feed', isPrivate: true });
    expect(await answer(`/my/${other.token}.ics`)).toMatchObject({ status: 503, headers: { 'Retry-After': '60' } });
  });

  it('are refused as a whole where nothing can be written', async () => {
    const stuck = { ...store, write: () => Promise.reject(new StoreReadOnlyError('read-only')) };
    await expect(createCalendars(stuck, () => NOW, DRAW).create([LECTURE])).rejects.toThrow(CalendarsUnavailableError);
  });
});
