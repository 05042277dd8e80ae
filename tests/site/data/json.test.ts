import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseListSchema, courseSchema } from '../../../src/site/data/course-json.ts';
import { withChanges } from '../catalogue.ts';
import { openPagesSite, type PagesSite } from '../pages-site.ts';

const COS418 = 'courses/fall-2018/cos418.yaml';
const shipped = readFileSync(path.resolve(import.meta.dirname, '../../../data', COS418), 'utf8');
let site: PagesSite;

beforeAll(async () => {
  site = await openPagesSite({ files: { [COS418]: withChanges(shipped) }, publicUrl: 'https://calendar.example.edu' });
});
afterAll(() => site.stop());

describe('a course as JSON', () => {
  it('says everything the page says, as its schema describes it', async () => {
    const { headers, body } = await site.get('/fall-2018/cos418.json');
    expect(headers['content-type']).toContain('application/json');
    const course = courseSchema.strict().parse(JSON.parse(body));
    expect(course.meetings.filter(({ section }) => section === 'L01')).toHaveLength(24);
    expect(course.meetings.find(({ section, date }) => section === 'P02' && date === '2018-10-12')).toMatchObject({
      start: '2018-10-12T11:00:00-04:00',
      end: '2018-10-12T11:50:00-04:00',
      status: 'cancelled',
      reason: 'No precept this week; join P01 or P03.',
      where: [{ name: 'Friend Center 008' }],
      staff: ['Zhenyu Song'],
    });
    expect(course.meetings.find(({ section, date }) => section === 'L01' && date === '2018-11-05')?.start).toBe(
      '2018-11-05T10:00:00-05:00',
    );
  });

  it('is validated by its ETag', async () => {
    const { headers } = await site.get('/fall-2018/cos418.json');
    const again = await site.get('/fall-2018/cos418.json', { 'If-None-Match': String(headers.etag) });
    expect(again.status).toBe(304);
  });

  it('lists courses by the same search', async () => {
    const { body } = await site.get('/api/courses?q=distributed');
    expect(courseListSchema.strict().parse(JSON.parse(body)).courses).toMatchObject([
      { code: 'COS 418', json: '/fall-2018/cos418.json' },
    ]);
  });
});

describe('a query', () => {
  it.each([
    ['/api/courses?page=abc', 'bad-parameter', 'page'],
    ['/api/courses?page=0', 'bad-parameter', 'page'],
    ['/api/courses?page=-1', 'bad-parameter', 'page'],
    ['/api/courses?page=1&page=2', 'bad-parameter', 'page'],
    ['/api/courses?limit=201', 'bad-parameter', 'limit'],
    ['/api/v1/courses?sort=x', 'unknown-parameter', 'sort'],
    ['/api/openapi.json?pretty=1', 'unknown-parameter', 'pretty'],
    ['/fall-2018/cos418.json?section=P99', 'unknown-parameter', 'section'],
  ])('that is not understood is refused: %s', async (address, code, name) => {
    const { status, headers, body } = await site.get(address);
    expect(status).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(body)).toMatchObject({ code: 'bad-query', problems: [{ code, parameter: name }] });
  });

  it('for a page past the last has an end, for programs and for people', async () => {
    const { body } = await site.get('/api/courses?page=2');
    expect(JSON.parse(body)).toMatchObject({ page: 2, pages: 1, next: null, courses: [] });
    expect((await site.get('/?page=1')).status).toBe(200);
    for (const page of ['2', '0', 'abc']) expect((await site.get(`/?page=${page}`)).status).toBe(404);
  });
});

describe('a page of another site', () => {
  it('may read everything, revalidate it, and read errors', async () => {
    for (const address of ['/api/v1/courses', '/fall-2018/cos418.json']) {
      const asked = await fetch(site.base + address, { method: 'OPTIONS' });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-headers')).toMatch(/Authorization.*If-None-Match/);
      const { headers } = await site.get(address);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toContain('ETag');
    }
    for (const [address, code] of [
      ['/fall-2018/nope.json', 'unknown-subject'],
      ['/api/v1/nope', 'unknown-address'],
      ['/api/v1//courses', 'unknown-address'],
    ]) {
      const { status, headers, body } = await site.get(address ?? '', { Accept: 'application/json' });
      expect([status, headers['access-control-allow-origin'], JSON.parse(body).code]).toEqual([404, '*', code]);
    }
    const posted = await fetch(`${site.base}/api/v1/courses`, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow'), (await posted.json()).code]).toEqual([
      405,
      'GET, HEAD, OPTIONS',
      'wrong-method',
    ]);
  });
});

describe('an address without a version', () => {
  it('is of version 1', async () => {
    expect((await site.get('/api/courses')).body).toBe((await site.get('/api/v1/courses')).body);
    expect((await site.get('/api/v2/courses')).status).toBe(404);
  });
});

describe('a course under another of its ids', () => {
  const ALIASED =
    'code: TST 100\ntitle: Two names\ncrossListed: [ECE 100]\nformerly: [old100]\nsections:\n  L01: {kind: lecture, meets: Mon 10:00am-10:50am}\n';

  it('names its key and every code, and links to the one address', async () => {
    await site.write({ 'courses/fall-2018/tst100.yaml': ALIASED });
    for (const id of ['tst100', 'ece100', 'old100']) {
      const { headers, body } = await site.get(`/fall-2018/${id}.json`);
      const course = JSON.parse(body);
      expect(course).toMatchObject({ key: 'fall-2018/tst100', id });
      expect(course.codes.map((one: { code: string }) => one.code)).toEqual(['TST 100', 'ECE 100']);
      expect(headers.link).toBe('</fall-2018/tst100.json>; rel="canonical"');
    }
  });
});

describe('the description of the API', () => {
  it('describes each address once, with schemas that all lead somewhere', async () => {
    const { body } = await site.get('/api/openapi.json');
    const description = JSON.parse(body);
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{ url: 'https://calendar.example.edu' }]);
    for (const [, name] of body.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(description.components.schemas, name).toHaveProperty(name ?? '');
    }
    expect(body).not.toContain('#/$defs/');
    expect(description.components.schemas.Course.required).toEqual(expect.arrayContaining(['meetings', 'sections']));
  });

  it('is a page, too', async () => {
    const { body } = await site.get('/docs');
    expect(body).toContain('<code>GET /{term}/{course}.json</code>');
    expect(body).toContain('curl &quot;$SITE/fall-2018/cos418.json&quot;');
    expect(body).toContain('Words of a code, a title or a teacher’s name');
    expect(body).toMatch(/Answers with: <code>key<\/code>/);
    expect(body).toContain('<dt id="problem-conflict">');
  });
});

describe('what changed, as Atom', () => {
  const entriesOf = (body: string): string[] => body.match(/<entry>[\s\S]*?<\/entry>/g) ?? [];
  const idsOf = (body: string): (string | undefined)[] =>
    entriesOf(body).map((entry) => /<id>(.*?)<\/id>/.exec(entry)?.[1]);

  it('is well-formed, newest first, dated by its newest entry, with ids of their own', async () => {
    const { headers, body } = await site.get('/fall-2018/cos418/changes.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const opened = [...body.matchAll(/<([a-z]+)(?=[\s>])[^>]*?(\/?)>/g)].filter(([, , closed]) => closed === '').length;
    expect(opened).toBe((body.match(/<\/[a-z]+>/g) ?? []).length);
    expect(parseFragment(body).childNodes.length).toBeGreaterThan(0);
    const entries = entriesOf(body);
    const dates = entries.map((entry) => /<updated>(.*?)<\/updated>/.exec(entry)?.[1] ?? '');
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(/<updated>(.*?)<\/updated>/.exec(body)?.[1]).toBe(dates[0]);
    expect(new Set(idsOf(body)).size).toBe(entries.length);
    expect(entries.some((entry) => entry.includes('COS 418 P02, Friday 12 October: cancelled'))).toBe(true);
    expect(body).toContain(
      '<link rel="self" type="application/atom+xml" href="https://calendar.example.edu/fall-2018/cos418/changes.atom"/>',
    );
    const again = await site.get('/fall-2018/cos418/changes.atom', { 'If-None-Match': String(headers.etag) });
    expect(again.status).toBe(304);
  });

  it('keeps its entries’ ids when a new one comes, and escapes what people write', async () => {
    const before = idsOf((await site.get('/fall-2018/cos418/changes.atom')).body);
    const change =
      '  - {announced: 2018-10-10 10:00, sections: P03, on: 2018-10-19, cancel: yes, say: "<b>Room & board</b>"}\n';
    await site.write({ [COS418]: withChanges(shipped) + change });
    const { body } = await site.get('/fall-2018/cos418/changes.atom');
    expect(idsOf(body).slice(-before.length)).toEqual(before);
    expect(body).toContain('&lt;b&gt;Room &amp; board&lt;/b&gt;');
  });

  it('says a room changed for the whole term in one entry and one line, and the cancellation beside it before that', async () => {
    const file = 'courses/fall-2018/tst1.yaml';
    const rules = (room: string) =>
      `code: TST 1\ntitle: Trial\nsections:\n  L: {kind: lecture, meets: Mon Wed 9:00am-9:50am, where: ${room}}\n`;
    // Before the first class, since an edit that rewrites past meetings would be held.
    site.at('2018-09-10T15:00:00Z');
    await site.write({ [file]: rules('Hall 1') });
    const cancel = '  - {announced: 2018-09-09 10:00, sections: L, on: 2018-12-03, cancel: yes, say: Ill}\n';
    await site.write({ [file]: `${rules('Hall 3')}changes:\n${cancel}` });
    const { body } = await site.get('/fall-2018/tst1/changes.atom');
    expect(body.match(/<title>TST 1 L.*<\/title>/g)).toEqual([
      '<title>TST 1 L, Monday 3 December: cancelled: Ill</title>',
      '<title>TST 1 L, 23 meetings, Wednesday 12 September to Wednesday 12 December: room Hall 3 instead of Hall 1</title>',
    ]);
    const page = (await site.get('/fall-2018/tst1')).body;
    expect(page).toContain('23 meetings, Wednesday 12 September to Wednesday 12 December');
    expect(page).not.toContain('more changes</summary>');
  });
});
