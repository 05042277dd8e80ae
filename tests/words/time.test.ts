import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClosedHours } from '../../src/words/closed.ts';
import { readDatedTime, readDestination } from '../../src/words/move.ts';
import { readTime, readTimeSpan } from '../../src/words/time-span.ts';

const span = (text: string): unknown => {
  const read = readTimeSpan(text);
  return read.ok ? [read.value.start, read.value.end] : read.mistake.code;
};

describe('times', () => {
  test.each([
    ['10:00am-10:50am', '10:00', '10:50'],
    ['10-10:50am', '10:00', '10:50'],
    ['10:00–10:50 a.m.', '10:00', '10:50'],
    ['11am-1', '11:00', '13:00'],
    ['11-1pm', '11:00', '13:00'],
    ['8-10pm', '20:00', '22:00'],
    ['10-2pm', '10:00', '14:00'],
    ['9-5pm', '09:00', '17:00'],
    ['12-1pm', '12:00', '13:00'],
    ['noon-1', '12:00', '13:00'],
    ['11-noon', '11:00', '12:00'],
    ['10pm-1am', '22:00', '01:00'],
    ['10pm-midnight', '22:00', '00:00'],
    ['11-midnight', '23:00', '00:00'],
    ['12am-1am', '00:00', '01:00'],
    ['14:00-15:30', '14:00', '15:30'],
    ['08:15-9:45', '08:15', '09:45'],
    ['10:00-14:00', '10:00', '14:00'],
    ['12:30-13:20', '12:30', '13:20'],
    ['22:00-1:00', '22:00', '01:00'],
    ['14-16', '14:00', '16:00'],
    ['0:30-02:00', '00:30', '02:00'],
    ['20:00-24:00', '20:00', '00:00'],
    ['930am-1020am', '09:30', '10:20'],
    ['4pm to 5pm', '16:00', '17:00'],
    ['14.15-15.00', '14:15', '15:00'],
    ['3pm', '15:00', null],
    ['midnight', '00:00', null],
    ['14:00', '14:00', null],
  ])('%s is %s to %s', (text, start, end) => {
    expect(span(text)).toEqual([start, end]);
  });

  test.each([
    ['3-4', 'ambiguous-time'],
    ['9:30', 'ambiguous-time'],
    ['10:00-11:50', 'ambiguous-time'],
    ['12-1', 'ambiguous-time'],
    ['5pm-5', 'ambiguous-time'],
    ['13:00-2:00', 'ambiguous-time'],
    ['1:30-14:00', 'ambiguous-time'],
    ['10am-10am', 'no-length'],
    ['13:00-1pm', 'no-length'],
    ['13pm', 'bad-time'],
    ['0:30am', 'bad-time'],
    ['25:00', 'bad-time'],
    ['24:30', 'bad-time'],
    ['10:60am', 'bad-time'],
    ['ten', 'bad-time'],
    ['10am-ten', 'bad-time'],
    ['ten-10am', 'bad-time'],
    ['1am-2am-3am', 'bad-time'],
    ['', 'bad-time'],
  ])('%s is refused as %s', (text, code) => {
    expect(span(text)).toBe(code);
  });

  test.each([
    ['9-11', '09:00', '11:00'],
    ['14-16', '14:00', '16:00'],
    ['10:15-11:45', '10:15', '11:45'],
    ['9h-11h30', '09:00', '11:30'],
    ['8 Uhr - 10 Uhr', '08:00', '10:00'],
    ['12:00', '12:00', null],
    ['22-1', '22:00', '01:00'],
    ['10am-noon', '10:00', '12:00'],
    ['8-10pm', '20:00', '22:00'],
    ['10-noon', '10:00', '12:00'],
  ])('by a 24-hour clock %s is %s to %s', (text, start, end) => {
    expect(readTimeSpan(text, 24)).toEqual({ ok: true, value: { start, end } });
  });

  test.each([
    ['10-12 c.t.', '10:15', '12:00'],
    ['10-12 Uhr c.t.', '10:15', '12:00'],
    ['14 c.t. - 16', '14:15', '16:00'],
    ['8-10ct', '08:15', '10:00'],
    ['10 C.T.', '10:15', null],
    ['10-12 s.t.', '10:00', '12:00'],
  ])('with the academic quarter %s is %s to %s', (text, start, end) => {
    for (const hourCycle of [null, 12, 24] as const) {
      expect(readTimeSpan(text, hourCycle)).toEqual({ ok: true, value: { start, end } });
    }
  });

  test('the academic quarter begins at a full hour', () => {
    expect(span('10:15-12 c.t.')).toBe('bad-time');
    expect(span('octet')).toBe('bad-time');
  });

  test('closed hours and moves go by the clock too', () => {
    expect(readClosedHours('from 9', 24)).toEqual({ ok: true, value: { from: '09:00', until: null } });
    expect(readDestination('9-11', 24)).toEqual({ ok: true, value: { date: null, start: '09:00', end: '11:00' } });
    expect(readDatedTime('2018-10-11 9', 24)).toMatchObject({ ok: true, value: { start: '09:00' } });
  });

  test.each([
    ['3-4', '3:00am-4:00am or 3:00pm-4:00pm'],
    ['11-1', '11:00am-1:00pm or 11:00pm-1:00am'],
    ['5-5', '5:00am-5:00pm or 5:00pm-5:00am'],
    ['9:30', '9:30am or 9:30pm'],
    ['12:15', '12:15am or 12:15pm'],
    ['5pm-5', '5:00pm-5:00am or 5:00pm-5:00pm'],
    ['13:00-2:00', '1:00pm-2:00am or 1:00pm-2:00pm'],
    ['1:30-14:00', '1:30am-2:00pm or 1:30pm-2:00pm'],
  ])('%s shows both readings', (text, readings) => {
    const read = readTimeSpan(text);
    expect(!read.ok && read.mistake.message).toContain(`may be ${readings}`);
    // Each suggested reading must parse when written as in the message.
    for (const one of readings.split(' or ')) if (one !== '5:00pm-5:00pm') expect(readTimeSpan(one).ok, one).toBe(true);
  });

  test('any two times with am or pm are read as they are, whatever the spelling', () => {
    const clock = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    const pad = (n: number): string => String(n).padStart(2, '0');
    const words = ({ hour, minute }: { hour: number; minute: number }): string =>
      `${hour % 12 === 0 ? 12 : hour % 12}:${pad(minute)}${hour < 12 ? 'am' : 'pm'}`;
    const plain = ({ hour, minute }: { hour: number; minute: number }): string => `${pad(hour)}:${pad(minute)}`;
    fc.assert(
      fc.property(clock, clock, (start, end) => {
        fc.pre(plain(start) !== plain(end));
        expect(span(`${words(start)}-${words(end)}`)).toEqual([plain(start), plain(end)]);
        expect(readTime(words(start))).toEqual({ ok: true, value: plain(start) });
      }),
    );
  });

  test('an open start is settled by its end to the reading that is shorter, never more than twelve hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('am', 'pm'),
        (from, until, half) => {
          fc.pre(from !== until);
          const read = readTimeSpan(`${from}-${until}${half}`);
          if (!read.ok || read.value.end === null) throw new Error('not settled');
          const minutes = (time: string): number => Number(time.slice(0, 2)) * 60;
          const length = (minutes(read.value.end) - minutes(read.value.start) + 1440) % 1440;
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThan(720);
        },
      ),
    );
  });
});

describe('closed hours', () => {
  test.each([
    ['from 2pm', '14:00', null],
    ['after 14:00', '14:00', null],
    ['until 10am', null, '10:00'],
    ['1pm-3pm', '13:00', '15:00'],
    ['from 1pm until 3pm', '13:00', '15:00'],
    ['From 1pm-3pm', '13:00', '15:00'],
    [' until  10am ', null, '10:00'],
    ['6pm-midnight', '18:00', null],
    ['all day', null, null],
  ])('%s', (text, from, until) => {
    expect(readClosedHours(text)).toEqual({ ok: true, value: { from, until } });
  });

  test.each(['2pm', '10pm-1am', 'from 2', 'the afternoon', 'until late', 'nearly all day', 'all day long'])(
    '%s is refused',
    (text) => {
      expect(readClosedHours(text).ok).toBe(false);
    },
  );
});

describe('where in time a meeting goes', () => {
  test.each([
    ['Thu 2018-10-11 4pm-5pm', '2018-10-11', '16:00', '17:00'],
    ['2018-10-11', '2018-10-11', null, null],
    ['2018-10-11 at 16:00', '2018-10-11', '16:00', null],
    ['4pm-5pm', null, '16:00', '17:00'],
    [' to  4pm ', null, '16:00', null],
    ['4pm to 5pm', null, '16:00', '17:00'],
  ])('%s', (text, date, start, end) => {
    expect(readDestination(text)).toEqual({ ok: true, value: { date, start, end } });
  });

  test.each([
    ['next week', 'bad-time'],
    ['2018-10-32 4pm', 'no-such-date'],
    ['Fri 2018-10-11', 'weekday-disagrees'],
    ['2018-10-11 4-5', 'ambiguous-time'],
    ['4-5', 'ambiguous-time'],
  ])('%s is refused as %s', (text, code) => {
    const read = readDestination(text);
    expect(!read.ok && read.mistake.code).toBe(code);
  });

  test('an extra meeting needs both', () => {
    expect(readDatedTime('2018-10-11 4pm-5pm').ok).toBe(true);
    for (const text of ['2018-10-11', '4pm-5pm', 'soon']) expect(readDatedTime(text).ok, text).toBe(false);
  });
});
