import { expect, it } from 'vitest';
import { compareFeeds } from './differences.ts';

const event = (...lines: readonly string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const feed = (...events: readonly string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
const ONE = [
  'UID:one',
  'SUMMARY:Lecture',
  'DTSTART:20190301T100000Z',
  'DTEND:20190301T110000Z',
  'SEQUENCE:3',
  'LAST-MODIFIED:20190201T000000Z',
  'STATUS:CONFIRMED',
  'LOCATION:Hall',
];
const edited = (from: string, to: string): string[] => ONE.map((line) => line.replace(from, to));
const find = (after: string): string[] =>
  compareFeeds('a.ics', feed(event(...ONE)), after).map(({ what, uid, was, is }) => `${uid}: ${what} ${was} → ${is}`);

it('finds nothing in the same feed, however its lines are ordered', () => {
  expect(find(feed(event(...ONE.toReversed()), event(...edited('UID:one', 'UID:another'))))).toEqual([]);
});

it.each([
  ['another UID', 'UID:one', 'UID:two', 'lost'],
  ['a lower SEQUENCE', 'SEQUENCE:3', 'SEQUENCE:2', 'sequence lower'],
  ['a higher SEQUENCE', 'SEQUENCE:3', 'SEQUENCE:4', 'sequence raised'],
  ['an earlier LAST-MODIFIED', '20190201T', '20190131T', 'last-modified lower'],
  ['a later LAST-MODIFIED', '20190201T', '20190202T', 'last-modified raised'],
  ['another start', '0301T100000Z', '0301T100500Z', 'occurrences'],
  ['another end', '0301T110000Z', '0301T110500Z', 'occurrences'],
  ['another title', 'Lecture', 'Class', 'occurrences'],
  ['another place', 'Hall', 'Room', 'occurrences'],
  ['another status', 'CONFIRMED', 'CANCELLED', 'occurrences'],
])('finds %s', (_name, from, to, what) => {
  expect(find(feed(event(...edited(from, to))))).toEqual([expect.stringContaining(`one: ${what} `)]);
});

it('compares a series by what it expands to', () => {
  const series = (...rule: string[]): string => feed(event(...ONE, ...rule));
  const compare = (before: string, after: string) => compareFeeds('a.ics', before, after).map(({ what }) => what);
  const twice = series('RRULE:FREQ=WEEKLY;COUNT=2');
  expect(compare(twice, series('RRULE:FREQ=DAILY;INTERVAL=7;COUNT=2'))).toEqual([]);
  expect(compare(twice, series('RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20190315T100000Z'))).toEqual([]);
  expect(compare(twice, series('RRULE:FREQ=WEEKLY;COUNT=3'))).toEqual(['occurrences']);
});
