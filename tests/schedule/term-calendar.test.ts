import { describe, expect, test } from 'vitest';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { makeTerm } from './rules.ts';

describe('a term’s calendar', () => {
  test('spans its periods and swaps, and lays out dates beyond them too', () => {
    const calendar = openTermCalendar(
      makeTerm({
        periods: [
          { name: 'reading', from: '2018-12-15', until: '2019-01-15' },
          { name: 'classes', from: '2018-09-12', until: '2018-12-14' },
        ],
        swaps: [{ date: '2019-01-17', follows: 'MO', name: 'Make-up Monday' }],
      }),
    );
    expect(calendar.span).toEqual({ from: '2018-09-12', until: '2019-01-17' });
    expect(calendar.dayOf('2018-12-15').periods).toEqual(['reading']);
    expect(calendar.dayOf('2019-01-17').periods).toEqual(['classes']);
    expect(calendar.dayOf('2020-02-29')).toMatchObject({ weekday: 'SA', periods: [], open: true, teachingWeek: null });
    expect(calendar.dayOf('2018-09-12')).toBe(calendar.dayOf('2018-09-12'));
  });

  test('counts a date in two periods to both', () => {
    const periods = [
      { name: 'classes', from: '2018-09-12', until: '2018-12-14' },
      { name: 'exams', from: '2018-12-10', until: '2018-12-20' },
    ];
    const calendar = openTermCalendar(makeTerm({ periods }));
    expect(calendar.dayOf('2018-12-11').periods).toEqual(['classes', 'exams']);
  });

  test('orders closings by when they begin, then by when they end', () => {
    const calendar = openTermCalendar(
      makeTerm({
        closings: [
          { date: '2018-11-19', from: '13:00', until: '15:00', name: 'Power cut' },
          { date: '2018-11-16', from: null, until: null, name: 'Storm' },
          { date: '2018-11-16', from: null, until: '10:00', name: 'Late opening' },
        ],
      }),
    );
    expect(calendar.closings).toEqual([
      { name: 'Late opening', begin: Date.UTC(2018, 10, 16, 5), end: Date.UTC(2018, 10, 16, 15) },
      { name: 'Storm', begin: Date.UTC(2018, 10, 16, 5), end: Date.UTC(2018, 10, 17, 5) },
      { name: 'Power cut', begin: Date.UTC(2018, 10, 19, 18), end: Date.UTC(2018, 10, 19, 20) },
    ]);
  });

  test('refuses a zone that nobody knows', () => {
    expect(() => openTermCalendar(makeTerm({ zone: 'Mars/Olympus' }))).toThrow(RangeError);
  });
});
