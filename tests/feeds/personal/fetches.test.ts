import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCalendars } from '../../../src/feeds/personal/calendars.ts';
import { expireCalendars } from '../../../src/feeds/personal/expiry.ts';
import { createFetches } from '../../../src/feeds/personal/fetches.ts';
import { nameProgram } from '../../../src/feeds/personal/program-names.ts';
import { hashSecret } from '../../../src/feeds/personal/secrets.ts';
import { createConditions } from '../../../src/publish/conditions.ts';
import { StoreFullError } from '../../../src/store/errors.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';

const DAY = 86_400_000;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let store: Store;
let now: number;
const clock = (): number => now;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-fetches-'));
  store = await openSqliteStore(folder, { isTemporary: true });
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
    const lines: string[] = [];
    const log = { info: (_: object, line: string) => void lines.push(line) };
    const expire = (): Promise<void> => expireCalendars({ store, clock, log, conditions: { raise, clear } });
    const raise = vi.fn();
    const clear = vi.fn();
    now += 29 * DAY;
    await expire();
    expect((await calendars.open(unfetched.key)).type).toBe('open');
    now += 2 * DAY;
    await expire();
    expect(lines).toEqual(['1 personal calendars that no program ever fetched have expired']);
    expect(raise).not.toHaveBeenCalled();
    expect((await calendars.open(fetched.key)).type).toBe('open');
    expect((await calendars.open(unfetched.key)).type).toBe('unknown');
  });

  it('reports as a condition that calendars could not be deleted, until the next success', async () => {
    await createCalendars(store, clock, () => new Map()).create([]);
    now += 31 * DAY;
    const conditions = createConditions(QUIET, clock);
    const full: Store = { ...store, write: () => Promise.reject(new StoreFullError('the disk is full')) };
    await expireCalendars({ store: full, clock, log: QUIET, conditions });
    expect(conditions.list()).toMatchObject([{ code: 'expiry-failing', message: 'the disk is full' }]);
    await expireCalendars({ store, clock, log: QUIET, conditions });
    expect(conditions.list()).toEqual([]);
  });
});
