/** Conditional requests for pages, JSON and assets: the same code judges them as judges feeds. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDocument } from '../../src/web/document.ts';

let server: Server;
let etag: string;

beforeAll(async () => {
  server = createServer((asked, response) =>
    sendDocument(
      asked,
      response,
      { body: '<p>Hello', type: 'text/html', status: asked.url === '/gone' ? 410 : 200 },
      true,
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  etag = (await get({})).etag ?? '';
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function get(
  headers: Record<string, string>,
  path = '/',
): Promise<{ status: number; etag: string | undefined; body: string }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, etag: response.headers.etag, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('a document', () => {
  it('has a weak ETag and answers 304 to it, alone, without its prefix, in a list, and to *', async () => {
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    for (const tags of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      expect(await get({ 'If-None-Match': tags }), tags).toEqual({ status: 304, etag, body: '' });
    }
  });

  it('answers 200 to other tags, one that only contains the current one among them', async () => {
    const longer = `"x${etag.slice(3)}`;
    for (const tags of ['"other"', longer, '']) {
      expect((await get({ 'If-None-Match': tags })).status, tags).toBe(200);
    }
  });

  it('ignores If-Modified-Since, for it has no date, and conditions on an error', async () => {
    expect((await get({ 'If-Modified-Since': new Date(4e12).toUTCString() })).status).toBe(200);
    expect((await get({ 'If-None-Match': '*' }, '/gone')).status).toBe(410);
  });
});
