import { describe, expect, it } from 'vitest';
import { composeFeed } from '../../src/ical/feed.ts';
import { readFeed } from '../../src/ical/read-feed.ts';
import { buildCos418, PUBLISHED } from '../fixtures/published.ts';
import { expandNaively } from '../oracle/naive-calendar.ts';

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', ''].join('\r\n');

describe('readFeed', () => {
  it('reads a subscription back', () => {
    const feed = readFeed(composeFeed(buildCos418(), ['P01'], 'subscription', { publicUrl: null }).toString());
    expect([feed.name, feed.zone]).toEqual(['COS 418 P01 · Fall 2018', 'America/New_York']);
    expect(feed.events).toHaveLength(12);
    expect(feed.occurrences).toEqual(feed.events);
    expect(feed.events[0]).toEqual({
      uid: buildCos418().meetings.find(({ facts }) => facts.section === 'P01')?.uid,
      sequence: 0,
      start: Date.UTC(2018, 8, 14, 14),
      end: Date.UTC(2018, 8, 14, 14, 50),
      summary: 'COS 418 P01 · Precept',
      location: 'Friend Center 008, Princeton, NJ',
      description: 'Distributed Systems · Precept\nWith Theano Stavrinos',
      url: null,
      status: 'CONFIRMED',
      transp: 'OPAQUE',
      lastModified: PUBLISHED,
    });
  });

  it('expands a download by its own VTIMEZONE to what the naive reader finds by the platform’s zones', () => {
    const bytes = composeFeed(buildCos418(), 'all', 'download', { publicUrl: null });
    const feed = readFeed(bytes.toString());
    expect(feed.events).toHaveLength(6);
    expect(feed.occurrences).toHaveLength(92);
    const times = (list: readonly { start: number; end: number | null; uid: string }[]) =>
      list.map(({ uid, start, end }) => `${uid} ${start} ${end}`);
    expect(times(feed.occurrences)).toEqual(times(expandNaively(bytes)));
  });

  it('reads minimal calendars, also of other programs', () => {
    const feed = readFeed(
      calendar(
        'NAME:N',
        'DESCRIPTION:D',
        'BEGIN:VEVENT',
        'UID:1',
        'DTSTART:20180912T140000Z',
        'URL:https://x.example',
        'END:VEVENT',
      ),
    );
    expect(feed).toMatchObject({ name: 'N', description: 'D', zone: null });
    const older = readFeed(calendar('X-WR-CALNAME:A\\, B', 'X-WR-CALDESC:C\\nD\\NE\\\\n'));
    expect(older).toMatchObject({ name: 'A, B', description: 'C\nD\nE\\n' });
    expect(feed.events[0]).toEqual({
      uid: '1',
      sequence: 0,
      start: Date.UTC(2018, 8, 12, 14),
      end: null,
      summary: '',
      location: '',
      description: '',
      url: 'https://x.example',
      status: 'CONFIRMED',
      transp: 'OPAQUE',
      lastModified: null,
    });
    expect(readFeed(calendar())).toEqual({ name: '', description: '', zone: null, events: [], occurrences: [] });
  });

  it('sorts events of one start by UID', () => {
    const event = (uid: string) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20180912T140000Z', 'END:VEVENT'];
    const feed = readFeed(calendar(...['b', 'c', 'a'].flatMap(event)));
    expect(feed.occurrences.map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
  });

  it('reads a length in place of an end', () => {
    const feed = readFeed(
      calendar('BEGIN:VEVENT', 'UID:1', 'DTSTART:20180912T140000Z', 'DURATION:PT90M', 'END:VEVENT'),
    );
    expect(feed.events[0]?.end).toBe(Date.UTC(2018, 8, 12, 15, 30));
  });

  it('does not follow a rule for ever', () => {
    const endless = calendar('BEGIN:VEVENT', 'UID:1', 'DTSTART:20180912T140000Z', 'RRULE:FREQ=DAILY', 'END:VEVENT');
    expect(readFeed(endless).occurrences).toHaveLength(5000);
  });

  it('refuses what is no calendar', () => {
    expect(() => readFeed('<!doctype html>')).toThrow();
  });
});
