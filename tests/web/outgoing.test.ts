/** The client for other people's servers, against names that lie and servers that redirect. No request leaves the machine. */
import { createServer, request } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchOutgoing, isPublicAddress, type Network, type OutgoingRequest } from '../../src/web/outgoing.ts';

interface Found {
  readonly address: string;
  readonly family: number;
}

/** The resolver's successive answers. */
const answers: Found[][] = [];
let asked = 0;
/** The addresses connected to. */
const connected: string[] = [];
let local = '';

const network: Network = {
  async lookup() {
    asked += 1;
    const found = answers.shift();
    if (!found) throw new Error('asked too often');
    return found;
  },
  // Records the address, and connects to this test's own server.
  request(url, settings) {
    const note = (_error: Error | null, address: unknown): void => void connected.push(String(address));
    (settings.lookup as LookupFunction)(url.hostname, {}, note);
    const { lookup: _pinned, ...rest } = settings;
    return request(`${local}${url.pathname}`, rest);
  },
};
const ask = (url: string, more: Partial<OutgoingRequest> = {}) =>
  fetchOutgoing(url, { reach: 'public', ...more }, network);

const server = createServer((asking, response) => {
  const to = /^\/to\/(.+)$/.exec(asking.url ?? '')?.[1];
  if (to) response.writeHead(307, { Location: decodeURIComponent(to) }).end();
  else response.end('fine');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers.length = 0;
  connected.length = 0;
  asked = 0;
});

const PUBLIC: Found = { address: '198.45.66.7', family: 4 };
const PRIVATE: Found = { address: '10.0.0.7', family: 4 };
const redirectTo = (url: string): string => `https://push.example.com/to/${encodeURIComponent(url)}`;

test('a name that is public when it is judged and private afterwards: the judged address is connected to', async () => {
  answers.push([PUBLIC], [PRIVATE]);
  expect(await ask('https://rebinding.example.com/a')).toMatchObject({ ok: true });
  expect(connected).toEqual([PUBLIC.address]);
  expect(asked).toBe(1);
});

test('a name with a private address among public ones is not asked', async () => {
  answers.push([PUBLIC, PRIVATE]);
  const answer = await ask('https://both.example.com/a');
  expect(answer).toMatchObject({ ok: false, why: 'address' });
  expect(connected).toEqual([]);
});

describe('redirections', () => {
  test('each is judged anew: a name that is private the second time is not asked', async () => {
    answers.push([PUBLIC], [PRIVATE]);
    const answer = await ask(redirectTo('https://rebinding.example.com/b'));
    expect(answer).toMatchObject({ ok: false, why: 'address' });
    expect(connected).toEqual([PUBLIC.address]);
  });

  test.each([
    'http://push.example.com/b',
    'file:///etc/passwd',
    'gopher://push.example.com/',
    'https://a:b@push.example.com/',
  ])('to %s is refused', async (url) => {
    answers.push([PUBLIC], [PUBLIC]);
    expect(await ask(redirectTo(url))).toMatchObject({ ok: false, why: 'address' });
    expect(connected).toHaveLength(1);
  });

  test('without end is given up', async () => {
    let url = 'https://push.example.com/end';
    for (let count = 0; count < 7; count += 1) url = redirectTo(url);
    for (let count = 0; count < 10; count += 1) answers.push([PUBLIC]);
    expect(await ask(url)).toMatchObject({ ok: false, why: 'redirects' });
  });

  test('none is followed where that is not wanted', async () => {
    answers.push([PUBLIC]);
    const answer = await ask(redirectTo('https://x.example.com/'), { followRedirects: false });
    expect(answer).toMatchObject({ ok: true, status: 307 });
    expect(asked).toBe(1);
  });
});

describe('addresses', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    // Loopback and unspecified, mapped and compatible IPv4, NAT64 (both prefixes), 6to4, Teredo.
    ...['::1', '::', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1'],
    ...['64:ff9b::a00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '2002:7f00:1::1', '2001:0:7f00:1::1'],
    // Unique local, link-local with and without a zone, site-local, multicast, documentation.
    ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001:db8::1', '3fff::1'],
    ...['', 'localhost', '1.2.3', '127.1'],
  ])('%j is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '198.45.66.7', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
