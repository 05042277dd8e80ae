import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, cleanUrl, cutText } from '../../src/ical/text.ts';
import { nasty, nastyUrl } from '../fixtures/smuggling.ts';

describe('cleanText', () => {
  it('makes every kind of line end a newline, two in a row at most', () => {
    expect(cleanText('a\rb\nc\r\nd\u0085e\u2028f\u2029g\u000Bh\fi')).toBe('a\nb\nc\nd\ne\nf\ng\nh\ni');
    expect(cleanText('a\r\n\r\n \n\n\nb')).toBe('a\n\nb');
    expect(['a \nb', 'a\n b', 'a \n b'].map(cleanText)).toEqual(Array(3).fill('a\nb'));
    expect(cleanLine('a\n\n\nb')).toBe('a b');
  });

  it('drops controls and byte order marks, makes tabs blanks and trims', () => {
    expect(cleanText(' \uFEFFa\0\u0007\u001B[31m\u007F\u009Bb\tc   d ')).toBe('a[31mb c d');
  });

  it('replaces halves of surrogate pairs and keeps whole ones', () => {
    expect(cleanText('x\uD800y\uDC00')).toBe('x\uFFFDy\uFFFD');
    expect(cleanText('🦉')).toBe('🦉');
  });

  it('leaves clean text as it is', () => {
    expect(cleanText('Bowen Hall 222; “a, b” \\ c')).toBe('Bowen Hall 222; “a, b” \\ c');
  });

  it('is idempotent for any input', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\uFEFF]|\n{3}/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanLine(text)).not.toContain('\n');
      }),
    );
  });
});

describe('cutText', () => {
  it('leaves what fits', () => {
    expect(cutText('abc', 3)).toBe('abc');
  });

  it('cuts between graphemes, never within one, and says so', () => {
    expect(cutText('abcd', 3)).toBe('ab…');
    expect(cutText('ab 👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('ab 👩‍👩‍👧‍👦…');
    expect(cutText('ab 👩‍👩‍👧‍👦x', 12)).toBe('ab…');
    expect(cutText(`e${'\u0301'.repeat(50)}`, 10)).toBe('…');
  });

  it('cuts where one would who read the whole text', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const words = fc.array(fc.constantFrom(' ', '\n', 'a', 'e\u0301', '🇺🇸', '👩‍👧', '가', '\u0301'), { maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (parts, limit) => {
        const text = parts.join('');
        if (text.length <= limit) return;
        let end = 0;
        for (const { index } of segmenter.segment(text.slice(0, limit))) end = index;
        expect(cutText(text, limit)).toBe(`${text.slice(0, end).trimEnd()}…`);
      }),
    );
  });

  it('never passes the limit', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const cut = cutText(cleanText(text), limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('cleanUrl', () => {
  it('keeps what is a URI', () => {
    expect(cleanUrl('https://piazza.com/princeton/fall2018/cos418?a=b&c=d#e')).toBe(
      'https://piazza.com/princeton/fall2018/cos418?a=b&c=d#e',
    );
    const others = ['mailto:cos418@example.edu', 'http://example.edu/', 'tel:+16092583000'];
    expect(others.map(cleanUrl)).toEqual(others);
  });

  it('encodes what a URI may not hold', () => {
    expect(cleanUrl('https://example.org/a b|c^{é}?q=`x`"<y>')).toBe(
      'https://example.org/a%20b%7Cc%5E%7B%C3%A9%7D?q=%60x%60%22%3Cy%3E',
    );
  });

  it('refuses what is none, and schemes that run something', () => {
    expect(['Piazza', '', 'javascript:alert(1)', 'data:text/html,x', 'https://'].map(cleanUrl)).toEqual(
      Array(5).fill(null),
    );
  });

  it('contains printable ASCII only, for any input', () => {
    fc.assert(
      fc.property(nastyUrl, (text) => {
        expect(cleanUrl(text) ?? 'https://x').toMatch(/^(https?|mailto|tel):[!#-;=?-[\]_a-z~]+$/);
      }),
    );
  });
});
