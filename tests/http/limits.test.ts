import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { createClientLimit, groupOf } from '../../src/http/limits.ts';
import { SHIPPED } from '../cli/terminal.ts';
import { openSite } from './site.ts';

/** A request as the limit looks at one. */
function from(remoteAddress: string, forwarded?: string): Request {
  return { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as Request;
}

describe('a limit', () => {
  it('lets through so many at once, then one after each interval, and says how long to wait', () => {
    let now = 0;
    const limit = createClientLimit(3, 4000, () => now);
    const one = from('192.0.2.1');
    expect([1, 2, 3, 4].map(() => limit.take(one))).toEqual([0, 0, 0, 4]);
    now = 3500;
    expect(limit.take(one)).toBe(1);
    now = 4000;
    expect([limit.take(one), limit.take(one)]).toEqual([0, 4]);
    expect(limit.take(from('192.0.2.2'))).toBe(0);
  });

  it('tells clients behind a proxy of this network apart, and takes no stranger’s word for an address', () => {
    const limit = createClientLimit(1, 4000, () => 0);
    expect(limit.take(from('127.0.0.1', '192.0.2.1'))).toBe(0);
    expect(limit.take(from('127.0.0.1', '192.0.2.2'))).toBe(0);
    expect(limit.take(from('::ffff:127.0.0.1', 'invented, 192.0.2.2'))).toBeGreaterThan(0);
    expect(limit.take(from('198.51.100.1', '192.0.2.3'))).toBe(0);
    expect(limit.take(from('198.51.100.1', '192.0.2.4'))).toBeGreaterThan(0);
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
