import { describe, expect, it } from 'vitest';
import { inVoice } from '../../src/words/voice.ts';
import { sayDistance, sayHour, sayTimes } from '../../src/words/wording.ts';

describe('times in words', () => {
  it.each([
    ['11:00', '11:50', '11 to 11:50 am'],
    ['11:00', '12:20', '11 am to 12:20 pm'],
    ['11:00', '12:00', '11 am to noon'],
    ['12:00', '13:30', 'noon to 1:30 pm'],
    ['22:00', '01:00', '10 pm to 1 am'],
    ['22:00', '00:00', '10 pm to midnight'],
    ['14:00', null, '2 pm'],
    ['13:00', '12:00', '1 pm to noon the next day (23 hours)'],
    ['09:00', '08:30', '9 am to 8:30 am the next day (23 hours 30 minutes)'],
  ])('%s–%s', (from, until, words) => {
    expect(sayTimes(from, until)).toBe(words);
  });

  it.each([
    ['2018-10-10', 'today'],
    ['2018-10-11', 'tomorrow'],
    ['2018-10-09', 'yesterday'],
    ['2018-10-15', 'in 5 days'],
    ['2018-11-07', 'in 4 weeks'],
    ['2018-06-10', '4 months ago'],
    ['2026-11-22', 'in 8 years'],
  ])('%s', (date, words) => {
    expect(sayDistance(date, '2018-10-10')).toBe(words);
  });
});

it('hours on a scale have no word after them', () => {
  expect(sayHour('13:00')).toBe('1 pm');
  expect(inVoice({ clock: 24 }, () => sayHour('09:00'))).toBe('09:00');
  expect(inVoice({ language: 'de' }, () => [sayHour('13:00'), sayTimes('13:00', '14:00')])).toEqual([
    '13:00',
    '13:00 bis 14:00 Uhr',
  ]);
});
