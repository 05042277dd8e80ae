import { describe, expect, test } from 'vitest';
import type { WeeklyPattern } from '../../src/domain/pattern.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { listWeeklyDays } from '../../src/schedule/weekly-dates.ts';
import { makeTerm, weekly } from './rules.ts';

type TermFields = Parameters<typeof makeTerm>[0];

function datesOf(on: string, fields: Partial<WeeklyPattern>, term: TermFields = {}): string[] {
  const rule = weekly(`${on} 10:00-10:50`, fields);
  return listWeeklyDays(rule, openTermCalendar(makeTerm(term))).map(({ date }) => date);
}

const SHORT = { classes: ['2018-09-12', '2018-10-12'] } satisfies TermFields;
const RECESS = [{ name: 'Recess', from: '2018-09-24', until: '2018-09-30' }];

describe('a weekly pattern', () => {
  test('meets between the first and last day of classes, both included', () => {
    expect(datesOf('WE', {}, { classes: ['2018-09-12', '2018-09-26'] })).toEqual([
      '2018-09-12',
      '2018-09-19',
      '2018-09-26',
    ]);
  });

  test('is narrowed by from and until, never widened', () => {
    expect(datesOf('WE', { from: '2018-09-19', until: '2018-10-03' }, SHORT)).toEqual([
      '2018-09-19',
      '2018-09-26',
      '2018-10-03',
    ]);
    expect(datesOf('WE', { from: '2018-08-01', until: '2019-08-01' }, SHORT)).toHaveLength(5);
    expect(datesOf('WE', { from: '2018-10-03', until: '2018-09-19' }, SHORT)).toEqual([]);
  });

  test('meets in the periods that it names', () => {
    const periods = [
      { name: 'classes', from: '2018-09-12', until: '2018-09-21' },
      { name: 'reading', from: '2018-09-24', until: '2018-09-28' },
      { name: 'exams', from: '2018-10-01', until: '2018-10-05' },
    ];
    expect(datesOf('WE', { during: ['reading'] }, { periods })).toEqual(['2018-09-26']);
    expect(datesOf('WE', { during: ['exams', 'classes'] }, { periods })).toEqual([
      '2018-09-12',
      '2018-09-19',
      '2018-10-03',
    ]);
  });

  test('meets in the weeks that it names, of those with class days', () => {
    expect(datesOf('MO WE', { weeks: [1, 3] }, { ...SHORT, breaks: RECESS })).toEqual([
      '2018-09-12',
      '2018-10-01',
      '2018-10-03',
    ]);
  });

  test('meets in the half that it names', () => {
    const halves = {
      first: { from: '2018-09-12', until: '2018-09-25' },
      second: { from: '2018-09-26', until: '2018-10-12' },
    };
    expect(datesOf('WE', { half: 'first' }, { ...SHORT, halves })).toEqual(['2018-09-12', '2018-09-19']);
    expect(datesOf('WE', { half: 'second' }, { ...SHORT, halves })).toEqual(['2018-09-26', '2018-10-03', '2018-10-10']);
  });

  test('does not care in which order its weekdays are written', () => {
    expect(datesOf('WE MO', {}, SHORT)).toEqual(datesOf('MO WE', {}, SHORT));
  });
});

describe('every second week', () => {
  test('counts teaching weeks, so that a recess shifts it', () => {
    expect(datesOf('WE', { rhythm: 'second-teaching-week' }, { ...SHORT, breaks: RECESS })).toEqual([
      '2018-09-12',
      '2018-10-03',
    ]);
  });

  test('of the calendar does not stop for a recess', () => {
    expect(datesOf('WE', { rhythm: 'second-calendar-week' }, { ...SHORT, breaks: RECESS })).toEqual([
      '2018-09-12',
      '2018-10-10',
    ]);
  });

  test('counts from the first week in which the pattern can meet', () => {
    for (const rhythm of ['second-teaching-week', 'second-calendar-week'] as const) {
      expect(datesOf('MO', { rhythm }, SHORT)).toEqual(['2018-09-17', '2018-10-01']);
      expect(datesOf('WE', { rhythm, from: '2018-09-19' }, SHORT)).toEqual(['2018-09-19', '2018-10-03']);
      expect(datesOf('WE', { rhythm, weeks: [2, 3, 4, 5] }, SHORT)).toEqual(['2018-09-19', '2018-10-03']);
    }
  });

  test('keeps its other dates when the first is a holiday', () => {
    const breaks = [{ name: 'Holiday', from: '2018-09-12', until: '2018-09-12' }];
    for (const rhythm of ['second-teaching-week', 'second-calendar-week'] as const) {
      expect(datesOf('WE', { rhythm }, { ...SHORT, breaks })).toEqual(['2018-09-26', '2018-10-10']);
    }
  });

  test('has both days of a week that holds two', () => {
    expect(datesOf('MO WE', { rhythm: 'second-teaching-week', from: '2018-09-17' }, SHORT)).toEqual([
      '2018-09-17',
      '2018-09-19',
      '2018-10-01',
      '2018-10-03',
    ]);
  });

  test('counts weeks from the day on which the term’s weeks begin', () => {
    const rule = { rhythm: 'second-calendar-week' } as const;
    const classes: [string, string] = ['2018-09-16', '2018-10-10'];
    expect(datesOf('SU MO', rule, { classes })).toEqual(['2018-09-16', '2018-09-24', '2018-09-30', '2018-10-08']);
    expect(datesOf('SU MO', rule, { classes, weekStarts: 'SU' })).toEqual([
      '2018-09-16',
      '2018-09-17',
      '2018-09-30',
      '2018-10-01',
    ]);
  });

  test('has nothing where no teaching week holds any of its dates', () => {
    const term = { ...SHORT, weeks: [{ number: 1, from: '2018-11-05', until: '2018-11-09' }] };
    expect(datesOf('WE', { rhythm: 'second-teaching-week' }, term)).toEqual([]);
    expect(datesOf('WE', { rhythm: 'second-calendar-week', from: '2018-11-01' }, term)).toEqual([]);
  });
});

describe('a day swap', () => {
  const swaps = [{ date: '2018-09-18', follows: 'MO' as const, name: 'Monday schedule' }];

  test('brings the borrowed weekday’s meetings and takes the day’s own', () => {
    const term = { classes: ['2018-09-12', '2018-09-25'] as [string, string], swaps };
    expect(datesOf('MO', {}, term)).toEqual(['2018-09-17', '2018-09-18', '2018-09-24']);
    expect(datesOf('TU', {}, term)).toEqual(['2018-09-25']);
    expect(datesOf('MO TU', {}, term)).toEqual(['2018-09-17', '2018-09-18', '2018-09-24', '2018-09-25']);
  });

  test('moves a pattern with from and until only if it lies in them', () => {
    expect(datesOf('MO', { until: '2018-09-17' }, { ...SHORT, swaps })).toEqual(['2018-09-17']);
    expect(datesOf('MO', { until: '2018-09-18' }, { ...SHORT, swaps })).toEqual(['2018-09-17', '2018-09-18']);
    expect(datesOf('TU', { until: '2018-09-18' }, { ...SHORT, swaps })).toEqual([]);
    const until = '2018-09-24';
    expect(datesOf('MO', { from: '2018-09-18', until }, { ...SHORT, swaps })).toEqual(['2018-09-18', '2018-09-24']);
    expect(datesOf('MO', { from: '2018-09-19', until }, { ...SHORT, swaps })).toEqual(['2018-09-24']);
  });

  test('counts as a class day wherever it lies, and has its own week', () => {
    const far = [{ date: '2018-10-18', follows: 'MO' as const, name: 'Make-up Monday' }];
    expect(datesOf('MO', { weeks: [6] }, { ...SHORT, swaps: far })).toEqual(['2018-10-18']);
    expect(datesOf('TH', { weeks: [6] }, { ...SHORT, swaps: far })).toEqual([]);
  });

  test('leaves alone what meets in other periods only', () => {
    const periods = [
      { name: 'classes', from: '2018-09-12', until: '2018-10-12' },
      { name: 'reading', from: '2018-10-15', until: '2018-10-26' },
    ];
    expect(datesOf('MO', { during: ['reading'] }, { periods, swaps })).toEqual(['2018-10-15', '2018-10-22']);
    const inReading = [{ date: '2018-10-16', follows: 'MO' as const, name: 'Monday schedule' }];
    expect(datesOf('MO', { during: ['reading'] }, { periods, swaps: inReading })).toEqual([
      '2018-10-15',
      '2018-10-16',
      '2018-10-22',
    ]);
    expect(datesOf('MO', { from: '2018-10-01' }, { periods, swaps: inReading })).toEqual([
      '2018-10-01',
      '2018-10-08',
      '2018-10-16',
    ]);
  });
});

test('sections that share a rule share one computation', () => {
  const calendar = openTermCalendar(makeTerm());
  expect(listWeeklyDays(weekly('MO WE 10:00'), calendar)).toBe(listWeeklyDays(weekly('WE MO 14:00-15:00'), calendar));
  expect(listWeeklyDays(weekly('MO 10:00', { weeks: [] }), calendar)).toEqual([]);
  expect(listWeeklyDays(weekly('MO 10:00'), calendar)).not.toEqual([]);
});
