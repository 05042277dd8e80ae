import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUtc } from '../../src/ical/date-time.ts';
import { type EventShape, writeEvent, writeEventAfresh, writeSeries } from '../../src/ical/ics-writer.ts';
import { cleanLine, cleanText, cutText } from '../../src/ical/text.ts';
import { nasty } from '../fixtures/smuggling.ts';

const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => formatUtc(seconds * 1000));
const shape: fc.Arbitrary<EventShape> = fc.record({
  // Never empty, since every event has a code.
  summary: nasty.map((text) => cutText(`x${cleanLine(text)}`, 255)),
  location: nasty.map((text) => cutText(cleanLine(text), 255)),
  // Shorter than the limit of feeds, at which ics takes 20 ms; a tenth tests the same.
  description: nasty.map((text) => cutText(cleanText(text), 300)),
  status: fc.constantFrom('CONFIRMED', 'CANCELLED'),
  transp: fc.constantFrom('OPAQUE', 'TRANSPARENT'),
  url: fc.constantFrom('', 'https://example.org/', `https://example.org/${'x'.repeat(90)}`),
  alarmMinutes: fc.option(fc.integer({ min: 0, max: 10_000 })),
  categories: fc.array(
    nasty.map((text) => cleanLine(text)),
    { maxLength: 2 },
  ),
  color: fc.constantFrom(null, 'teal'),
});
const stamp = fc.record({
  uid: nasty,
  sequence: fc.integer({ min: 0, max: 2_147_483_647 }),
  revised: instant,
  start: fc.oneof(instant, fc.constant('20181010')),
  end: fc.option(fc.oneof(instant, fc.constant('20181012'))),
  alarmAt: fc.option(instant),
});

const plain: EventShape = {
  summary: 'COS 418 P01 · Precept',
  location: '',
  description: '',
  status: 'CONFIRMED',
  transp: 'OPAQUE',
  url: '',
  alarmMinutes: null,
  categories: [],
  color: null,
};
const first = { uid: 'a@b', sequence: 2_147_483_647, revised: formatUtc(0), start: formatUtc(0), end: null };

const wall = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => formatUtc(seconds * 1000).replace('Z', ''));
const recurrence = fc.record({
  zone: fc.constantFrom('America/New_York', 'UTC'),
  rule: fc.constantFrom('FREQ=WEEKLY;COUNT=13', 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20181213T150000Z'),
  excluded: fc.array(wall, { maxLength: 3 }),
});

describe('writeSeries', () => {
  it('equals what ics writes from scratch, for the first series of a form and all that follow', () => {
    const dates = fc.record({ start: wall, end: fc.option(wall) });
    fc.assert(
      fc.property(shape, fc.array(fc.tuple(shape, stamp, dates, recurrence), { maxLength: 3 }), (one, others) => {
        for (const [other, own, local, repeated] of others) {
          const given = { ...own, ...local };
          for (const each of [{ ...one, summary: other.summary, url: other.url }, other])
            expect(writeSeries(each, given, repeated)).toBe(writeEventAfresh(each, given, repeated));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('writeEvent', () => {
  it('equals what ics writes from scratch, for the first event of a shape and all that follow', () => {
    fc.assert(
      fc.property(shape, fc.array(stamp, { minLength: 1, maxLength: 3 }), (one, stamps) => {
        for (const each of stamps) expect(writeEvent(one, each)).toBe(writeEventAfresh(one, each));
        const alike = { ...one, summary: `y${one.summary}`, location: one.location && 'z', categories: one.categories };
        for (const each of stamps) expect(writeEvent(alike, each)).toBe(writeEventAfresh(alike, each));
      }),
      { numRuns: 60 },
    );
  });

  it('tells shapes apart by every part of them', () => {
    const other: Partial<EventShape>[] = [
      {},
      { summary: 'x' },
      { location: 'x' },
      { description: 'x' },
      { status: 'CANCELLED' },
      { transp: 'TRANSPARENT' },
      { url: 'https://x' },
      { alarmMinutes: 5 },
      { categories: ['COS 418'] },
      { categories: ['COS 418', 'Lab'] },
      { color: 'teal' },
    ];
    expect(new Set(other.map((part) => writeEvent({ ...plain, ...part }, first))).size).toBe(other.length);
  });

  it('forgets old shapes and writes them again the same', () => {
    const before = writeEvent(plain, first);
    for (let count = 0; count < 2001; count += 1) writeEvent({ ...plain, summary: `S${count}` }, first);
    expect(writeEvent(plain, first)).toBe(before);
  });

  it('escapes a UID as the text it is', () => {
    expect(writeEvent(plain, { ...first, uid: 'a,b;c\\d\r\nX:1' })).toContain('UID:a\\,b\\;c\\\\d X:1\r\n');
  });

  it('reminds at the start itself with a trigger that RFC 5545 allows', () => {
    const before = writeEvent({ ...plain, alarmMinutes: 90 }, first);
    expect(before).toContain('\r\nTRIGGER:-PT90M\r\n');
    expect(writeEvent({ ...plain, alarmMinutes: 0 }, first)).toBe(before.replace('-PT90M', 'PT0S'));
  });

  it('reports what ics refused', () => {
    expect(() => writeEventAfresh(plain, { ...first, sequence: 0.5 })).toThrow(/ics refused an event: .*sequence/);
  });
});
