/**
 * Behaviour of nginx under deploy/scaling/nginx.conf in front of simulated replicas: what is cached and what
 * is not, and which replicas are tried next.
 */
import { rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, type Request } from './exchange.ts';
import { findFreePorts, makeFolder } from './places.ts';
import { startProxy, THREE_REPLICAS } from './proxy.ts';

interface Seen {
  readonly replica: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const FEED = { 'Content-Type': 'text/calendar; charset=utf-8', Vary: 'Accept-Encoding', ETag: '"one"' };
const MINUTE = 'public, max-age=60, stale-if-error=86400';
const NOT_KEPT = { 'Cache-Control': 'no-cache' };
const SLOW_MS = 20;
const STAMP = 'Wed, 05 Sep 2018 04:00:00 GMT';

/** Responds by the request's path; `replica` is the number of the replica. */
function answerAs(replica: number, seen: Seen[]): RequestListener {
  return (request, response) => {
    const { url = '', method = '', headers } = request;
    seen.push({ replica, method, url, headers });
    const feed = (more: Record<string, string>): void => {
      response.writeHead(200, { ...FEED, 'Last-Modified': STAMP, ...more });
      response.end(`from ${replica} for ${headers['accept-encoding'] ?? 'identity'}`);
    };
    if (url.includes('/cut')) request.socket.destroy();
    else if (url.includes('cookie')) feed({ 'Cache-Control': MINUTE, 'Set-Cookie': 'a=b' });
    else if (url.startsWith('/my/')) feed({ 'Cache-Control': MINUTE });
    else if (url.includes('private')) feed({ 'Cache-Control': 'private, max-age=60' });
    else if (url.includes('unready')) response.writeHead(503, { 'Retry-After': '30' }).end();
    else if (url.includes('slow-missing')) setTimeout(() => response.writeHead(404, NOT_KEPT).end(), SLOW_MS);
    else if (url.includes('missing')) response.writeHead(404, NOT_KEPT).end();
    else if (url.includes('/newer') && seen.filter((one) => one.url === url).length === 1) {
      // The replica that is tried first runs the previous release.
      response.writeHead(404, NOT_KEPT).end();
    } else if (url.includes('brief')) {
      if (headers['if-none-match'] === '"one"')
        response.writeHead(304, { ...FEED, 'Cache-Control': 'max-age=1' }).end();
      else feed({ 'Cache-Control': 'max-age=1' });
    } else feed({ 'Cache-Control': MINUTE });
  };
}

/** @returns violations in sentences, and the number of checks */
export async function checkConduct(): Promise<{ readonly wrong: string[]; readonly looked: number }> {
  const folder = await makeFolder('belltower-nginx-');
  const [https, http] = await findFreePorts(2);
  const seen: Seen[] = [];
  const servers: Server[] = [];
  for (const replica of [0, 1, 2]) servers.push(await listen(createServer(answerAs(replica, seen))));
  const replicas = servers.map((server) => (server.address() as AddressInfo).port);
  const proxy = await startProxy({ folder, configuration: THREE_REPLICAS, ports: [https, http], replicas });
  const place = proxy.open(24);
  const wrong: string[] = [];
  let looked = 0;
  const look = (what: string, holds: boolean): void => {
    looked += 1;
    if (!holds) wrong.push(`nginx: ${what}`);
  };
  const get = (path: string, headers: Record<string, string> = {}, more: Partial<Request> = {}): Promise<Answer> =>
    ask(place, { path, headers, patienceMs: 15_000, ...more });
  const asked = (part: string): Seen[] => seen.filter(({ url }) => url.includes(part));

  try {
    await get('/t/c/kept.ics');
    await get('/t/c/kept.ics?fresh=1');
    const head = await get('/t/c/kept.ics', {}, { method: 'HEAD' });
    look('a feed is asked for once, whatever its query or method', asked('kept').length === 1);
    look('HEAD has a feed’s headers and no body', head.status === 200 && head.bytes.length === 0);
    look('clients’ addresses are handed on', asked('kept')[0]?.headers['x-forwarded-for'] === '127.0.0.1');
    const tagged = await get('/t/c/kept.ics', { 'If-None-Match': '"one"' });
    look('If-None-Match is answered from the cache', tagged.status === 304 && tagged.headers.etag === '"one"');
    const dated = await get('/t/c/kept.ics', { 'If-Modified-Since': 'Thu, 06 Sep 2018 00:00:00 GMT' });
    look('a later If-Modified-Since is answered 304', dated.status === 304);

    for (const accept of ['gzip', 'gzip, deflate', 'x-gzip', 'GZIP;q=0.5', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0']) {
      await get('/t/c/packed.ics', { 'Accept-Encoding': accept });
    }
    for (const accept of ['identity', 'gzip;q=0', 'gzip; q=0.000, br;q=0', 'deflate', 'brotli']) {
      const { bytes } = await get('/t/c/packed.ics', { 'Accept-Encoding': accept });
      look(`“${accept}” is answered plain`, bytes.toString().endsWith('identity'));
    }
    look('there are three kinds of copies of a feed', asked('packed').length === 3);

    for (const path of ['/t/c/cookie.ics', '/t/c/private.ics', '/my/abc.ics', '/MY/abc.ics', '/t/c/missing.ics']) {
      await get(path);
      await get(path);
      look(`${path} is kept by nobody`, seen.filter(({ url }) => url === path).length === 2);
    }
    await get('/desk');
    await get('/desk');
    await get('/api/courses');
    await get('/api/courses');
    look('the desk is kept by nobody', asked('/desk').length === 2 && asked('/api/').length === 2);
    for (const path of ['/metrics', '/METRICS/', '//metrics']) {
      look(`${path} is closed`, (await get(path)).status === 404);
    }
    look('no replica hears of /metrics', asked('etrics').length === 0);

    await get('/t/c/brief.ics');
    await sleep(2500);
    const again = await get('/t/c/brief.ics');
    look('an older copy is asked about, and used if it is current', again.headers['x-cache-status'] === 'REVALIDATED');
    look('it is asked about by its tag', asked('brief')[1]?.headers['if-none-match'] === '"one"');

    const began = performance.now();
    await Promise.all(Array.from({ length: 24 }, () => get('/t/c/slow-missing.ics')));
    look('subscribers of a feed that is gone do not queue', performance.now() - began < 1500);

    const one = new Set(asked('kept').map(({ replica }) => replica));
    await get('/t/c/kept.ics', { 'Accept-Encoding': 'br' });
    look('a feed has one replica', new Set([...one, ...asked('kept').map(({ replica }) => replica)]).size === 1);
    look('503 from all is 503', (await get('/t/c/unready.ics')).status === 503 && asked('unready').length === 3);
    look(
      'a GET that is cut off is asked of others',
      (await get('/t/c/cut.ics')).status === 502 && asked('/cut').length === 3,
    );
    const style = await get('/assets/newer.css');
    look('a style is found at the replica that has it', style.status === 200);
    seen.length = 0;
    await sleep(3500);
    const post = await get('/api/cut', {}, { method: 'POST', body: '{}' });
    look('a POST that was sent is never sent again', post.status === 502 && asked('/api/cut').length === 1);

    await sleep(3500);
    await Promise.all(servers.map(close));
    const stale = await get('/t/c/brief.ics');
    look('with no replica there, what was kept is served', stale.status === 200 && /STALE/.test(statusOf(stale)));
    look('and what was not is refused', (await get('/t/c/never.ics')).status === 502);
  } finally {
    await proxy.stop();
    await Promise.all(servers.map(close));
    await rm(folder, { recursive: true, force: true });
  }
  return { wrong, looked };
}

function statusOf({ headers }: Answer): string {
  return String(headers['x-cache-status']);
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
