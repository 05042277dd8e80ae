import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineAddress } from '../../src/doctor/address.ts';
import { fetchOutgoing, isPublicAddress } from '../../src/web/outgoing.ts';

const BODY = Buffer.from(`BEGIN:VCALENDAR\r\n${'X-A:1\r\n'.repeat(300)}END:VCALENDAR\r\n`);
const MODIFIED = 'Sat, 01 Aug 2026 12:00:00 GMT';

/** A feed as it should be, with the fault that the path names. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const fault = request.url?.slice(1) ?? '';
  if (fault === 'robots.txt') return void response.end('User-agent: *\nDisallow: /shut\n');
  if (fault === 'moved') return void response.writeHead(302, { location: '/good' }).end();
  if (fault === 'gone') return void response.writeHead(404).end();
  if (fault === 'circle') return void response.writeHead(301, { location: '/circle' }).end();
  if (fault === 'huge') return void response.end(Buffer.alloc(6_000_000));
  const packs = /gzip/.test(String(request.headers['accept-encoding'])) && fault !== 'plain';
  const etag = fault === 'bare-etag' ? `a${packs ? 'z' : ''}` : packs ? '"a-gz"' : '"a"';
  const headers: Record<string, string> = {
    'content-type': fault === 'type' ? 'text/plain' : 'text/calendar; charset=utf-8',
    'cache-control': fault === 'caching' ? 'no-store' : 'max-age=3600',
    'last-modified': MODIFIED,
    etag,
    ...(fault === 'vary' ? {} : { vary: 'Accept-Encoding' }),
    ...(fault === 'cookie' ? { 'set-cookie': 'a=b' } : {}),
    ...(packs ? { 'content-encoding': 'gzip' } : {}),
  };
  const matches = request.headers['if-none-match'] === etag || request.headers['if-modified-since'] === MODIFIED;
  if (matches && fault !== 'conditional') return void response.writeHead(304, headers).end();
  const body = packs ? (fault === 'badzip' ? gzipSync(BODY).subarray(0, 30) : gzipSync(BODY)) : BODY;
  if (request.method === 'HEAD' && fault === 'head') return void response.writeHead(405).end();
  response.writeHead(200, headers).end(fault === 'changing' ? `${BODY}${process.hrtime.bigint()}` : body);
}

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function codesOf(path: string): Promise<string[]> {
  const { findings } = await examineAddress(`${base}/${path}`, 'any');
  return [...new Set(findings.list.map(({ code }) => code))];
}

describe('at an address', () => {
  test('nothing is wrong with a feed that answers as it should', async () => {
    expect(await codesOf('good')).toEqual([]);
  });

  test.each([
    ['type', 'http-type'],
    ['caching', 'http-caching'],
    ['vary', 'http-compression'],
    ['plain', 'http-compression'],
    ['badzip', 'http-compression'],
    ['cookie', 'http-cookie'],
    ['conditional', 'http-conditional'],
    ['bare-etag', 'http-conditional'],
    ['head', 'http-head'],
    ['moved', 'http-redirect'],
    ['gone', 'http-status'],
    ['changing', 'http-changing'],
    ['shut', 'http-robots'],
    ['huge', 'http-unreachable'],
    ['circle', 'http-unreachable'],
  ])('%s is found: %s', async (path, code) => {
    expect(await codesOf(path)).toContain(code);
  });
});

describe('the outgoing client', () => {
  test.each([
    ['http://example.edu/', 'is not https'],
    ['https://127.0.0.1/', 'no public address'],
    ['https://[::1]/', 'no public address'],
    ['https://169.254.169.254/latest', 'no public address'],
    ['https://10.1.2.3/', 'no public address'],
    ['https://user:secret@example.edu/', 'with a password'],
    ['file:///etc/passwd', 'no https address'],
  ])('does not ask %s where only public addresses are asked', async (address, reason) => {
    expect(await fetchOutgoing(address, { reach: 'public' })).toEqual({
      ok: false,
      why: 'address',
      reason: expect.stringContaining(reason),
    });
  });

  test('knows which addresses are public', () => {
    const all = [
      '8.8.8.8',
      '2606:4700::1111',
      '192.168.1.1',
      '100.64.0.1',
      '::ffff:10.0.0.1',
      'fd00::1',
      'fe80::1',
      '224.0.0.1',
      '2002:7f00:1::',
    ];
    expect(all.filter(isPublicAddress)).toEqual(['8.8.8.8', '2606:4700::1111']);
  });

  test('stops at its bounds, and says why', async () => {
    expect(await fetchOutgoing(`${base}/huge`, { reach: 'any' })).toMatchObject({ ok: false, why: 'too-large' });
    expect(await fetchOutgoing(`${base}/circle`, { reach: 'any' })).toMatchObject({ ok: false, why: 'redirects' });
    expect(await fetchOutgoing('http://127.0.0.1:1/', { reach: 'any' })).toMatchObject({
      ok: false,
      why: 'connection',
    });
  });
});
