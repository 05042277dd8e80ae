/** Calendars built into a site that exists, from rules or from the site's own schedule. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OUTPUTS } from '../../src/cli/outputs.ts';
import { crawl } from '../site/static/crawler.ts';
import { openStaticHost } from '../site/static/static-host.ts';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

const at = (...names: string[]): string => path.join(trial.folder, ...names);

it('builds one course into a folder of a site, and leaves the site’s own files alone', async () => {
  const other = await readFile(at('data/courses/fall-2018/cos418.yaml'), 'utf8');
  await writeFile(at('data/courses/fall-2018/cos999.yaml'), other.replace('COS 418', 'COS 999'));
  const host = await openStaticHost(() => at('_site/calendar'), '/course/calendar');
  const given = ['build', '--into', '_site/calendar', '--public-url', host.base, '--first'];
  const { code } = await trial.run(...given, '--only', 'cos418');
  expect(code).toBe(0);
  expect((await readdir(at('_site/calendar/fall-2018'))).sort()).toEqual([
    'cos418',
    'cos418.json',
    'exams.ics',
    'holidays.ics',
    'index.html',
    'rooms',
  ]);
  for (const name of ['404.html', 'robots.txt', '.nojekyll'])
    expect(existsSync(at('_site/calendar', name))).toBe(false);
  expect((await crawl(host.base)).dead).toEqual([]);
  await host.stop();
  const unknown = await trial.run(...given, '--only', 'cos41');
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('there is no course cos41 (--only)')]);
  const nowhere = await trial.run('build');
  expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('--out FOLDER')]);
});

const WEEKLY = `---
layout: schedule
title: Weekly Schedule
timeline:
  - '9:00 AM'
  - '10:00 AM'
schedule:
  - name: Monday
    events:
      - name: Lecture
        start: 9:30 AM
        end: 10:30 AM
        location: Room 110
  - name: Tuesday
    events:
      - name: Section 1
        start: 2:00 PM
        end: 3:00 PM
        location: Room 12
---
`;

it('builds from a Just the Class site’s own schedule, and raises SEQUENCE when that changes', async () => {
  await rm(trial.data, { recursive: true });
  await mkdir(at('_schedules'));
  await writeFile(at('_schedules/weekly.md'), WEEKLY);
  const given = [
    'build',
    '--from',
    '_schedules/weekly.md',
    '--term',
    'spring-2027',
    '--into',
    '_site/calendar',
    '--revisions',
    'kept',
    '--public-url',
    'https://cs101.example.edu/calendar',
    '--id',
    'cs101',
  ];
  const bare = await trial.run(...given, '--first');
  expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('--domain')]);
  const whole = [
    ...given,
    '--domain',
    'cs101.example.edu',
    '--zone',
    'America/Los_Angeles',
    '--classes',
    '2027-01-25 to 2027-05-07',
  ];
  expect((await trial.run(...whole)).err).toContain('[previous-unreachable]');
  const first = await trial.run(...whole, '--first');
  expect([first.code, first.err]).toEqual([0, '']);
  const feed = at('_site/calendar/spring-2027/cs101/all.ics');
  const before = await readFile(feed, 'utf8');
  expect(before.match(/BEGIN:VEVENT/g)).toHaveLength(30);
  expect(before).toMatch(/^UID:.*@cs101\.example\.edu\r$/m);
  await writeFile(at('_schedules/weekly.md'), WEEKLY.replace('Room 12', 'Room 13'));
  await cp(at('_site'), at('before'), { recursive: true });
  expect((await trial.run(...whole)).code).toBe(0);
  expect((await readFile(feed, 'utf8')).match(/SEQUENCE:1/g)).toHaveLength(15);
});

it('checks a site’s pages and a feed from outside', async () => {
  const host = await openStaticHost(() => at('out'));
  await trial.run('build', '--out', 'out', '--first', '--public-url', host.base);
  const { out } = await trial.run('status', '--url', host.base);
  expect(out).toContain(`${host.base}/fall-2018/cos418/ answer`);
  expect(out).not.toContain('PUBLIC_URL');
  const told: unknown = JSON.parse((await trial.run('status', '--url', host.base, '--json')).out);
  expect(OUTPUTS['status --url'].parse(told)).toEqual(told);
  await trial.run('build', '--out', 'out', '--public-url', 'https://elsewhere.example.edu');
  const moved = await trial.run('status', '--url', host.base);
  expect([moved.code, moved.out]).toEqual([1, expect.stringContaining(`PUBLIC_URL is not ${host.base}`)]);
  await host.stop();
  const gone = await trial.run('status', '--url', host.base);
  expect([gone.code, gone.err]).toEqual([1, expect.stringContaining('cannot be reached')]);
});
