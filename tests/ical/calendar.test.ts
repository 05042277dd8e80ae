import { expect, it } from 'vitest';
import { type CalendarHeader, printCalendar } from '../../src/ical/calendar.ts';
import { chooseColor } from '../../src/ical/color.ts';

const header: CalendarHeader = {
  name: 'COS 418 P01 · Fall 2018',
  description: 'Distributed Systems, Fall 2018',
  zone: 'America/New_York',
  color: { name: 'teal', hex: '#008080' },
  source: 'https://bells.example/fall-2018/cos418/P01.ics',
  url: 'https://bells.example/fall-2018/cos418',
  lastModified: Date.UTC(2018, 8, 5, 4),
};

function linesOf(over: Partial<CalendarHeader>): string[] {
  return printCalendar({ header: { ...header, ...over }, body: ['X\r\n', 'Y\r\n'] })
    .toString()
    .split('\r\n');
}

it('writes the calendar’s properties, then the bodies in order', () => {
  expect(linesOf({})).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Belltower//Belltower//EN',
    'CALSCALE:GREGORIAN',
    'NAME:COS 418 P01 · Fall 2018',
    'X-WR-CALNAME:COS 418 P01 · Fall 2018',
    'DESCRIPTION:Distributed Systems\\, Fall 2018',
    'X-WR-CALDESC:Distributed Systems\\, Fall 2018',
    'X-WR-TIMEZONE:America/New_York',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'COLOR:teal',
    'X-APPLE-CALENDAR-COLOR:#008080',
    'SOURCE;VALUE=URI:https://bells.example/fall-2018/cos418/P01.ics',
    'URL:https://bells.example/fall-2018/cos418',
    'LAST-MODIFIED:20180905T040000Z',
    'X',
    'Y',
    'END:VCALENDAR',
    '',
  ]);
});

it('leaves out what is not given or is none', () => {
  const without = (...names: string[]) => linesOf({}).filter((line) => !names.includes(line.split(/[;:]/)[0] ?? ''));
  expect(linesOf({ description: '', color: null, source: null, url: null })).toEqual(
    without('DESCRIPTION', 'X-WR-CALDESC', 'COLOR', 'X-APPLE-CALENDAR-COLOR', 'SOURCE', 'URL'),
  );
  expect(linesOf({ source: 'javascript:1', url: 'no link' })).toEqual(without('SOURCE', 'URL'));
});

it('gives a course one colour for good', () => {
  expect(chooseColor('fall-2018/cos418')).toBe(chooseColor('fall-2018/cos418'));
  const colors = new Set(
    Array.from({ length: 200 }, (_, index) => JSON.stringify(chooseColor(`fall-2018/cos${index}`))),
  );
  expect(colors.size).toBe(12);
  for (const color of colors) expect(color).toMatch(/^\{"name":"[a-z]+","hex":"#[0-9A-F]{6}"\}$/);
});
