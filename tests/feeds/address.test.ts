import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PARTS, readFeedPath, writeFeedPath } from '../../src/feeds/address.ts';

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/);

describe('readFeedPath', () => {
  it('reads what writeFeedPath writes', () => {
    const address = fc.record({
      term: id,
      course: id,
      parts: fc.array(id, { minLength: 1, maxLength: MAX_PARTS }),
      form: fc.constantFrom('subscription' as const, 'download' as const),
    });
    fc.assert(
      fc.property(address, (written) => {
        expect(readFeedPath(writeFeedPath(written))).toEqual(written);
      }),
    );
  });

  it.each([
    'L01+P02',
    'L01%2BP02',
    'L01%2bP02',
    'L01%20P02',
    'L01 P02',
    '+L01++P02+',
    'L01%252BP02',
    'L01%252bP02',
    'L01%2520P02',
  ])('takes %s as two sections', (list) => {
    expect(readFeedPath(`/fall-2018/cos418/${list}.ics`)).toMatchObject({ parts: ['L01', 'P02'] });
  });

  it('refuses more parts than a feed joins', () => {
    const parts = Array.from({ length: MAX_PARTS + 1 }, (_, index) => `P${index}`).join('+');
    expect(readFeedPath(`/t/c/${parts}.ics`)).toBe('too-many');
  });

  it.each(['/t/c/..%2f.ics', '/t/c/%00.ics', '/t/%/L01.ics', '/t/c/+.ics', '/t/c/a.b.ics', '/..%2f/c/L01.ics'])(
    'knows %s for no feed of ours',
    (path) => {
      expect(readFeedPath(path)).toBe('malformed');
    },
  );

  it.each(['/', '/fall-2018', '/fall-2018/cos418', '/fall-2018/cos418.json', '/my/token.ics', '/a/b/c/d.ics', ''])(
    'leaves %s to the pages',
    (path) => {
      expect(readFeedPath(path)).toBeNull();
    },
  );

  it('accepts any input without failing', () => {
    fc.assert(fc.property(fc.string(), (path) => void readFeedPath(`/${path}`)));
  });
});
