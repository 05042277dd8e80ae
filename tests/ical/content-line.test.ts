import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import {
  escapeText,
  foldLine,
  formatLine,
  nameOfLine,
  quoteParameter,
  unfoldLines,
} from '../../src/ical/content-line.ts';
import { formatUtc, formatWallTime } from '../../src/ical/date-time.ts';
import { cleanLine, cleanText } from '../../src/ical/text.ts';
import { nasty } from '../fixtures/smuggling.ts';
import { parseStrictly } from '../oracle/naive-calendar.ts';

describe('foldLine', () => {
  it('leaves 75 octets on one line and folds 76', () => {
    expect(foldLine('a'.repeat(75))).toBe(`${'a'.repeat(75)}\r\n`);
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a\r\n`);
    expect(foldLine('é'.repeat(37))).toBe(`${'é'.repeat(37)}\r\n`);
    expect(foldLine('a'.repeat(150))).toBe(`${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a\r\n`);
  });

  it('folds before a character of several octets, never within it', () => {
    for (const character of ['\u0080', 'é', '\u0800', '漢', '\uFFFF', '\u{10000}', '🦉']) {
      for (let before = 68; before <= 75; before += 1) {
        const line = 'a'.repeat(before) + character.repeat(40);
        const bytes = Buffer.from(foldLine(line));
        const physical = bytes.toString('latin1').split('\r\n').slice(0, -1);
        for (const part of physical) {
          expect(part.length).toBeLessThanOrEqual(75);
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'latin1'))).not.toThrow();
        }
        // Each line is full: the next character would not have fitted.
        for (const part of physical.slice(0, -1)) expect(part.length).toBeGreaterThan(71);
        expect(unfoldLines(bytes.toString())).toEqual([line]);
      }
    }
  });
});

describe('unfoldLines', () => {
  it('joins folds by blank and by tab, with either line end, and drops empty lines', () => {
    expect(unfoldLines('A:x\r\n y\n\tz\r\n\r\nB:1\n')).toEqual(['A:xyz', 'B:1']);
  });
});

describe('formatLine', () => {
  it('quotes a parameter that needs it, by RFC 6868 where quotes do not do', () => {
    expect(quoteParameter('America/New_York')).toBe('America/New_York');
    expect(quoteParameter('a:b')).toBe('"a:b"');
    expect(quoteParameter('a"b^c\nd;e')).toBe(`"a^'b^^c d;e"`);
    expect(formatLine('DTSTART', '20180912T100000', { TZID: 'A/B,C' })).toBe(
      'DTSTART;TZID="A/B,C":20180912T100000\r\n',
    );
    expect(formatLine('X-A', 'x', { VALUE: 'URI', LABEL: 'y' })).toBe('X-A;VALUE=URI;LABEL=y:x\r\n');
  });

  it('gives back a line’s name', () => {
    expect(['DTSTART;TZID=x:1', 'summary:a;b', 'UID'].map(nameOfLine)).toEqual(['DTSTART', 'SUMMARY', 'UID']);
  });

  it('is read back by other parsers with every text and parameter as it was', () => {
    fc.assert(
      fc.property(nasty, nasty, (text, parameter) => {
        const clean = cleanText(text);
        const event = (line: string) => `BEGIN:VEVENT\r\n${line}END:VEVENT\r\n`;
        const { properties } = parseStrictly(Buffer.from(event(formatLine('X-A', 'x', { 'X-P': parameter }))));
        expect(properties).toEqual([
          { name: 'X-A', parameters: { 'X-P': escapeCarets(cleanLine(parameter)) }, value: 'x' },
        ]);
        // ical.js misparses caret escapes (RFC 6868) in quoted parameters, so it gets only the text.
        const [, lines] = ICAL.parse(event(formatLine('SUMMARY', escapeText(clean))));
        expect(lines).toEqual([['summary', {}, 'text', clean]]);
      }),
    );
  });
});

function escapeCarets(text: string): string {
  return text.replaceAll('^', '^^').replaceAll('"', "^'");
}

describe('date-times', () => {
  it('writes instants in UTC, without parts of a second, and wall times as they are', () => {
    expect(formatUtc(Date.UTC(2018, 8, 12, 14, 0, 0, 999))).toBe('20180912T140000Z');
    expect(formatUtc(0)).toBe('19700101T000000Z');
    expect(formatUtc(Date.parse('0987-06-05T04:03:02Z'))).toBe('09870605T040302Z');
    expect(formatWallTime('2018-03-04', '09:05')).toBe('20180304T090500');
  });

  it('agrees with the platform for any instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        expect(formatUtc(date.getTime())).toBe(`${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`);
      }),
    );
  });
});
