import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIST_OF_CODES } from '../../src/domain/condition.ts';
import { ROUTE_CLASSES } from '../../src/web/request-counters.ts';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { openSite, type RunningSite } from '../site/site.ts';

let trial: Trial;
let site: RunningSite;
let began: number;
beforeEach(async () => {
  began = Date.now();
  trial = await openTrial();
  site = await openSite({ data: trial.data });
});
afterEach(async () => {
  await site.stop();
  await site.forget();
  await trial.remove();
});

/** The samples by their name and labels, as Prometheus reads the text. */
async function scrape(): Promise<Map<string, number>> {
  const { status, headers, body } = await site.get('/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) expect(line).toMatch(/^[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? [\d.e+-]+$/);
  return new Map(
    lines.map((line): [string, number] => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const COURSE = '/fall-2018/cos418';
const answers = (route: string, status: number, program: string): string =>
  `belltower_requests_total{route="${route}",status="${status}",program="${program}"}`;

describe('/metrics', () => {
  it('counts who polls by program, with what was answered and how long it took', async () => {
    const google = { 'user-agent': 'Google-Calendar-Importer' };
    const { headers } = await site.get(`${COURSE}/L01.ics`, google);
    await site.get(`${COURSE}/L01.ics`, { ...google, 'if-none-match': headers.etag ?? '' });
    await site.get(`${COURSE}/nope.ics`, { 'user-agent': 'iOS/17.0 (21A329) dataaccessd/1.0' });
    await site.get('/my/secret-secret.ics', { 'user-agent': 'alice-was-here/1.0' });
    const samples = await scrape();
    expect(samples.get(answers('feed', 200, 'Google-Calendar-Importer'))).toBe(1);
    expect(samples.get(answers('feed', 304, 'Google-Calendar-Importer'))).toBe(1);
    expect(samples.get(answers('feed', 404, 'dataaccessd'))).toBe(1);
    expect(samples.get(answers('personal feed', 404, 'other'))).toBe(1);
    expect([...samples.keys()].join('\n')).not.toMatch(/alice|secret/);
    expect(samples.get('belltower_feed_lookups_total{outcome="made"}')).toBe(1);
    expect(samples.get('belltower_feed_lookups_total{outcome="kept"}')).toBe(1);
    expect(samples.get('belltower_request_seconds_count{route="feed"}')).toBe(3);
    expect(samples.get('belltower_request_seconds_bucket{le="+Inf",route="feed"}')).toBe(3);
    expect(samples.get('belltower_feed_cache_bytes')).toBeGreaterThan(1000);
  });

  it('has every condition and every route’s failures at 0 before the first', async () => {
    const samples = await scrape();
    for (const code of LIST_OF_CODES) expect(samples.get(`belltower_condition{code="${code}"}`), code).toBe(0);
    for (const route of ROUTE_CLASSES) expect(samples.get(`belltower_failures_total{route="${route}"}`), route).toBe(0);
    expect(samples.get('belltower_store_writable')).toBe(1);
  });

  it('says which courses are broken or held, how old feeds are, and how the process fares', async () => {
    const course = `{course="fall-2018/cos418"}`;
    const before = await scrape();
    expect(before.get(`belltower_course_published_timestamp_seconds${course}`)).toBe(Date.UTC(2018, 8, 5, 4) / 1000);
    expect(before.has(`belltower_course_broken${course}`)).toBe(false);
    for (const name of ['ready', 'store_available', 'courses']) expect(before.get(`belltower_${name}`)).toBe(1);
    expect(before.get('belltower_read_timestamp_seconds')).toBeGreaterThanOrEqual(Math.floor(began / 1000));
    expect(before.get('belltower_last_backup_timestamp_seconds')).toBe(0);
    expect(before.get('belltower_state_free_bytes')).toBeGreaterThan(0);
    expect([...before.keys()].join('\n')).toMatch(/^belltower_build_info\{version="\d+\.\d+\.\d+",node="/m);
    expect(before.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(before.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(before.get('belltower_event_loop_delay_seconds{statistic="max"}')).toBeGreaterThanOrEqual(0);

    const file = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('kind: lecture', 'kind: lectrue'));
    await site.readAgain();
    expect((await scrape()).get(`belltower_course_broken${course}`)).toBe(1);
    await writeFile(file, text.replace(/^ {2}P03:.*\n/m, ''));
    await site.readAgain();
    const after = await scrape();
    expect(after.has(`belltower_course_broken${course}`)).toBe(false);
    expect(after.get(`belltower_course_held${course}`)).toBe(1);
    expect(after.get('belltower_publication_failures_total')).toBe(0);
  });

  it('is for this machine alone unless a setting says otherwise', async () => {
    const foreign = [{ 'x-forwarded-for': '192.0.2.1' }, { host: 'calendar.example.edu' }, { via: '1.1 proxy' }];
    for (const headers of foreign)
      expect((await site.get('/metrics', headers)).status, JSON.stringify(headers)).toBe(404);
    for (const [setting, status] of [
      ['open', 200],
      ['off', 404],
    ] as const) {
      const other = await openSite({ data: trial.data, environment: { METRICS: setting } });
      const answer = await other.get('/metrics', foreign[0]);
      const own = await other.get('/metrics');
      await other.stop();
      await other.forget();
      expect([answer.status, own.status], setting).toEqual([status, status]);
    }
  });

  it('counts any number of invented programs as one', async () => {
    for (let n = 0; n < 30; n++) await site.get('/healthz', { 'user-agent': `bot${n}/1` });
    const programs = [...(await scrape()).keys()].filter((name) => name.includes('bot'));
    expect(programs).toEqual([]);
  });
});
