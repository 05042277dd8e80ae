import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/notices/message.ts';
import { createPushSender } from '../../src/notices/push.ts';
import type { NoticeSubscription } from '../../src/store/notices.ts';
import { PATIENT, until } from '../patient.ts';
import { openPagesSite, type PagesSite } from '../site/pages-site.ts';

const NOW = '2018-10-10T15:00:00Z';
const rules = (room: string): Readonly<Record<string, string>> => ({
  'courses/au/k1.yaml': `code: K 1
title: First
sections:
  L: {kind: lecture, meets: Thu 10am-11am, where: Hall 1}
changes:
  - {announced: 2018-09-20 12:00, sections: L, on: 2018-10-11, where: ${room}}
`,
});
const TERM = { 'terms/au.yaml': 'title: Autumn\nzone: Etc/UTC\nclasses: Mon 2018-09-17 to Fri 2018-12-14\n' };

/** A push service: records requests, responds as configured. */
const pushed: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }[] = [];
let answer: { status: number; headers?: Record<string, string> } = { status: 201 };
/** 0: cut the connection; -1: never respond; -2: respond late. */
const [CUT, SILENT, LATE] = [0, -1, -2];
const service = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pushed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
    if (answer.status === CUT) request.socket.destroy();
    else if (answer.status === LATE) setTimeout(() => response.writeHead(201).end(), 300);
    else if (answer.status === SILENT) request.resume();
    else response.writeHead(answer.status, answer.headers).end();
  });
});
let endpoint: string;
let site: PagesSite;
let shut: PagesSite;

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/push/`;
  const notices = { PUBLIC_URL: 'https://calendar.example.edu' };
  const files = { ...TERM, ...rules('Hall 1') };
  site = await openPagesSite({
    empty: true,
    files,
    notices: { ...notices, PRIVATE_TARGETS: 'on' },
    patienceMs: PATIENT.timeout,
  });
  shut = await openPagesSite({ empty: true, files, notices });
});
afterAll(async () => {
  await Promise.all([site.stop(), shut.stop()]);
  service.closeAllConnections();
  service.close();
});
let room = 1;
beforeEach(async () => {
  answer = { status: 201 };
  // Flushes deliveries of the previous test, so that they do not arrive in this one.
  await site.deliver();
  pushed.length = 0;
  site.at(NOW);
});

function makeBrowser(url: string) {
  const pair = createECDH('prime256v1');
  const keys = { p256dh: pair.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') };
  return { endpoint: url, keys, for: ['au/k1/L'], pace: 'once' };
}
const later = (minutes: number): void => site.at(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());

async function subscribe(where: PagesSite, url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${where.base}/notices/push`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(makeBrowser(url)),
  });
}

/** Publishes a room change and lets the quiet period pass. */
async function change(minutes = 3): Promise<void> {
  room += 1;
  await site.write(rules(`Hall ${room}`));
  later(minutes);
  await site.deliver();
}

describe('a browser that subscribed', () => {
  let own: string;
  beforeEach(async () => {
    for (const { id } of await site.store.noticeSubscriptions()) {
      await site.store.write((tx) => tx.removeNoticeSubscription(id));
    }
    const answered = await subscribe(site, `${endpoint}a`);
    expect(answered.status).toBe(201);
    own = ((await answered.json()) as { own: string }).own;
  });

  test('is pushed one encrypted notice, urgent and of no use after the last meeting began', async () => {
    await change();
    expect(pushed).toHaveLength(1);
    const [one] = pushed;
    expect(one?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(one?.headers.topic).toMatch(/^[\w-]{32}$/);
    expect(one?.headers.authorization).toMatch(/^vapid t=/);
    expect(Number(one?.headers.ttl)).toBe(
      Math.ceil((Date.parse('2018-10-11T10:00:00Z') - Date.parse('2018-10-10T15:03:00Z')) / 1000),
    );
    expect(one?.body.includes('Hall')).toBe(false);
    expect((await site.get(own)).status).toBe(200);
  });

  test.each([404, 410])('%i ends the subscription', async (status) => {
    answer = { status };
    await change();
    expect(await site.store.noticeSubscriptions()).toMatchObject([{ address: '', settings: {} }]);
  });

  test('429 is obeyed, and the notice arrives afterwards', async () => {
    answer = { status: 429, headers: { 'Retry-After': '600' } };
    await change();
    answer = { status: 201 };
    later(12);
    await site.deliver();
    expect(pushed).toHaveLength(1);
    later(14);
    await site.deliver();
    expect(pushed).toHaveLength(2);
  });

  test.each([500, 503, CUT])('%i: it arrives once the service recovers', async (status) => {
    answer = { status };
    await change();
    answer = { status: 201 };
    later(10);
    await site.deliver();
    expect(pushed).toHaveLength(2);
    // After a cut connection it may have been delivered; with the same topic, the second replaces the first.
    if (status < 500) expect(pushed[1]?.headers.topic).toBe(pushed[0]?.headers.topic);
    expect(await site.store.nextDelivery()).toBeNull();
  });

  test('a slow service is waited for, and gets the notice once', async () => {
    answer = { status: LATE };
    await change();
    expect(pushed).toHaveLength(1);
    expect(await site.store.nextDelivery()).toBeNull();
  });

  test('a service that never answers is given up, and gets the notice again under the same topic', async () => {
    const hasty = await openPagesSite({
      empty: true,
      files: { ...TERM, ...rules('Hall 1') },
      notices: { PUBLIC_URL: 'https://calendar.example.edu', PRIVATE_TARGETS: 'on' },
      patienceMs: 300,
    });
    expect((await subscribe(hasty, `${endpoint}b`)).status).toBe(201);
    answer = { status: SILENT };
    await hasty.write(rules('Hall 2'));
    hasty.at('2018-10-10T15:03:00Z');
    await hasty.deliver();
    expect(await hasty.store.noticeDeliveries()).toMatchObject([{ attempts: 1 }]);
    answer = { status: 201 };
    // A busy machine may exceed the short patience once more: then the notice is pushed again.
    let minutes = 3;
    await until(async () => {
      minutes += 10;
      hasty.at(new Date(Date.parse(NOW) + minutes * 60_000).toISOString());
      await hasty.deliver();
      return (await hasty.store.nextDelivery()) === null;
    }, 'the notice');
    expect(pushed.length).toBeGreaterThan(1);
    expect(new Set(pushed.map(({ headers }) => headers.topic)).size).toBe(1);
    await hasty.stop();
  });

  test('a redirect is not followed', async () => {
    answer = { status: 307, headers: { Location: `${endpoint}elsewhere` } };
    await change();
    expect(pushed.map(({ path }) => path)).toEqual(['/push/a']);
  });

  test('subscribing again is the same subscription', async () => {
    expect((await subscribe(site, `${endpoint}a`)).status).toBe(201);
    expect(await site.store.noticeSubscriptions()).toHaveLength(1);
  });
});

test.each(['http://push.example.edu/a', 'https://user:word@push.example.edu/a', 'file:///etc/passwd', 'x'])(
  'an endpoint %s is refused',
  async (url) => {
    expect((await subscribe(shut, url)).status).toBe(422);
  },
);

test.each([
  'https://127.0.0.1/a',
  'https://[::1]/a',
  'https://[::ffff:10.0.0.1]/a',
  'https://0x7f000001/a',
  'https://169.254.169.254/latest',
  'https://localhost/a',
])('%s is never asked, whatever it is called', async (url) => {
  shut.at(NOW);
  expect((await subscribe(shut, url)).status).toBe(201);
  room += 1;
  await shut.write(rules(`Hall ${room}`));
  shut.at('2018-10-10T15:03:00Z');
  await shut.deliver();
  expect(await shut.store.noticeSubscriptions()).toMatchObject([
    { address: '', endedWhy: expect.stringContaining('no address that may be asked') },
  ]);
  expect(shut.conditions.list()).toEqual([]);
  for (const { id } of await shut.store.noticeSubscriptions()) {
    await shut.store.write((tx) => tx.removeNoticeSubscription(id));
  }
});

test('a script of another site cannot subscribe', async () => {
  const headers = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await subscribe(site, `${endpoint}b`, headers)).status).toBe(403);
});

test('the service worker has an address of its own', async () => {
  const { status, headers, body } = await site.get('/notices/worker.js');
  expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(body).toContain('showNotification');
});

test('a notice of several courses names each; only its browser can read it (RFC 8291)', async () => {
  const browser = createECDH('prime256v1');
  const settings = {
    p256dh: browser.generateKeys().toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  const site = createECDH('prime256v1');
  const keys = {
    vapidPublic: site.generateKeys().toString('base64url'),
    vapidPrivate: site.getPrivateKey('base64url'),
  };
  const now = Date.parse(NOW);
  const send = createPushSender({
    ...{ keys: { secret: '', ...keys }, publicUrl: 'https://calendar.example.edu', contact: 'mailto:a@example.edu' },
    ...{ clock: () => now, reach: 'any', patienceMs: PATIENT.timeout },
  });
  const course = (code: string, line: string) => ({ code, title: '', path: `/au/${code}`, lines: [line] });
  const message: Message = {
    voice: {},
    ...{ key: 'k'.repeat(32), kind: 'digest', subject: 'Changes of the week: K1 and K2' },
    ...{ courses: [course('K1', 'L, Thursday: cancelled'), course('K2', 'L, Friday: extra')] },
    ...{ soonest: now + 3_600_000, expires: now + 7_200_000 },
  };
  const times = { madeAt: now, confirmedAt: now, until: now, endedAt: null, endedWhy: null, choices: [] };
  const to: NoticeSubscription = { id: 'a', channel: 'push', address: `${endpoint}b`, settings, ...times };
  expect(await send(to, message)).toEqual({ type: 'sent' });
  const body = pushed[0]?.body ?? Buffer.alloc(0);
  expect(JSON.parse(decrypt(body, browser, settings))).toEqual({
    ...{ title: 'Changes of the week: K1 and K2', body: 'K1 L, Thursday: cancelled\nK2 L, Friday: extra' },
    ...{ tag: 'k'.repeat(32), url: 'https://calendar.example.edu/my' },
  });
  const other = createECDH('prime256v1');
  other.generateKeys();
  expect(() => decrypt(body, other, settings)).toThrow();
});

/** Decrypts as a browser does (RFC 8188 §2, RFC 8291 §3.4). */
function decrypt(body: Buffer, browser: ReturnType<typeof createECDH>, { auth = '', p256dh = '' }): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), Buffer.from(p256dh, 'base64url'), sender]);
  const secret = browser.computeSecret(sender);
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.from(auth, 'base64url'), info, 32));
  const derive = (name: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', key, salt, Buffer.from(`Content-Encoding: ${name}\0`), length));
  const sealed = body.subarray(21 + sender.length);
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  cipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]).toString();
  // Padding starts with a delimiter.
  return text.slice(0, text.lastIndexOf('\u0002'));
}
