import { expect, it } from 'vitest';
import { sayDate, sayDateAndYear, sayDates, sayList, sayShortDate, sayTime } from '../../src/words/wording.ts';

it('says dates', () => {
  expect(sayShortDate('2018-10-03')).toBe('3 Oct');
  expect(sayDate('2018-10-10')).toBe('Wednesday 10 October');
  expect(sayDate('2024-02-29')).toBe('Thursday 29 February');
  expect(sayDateAndYear('2018-10-12')).toBe('12 October 2018');
  expect(sayDates('2018-11-21', '2018-11-25')).toBe('21 to 25 November 2018');
  expect(sayDates('2018-09-12', '2018-12-14')).toBe('12 September to 14 December 2018');
});

it('says times so that noon and midnight cannot be taken for one another', () => {
  const times = ['00:00', '00:30', '09:05', '10:00', '11:59', '12:00', '12:01', '13:00', '23:45'];
  expect(times.map((time) => sayTime(time))).toEqual([
    'midnight',
    '12:30 am',
    '9:05 am',
    '10 am',
    '11:59 am',
    'noon',
    '12:01 pm',
    '1 pm',
    '11:45 pm',
  ]);
});

it('says lists', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map((words) => sayList(words))).toEqual([
    '',
    'A',
    'A and B',
    'A, B and C',
  ]);
});
