import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHIPPED } from '../cli/terminal.ts';
import { openSite, type RunningSite } from './site.ts';

let data: string;
let site: RunningSite;

const COURSES: Readonly<Record<string, string>> = {
  cs101: `code: CS 101
title: Networks
published: 2018-09-01
crossListed: [{id: ee101, code: EE 101, title: Networks for Engineers}]
sections:
  A: {kind: lecture, meets: Mon 10am-11am, where: Bowen 222, also: [A1], listed: [cs201/A]}
  B: {kind: lab, meets: Tue 10am-11am, formerly: [B0], ended: 2018-10-12, instead: C}
  C: {kind: lab, meets: Wed 10am-11am}
  Exam: {kind: exam, with: [A, C], meets: 2018-12-10 2pm-4pm}
`,
  cs201: `code: CS 201
title: Advanced Networks
published: 2018-09-01
formerly: [cs200]
sections:
  X: {kind: seminar, meets: Thu 10am-11am}
`,
  secret: `code: CS 999
title: Not yet
draft: true
sections:
  A: {kind: lecture, meets: Mon 1pm-2pm}
`,
};

beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'belltower-addresses-'));
  await cp(SHIPPED, data, { recursive: true });
  await mkdir(path.join(data, 'courses/fall-2018'), { recursive: true });
  for (const [id, text] of Object.entries(COURSES))
    await writeFile(path.join(data, `courses/fall-2018/${id}.yaml`), text);
  site = await openSite({ data });
});
afterEach(async () => {
  await site.stop();
  await site.forget();
  await rm(data, { recursive: true, force: true });
});

const feed = async (address: string): Promise<string> => {
  const { status, body } = await site.get(`/fall-2018/${address}.ics`);
  expect(status, address).toBe(200);
  return body.replaceAll('\r\n ', '');
};
const uids = (body: string): string[] => [...body.matchAll(/\r\nUID:(.*)\r\n/g)].map(([, uid]) => uid ?? '').sort();
const titles = (body: string): Set<string> =>
  new Set([...body.matchAll(/\r\nSUMMARY:(.*)\r\n/g)].map(([, title]) => title ?? ''));

describe('a course known by several codes', () => {
  it('has an address and a title per code, and one set of meetings', async () => {
    const own = await feed('cs101/A');
    const other = await feed('ee101/A');
    expect(uids(other)).toEqual(uids(own));
    expect([...titles(own)].every((title) => title.startsWith('CS 101 '))).toBe(true);
    for (const title of titles(other)) expect(title).toMatch(/^EE 101 /);
    expect(other).toContain('Networks for Engineers');
  });

  it('is one feed by any of a section’s ids', async () => {
    const [one, other] = [await site.get('/fall-2018/cs101/A+C.ics'), await site.get('/fall-2018/cs101/C+A1.ics')];
    expect(other.headers.etag).toBe(one.headers.etag);
  });
});

describe('a section listed in another course', () => {
  it('is served there under that course’s code, with its own UIDs', async () => {
    const guest = await feed('cs201/A');
    expect(uids(guest)).toEqual(uids(await feed('cs101/A')));
    expect([...titles(guest)].every((title) => title.startsWith('CS 201 '))).toBe(true);
  });

  it('is part of joined feeds and of all', async () => {
    const joined = await feed('cs201/A+X');
    expect(uids(joined)).toEqual([...uids(await feed('cs201/A')), ...uids(await feed('cs201/X'))].sort());
    expect(uids(await feed('cs201/all'))).toEqual(uids(joined));
    const download = await feed('cs201/A+X.download');
    expect(download.match(/\r\nRRULE:FREQ=WEEKLY/g)).toHaveLength(2);
  });

  it('follows its own course’s publications', async () => {
    const before = await feed('cs201/A+X');
    const file = path.join(data, 'courses/fall-2018/cs101.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('where: Bowen 222', 'where: CS 003'));
    await site.readAgain();
    const after = await feed('cs201/A+X');
    expect(after).not.toBe(before);
    expect(after).toContain('Computer Science 003');
  });
});

describe('sections that ride, ended and were renamed', () => {
  it('puts an exam into the feeds that it rides with, once in a joined one', async () => {
    const exam = uids(await feed('cs101/Exam'));
    expect(exam).toHaveLength(1);
    for (const address of ['cs101/A', 'cs101/C', 'cs101/A+C', 'cs101/all', 'cs101/A+C+Exam']) {
      expect(
        uids(await feed(address)).filter((uid) => uid === exam[0]),
        address,
      ).toHaveLength(1);
    }
    expect(uids(await feed('cs101/B'))).not.toContain(exam[0]);
  });

  it('keeps an ended section’s feed and says what to take instead', async () => {
    const ended = await feed('cs101/B');
    expect(ended.match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect(ended).toMatch(/X-WR-CALDESC:.*B ended on 12 October 2018\\; instead: C/);
    expect(await feed('cs101/A+B')).toContain('B ended on 12 October 2018');
  });

  it('keeps the addresses and UIDs of what was renamed', async () => {
    const before = { b: await feed('cs101/B'), x: await feed('cs201/X') };
    expect(await feed('cs101/B0')).toBe(before.b);
    expect(await feed('cs200/X')).toBe(before.x);
    const file = path.join(data, 'courses/fall-2018/cs101.yaml');
    await writeFile(
      file,
      (await readFile(file, 'utf8'))
        .replace('  C: {kind: lab,', '  D: {kind: lab, formerly: C,')
        .replace('instead: C', 'instead: D')
        .replace('[A, C]', '[A, D]'),
    );
    const ids = uids(await feed('cs101/C'));
    await site.readAgain();
    expect(uids(await feed('cs101/D'))).toEqual(ids);
    expect(uids(await feed('cs101/C'))).toEqual(ids);
  });
});

describe('a draft', () => {
  const hidden = async (headers: Record<string, string>) => {
    const feed = await site.get('/fall-2018/secret/A.ics', headers);
    const other = await site.get('/fall-2018/unknown/A.ics', headers);
    const term = await site.get('/fall-2018', headers);
    const course = await site.get('/fall-2018/secret', headers);
    const json = await site.get('/fall-2018/secret.json', headers);
    expect([feed.status, other.status, term.status, course.status, json.status]).toEqual([404, 404, 200, 404, 404]);
    for (const { body } of [feed, other, term]) expect(body).not.toMatch(/Not yet|CS 999|[^/]secret/);
  };

  it.each<[string, Record<string, string>]>([
    ['a proxy that names the client', { 'x-forwarded-for': '192.0.2.1' }],
    ['a proxy that hands the name on', { host: 'calendar.example.edu' }],
    ['a proxy that says so itself', { via: '1.1 proxy' }],
  ])('is not shown to what comes through %s, and is not named', async (_name, headers) => {
    // Requests that may see it find it by its path.
    expect((await site.get('/fall-2018/secret/A.ics')).status).toBe(200);
    await hidden(headers);
    expect((await site.get('/fall-2018/cs101/A.ics', headers)).status).toBe(200);
  });

  it('is not shown in a personal calendar to what comes through a proxy', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const made = await site.send('POST', '/my', form, 'section=fall-2018/secret/A');
    const address = /\/my\/[\w-]+\.ics/.exec(made.body)?.[0] ?? '';
    expect((await site.get(address)).body).toContain('CS 999');
    expect((await site.get(address, { 'x-forwarded-for': '192.0.2.1' })).body).not.toContain('CS 999');
    const through = await site.send('POST', '/my', { ...form, via: '1.1 x' }, 'section=fall-2018/secret/A');
    expect(through.body).not.toContain('CS 999');
  });

  it('is served on loopback only', async () => {
    expect((await site.get('/fall-2018/secret/A.ics')).status).toBe(200);
    const open = await openSite({ data, publicUrl: 'https://calendar.example.edu' });
    const answer = await open.get('/fall-2018/secret/A.ics');
    await open.stop();
    await open.forget();
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });
});
