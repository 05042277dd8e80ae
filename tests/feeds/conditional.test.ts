import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, judge, readHttpDate } from '../../src/feeds/conditional.ts';

const current = { tag: 'abc', lastModified: Date.UTC(2018, 8, 5, 4) };
const date = 'Wed, 05 Sep 2018 04:00:00 GMT';

describe('judge', () => {
  it.each([
    ['the identity tag', '"abc"', '"abc"'],
    ['a weak form of it', 'W/"abc"', '"abc"'],
    ['the tag of another encoding, which the 304 repeats', '"abc-gzip"', '"abc-gzip"'],
    ['a tag that begins as it, before it', '"abcd", "abc"', '"abc"'],
    ['what is no tag, before it', 'abc "abc-gzip"', '"abc-gzip"'],
    ['a list that holds it', '"x", "abc-br" , "y"', '"abc-br"'],
  ])('answers 304 to %s', (_, header, etag) => {
    expect(judge({ 'if-none-match': header }, current)).toEqual({ status: 304, etag });
  });

  it('answers 304 to a star', () => {
    expect(judge({ 'if-none-match': '*' }, current)).toEqual({ status: 304, etag: null });
  });

  it.each(['"nope"', 'abc', '"abcd"', '"ab', '""', '"abc-zstd"', '"abc-gzi', '"xabc"'])(
    'answers 200 to the tag %s',
    (header) => {
      expect(judge({ 'if-none-match': header, 'if-modified-since': date }, current)).toEqual({ status: 200 });
    },
  );

  it.each([
    ['its own date', date, 304],
    ['a second later', 'Wed, 05 Sep 2018 04:00:01 GMT', 304],
    ['a second earlier', 'Wed, 05 Sep 2018 03:59:59 GMT', 200],
    ['the obsolete RFC 850 form', 'Wednesday, 05-Sep-18 04:00:00 GMT', 304],
    ['the asctime form', 'Wed Sep  5 04:00:00 2018', 304],
    ['a bad date, which is ignored', 'yesterday', 200],
    ['a date that is not HTTP’s', '2018-09-05T04:00:00Z', 200],
    ['an empty one', '', 200],
  ])('If-Modified-Since with %s', (_, header, status) => {
    expect(judge({ 'if-modified-since': header }, current).status).toBe(status);
  });
});

describe('readHttpDate', () => {
  it('reads what toUTCString writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(readHttpDate(new Date(seconds * 1000).toUTCString())).toBe(seconds * 1000);
      }),
    );
  });
});

describe('chooseEncoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['gzip;q=0.2, identity;q=0.9', 'identity'],
    ['identity', 'identity'],
    ['GZIP', 'gzip'],
    ['nonsense;;;q=, ,', 'identity'],
  ])('%s → %s', (header, encoding) => {
    expect(chooseEncoding(header)).toBe(encoding);
  });

  it('accepts any header without failing', () => {
    fc.assert(fc.property(fc.string(), (header) => ['identity', 'gzip', 'br'].includes(chooseEncoding(header))));
  });
});
