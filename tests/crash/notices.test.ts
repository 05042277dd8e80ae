/** A short run of what `npm run crash:notices` does at length. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../corpus/seeded.ts';
import { createPostgresPlaces } from '../store/places.ts';
import { NOTICE_FAULTS } from './notice-faults.ts';
import { killBetween } from './notice-kills.ts';

const KILLS = 3;
const postgres = createPostgresPlaces();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-notice-crash-'));
});
afterAll(async () => {
  await postgres.remove();
  await rm(folder, { recursive: true, force: true });
});

test.each(['sqlite', 'postgresql'] as const)(
  'killed between publication and delivery, %s: nothing is lost',
  async (driver) => {
    const place = driver === 'sqlite' ? path.join(folder, 'state') : await postgres.create();
    const file = path.join(folder, `${driver}.jsonl`);
    const report = await killBetween({ driver, place, kills: KILLS, file, random: seeded(7) });
    expect(report.wrong).toEqual([]);
    // Each process is killed after its first publication at the earliest.
    expect(report.published).toBeGreaterThanOrEqual(KILLS);
    expect(report.delivered).toBeGreaterThan(0);
  },
);

test.each(NOTICE_FAULTS)('a deliverer that is broken (%s) is found out', async (fault) => {
  const options = {
    driver: 'sqlite',
    place: path.join(folder, fault),
    file: path.join(folder, `${fault}.jsonl`),
  } as const;
  const report = await killBetween({ ...options, kills: 2, random: seeded(7), fault });
  expect(report.wrong).not.toEqual([]);
});
