import { describe, expect, test } from 'vitest';
import { endDateOf, instantsOf, lengthOf, shiftTime } from '../../src/schedule/slot.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { makeTerm } from './rules.ts';

describe('a slot', () => {
  test('ends on the next day if its end is at or before its start', () => {
    expect(endDateOf({ date: '2018-12-31', start: '22:00', end: '01:00' })).toBe('2019-01-01');
    expect(endDateOf({ date: '2018-12-31', start: '22:00', end: '22:00' })).toBe('2019-01-01');
    expect(endDateOf({ date: '2018-12-31', start: '22:00', end: '22:01' })).toBe('2018-12-31');
    expect([lengthOf('22:00', '01:00'), lengthOf('10:00', '10:50'), lengthOf('10:00', '10:00')]).toEqual([
      180, 50, 1440,
    ]);
  });

  test('shifts over midnight in both directions', () => {
    expect(shiftTime('2018-12-31', '23:50', 20)).toEqual({ date: '2019-01-01', time: '00:10' });
    expect(shiftTime('2019-01-01', '00:10', -20)).toEqual({ date: '2018-12-31', time: '23:50' });
    expect(shiftTime('2019-01-01', '10:00', 0)).toEqual({ date: '2019-01-01', time: '10:00' });
  });

  test('is as long as the clocks make it', () => {
    const calendar = openTermCalendar(makeTerm({ classes: ['2018-09-12', '2019-05-01'] }));
    const minutes = (date: string, start: string, end: string): number => {
      const instants = instantsOf({ date, start, end }, calendar);
      return ((instants.end ?? Number.NaN) - instants.start) / 60_000;
    };
    expect(minutes('2018-11-02', '22:00', '04:00')).toBe(360);
    expect(minutes('2018-11-03', '22:00', '04:00')).toBe(420);
    expect(minutes('2019-03-09', '22:00', '04:00')).toBe(300);
    // 02:30 does not exist and becomes 03:30 by the previous offset: the end keeps the slot's length.
    expect(minutes('2019-03-10', '02:30', '03:00')).toBe(30);
    expect(minutes('2019-03-10', '02:30', '03:30')).toBe(60);
    expect(minutes('2018-11-03', '10:00', '10:00')).toBe(25 * 60);
    expect(instantsOf({ date: '2018-11-02', start: '22:00', end: null }, calendar).end).toBeNull();
  });
});
