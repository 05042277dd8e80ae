/** A day with another weekday's schedule is labelled wherever its meetings are shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/ical/read-feed.ts';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

const TERM = (swaps: string): string =>
  `title: Autumn\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n${swaps}`;
const SWAPS = 'swaps:\n  - {name: Wednesday schedule, date: Tue 2026-11-24, follows: Wednesday}\n';
const COURSE = `code: CS 1
title: First
sections:
  L01: {kind: lecture, meets: Mon Wed 10am-10:50am}
  LAB: {kind: lab, meets: Tue 1pm-2pm}
`;

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({
    now: '2026-11-20T15:00:00Z',
    files: { 'terms/t.yaml': TERM(SWAPS), 'courses/t/cs1.yaml': COURSE },
  });
});
afterAll(() => site.stop());

describe('a swapped day', () => {
  it('is named in the list and in the week', async () => {
    const { body } = await site.get('/t/cs1?choose=L01&week=2026-11-24');
    expect(textOf(body)).toContain('Tuesday 24 November · Wednesday schedule');
    expect(body).toMatch(/<b>24<\/b>\s*<small class="week-swap">Wednesday schedule<\/small>/);
  });

  it('is why the day’s own section has nothing in that week', async () => {
    const { body } = await site.get('/t/cs1?choose=LAB&week=2026-11-24');
    expect(textOf(body)).toContain('No meetings this week: Wednesday schedule on Tuesday 24 November.');
  });

  it('is in the description of its meetings, in no other’s, and in the JSON', async () => {
    const { occurrences } = readFeed((await site.get('/t/cs1/L01.ics')).body);
    const named = occurrences.filter(({ description }) => description.includes('Wednesday schedule'));
    expect(named.map(({ start }) => new Date(start).toISOString())).toEqual(['2026-11-24T15:00:00.000Z']);
    expect(named[0]?.description).toContain('Wednesday schedule on Tuesday 24 November');
    const json = JSON.parse((await site.get('/t/cs1.json')).body);
    expect(json.swaps).toEqual([{ name: 'Wednesday schedule', date: '2026-11-24' }]);
  });
});
