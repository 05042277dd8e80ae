import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, COURSE, type DeskSite, openDeskSite } from './desk-site.ts';

const DESK = `/desk/courses/${COURSE}`;
const HTML = `"><img src=x onerror=alert(1)><script>alert(2)</script>'&lt;`;
const HEADER = 'x\r\nSet-Cookie: evil=1\r\n\r\n<h1>evil</h1>';

let site: DeskSite;
let head: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  head = await site.signedIn('head@example.edu', 'head', COURSE);
});
afterAll(() => site.stop());

const PAGES = [DESK, `${DESK}/history`, `${DESK}/staff`, `${DESK}/tokens`, '/desk/devices', '/desk'];
const WORDS = ['say', 'why', 'note', 'where'] as const;

function checkPage(body: string): void {
  expect(body).not.toContain('<img src=x');
  expect(body).not.toContain('<script>');
  expect(body).not.toContain('<h1>evil');
}

describe.each([
  ['HTML', HTML],
  ['headers', HEADER],
])('%s in the text', (_name, text) => {
  test.each(WORDS)('of the field %s comes out as text on every page', async (field) => {
    const fields = {
      page: 'several',
      on: '2018-10-12',
      sections: 'P02',
      note: 'a note',
      [field]: text,
      key: `${_name}-${field}`,
    };
    const preview = await head.post(`${DESK}/preview`, fields);
    checkPage(preview.body);
    const done = await head.post(`${DESK}/publish`, fields);
    expect(done.headers['set-cookie']).toBeUndefined();
    if (done.status === 303) checkPage((await head.get(String(done.headers.location))).body);
    const uid = encodeURIComponent(site.uidOf('P02', '2018-10-12'));
    for (const page of [...PAGES, `${DESK}/meeting?uid=${uid}`]) checkPage((await head.get(page)).body);
    const feed = await site.feed('P02');
    expect(feed.split('\r\n').every((line) => /^[A-Z-]+[;:]/.test(line) || line === '')).toBe(true);
  });

  test('of every other field of every form comes out as text, or is refused', async () => {
    const forms: [string, Record<string, string>][] = [
      [`${DESK}/staff/add`, { mail: text, name: text, role: text }],
      [`${DESK}/staff/add`, { mail: `n${Math.random()}@example.edu`.replace('0.', ''), name: text, role: 'viewer' }],
      [`${DESK}/staff/import`, { roster: `mail,name,role\n${text},${text},${text}`, role: text }],
      [`${DESK}/staff/remove`, { mail: text }],
      [`${DESK}/tokens`, { label: text, role: 'editor', days: '5' }],
      [`${DESK}/tokens`, { label: 'x', role: text, days: text }],
      [`${DESK}/preview`, { page: text, uid: text, sections: text, on: text, act: text }],
      [
        `${DESK}/preview`,
        { page: 'extra', sections: 'P02', 'extra-date': text, 'extra-start': text, 'extra-end': text, staff: text },
      ],
      [
        `${DESK}/preview`,
        {
          page: 'several',
          on: '2018-10-12',
          instead: text,
          closed: text,
          'online-url': text,
          online: 'yes',
          kinds: text,
        },
      ],
      [`${DESK}/publish`, { page: 'several', on: '2018-10-12', note: 'x', expected: text, key: text }],
    ];
    for (const [path, fields] of forms) {
      const answer = await head.post(path, fields);
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.headers['set-cookie'], path).toBeUndefined();
      checkPage(answer.body);
    }
    for (const page of PAGES) checkPage((await head.get(page)).body);
    const query = encodeURIComponent(text);
    for (const path of [
      `${DESK}?section=${query}&week=${query}`,
      `${DESK}/history?who=${query}&what=${query}&section=${query}&before=${query}`,
      `/desk?q=${query}`,
      `${DESK}/meeting?uid=${query}`,
      `${DESK}/changes/${query}`,
    ]) {
      const answer = await head.get(path);
      expect(answer.status, path).toBeLessThan(500);
      checkPage(answer.body);
    }
  });
});

test('pages of the desk run no inline script, are framed by nobody and kept by no cache', async () => {
  const { headers, body } = await head.get(DESK);
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['cache-control']).toBe('private, no-store');
  expect(headers['x-robots-tag']).toBe('noindex');
  expect(body).not.toMatch(/ on\w+=|style="/);
});
