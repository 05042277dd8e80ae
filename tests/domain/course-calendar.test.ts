import { describe, expect, test } from 'vitest';
import { findBreak, findSwap, namePartialBreaks } from '../../src/domain/course-calendar.ts';
import { isWithin } from '../../src/domain/date.ts';

const facts = {
  breaks: [{ name: 'Recess', from: '2018-10-27', until: '2018-11-04' }],
  partialBreaks: [{ name: 'Lab week', from: '2018-12-03', until: '2018-12-07', sections: ['A'] }],
  swaps: [{ name: 'Monday schedule', date: '2018-10-09' }],
  partialSwaps: [{ name: 'Friday schedule', date: '2018-11-14', from: null, until: '17:00', sections: ['A', 'L'] }],
};

describe('a course’s calendar', () => {
  test.each([
    ['a swapped day', 'X', '2018-10-09', '20:00', 'Monday schedule'],
    ['a class in the swapped hours', 'L', '2018-11-14', '10:00', 'Friday schedule'],
    ['an evening class', 'L', '2018-11-14', '17:00', undefined],
    ['a section that is not meant', 'X', '2018-11-14', '10:00', undefined],
    ['another day', 'L', '2018-11-15', '10:00', undefined],
  ])('the swap of %s', (_, section, date, startTime, name) => {
    expect(findSwap(facts, { section, date, startTime })).toBe(name);
    expect(findSwap({}, { section, date, startTime })).toBeUndefined();
  });

  test('breaks of all sections and of some', () => {
    expect(findBreak(facts, 'X', '2018-10-30')).toBe('Recess');
    expect(findBreak(facts, 'A', '2018-12-04')).toBe('Lab week');
    expect(findBreak(facts, 'X', '2018-12-04')).toBeUndefined();
    expect(namePartialBreaks(facts, (gap) => isWithin('2018-12-04', gap))).toEqual(['Lab week (A)']);
    expect(namePartialBreaks(facts, (gap) => isWithin('2018-10-30', gap))).toEqual([]);
  });
});
