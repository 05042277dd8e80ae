import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeListSchema, meetingsListSchema } from '../../../src/site/data/across-json.ts';
import { openPagesSite, type PagesSite } from '../pages-site.ts';
import { runBot } from './bot.ts';

const course = (code: string, room: string, changes: readonly string[] = [], more = ''): string =>
  `code: ${code}\ntitle: Trial\n${more}sections:\n  L: {kind: lecture, meets: Mon Wed 9:00am-9:50am, where: ${room}}\n${
    changes.length > 0
      ? `changes:\n${changes.map((one) => `  - {announced: 2018-10-09 10:00, sections: L, ${one}}\n`).join('')}`
      : ''
  }`;
const fileOf = (id: string): string => `courses/fall-2018/${id}.yaml`;
const cancel = (date: string): string => `on: ${date}, cancel: yes, say: Ill on ${date}`;

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({
    files: Object.fromEntries([
      ...['aaa1', 'bbb2', 'ccc3'].map((id) => [fileOf(id), course(id.toUpperCase(), 'Elm Hall 7')]),
      [fileOf('draft9'), course('DRAFT 9', 'Elm Hall 7', [], 'draft: true\n')],
    ]),
  });
});
afterAll(() => site.stop());

const changesOf = async (address: string) => changeListSchema.parse(JSON.parse((await site.get(address)).body));
const meetingsOf = async (query: string) =>
  meetingsListSchema.parse(JSON.parse((await site.get(`/api/v1/meetings?${query}`)).body));

describe('a chat bot that follows changes', () => {
  it('says every change once, through a restart and whatever happened meanwhile', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'belltower-bot-'));
    const said: string[] = [];
    const run = (post = async (line: string) => void said.push(line)) =>
      runBot(site.base, path.join(folder, 'cursor'), post);
    await run();
    expect(said).toEqual([]);

    await site.write({ [fileOf('aaa1')]: course('AAA1', 'Elm Hall 7', [cancel('2018-10-15')]) });
    await run();
    expect(said).toEqual(['❗ AAA1 L: cancelled: Ill on 2018-10-15']);

    // The client is offline for three publications of two courses, more than one page of changes.
    const dates = ['2018-10-15', '2018-10-17', '2018-10-22', '2018-10-24', '2018-11-05', '2018-11-07'];
    await site.write({ [fileOf('aaa1')]: course('AAA1', 'Elm Hall 7', dates.slice(0, 3).map(cancel)) });
    await site.write({ [fileOf('bbb2')]: course('BBB2', 'Elm Hall 7', dates.map(cancel)) });
    await site.write({ [fileOf('aaa1')]: course('AAA1', 'Elm Hall 7', dates.map(cancel)) });
    // The client crashes in the middle of the second page; unread changes arrive after its restart.
    let left = 7;
    const dying = run(async (line) => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      said.push(line);
    });
    await expect(dying).rejects.toThrow('killed');
    await run();
    const expected = [
      ...dates.map((date) => `❗ AAA1 L: cancelled: Ill on ${date}`),
      ...dates.map((date) => `❗ BBB2 L: cancelled: Ill on ${date}`),
    ];
    expect([...new Set(said)].sort()).toEqual(expected.sort());
    const before = said.length;
    await run();
    expect(said).toHaveLength(before);
    await rm(folder, { recursive: true });
  });

  it('gets each change exactly once while others are published between its pages', async () => {
    const { cursor } = await changesOf('/api/v1/changes');
    const dates = ['2018-10-15', '2018-10-17', '2018-11-12', '2018-11-14'];
    const write = (id: string, count: number) =>
      site.write({ [fileOf(id)]: course(id.toUpperCase(), 'Elm Hall 7', dates.slice(0, count).map(cancel)) });
    await write('ccc3', 2);
    const ids: string[] = [];
    const lines: string[] = [];
    let at: string | null = `/api/v1/changes?since=${cursor}&course=fall-2018/ccc3,fall-2018/bbb2&limit=1`;
    for (let page = 0; at !== null; page += 1) {
      const answer: Awaited<ReturnType<typeof changesOf>> = await changesOf(at);
      ids.push(...answer.changes.map(({ id }) => id));
      lines.push(...answer.changes.map(({ line }) => line));
      // The course being read is published again, and so is one before it.
      if (page === 0) await write('ccc3', 4);
      if (page === 1) await write('bbb2', 1);
      at = answer.next ?? `/api/v1/changes?since=${answer.cursor}&course=fall-2018/ccc3,fall-2018/bbb2&limit=1`;
      if (answer.next === null && answer.changes.length === 0) at = null;
    }
    expect(new Set(ids).size).toBe(ids.length);
    for (const date of dates) expect(lines.filter((line) => line.includes(date))).toHaveLength(1);
  });

  it('may ask about a term or courses, by any of their ids', async () => {
    const { cursor } = await changesOf('/api/v1/changes');
    const dates = ['2018-11-19', '2018-11-26'];
    await site.write({ [fileOf('ccc3')]: course('CCC3', 'Elm Hall 7', dates.map(cancel)) });
    const all = await changesOf(`/api/v1/changes?since=${cursor}`);
    expect(all.changes[0]).toMatchObject({
      course: 'fall-2018/ccc3',
      meeting: { course: 'fall-2018/ccc3', section: 'L' },
    });
    expect((await changesOf(`/api/v1/changes?since=${cursor}&term=fall-2018`)).changes).toEqual(all.changes);
    expect((await changesOf(`/api/v1/changes?since=${cursor}&course=fall-2018/CCC3`)).changes).toEqual(all.changes);
    expect((await changesOf(`/api/v1/changes?since=${cursor}&course=fall-2018/aaa1`)).changes).toEqual([]);
    expect((await changesOf(`/api/v1/changes?since=${all.cursor}`)).changes).toEqual([]);
  });

  it.each([
    'since=x!',
    'since=',
    'term=nope',
    'course=fall-2018',
    'course=fall-2018/nope',
    'limit=0',
    'from=2018-10-10',
  ])('is refused what makes no sense: %s', async (query) => {
    const { status, body } = await site.get(`/api/v1/changes?${query}`);
    expect([status, JSON.parse(body).problems[0].parameter]).toEqual([400, query.split('=')[0]]);
  });
});

describe('a room display', () => {
  it('needs one request, however the room is spelt', async () => {
    await site.write({
      [fileOf('aaa1')]: course('AAA1', 'Elm Hall 7'),
      [fileOf('bbb2')]: course('BBB2', 'Elm Hall 7', [cancel('2018-11-12')]),
    });
    const day = 'from=2018-11-12&until=2018-11-12';
    const { meetings, courses, next } = await meetingsOf(`room=elm-hall-7&${day}`);
    const show = meetings.map(({ startTime, endTime, course: key, section, status }) => {
      const found = courses.find((one) => one.key === key);
      return `${startTime}–${endTime} ${found?.code} ${section} ${found?.sections[0]?.kind} ${status}`;
    });
    expect(next).toBeNull();
    expect(show.sort()).toEqual([
      '09:00–09:50 AAA1 L lecture confirmed',
      '09:00–09:50 BBB2 L lecture cancelled',
      '09:00–09:50 CCC3 L lecture confirmed',
      '09:00–09:50 DRAFT 9 L lecture confirmed',
    ]);
    expect((await meetingsOf(`room=ELM%20HALL%207&${day}`)).meetings).toHaveLength(4);
    expect((await meetingsOf(`room=Elm%20Hall%208&${day}`)).meetings).toEqual([]);
  });
});

describe('meetings across courses', () => {
  it('of a day are those of every course, in pages that lose none', async () => {
    const whole = await meetingsOf('from=2018-11-12&until=2018-11-13');
    const starts = whole.meetings.map(({ start }) => Date.parse(start));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const seen: string[] = [];
    for (let at: string | null = '/api/v1/meetings?from=2018-11-12&until=2018-11-13&limit=2'; at !== null; ) {
      const page: typeof whole = meetingsListSchema.parse(JSON.parse((await site.get(at)).body));
      expect(page.meetings.length).toBeLessThanOrEqual(2);
      seen.push(...page.meetings.map(({ uid }) => uid));
      at = page.next;
    }
    expect(seen.toSorted()).toEqual(whole.meetings.map(({ uid }) => uid).toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('of many courses come in one request, for a whole term', async () => {
    const { courses, meetings } = await meetingsOf('course=fall-2018/aaa1,fall-2018/cos418&limit=1000');
    expect(courses.map(({ key }) => key).toSorted()).toEqual(['fall-2018/aaa1', 'fall-2018/cos418']);
    expect(meetings.length).toBeGreaterThan(90);
  });

  it.each([
    ['', 'from'],
    ['from=2018-10-01', 'from'],
    ['from=2018-10-01&until=2018-11-30', 'from'],
    ['room=-&from=2018-10-01&until=2018-10-01', 'room'],
    ['from=2018-10-01&until=2018-10-01&after=x', 'after'],
  ])('are refused what would be too much: %s', async (query, parameter) => {
    const { status, body } = await site.get(`/api/v1/meetings?${query}`);
    expect([status, JSON.parse(body).problems[0].parameter]).toEqual([400, parameter]);
  });
});

describe('drafts', () => {
  it('are in no answer to somebody who may not see them', async () => {
    const hidden = await openPagesSite({
      drafts: false,
      empty: true,
      files: {
        'terms/fall-2018.yaml': readFileSync('data/terms/fall-2018.yaml', 'utf8'),
        [fileOf('open1')]: course('OPEN 1', 'Elm Hall 7'),
        [fileOf('draft9')]: course('DRAFT 9', 'Elm Hall 7', [], 'draft: true\n'),
      },
    });
    const { cursor } = JSON.parse((await hidden.get('/api/v1/changes')).body);
    await hidden.write({
      [fileOf('open1')]: course('OPEN 1', 'Elm Hall 7', [cancel('2018-11-12')]),
      [fileOf('draft9')]: course('DRAFT 9', 'Elm Hall 7', [cancel('2018-11-12')], 'draft: true\n'),
    });
    const { changes } = JSON.parse((await hidden.get(`/api/v1/changes?since=${cursor}`)).body);
    expect(changes.map((one: { course: string }) => one.course)).toEqual(['fall-2018/open1']);
    const day = 'from=2018-11-12&until=2018-11-12';
    for (const query of [day, `${day}&room=Elm%20Hall%207`]) {
      const { meetings } = JSON.parse((await hidden.get(`/api/v1/meetings?${query}`)).body);
      expect(meetings.map((one: { course: string }) => one.course)).toEqual(['fall-2018/open1']);
    }
    expect((await hidden.get('/api/v1/meetings?course=fall-2018/draft9')).status).toBe(400);
    expect((await hidden.get('/changes.atom')).body).not.toContain('DRAFT');
    await hidden.stop();
  });
});

describe('what leads programs on', () => {
  it('stands in the head of pages, and every public page in the sitemap', async () => {
    const home = (await site.get('/')).body;
    expect(home).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]* href="\/changes.atom"/);
    expect(home).toContain('<link rel="service-desc" type="application/json" href="/api/v1/openapi.json"');
    const page = (await site.get('/fall-2018/aaa1')).body;
    expect(page).toContain('<link rel="alternate" type="text/calendar" href="/fall-2018/aaa1/all.ics"');
    const { headers, body } = await site.get('/sitemap.xml');
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    const addresses = [...body.matchAll(/<loc>http:\/\/[^/]+(\/.*?)<\/loc>/g)].map(([, address]) => address);
    expect(addresses).toEqual(expect.arrayContaining(['/', '/fall-2018', '/fall-2018/aaa1', '/fall-2018/cos418']));
    expect(body).not.toContain('draft9');
  });
});

describe('Atom of the whole site', () => {
  it('has the newest changes of all courses, with the ids of the courses’ own', async () => {
    const { headers, body } = await site.get('/changes.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(parseFragment(body).childNodes.length).toBeGreaterThan(0);
    const entries = body.match(/<entry>[\s\S]*?<\/entry>/g) ?? [];
    expect(entries.length).toBeGreaterThan(10);
    const dates = entries.map((entry) => /<updated>(.*?)</.exec(entry)?.[1] ?? '');
    expect(dates).toEqual(dates.toSorted().toReversed());
    const own = (await site.get('/fall-2018/bbb2/changes.atom')).body;
    const [first] = own.match(/urn:uuid:[^<]+(?=<\/id>\s*<title>BBB2 L,)/) ?? [];
    expect(body).toContain(first ?? 'missing');
  });
});

describe('meetings of a person', () => {
  it('are found by id or name in courses where they agreed to it, and nowhere else', async () => {
    const taught = (code: string, feed: string): string =>
      `code: ${code}\ntitle: Trial\nstaff: {ann: {name: Ann Smith${feed}}, bob: Bob Jones}\nsections:\n` +
      '  L: {kind: lecture, meets: Mon 9:00am-9:50am, staff: ann}\n  P: {kind: precept, meets: Mon 11am-11:50am, staff: bob}\n';
    await site.write({ [fileOf('ppp1')]: taught('PPP 1', ', feed: yes'), [fileOf('ppp2')]: taught('PPP 2', '') });
    const day = 'from=2018-10-08&until=2018-10-08';
    for (const person of ['ann', 'Ann+Smith']) {
      const { meetings } = await meetingsOf(`${day}&person=${person}`);
      expect(meetings.map(({ course, section }) => `${course} ${section}`)).toEqual(['fall-2018/ppp1 L']);
    }
    expect((await meetingsOf(`${day}&person=bob`)).meetings).toEqual([]);
  });

  it('are those of the person asked for, where another of the course has the same name', async () => {
    const staff = 'staff: {ann: {name: Ann Smith, feed: yes}, ann2: {name: Ann Smith, feed: yes}}';
    const held = (id: string, by: string): string => `  ${id}: {kind: lab, meets: Tue 9:00am-9:50am, staff: ${by}}\n`;
    const rules = `code: PPP 3\ntitle: Trial\n${staff}\nsections:\n${held('A', 'ann')}${held('B', 'ann2')}`;
    await site.write({ [fileOf('ppp3')]: rules });
    const sectionsOf = async (person: string): Promise<string[]> =>
      (await meetingsOf(`from=2018-10-09&until=2018-10-09&person=${person}`)).meetings.map(({ section }) => section);
    expect(await sectionsOf('ann')).toEqual(['A']);
    expect(await sectionsOf('ann2')).toEqual(['B']);
    expect(await sectionsOf('Ann+Smith')).toEqual(['A', 'B']);
  });
});
