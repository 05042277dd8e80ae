import { describe, expect, it } from 'vitest';
import type { Answer } from './exchange.ts';
import { createFeedReader } from './feed-reader.ts';
import { createLedger } from './ledger.ts';

describe('the ledger of revisions', () => {
  it('counts an answer’s age from when the next revision was acknowledged, whenever the ledger hears of that', () => {
    const ledger = createLedger();
    ledger.publish('/a.ics', 'one', 0);
    ledger.see('cache', '/a.ics', 'one', 900);
    ledger.see('cache', '/a.ics', 'two', 950);
    ledger.see('cache', '/a.ics', 'one', 1700);
    ledger.see('direct', '/a.ics', 'one', 1100);
    ledger.publish('/a.ics', 'two', 1000);
    expect(ledger.worstOf('cache')).toEqual({ ms: 700, url: '/a.ics' });
    expect(ledger.worstOf('direct')).toEqual({ ms: 100, url: '/a.ics' });
    expect(ledger.strangers()).toEqual([]);
  });

  it('counts from the first acknowledgement after a revision that nobody acknowledged', () => {
    const ledger = createLedger();
    ledger.publish('/a.ics', 'one', 0);
    ledger.publish('/a.ics', 'two', null);
    ledger.see('cache', '/a.ics', 'one', 5000);
    expect(ledger.worstOf('cache').ms).toBe(0);
    ledger.publish('/a.ics', 'three', 4000);
    expect(ledger.worstOf('cache').ms).toBe(1000);
  });

  it('names what nobody published', () => {
    const ledger = createLedger();
    ledger.publish('/a.ics', 'one', 0);
    ledger.see('cache', '/a.ics', 'invented', 10);
    expect(ledger.strangers()).toEqual([{ url: '/a.ics', tag: 'invented' }]);
  });
});

describe('the reader of answers', () => {
  const feed = (body: string, etag = '"tag"', more: object = {}): Answer => ({
    status: 200,
    headers: { etag, 'content-type': 'text/calendar; charset=utf-8', ...more },
    bytes: Buffer.from(body),
  });
  const whole = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';

  it('takes a whole feed, and its 304', () => {
    const reader = createFeedReader();
    expect(reader.read('/a.ics', feed(whole))).toEqual({ tag: 'tag' });
    expect(reader.read('/a.ics', { status: 304, headers: { etag: '"tag-br"' }, bytes: Buffer.alloc(0) })).toEqual({
      tag: 'tag',
    });
  });

  it.each([
    ['cut short', feed('BEGIN:VCALENDAR\r\nEND:VCAL')],
    ['an error page', { ...feed('<html>502</html>'), headers: { etag: '"tag"', 'content-type': 'text/html' } }],
    ['without a validator', { ...feed(whole), headers: { 'content-type': 'text/calendar; charset=utf-8' } }],
    ['not what its encoding says', feed(whole, '"tag-gzip"', { 'content-encoding': 'gzip' })],
    ['a 304 with a body', { ...feed(whole), status: 304 }],
  ])('refuses what is %s', (_what, answer) => {
    expect(createFeedReader().read('/a.ics', answer)).toHaveProperty('wrong');
  });

  it('refuses another body under a validator that it knows, in the same encoding or another', () => {
    const other = 'BEGIN:VCALENDAR\r\nX:1\r\nEND:VCALENDAR\r\n';
    const reader = createFeedReader();
    reader.read('/a.ics', feed(whole));
    expect(reader.read('/a.ics', feed(other))).toHaveProperty('wrong');
    expect(reader.read('/a.ics', feed(other, '"tag-gzip"'))).toHaveProperty('wrong');
  });
});
