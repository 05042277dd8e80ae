import { describe, expect, test } from 'vitest';
import { openTermTimes } from '../../src/schedule/term-times.ts';

const span = { from: '2018-09-12', until: '2019-04-14' };

describe('a term’s times', () => {
  test('takes wall times on either side of a clock change, and the first of two', () => {
    const times = openTermTimes('America/New_York', span);
    expect(times.instantOf('2018-11-01', '10:00')).toBe(Date.UTC(2018, 10, 1, 14));
    expect(times.instantOf('2018-11-03', '10:00')).toBe(Date.UTC(2018, 10, 3, 14));
    expect(times.instantOf('2018-11-04', '01:30')).toBe(Date.UTC(2018, 10, 4, 5, 30));
    expect(times.instantOf('2018-11-04', '10:00')).toBe(Date.UTC(2018, 10, 4, 15));
    expect(times.instantOf('2019-03-10', '02:30')).toBe(Date.UTC(2019, 2, 10, 7, 30));
    expect(times.instantOf('2019-03-20', '10:00')).toBe(Date.UTC(2019, 2, 20, 14));
  });

  test('says which wall times are skipped or repeated', () => {
    const times = openTermTimes('Australia/Lord_Howe', span);
    expect(times.classify('2018-10-07', '02:15')).toBe('skipped');
    expect(times.classify('2018-10-07', '02:30')).toBe('plain');
    expect(times.classify('2019-04-07', '01:45')).toBe('repeated');
    expect(times.classify('2018-12-07', '01:45')).toBe('plain');
  });

  test('knows a date’s hours, 23 or 25 of them where clocks change', () => {
    const times = openTermTimes('America/New_York', span);
    const lengthOn = (date: string): number => {
      const { begin, end } = times.hoursOf(date, null, null);
      return (end - begin) / 3_600_000;
    };
    expect([lengthOn('2018-11-03'), lengthOn('2018-11-04'), lengthOn('2019-03-10')]).toEqual([24, 25, 23]);
    expect(times.hoursOf('2018-11-15', '14:00', '16:00')).toEqual({
      begin: Date.UTC(2018, 10, 15, 19),
      end: Date.UTC(2018, 10, 15, 21),
    });
    expect(times.localTimeOf(Date.UTC(2018, 10, 15, 19))).toBe('14:00');
  });
});
