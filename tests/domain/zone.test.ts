import { describe, expect, test } from 'vitest';
import { addDays, dateOfDay, dayNumber } from '../../src/domain/date.ts';
import {
  classifyWallTime,
  findOffsets,
  isPlainAt,
  isZone,
  localTimeIn,
  offsetAt,
  toInstant,
  toLocal,
} from '../../src/domain/zone.ts';

const ZONES = [
  'America/New_York',
  'Europe/London',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;
const FROM = '2011-01-01';
const UNTIL = '2028-12-31';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The oracle: the platform's ICU. Returns an instant's wall time as 'YYYY-MM-DD HH:MM'. */
function openOracle(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
  };
}

/** Instants spread over the years, about 31 hours apart, at varying times of day. */
const SPREAD = Array.from(
  { length: 5100 },
  (_, index) => Date.UTC(2011, 0, 2) + index * (31 * HOUR + 13 * MINUTE),
).filter((instant) => instant < Date.UTC(2028, 11, 30));

describe.each(ZONES)('%s', (zone) => {
  const offsets = findOffsets(zone, FROM, UNTIL);
  const wallOf = openOracle(zone);
  /** In addition, every half hour around each of the zone's transitions. */
  const instants = [
    ...SPREAD,
    ...offsets.changes.flatMap(({ at }) => Array.from({ length: 17 }, (_, index) => at + (index - 8) * 30 * MINUTE)),
  ];

  test('shows every instant as the platform does', () => {
    const wrong = instants.filter((instant) => {
      const { date, time } = toLocal(offsets, instant);
      return `${date} ${time}` !== wallOf(instant);
    });
    expect(wrong).toEqual([]);
    expect(instants.length).toBeGreaterThan(5000);
  });

  test('converts every wall time back to its instant, the first if repeated', () => {
    for (const instant of instants) {
      const { date, time } = toLocal(offsets, instant);
      const back = toInstant(offsets, date, time);
      const kind = classifyWallTime(offsets, date, time);
      expect(kind).not.toBe('skipped');
      expect(wallOf(back)).toBe(`${date} ${time}`);
      if (kind === 'plain') expect(back).toBe(instant);
      else expect(back).toBeLessThanOrEqual(instant);
      expect(isPlainAt(offsets, date, time, instant)).toBe(kind === 'plain');
      expect(isPlainAt(offsets, date, time, instant + HOUR)).toBe(false);
      // The first match: no earlier instant has the same wall time.
      for (const earlier of [30 * MINUTE, HOUR]) expect(wallOf(back - earlier)).not.toBe(`${date} ${time}`);
    }
  });

  test('finds each change to the minute, and reads skipped times by the previous offset', () => {
    expect(offsets.changes.length).toBeGreaterThan(0);
    for (const { at, before, offset } of offsets.changes) {
      expect(offsetAt(offsets, at - 1)).toBe(before);
      expect(offsetAt(offsets, at)).toBe(offset);
      const last = toLocal(offsets, at - MINUTE);
      const first = toLocal(offsets, at);
      if (offset > before) {
        // The gap begins one minute after the last wall time.
        const wall = dayNumber(last.date) * 1440 + Number(last.time.slice(0, 2)) * 60 + Number(last.time.slice(3)) + 1;
        const date = dateOfDay(Math.floor(wall / 1440));
        const time = `${String(Math.floor((wall % 1440) / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
        expect(classifyWallTime(offsets, date, time)).toBe('skipped');
        expect(toInstant(offsets, date, time)).toBe(at);
      } else {
        expect(classifyWallTime(offsets, first.date, first.time)).toBe('repeated');
        expect(toInstant(offsets, first.date, first.time)).toBe(at - (before - offset) * MINUTE);
      }
    }
  });
});

test('Apia has no 30 December 2011', () => {
  const offsets = findOffsets('Pacific/Apia', '2011-12-01', '2012-01-31');
  expect(classifyWallTime(offsets, '2011-12-30', '12:00')).toBe('skipped');
  expect(toLocal(offsets, toInstant(offsets, '2011-12-29', '23:59') + MINUTE)).toEqual({
    date: '2011-12-31',
    time: '00:00',
  });
});

test('a lecture at 10 in Princeton is at 10 before and after the clocks change', () => {
  const offsets = findOffsets('America/New_York', '2018-09-12', '2018-12-14');
  expect(new Date(toInstant(offsets, '2018-10-31', '10:00')).toISOString()).toBe('2018-10-31T14:00:00.000Z');
  expect(new Date(toInstant(offsets, '2018-11-05', '10:00')).toISOString()).toBe('2018-11-05T15:00:00.000Z');
});

test('the wall times on either side of a clock change are there once', () => {
  const offsets = findOffsets('America/New_York', '2018-09-12', '2019-04-14');
  const kinds = (date: string, ...times: string[]) => times.map((time) => classifyWallTime(offsets, date, time));
  expect(kinds('2018-11-04', '00:59', '01:00', '01:59', '02:00')).toEqual(['plain', 'repeated', 'repeated', 'plain']);
  expect(kinds('2019-03-10', '01:59', '02:00', '02:59', '03:00')).toEqual(['plain', 'skipped', 'skipped', 'plain']);
});

test('a zone without changes has one offset', () => {
  const offsets = findOffsets('Asia/Kolkata', FROM, UNTIL);
  expect(offsets).toMatchObject({ initial: 330, changes: [] });
  expect(toLocal(offsets, toInstant(offsets, addDays('2018-02-28', 1), '00:15'))).toEqual({
    date: '2018-03-01',
    time: '00:15',
  });
  expect(findOffsets('Asia/Kolkata', FROM, UNTIL)).toBe(offsets);
});

test('zones are those of the tz database', () => {
  for (const zone of ['UTC', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires']) expect(isZone(zone), zone).toBe(true);
  for (const zone of ['', 'Mars/Olympus', 'UTC+25', 'America/New_York ']) expect(isZone(zone), zone).toBe(false);
  expect(() => findOffsets('Mars/Olympus', FROM, UNTIL)).toThrow(new RangeError('unknown time zone Mars/Olympus'));
});

test('the local time of an instant in a zone needs no span that the instant lies in', () => {
  // Eastern Daylight Time was UTC-4, the same day of winter UTC-5; the UTC date is another.
  expect(localTimeIn('America/New_York', Date.UTC(2018, 6, 2, 3, 59))).toEqual({ date: '2018-07-01', time: '23:59' });
  expect(localTimeIn('America/New_York', Date.UTC(2031, 0, 1, 4, 59))).toEqual({ date: '2030-12-31', time: '23:59' });
});
