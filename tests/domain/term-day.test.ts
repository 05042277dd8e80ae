import { describe, expect, test } from 'vitest';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { makeTerm } from '../schedule/rules.ts';

const halves = {
  first: { from: '2018-09-12', until: '2018-10-24' },
  second: { from: '2018-11-05', until: '2018-12-14' },
};

describe('a term’s day', () => {
  test('is closed in a break, first and last date included', () => {
    const calendar = openTermCalendar(
      makeTerm({ breaks: [{ name: 'Recess', from: '2018-10-27', until: '2018-11-04' }] }),
    );
    const open = ['2018-10-26', '2018-10-27', '2018-11-04', '2018-11-05'].map((date) => calendar.dayOf(date).open);
    expect(open).toEqual([true, false, false, true]);
  });

  test('is open in a break if a swap names it', () => {
    const calendar = openTermCalendar(
      makeTerm({
        breaks: [{ name: 'Recess', from: '2018-10-27', until: '2018-11-04' }],
        swaps: [{ date: '2018-11-03', follows: 'FR', name: 'Make-up Friday' }],
      }),
    );
    expect(calendar.dayOf('2018-11-03')).toMatchObject({ open: true, swapped: true, weekday: 'SA' });
    expect(calendar.dayOf('2018-11-02').open).toBe(false);
  });

  test('has a half only between that half’s dates', () => {
    const calendar = openTermCalendar(makeTerm({ halves }));
    const found = ['2018-09-12', '2018-10-24', '2018-10-25', '2018-11-04', '2018-11-05', '2018-12-15'];
    expect(found.map((date) => calendar.dayOf(date).half)).toEqual(['first', 'first', null, null, 'second', null]);
  });

  test('has the half of its week if it is swapped, or the nearer one that is left', () => {
    const swap = (date: string) => ({ date, follows: 'MO' as const, name: 'Make-up Monday' });
    const swaps = ['2018-10-26', '2018-10-31', '2018-12-15', '2018-12-27'].map(swap);
    const calendar = openTermCalendar(makeTerm({ halves, swaps }));
    expect(swaps.map(({ date }) => calendar.dayOf(date).half)).toEqual(['first', 'first', 'second', 'second']);
  });

  test('has the hand-numbered week that its own week touches if it is swapped', () => {
    const calendar = openTermCalendar(
      makeTerm({
        weeks: [
          { number: 12, from: '2018-12-10', until: '2018-12-12' },
          { number: 11, from: '2018-12-03', until: '2018-12-07' },
        ],
        swaps: [{ date: '2018-12-13', follows: 'MO', name: 'Make-up Monday' }],
      }),
    );
    expect(calendar.dayOf('2018-12-13').teachingWeek).toMatchObject({ number: 12, index: 1 });
    expect(calendar.dayOf('2018-12-14').teachingWeek).toBeNull();
    expect(calendar.dayOf('2018-12-05').teachingWeek).toMatchObject({ number: 11, index: 0 });
  });

  test.each(['2018-12-10', '2018-12-16'])('includes a week of which only %s, its end, is touched', (date) => {
    const weeks = [{ number: 12, from: date, until: date }];
    const swaps = [{ date: '2018-12-13', follows: 'MO' as const, name: 'Make-up Monday' }];
    expect(openTermCalendar(makeTerm({ weeks, swaps })).dayOf('2018-12-13').teachingWeek?.number).toBe(12);
  });
});
