/** A short run of what `node tests/crash/run.ts` does at length. */
import { afterAll, describe, expect, test } from 'vitest';
import { createPostgresPlaces, createSqlitePlaces } from '../store/places.ts';
import { crashRepeatedly } from './crashes.ts';
import { changeWholeTerm } from './term-workload.ts';

/** One of each moment; `npm run crash` makes any number. */
const KILLS = 4;
const PLACES = { sqlite: createSqlitePlaces(), postgresql: createPostgresPlaces() };

afterAll(async () => {
  for (const places of Object.values(PLACES)) await places.remove();
});

describe.each(['sqlite', 'postgresql'] as const)('killed at any moment, %s', (driver) => {
  test('keeps every acknowledged change, never goes back and is atomic', async () => {
    const report = await crashRepeatedly({ driver, place: await PLACES[driver].create(), kills: KILLS });
    expect(report.wrong).toEqual([]);
    expect(report.unanswered).toBeGreaterThanOrEqual(KILLS / 2);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  test('leaves a change over a whole term in all courses or in none, while they are loaded and evicted', async () => {
    const story = changeWholeTerm(40);
    const report = await crashRepeatedly({ driver, place: await PLACES[driver].create(), kills: 2, story });
    expect(report.wrong).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  test('is found out when it acknowledges before it commits', async () => {
    const place = await PLACES[driver].create();
    const report = await crashRepeatedly({ driver, place, kills: 40, hasty: true, untilWrong: true });
    expect(report.wrong.join('\n')).toMatch(/was acknowledged and is not there/);
  });
});
