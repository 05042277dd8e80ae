/** Fuzzes the server with malformed requests on raw sockets: it must answer below 500 or close the socket in time. */
import { connect } from 'node:net';
import { pickOne, type Random } from '../corpus/seeded.ts';

const METHODS = [
  'GET',
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PROPFIND',
  'TRACE',
  'PATCH',
  'get',
  'CONNECT',
];
const PIECES = [
  'fall-2018',
  'full',
  'cos418',
  'ful101',
  'FUL901',
  'L01',
  'P01',
  'OH',
  'all',
  'L01+P01',
  'all.ics',
  'L01.ics',
  'P01.download.ics',
  'L01+P02+OH.ics',
  'cos418.json',
  'changes.atom',
  'week',
  'sign',
  'my',
  'my.ics',
  'edit',
  'save',
  'rotate',
  'delete',
  'desk',
  'sign-in',
  'sign-out',
  'invite',
  'staff',
  'history',
  'courses',
  'changes',
  'preview',
  'undo',
  'tokens',
  'api',
  'openapi.json',
  'healthz',
  'readyz',
  'metrics',
  'robots.txt',
  'assets',
  'docs',
  'A'.repeat(43),
  `${'b'.repeat(32)}.ics`,
  '..',
  '.',
  '%2e%2e',
  '%00',
  '%',
  '%zz',
  '%F0%9F',
  '%C0%AF',
  '%252e',
  '+',
  '%2B',
  ';',
  '\\',
  '\u00e9',
  '*',
  '{}',
  "'",
  '"',
  '<script>',
  '__proto__',
  'constructor',
];
/** Existing addresses; half of the requests use one of them. */
const PLACES = [
  '/',
  '/fall-2018',
  '/fall-2018/cos418',
  '/fall-2018/cos418/L01.ics',
  '/fall-2018/cos418/L01+P02+OH.ics',
  '/full/ful901/all.ics',
  '/full/ful101/P01.download.ics',
  '/full/imp1/A%2BB.ics',
  '/fall-2018/cos418.json',
  '/full/ful101/changes.atom',
  '/full/ful101/week',
  '/full/ful101/L01/sign',
  '/my',
  '/my/edit',
  '/my/save',
  '/my/rotate',
  '/my/delete',
  `/my/${'a'.repeat(32)}.ics`,
  '/desk',
  '/desk/sign-in',
  `/desk/sign-in/${'a'.repeat(32)}`,
  '/desk/fall-2018/cos418',
  '/desk/fall-2018/cos418/changes',
  '/api/openapi.json',
  '/api/courses',
  '/api/courses/fall-2018/cos418/changes',
  '/healthz',
  '/readyz',
  '/metrics',
  '/robots.txt',
];
const QUERIES = [
  '',
  '',
  '',
  '?',
  '?q=x',
  '?choose=L01&choose=P01',
  '?week=2018-10-08',
  '?week=99999-99-99',
  '?page=-1',
  '?page=1e9',
  '?add=fall-2018/cos418/L01',
  '?q[]=1&q[__proto__]=2',
  '?%',
  '?choose=%ff',
  '#x',
  `?q=${'y'.repeat(3000)}`,
];
const HEADERS = [
  'If-None-Match: "x"',
  'If-None-Match: *',
  'If-None-Match: W/"a", "b',
  'If-Modified-Since: Wed, 05 Sep 2018 04:00:00 GMT',
  'If-Modified-Since: Sun, 99 Foo 0000',
  'Accept-Encoding: br;q=9e999, gzip;q=-1, *;q=x',
  `Accept-Encoding: ${'gzip,'.repeat(500)}`,
  'Accept: text/html',
  'Accept: ,;q=',
  'Range: bytes=0-1,5-,-9999',
  `User-Agent: ${'a'.repeat(5000)}`,
  'Cookie: belltower=x; __Host-session=%; =; ;',
  `Cookie: ${'a=b; '.repeat(400)}`,
  'Authorization: Bearer bt_x',
  'Authorization: Basic %%%',
  'Origin: null',
  'Origin: https://evil.example',
  'Sec-Fetch-Site: cross-site',
  'Sec-Fetch-Site: same-origin',
  'X-Forwarded-For: ,,%',
  'X-Forwarded-Proto: javascript',
  'Expect: 100-continue',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Connection: close',
  'Content-Encoding: gzip',
  'Content-Encoding: deflate',
  'Te: trailers',
  'Idempotency-Key: x',
  'If-Match: "0"',
  'Last-Event-ID: 5',
];
/** Headers for which a server must refuse the request or close the connection. */
const BREAKING = [
  'User-Agent: \u0000',
  'Expect: nonsense',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 99999999999999999999',
  'Host: other',
  'Host: a b',
  ': x',
  'No colon',
  ' folded: x',
];
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'application/json; charset=utf-7',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/x-www-form-urlencoded; charset=nonsense',
  '',
  'application/json;;;',
];
const BODIES = [
  '',
  'mail=x%40example.edu',
  'key=x',
  `key=${'b'.repeat(32)}`,
  'add=fall-2018%2Fcos418%2FL01',
  'a[b][c]=1&a=2&__proto__[x]=1',
  '%',
  '%ff=%fe',
  'section=full/ful101/L01&section=full/ful101/P01&section=nope/nope/nope',
  `key=${'b'.repeat(32)}&section=full/ful101/OH&from=2018-10-01&cancelled=removed&reminder-lecture=10`,
  `key=${'b'.repeat(32)}&section=full/imp1/A&from=9999-12-31&reminder-lecture=-1&reminder-__proto__=5&cancelled[]=x`,
  `key=${'b'.repeat(32)}&add=full/ful101/L01%2BP01&add=full%2Fimp1%2FA`,
  `key=${'b'.repeat(32)}&key=x&section=${'full/ful101/L01,'.repeat(300)}`,
  'x&'.repeat(2000),
  '{}',
  '[]',
  'null',
  '"x"',
  '{"__proto__": {"x": 1}}',
  '{"sections": "L01", "on": "2018-10-10", "cancel": "yes"}',
  '{',
  '[[[[[[[[',
  '['.repeat(20_000),
  `{"a":"${'x'.repeat(70_000)}"}`,
  '{"on": 1e999}',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
  '\u0000\u0001',
  '5\r\nhello\r\n0\r\n\r\n',
  'zz\r\n',
  '\u001f\u008b\u0008',
];

/** An existing calendar; its secrets replace the placeholders in the lists above. */
export interface KnownCalendar {
  readonly token: string;
  readonly key: string;
}

const TOKEN = 'a'.repeat(32);
const KEY = 'b'.repeat(32);

/** A request's bytes: mostly well-formed with odd parts, sometimes truncated. */
export function makeRequest(random: Random, calendar: KnownCalendar): Buffer {
  const pieces = Array.from({ length: Math.floor(random() * 5) }, () => pickOne(random, PIECES));
  const path = random() < 0.5 ? pickOne(random, PLACES) : `/${pieces.join(random() < 0.05 ? '//' : '/')}`;
  const target = (random() < 0.04 ? 'http://other.example' : '') + path + pickOne(random, QUERIES);
  const method = pickOne(random, METHODS);
  const version = random() < 0.03 ? pickOne(random, ['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '']) : 'HTTP/1.1';
  const headers = random() < 0.97 ? ['Host: 127.0.0.1'] : [];
  for (let more = Math.floor(random() * 4); more > 0; more--) headers.push(pickOne(random, HEADERS));
  if (random() < 0.1) headers.push(pickOne(random, BREAKING));
  let body = '';
  if (method.startsWith('P') || random() < 0.05) {
    body = pickOne(random, BODIES);
    headers.push(`Content-Type: ${pickOne(random, TYPES)}`);
    if (random() < 0.7) headers.push('Sec-Fetch-Site: same-origin');
    if (random() < 0.95) headers.push(`Content-Length: ${Buffer.byteLength(body, 'latin1')}`);
  }
  const text = `${method} ${target} ${version}\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
  const bytes = Buffer.from(text.replaceAll(TOKEN, calendar.token).replaceAll(KEY, calendar.key), 'latin1');
  if (random() < 0.06) return bytes.subarray(0, Math.floor(random() * bytes.length));
  if (random() < 0.06) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return random() < 0.05 ? Buffer.concat([bytes, bytes]) : bytes;
}

/** Longer than any response takes and far shorter than the server's own timeout: exceeding it is a hang. */
const PATIENCE_MS = 10_000;
/** Idle time before the client half-closes: without a response yet, and after one. */
const QUIET_MS = { before: 200, after: 10 };

/** Sends the bytes, and half-closes once the socket is idle. @returns the bytes received until the server closed */
export function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      quiet.refresh();
    });
    // Not at once: servers may drop the response to a client that has already closed.
    const quiet = setTimeout(() => socket.end(), QUIET_MS.before);
    let ending: NodeJS.Timeout | undefined;
    socket.setEncoding('latin1');
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error(`no answer and no hang-up; so far: ${JSON.stringify(text.slice(0, 80))}`));
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      text += chunk;
      clearTimeout(quiet);
      clearTimeout(ending);
      ending = setTimeout(() => socket.end(), QUIET_MS.after);
    });
    // A reset also counts as closing.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(quiet);
      clearTimeout(ending);
      resolve(text);
    });
  });
}

/** @throws Error if the response is not allowed or too late */
export async function tryRequest(port: number, bytes: Buffer): Promise<void> {
  const text = await exchange(port, bytes);
  if (text !== '' && !text.startsWith('HTTP/1.1 ')) throw new Error(`no HTTP: ${JSON.stringify(text.slice(0, 80))}`);
  // 501 and 505 report an unknown method or version; they are not server errors.
  const failure = [...text.matchAll(/^HTTP\/1\.1 (5\d\d) /gm)].find(
    ([, status]) => status !== '501' && status !== '505',
  );
  if (failure) throw new Error(text.slice(failure.index, failure.index + 200));
}
