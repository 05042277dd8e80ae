/** A short run of what `node tests/crash/run.ts` does at length. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import { crashRepeatedly } from './crashes.ts';
import { changeWholeTerm } from './term-workload.ts';

/** One of each moment; `npm run crash` makes any number. */
const KILLS = 4;
let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-crash-'));
  server = await startPostgres();
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

const create = async (driver: 'sqlite' | 'postgresql'): Promise<string> =>
  driver === 'sqlite' ? await mkdtemp(path.join(folder, 'state-')) : await server.createDatabase();

describe.each(['sqlite', 'postgresql'] as const)('killed at any moment, %s', (driver) => {
  test('keeps every acknowledged change, never goes back and is atomic', async () => {
    const report = await crashRepeatedly({ driver, place: await create(driver), kills: KILLS });
    expect(report.wrong).toEqual([]);
    expect(report.unanswered).toBeGreaterThanOrEqual(KILLS / 2);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  test('leaves a change over a whole term in all courses or in none, while they are loaded and evicted', async () => {
    const story = changeWholeTerm(40);
    const report = await crashRepeatedly({ driver, place: await create(driver), kills: 2, story });
    expect(report.wrong).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  test('is found out when it acknowledges before it commits', async () => {
    const place = await create(driver);
    const report = await crashRepeatedly({ driver, place, kills: 40, hasty: true, untilWrong: true });
    expect(report.wrong.join('\n')).toMatch(/was acknowledged and is not there/);
  });
});
