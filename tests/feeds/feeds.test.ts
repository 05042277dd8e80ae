import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTrial, SHIPPED, type Trial } from '../cli/terminal.ts';
import { until } from '../patient.ts';
import { openSite, type RunningSite } from '../site/site.ts';

const COURSE = '/fall-2018/cos418';

describe('the shipped course', () => {
  let site: RunningSite;
  const lines: string[] = [];
  beforeAll(async () => {
    site = await openSite({ data: SHIPPED, log: (line) => lines.push(line) });
  });
  afterAll(async () => {
    await site.stop();
    await site.forget();
  });

  it('is served with validators, a type, a length and a policy for caches', async () => {
    const { status, headers, bytes } = await site.get(`${COURSE}/L01.ics`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-length': String(bytes.length),
      'last-modified': 'Wed, 05 Sep 2018 04:00:00 GMT',
      'cache-control': 'public, max-age=60, stale-if-error=86400',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.etag).toMatch(/^"[\w-]{22}"$/);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['order', 'P02+L01'],
    ['%2B', 'L01%2BP02'],
    ['%20', 'L01%20P02'],
    ['twice', 'L01+P02+L01'],
    ['case', 'l01+p02'],
  ])('is one feed whatever the %s of its parts', async (_, parts) => {
    const one = await site.get(`${COURSE}/L01+P02.ics`);
    const other = await site.get(`${COURSE}/${parts}.ics`);
    expect(other.status).toBe(200);
    expect(other.headers.etag).toBe(one.headers.etag);
    expect(other.body).toBe(one.body);
  });

  it('has an ETag per encoding, and accepts any of them', async () => {
    const plain = await site.get(`${COURSE}/all.ics`);
    const gzip = await site.get(`${COURSE}/all.ics`, { 'accept-encoding': 'gzip' });
    const br = await site.get(`${COURSE}/all.ics`, { 'accept-encoding': 'br, gzip' });
    expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
    expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
    const tags = [plain, gzip, br].map(({ headers }) => headers.etag as string);
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) {
      const again = await site.get(`${COURSE}/all.ics`, { 'if-none-match': tag });
      expect([again.status, again.headers.etag, again.body]).toEqual([304, tag, '']);
    }
  });

  it('answers HEAD as it answers GET', async () => {
    const get = await site.get(`${COURSE}/P01.download.ics`);
    const head = await site.send('HEAD', `${COURSE}/P01.download.ics`);
    const { date: _a, ...headOnly } = head.headers;
    const { date: _b, ...getOnly } = get.headers;
    expect(headOnly).toEqual(getOnly);
    expect(head.body).toBe('');
    expect(get.headers['content-disposition']).toBe('attachment; filename="cos418-P01.ics"');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('refuses %s and says what is allowed', async (method) => {
    const { status, headers } = await site.send(method, `${COURSE}/L01.ics`);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it.each([
    [`${COURSE}/L01.ics`, 200],
    [`${COURSE}/nope.ics`, 404],
    ['/fall-2018/nope/L01.ics', 404],
    ['/fall-2018/cos418.json', 200],
    ['/fall-2018/nope.json', 404],
    [`${COURSE}/changes.atom`, 200],
    ['/api/courses', 200],
    ['/api/courses?page=x', 400],
  ])('lets pages of other sites read %s, after a preflight without a body', async (target, status) => {
    const asked = await site.send('OPTIONS', target, {
      Origin: 'https://elsewhere.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'if-none-match',
    });
    expect([asked.status, asked.body]).toEqual([204, '']);
    expect(asked.headers).not.toHaveProperty('content-length');
    expect(asked.headers).not.toHaveProperty('content-type');
    expect(asked.headers).not.toHaveProperty('transfer-encoding');
    expect(asked.headers['access-control-allow-origin']).toBe('*');
    expect(asked.headers['access-control-allow-methods']).toContain('GET');
    expect(asked.headers['access-control-allow-headers']?.toLowerCase()).toContain('if-none-match');
    const answer = await site.get(target, { Origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toContain('ETag');
  });

  it.each(['/my', '/desk', `/my/${'x'.repeat(32)}.ics`, '/fall-2018/cos418'])(
    'lets them read nothing at %s',
    async (target) => {
      for (const method of ['OPTIONS', 'GET']) {
        const { headers } = await site.send(method, target, { Origin: 'https://elsewhere.example' });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  it('redirects calendar programs from the page’s address to the feed of all', async () => {
    const led = await site.get(COURSE, { Accept: 'text/calendar, */*;q=0.1' });
    expect([led.status, led.headers.location]).toEqual([302, `${COURSE}/all.ics`]);
    expect(led.headers.vary).toContain('Accept');
    const short = await site.get('/fall-2018/cos418.ics');
    expect([short.status, short.headers.location]).toEqual([301, `${COURSE}/all.ics`]);
    for (const accept of ['*/*', 'text/html', 'text/html,*/*;q=0.8', 'text/html, text/calendar']) {
      expect((await site.get(COURSE, { Accept: accept })).status).toBe(200);
    }
    expect((await site.get('/fall-2018/nope.ics')).status).toBe(404);
    expect((await site.get('/fall-2018/nope', { Accept: 'text/calendar' })).status).toBe(404);
  });

  it('reads an address that a program encoded twice', async () => {
    const { body } = await site.get(`${COURSE}/L01%252BP02.ics`);
    expect(body).toBe((await site.get(`${COURSE}/L01+P02.ics`)).body);
  });

  it.each([
    [`${COURSE}/nope.ics`, 404, /COS 418 has no such section\. It has: L01, P01/],
    ['/fall-2018/nope/L01.ics', 404, /no such course in fall-2018\. There is: cos418/],
    ['/spring-1900/cos418/L01.ics', 404, /no such term\. There is: fall-2018/],
    [`${COURSE}/%3Cscript%3E.ics`, 404, /no such feed/],
    [`${COURSE}/${Array.from({ length: 41 }, (_, n) => `P${n}`).join('+')}.ics`, 400, /at most 40/],
    [`${COURSE}/L01.ics?${'x'.repeat(9000)}`, 414, /too long/],
    ['/../../etc/passwd', 404, /no such page/],
  ])('says briefly and in plain text that %s leads nowhere', async (target, status, words) => {
    const answer = await site.get(target);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(words);
    expect(answer.body.length).toBeLessThan(600);
  });

  it('serves the known parts of an address, and says that one is unknown', async () => {
    const { status, body } = await site.get(`${COURSE}/P01+gone99.ics`);
    expect(status).toBe(200);
    expect(body.match(/BEGIN:VEVENT/g)).toHaveLength(12);
    expect(body.replaceAll('\r\n ', '')).toMatch(/X-WR-CALDESC:.*part of this address/);
    expect(body).not.toContain('gone99');
  });

  it('holds only its time zone while a section has no meetings', async () => {
    const { body } = await site.get(`${COURSE}/Midterm.ics`);
    expect(body).toContain('BEGIN:VTIMEZONE');
    expect(body).not.toContain('BEGIN:VEVENT');
  });

  it('writes no byte that depends on the request', async () => {
    const one = await site.get(`${COURSE}/L01.ics`);
    const other = await site.get(`${COURSE}/L01.ics`, {
      host: 'evil.example',
      accept: 'text/html',
      'x-forwarded-proto': 'https',
    });
    expect(other.body).toBe(one.body);
  });

  it('answers what machines ask', async () => {
    expect((await site.get('/healthz')).body).toBe('ok\n');
    expect((await site.get('/readyz')).body).toBe('ready\n');
    expect((await site.get('/robots.txt')).body).toMatch(/^User-agent: \*\nAllow: \/\n/);
  });

  it('logs one line per request, without addresses', async () => {
    lines.length = 0;
    await site.get(`${COURSE}/L01.ics`, { 'user-agent': 'Google-Calendar-Importer', 'x-forwarded-for': '192.0.2.1' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^GET \/fall-2018\/cos418\/L01\.ics 200 \d+ B [\d.]+ ms Google-Calendar-Importer$/);
  });

  it.each([
    ['a bad request line', 'NONSENSE\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01'],
  ])('answers 400 or hangs up on %s', async (_, bytes) => {
    const port = Number(new URL(site.base).port);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', () => resolve(text));
    });
    expect(answer === '' || answer.startsWith('HTTP/1.1 400')).toBe(true);
    expect((await site.get('/healthz')).status).toBe(200);
  });
});

describe('a folder that changes', () => {
  let trial: Trial;
  let site: RunningSite;
  beforeEach(async () => {
    trial = await openTrial();
    site = await openSite({ data: trial.data, publicUrl: 'https://calendar.example.edu' });
  });
  afterEach(async () => {
    await site.stop();
    await site.forget();
    await trial.remove();
  });
  const course = (): string => path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const edit = async (from: string, to: string): Promise<void> => {
    const text = await readFile(course(), 'utf8');
    expect(text).toContain(from);
    await writeFile(course(), text.replace(from, to));
  };

  it('is in the feeds soon after it is saved, with a higher SEQUENCE and a later date', async () => {
    const before = await site.get(`${COURSE}/L01.ics`);
    const untouched = await site.get(`${COURSE}/P01.ics`);
    await edit('where: Bowen 222, staff', 'where: CS 003, staff');
    await until(async () => (await site.get(`${COURSE}/L01.ics`)).body !== before.body, 'the edit');
    const after = await site.get(`${COURSE}/L01.ics`);
    expect(after.body.match(/\r\nSEQUENCE:1\r\n/g)).toHaveLength(24);
    expect(Date.parse(after.headers['last-modified'] ?? '')).toBeGreaterThan(
      Date.parse(before.headers['last-modified'] ?? ''),
    );
    expect((await site.get(`${COURSE}/P01.ics`)).headers.etag).toBe(untouched.headers.etag);
    expect(after.body.replaceAll('\r\n ', '')).toContain('instead of Bowen Hall 222');
  });

  it('serves the last good feeds while a file is broken, and reports the problem', async () => {
    const before = await site.get(`${COURSE}/L01.ics`);
    const lines: string[] = [];
    await site.stop();
    site = await openSite({
      data: trial.data,
      state: site.state,
      publicUrl: 'https://calendar.example.edu',
      log: (line) => lines.push(line),
    });
    await edit('kind: lecture', 'kind: lectrue');
    await until(() => lines.some((line) => line.includes('lectrue')), 'the mistake');
    expect(lines.join('\n')).toMatch(/cos418\.yaml:\d+:\d+: error/);
    expect((await site.get(`${COURSE}/L01.ics`)).body).toBe(before.body);
  });

  it('is served from the store when its file is gone, after a restart too', async () => {
    const before = await site.get(`${COURSE}/L01.ics`);
    await writeFile(course(), '');
    await site.stop();
    site = await openSite({ data: trial.data, state: site.state, publicUrl: 'https://calendar.example.edu' });
    expect((await site.get(`${COURSE}/L01.ics`)).body).toBe(before.body);
  });

  it('holds an edit that takes a section away until somebody agrees', async () => {
    const before = await site.get(`${COURSE}/P03.ics`);
    await edit('  P03: {kind: precept, meets: Fri 11:00am-11:50am, where: EQuad D221, staff: hodsdon}\n', '');
    await site.readAgain();
    expect((await site.get(`${COURSE}/P03.ics`)).body).toBe(before.body);
    const diff = await trial.run('diff', '--state', site.state);
    expect(diff.out).toMatch(/held: .*takes away P03/);
    const agreed = await trial.run('publish', '--confirm', '--state', site.state);
    expect(agreed.code).toBe(0);
    // The term is over, so past meetings stay: only the section is removed.
    expect((await trial.run('diff', '--state', site.state)).out).toBe('nothing changes');
    expect((await site.get(`${COURSE}/P03.ics`)).status).toBe(200);
  });
});
