import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFeed } from '../../src/feeds/feed.ts';
import { createListener } from '../../src/feeds/listener.ts';
import { type Patience, type RunningServer, startServer } from '../../src/web/server.ts';
import { SHIPPED } from '../cli/terminal.ts';
import { exchange } from '../fuzz/requests.ts';
import { type ChildSite, startChild } from '../site/child-site.ts';

const FEED = '/fall-2018/cos418/L01.ics';
const GET = `GET ${FEED} HTTP/1.1\r\nHost: x\r\n`;
const ask = (port: number): Promise<string> => exchange(port, Buffer.from(`${GET}Connection: close\r\n\r\n`));

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A connection of its own that records what it receives. */
function open(port: number): Promise<{ readonly socket: Socket; read(): string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => resolve({ socket, read: () => text }));
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('error', reject);
    sockets.push(socket);
  });
}

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.on('error', () => undefined);
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });

describe('the server, as it is run', () => {
  let site: ChildSite;
  beforeAll(async () => {
    site = await startChild(SHIPPED);
  });
  afterAll(() => site.forget());
  const isServed = async (): Promise<void> => expect(await ask(site.port)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);

  it('serves feeds beside 5,000 open connections, each of which is answered too', async () => {
    // If the system's limit on open files is lower, use that.
    const allowed = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
    const count = Math.min(5000, allowed === 'unlimited' ? 5000 : Number(allowed) - 500);
    const connections = [];
    for (let made = 0; made < count; made += 500) {
      const batch = Array.from({ length: Math.min(500, count - made) }, () => open(site.port));
      connections.push(...(await Promise.all(batch)));
    }
    await isServed();
    // Sends half a request on each connection, then the other half.
    for (const { socket } of connections) socket.write(GET);
    await isServed();
    const ends = connections.map(({ socket }) => closed(socket));
    for (const { socket } of connections) socket.write('Connection: close\r\n\r\n');
    await Promise.all(ends);
    const bad = connections.filter(({ read }) => !read().startsWith('HTTP/1.1 200 OK'));
    expect(bad.length).toBe(0);
    await isServed();
  });

  it('serves feeds beside clients that send a byte at a time, go away in the middle or never read', async () => {
    const slow = await Promise.all(Array.from({ length: 50 }, () => open(site.port)));
    const gone = await Promise.all(Array.from({ length: 50 }, () => open(site.port)));
    const deaf = await Promise.all(Array.from({ length: 50 }, () => open(site.port)));
    for (const { socket } of gone) socket.resetAndDestroy();
    for (const { socket } of deaf) {
      socket.pause();
      for (let n = 0; n < 50; n++) socket.write(`${GET}\r\n`);
    }
    const request = `${GET}Connection: close\r\n\r\n`;
    for (const byte of request) {
      for (const { socket } of slow) socket.write(byte);
      await sleep(1);
    }
    await isServed();
    await Promise.all(slow.map(({ socket }) => closed(socket)));
    for (const { read } of slow) expect(read()).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('answers a pipeline in order, as many requests as there are', async () => {
    const count = 300;
    const paths = Array.from({ length: count }, (_, n) => (n % 3 === 2 ? '/fall-2018/cos418/no.ics' : FEED));
    const bytes = paths.map((path) => `HEAD ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
    const text = await exchange(site.port, Buffer.from(bytes));
    const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
    expect(statuses).toEqual(paths.map((path) => (path === FEED ? '200' : '404')));
  });

  it.each([
    ['a header of 1 MB', `${GET}X: ${'x'.repeat(1_000_000)}\r\n\r\n`, '431'],
    ['a request line of 20 KB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '431'],
    ['a cookie of 15 KB', `${GET}Cookie: ${'x'.repeat(15_000)}\r\nConnection: close\r\n\r\n`, '200'],
    ['a thousand headers', `${GET}${'a: b\r\n'.repeat(1000)}\r\n`, '431'],
  ])('answers %s with less than a crash', async (_, request, status) => {
    const answer = await exchange(site.port, Buffer.from(request));
    // The server may close while a large request is still being sent; the response may then be lost.
    if (answer !== '') expect(answer.slice(9, 12)).toBe(status);
    await isServed();
  });

  it.each([
    ['two hosts', 'GET /my HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n'],
    ['no host', 'GET /my HTTP/1.1\r\n\r\n'],
  ])('refuses %s where a page would be made from it', async (_, request) => {
    expect(await exchange(site.port, Buffer.from(request))).toMatch(/^HTTP\/1\.1 400/);
  });

  it('makes a page for a host that has the form of a name but cannot be parsed', async () => {
    const answer = await exchange(site.port, Buffer.from('GET /my HTTP/1.1\r\nHost: 12v.0.0.1\r\n\r\n'));
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
  });

  const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  const post = (headers: string, body: string): string => `POST /my HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`;
  it.each([
    ['CL.TE', post('Content-Length: 6\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`)],
    ['TE.CL', post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `5c\r\n${SMUGGLED}\r\n0\r\n\r\n`)],
    ['two lengths', post('Content-Length: 0\r\nContent-Length: 40\r\n', SMUGGLED)],
    ['a list of lengths', post('Content-Length: 0, 40\r\n', SMUGGLED)],
    ['a signed length', post('Content-Length: +0\r\n', SMUGGLED)],
    ['TE.TE', post('Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n', `0\r\n\r\n${SMUGGLED}`)],
    ['TE with a tab', post('Transfer-Encoding:\tchunked, identity\r\n', `0\r\n\r\n${SMUGGLED}`)],
    ['a blank before the colon', post('Content-Length : 0\r\n', SMUGGLED)],
    ['obs-fold', post('X: a\r\n Content-Length: 0\r\nTransfer-Encoding:\r\n chunked\r\n', `zz\r\n${SMUGGLED}`)],
    ['a bare LF before a second length', post('X: a\nContent-Length: 0\r\nContent-Length: 40\r\n', SMUGGLED)],
    ['a bare CR in a header', post('X: a\rContent-Length: 0\r\n', SMUGGLED)],
    ['a bare LF in a chunk', post('Transfer-Encoding: chunked\r\n', `0\n\n${SMUGGLED}`)],
    ['a NUL in a header', post('X: a\u0000b\r\n', SMUGGLED)],
  ])('takes %s for one broken request, never for two', async (_, bytes) => {
    const answer = await exchange(site.port, Buffer.from(bytes, 'latin1'));
    const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
    expect(statuses.length, answer).toBeLessThanOrEqual(1);
    expect(site.output().includes('/smuggled')).toBe(false);
    await isServed();
  });
});

describe('patience', () => {
  const SHORT: Patience = { head: 300, request: 500, idle: 400, silence: 1000, interval: 50 };
  const feed = createFeed(Buffer.alloc(800_000, 'x'), 0, 'a.ics');
  let server: RunningServer;
  beforeAll(async () => {
    const log = { write: () => undefined, writeFeed: () => undefined, follow: () => undefined };
    const app: Parameters<typeof createListener>[0]['app'] = (request, response) => {
      request.resume();
      request.on('end', () => response.end());
    };
    const answerFeed = () => ({ type: 'feed', feed, isPrivate: false, download: false }) as const;
    const listener = createListener({
      app,
      log,
      errors: { error: () => undefined },
      compression: false,
      answerFeed,
      answerPersonalFeed: () => null,
    });
    server = await startServer(listener, '127.0.0.1', 0, SHORT);
  });
  afterAll(() => server.stop(100));

  it.each([
    ['says nothing', '', /^$|^HTTP\/1\.1 408/],
    ['stops in the middle of its head', 'GET /a.ics HTTP/1.1\r\nHo', /^HTTP\/1\.1 408/],
    [
      'stops in the middle of its body',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc',
      /^HTTP\/1\.1 408|^$/,
    ],
    ['asks once and stays', 'HEAD /a.ics HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 200/],
  ])('ends with a client that %s', async (_, bytes, answer) => {
    const { socket, read } = await open(server.port);
    socket.write(bytes);
    await closed(socket);
    expect(read()).toMatch(answer);
  });

  it('ends with a client that keeps its head coming, a byte at a time', async () => {
    const { socket, read } = await open(server.port);
    const timer = setInterval(() => socket.writable && socket.write('x'), 20);
    socket.write('GET /a.ics HTTP/1.1\r\nX: ');
    await closed(socket);
    clearInterval(timer);
    expect(read()).toMatch(/^HTTP\/1\.1 408|^$/);
  });

  it('ends with a client that asks and asks and never reads', async () => {
    const { socket } = await open(server.port);
    socket.pause();
    socket.write('GET /a.ics HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200));
    let refused = false;
    socket.on('error', () => {
      refused = true;
    });
    // The kernel reports the end only on the next write or read.
    while (!socket.destroyed && !refused) {
      await sleep(100);
      if (socket.writable) socket.write(' ');
    }
    expect(refused || socket.destroyed).toBe(true);
  });
});
