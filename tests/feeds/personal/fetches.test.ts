import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCalendars } from '../../../src/feeds/personal/calendars.ts';
import { createFetches } from '../../../src/feeds/personal/fetches.ts';
import { nameProgram } from '../../../src/feeds/personal/program-names.ts';
import { hashSecret } from '../../../src/feeds/personal/secrets.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';

const DAY = 86_400_000;
let folder: string;
let store: Store;
let now: number;
const clock = (): number => now;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-fetches-'));
  store = await openSqliteStore(folder);
  now = Date.parse('2026-09-01T12:00:00Z');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the last fetch of a personal calendar', () => {
  it('is shown at once, written later, and read by another process', async () => {
    const fetches = createFetches(store, clock);
    const hash = hashSecret('a');
    fetches.note(hash, 'Google-Calendar-Importer');
    expect(await fetches.last(hash)).toEqual({ at: now, program: 'Google Calendar' });
    const other = createFetches(store, clock);
    expect(await other.last(hash)).toBeNull();
    await fetches.stop();
    expect(await other.last(hash)).toEqual({ at: now, program: 'Google Calendar' });
  });

  it('is no browser’s', async () => {
    const fetches = createFetches(store, clock);
    fetches.note(hashSecret('a'), 'Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0');
    expect(await fetches.last(hashSecret('a'))).toBeNull();
  });

  it.each([
    ['iOS/17.5 (21F79) dataaccessd/1.0', 'Apple Calendar'],
    ['macOS/14.5 (23F79) CalendarAgent/1012', 'Apple Calendar'],
    ['Google-Calendar-Importer', 'Google Calendar'],
    ['Microsoft.Exchange/15.20', 'Outlook'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.9', 'Thunderbird'],
    ['ICSx5/2.2 (okhttp/4.12)', 'ICSx5'],
    ['curl/8.5', 'A calendar program'],
    ['', 'A calendar program'],
  ])('%s is %s', (agent, name) => {
    expect(nameProgram(agent)).toBe(name);
  });

  it('keeps a calendar; one that none fetched in a month is deleted', async () => {
    const calendars = createCalendars(store, clock, () => new Map());
    const fetched = await calendars.create([]);
    const unfetched = await calendars.create([]);
    const fetches = createFetches(store, clock);
    fetches.note(hashSecret(fetched.token), 'ICSx5/2.2');
    await fetches.stop();
    const expire = (): Promise<number> => store.write((tx) => tx.expireUnfetched(now - 30 * DAY));
    now += 29 * DAY;
    expect([await store.hasUnfetched(now - 30 * DAY), await expire()]).toEqual([false, 0]);
    now += 2 * DAY;
    expect([await store.hasUnfetched(now - 30 * DAY), await expire()]).toEqual([true, 1]);
    expect((await calendars.open(fetched.key)).type).toBe('open');
    expect((await calendars.open(unfetched.key)).type).toBe('unknown');
  });
});
