import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createAddressOf, groupOf } from '../../src/web/client-address.ts';
import { createClientLimit } from '../../src/web/limits.ts';
import { SHIPPED } from '../cli/terminal.ts';
import { openSite } from '../site/site.ts';

describe('a limit', () => {
  it('lets through so many at once, then one after each interval, and says how long to wait', () => {
    const limit = createClientLimit(3, 4000);
    const take = (now: number) => limit.take('192.0.2.1', now);
    expect([take(0), take(0), take(0), take(0)]).toEqual([0, 0, 0, 4]);
    expect(take(3500)).toBe(1);
    expect([take(4000), take(4000)]).toEqual([0, 4]);
    expect(limit.take('192.0.2.2', 4000)).toBe(0);
    expect(limit.take('192.0.2.1', 4000, 'something else')).toBe(0);
  });

  it('counts the addresses of one IPv6 household together', () => {
    const limit = createClientLimit(1, 4000);
    expect(limit.take('2001:db8:1:1::a', 0)).toBe(0);
    expect(limit.take('2001:db8:1:1::b', 0)).toBeGreaterThan(0);
    expect(limit.take('2001:db8:1:2::a', 0)).toBe(0);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['2001:DB8::6', '2001:db8:0:0'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
  ])('counts %s as %s', (address, group) => {
    expect(groupOf(address)).toBe(group);
  });
});

describe('the address of a client', () => {
  const addressOf = (proxies: readonly string[], remoteAddress: string, forwarded?: string): string =>
    createAddressOf(proxies)({
      socket: { remoteAddress },
      headers: { 'x-forwarded-for': forwarded },
    } as unknown as IncomingMessage);

  it.each([
    ['no proxy is set', [], '127.0.0.1', '192.0.2.1', '127.0.0.1'],
    ['a proxy here', ['loopback'], '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['a proxy here, by IPv6', ['loopback'], '::1', '2001:db8::1', '2001:db8::1'],
    ['an IPv4 address on an IPv6 socket', ['loopback'], '::ffff:127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['what the client wrote itself', ['loopback'], '127.0.0.1', '203.0.113.7, 192.0.2.1', '192.0.2.1'],
    ['a neighbour that claims to be a proxy', ['loopback'], '10.0.0.5', '192.0.2.1', '10.0.0.5'],
    ['a container’s network', ['private'], '172.17.0.1', '192.0.2.1', '192.0.2.1'],
    ['two proxies', ['loopback', '198.51.100.0/24'], '127.0.0.1', '192.0.2.1, 198.51.100.9', '192.0.2.1'],
    ['a proxy that names nobody', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
    ['a proxy that names no address', ['loopback'], '127.0.0.1', '192.0.2.1, unknown', '127.0.0.1'],
    ['one address alone', ['198.51.100.9'], '198.51.100.9', '192.0.2.1', '192.0.2.1'],
  ])('%s', (_name, proxies, direct, forwarded, client) => {
    expect(addressOf(proxies, direct, forwarded)).toBe(client);
  });
});

describe('TRUST_PROXY', () => {
  const read = (environment: Record<string, string>) => readConfig({}, environment).trustedProxies;

  it('is the proxy on this machine where the site has a public address, as deploy/ has it, and none otherwise', () => {
    expect(read({})).toEqual([]);
    expect(read({ PUBLIC_URL: 'https://calendar.example.edu' })).toEqual(['loopback']);
    expect(readConfig({ publicUrl: 'https://calendar.example.edu' }, {}).trustedProxies).toEqual(['loopback']);
    expect(read({ PUBLIC_URL: 'https://calendar.example.edu', TRUST_PROXY: 'off' })).toEqual([]);
    expect(read({ TRUST_PROXY: 'private, 2001:db8::/32' })).toEqual(['private', '2001:db8::/32']);
  });

  it.each(['yes', '10.0.0.0/33', '10.0.0', '1.2.3.4/8/8'])('is not %s', (text) => {
    expect(() => read({ TRUST_PROXY: text })).toThrow(/TRUST_PROXY/);
  });

  it('lets the proxies of deploy/ tell clients apart', async () => {
    for (const file of ['nginx.conf', 'Caddyfile']) {
      const text = await readFile(path.join(import.meta.dirname, '../../deploy', file), 'utf8');
      expect(text).toContain('127.0.0.1:4180');
      // Caddy sends X-Forwarded-For unless told otherwise.
      expect(text.includes('X-Forwarded-For $remote_addr') || !text.includes('header_up')).toBe(true);
    }
    const site = await openSite({ data: SHIPPED, publicUrl: 'https://calendar.example.edu' });
    const ask = async (from: string) =>
      (await site.get('/api/me', { authorization: `Bearer bt_${'x'.repeat(43)}`, 'x-forwarded-for': from })).status;
    const statuses = [];
    for (let n = 0; n < 22; n += 1) statuses.push(await ask('192.0.2.1'));
    expect([statuses.at(-1), await ask('192.0.2.2')]).toEqual([429, 401]);
    await site.stop();
    await site.forget();
  });
});

it('never stands in the way of a program that polls feeds, a hundred times as often as any does', async () => {
  const site = await openSite({ data: SHIPPED });
  const headers = { 'user-agent': 'Google-Calendar-Importer' };
  const { headers: first } = await site.get('/fall-2018/cos418/L01.ics', headers);
  const statuses = new Set<number>();
  for (let n = 0; n < 1000; n++) {
    const conditional = n % 2 === 0 ? { 'if-none-match': first.etag ?? '' } : {};
    statuses.add((await site.get('/fall-2018/cos418/L01.ics', { ...headers, ...conditional })).status);
  }
  await site.stop();
  await site.forget();
  expect(statuses).toEqual(new Set([200, 304]));
});
