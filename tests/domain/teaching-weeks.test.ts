import { describe, expect, test } from 'vitest';
import type { Term } from '../../src/domain/model.ts';
import { numberWeeks } from '../../src/domain/teaching-weeks.ts';
import { makeTerm } from '../schedule/rules.ts';

/** The first date of each teaching week, in order. */
function startsOf(fields: Parameters<typeof makeTerm>[0], until = '2018-12-14'): string[] {
  const term: Term = makeTerm(fields);
  const weeks = numberWeeks(term, { from: '2018-09-01', until });
  expect(weeks.map(({ number }) => number)).toEqual(weeks.map((_, index) => index + 1));
  return weeks.map(({ from }) => from);
}

describe('teaching weeks', () => {
  test('begin on Mondays, the week of the first class day being the first, and leave recess weeks out', () => {
    const starts = startsOf({ breaks: [{ name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' }] });
    expect(starts).toHaveLength(13);
    expect(starts[0]).toBe('2018-09-10');
    expect(starts).not.toContain('2018-10-29');
    expect(starts.slice(6, 8)).toEqual(['2018-10-22', '2018-11-05']);
  });

  test('are not made of the weekend left over beside a recess from Monday to Friday', () => {
    const starts = startsOf({ breaks: [{ name: 'Fall recess', from: '2018-10-29', until: '2018-11-02' }] });
    expect(starts).not.toContain('2018-10-29');
  });

  // Passover from Sunday to Thursday: the remaining Friday is part of the weekend there.
  test('follow the weekend of the term: Friday and Saturday', () => {
    const passover = [{ name: 'Passover', from: '2018-10-28', until: '2018-11-01' }];
    const week: Parameters<typeof makeTerm>[0] = { weekStarts: 'SU', breaks: passover };
    expect(startsOf(week)).toContain('2018-10-28');
    expect(startsOf({ ...week, weekend: ['FR', 'SA'] })).not.toContain('2018-10-28');
  });

  // Eid from Sunday to Friday in weeks that begin on Saturday: that Saturday has classes.
  test('count a day of classes that is of the weekend elsewhere', () => {
    const eid = [{ name: 'Eid', from: '2018-10-28', until: '2018-11-02' }];
    const week: Parameters<typeof makeTerm>[0] = { weekStarts: 'SA', breaks: eid };
    expect(startsOf(week)).not.toContain('2018-10-27');
    expect(startsOf({ ...week, weekend: ['FR'] })).toContain('2018-10-27');
  });

  test('are not made of a Saturday on which the term begins', () => {
    expect(startsOf({ classes: ['2018-09-08', '2018-12-14'] })[0]).toBe('2018-09-10');
  });

  test('can begin on Sundays', () => {
    const recess = [{ name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' }];
    const starts = startsOf({ weekStarts: 'SU', breaks: recess });
    expect(starts[0]).toBe('2018-09-09');
    expect(starts).not.toContain('2018-10-28');
    expect(starts).toContain('2018-11-04');
  });

  test('have a day swap for part of its day, whoever else has a break', () => {
    const swaps = [
      { name: 'Monday morning', date: '2018-10-31', follows: 'MO' as const, from: '08:00', until: '12:00' },
    ];
    const recess = { name: 'Fall recess', from: '2018-10-29', until: '2018-11-04' };
    const audience = { courses: ['cos418'], kinds: null, campuses: null };
    const other = { name: 'Study day', from: '2018-11-20', until: '2018-11-20', audience };
    expect(startsOf({ swaps, breaks: [recess] })).toContain('2018-10-29');
    expect(startsOf({ swaps, breaks: [recess, other] })).toContain('2018-10-29');
  });

  test('are weekends where a term has nothing else', () => {
    const weekdays = ['2018-09-17 2018-09-21', '2018-09-24 2018-09-28'].map((span) => {
      const [from = '', until = ''] = span.split(' ');
      return { name: 'No classes on weekdays', from, until };
    });
    expect(startsOf({ classes: ['2018-09-15', '2018-09-30'], breaks: weekdays })).toEqual([
      '2018-09-10',
      '2018-09-17',
      '2018-09-24',
    ]);
  });

  test('may have a swapped day as their only class day, on a weekend or after the last day too', () => {
    const swaps = [
      { date: '2018-11-03', follows: 'FR' as const, name: 'Make-up Friday' },
      { date: '2018-12-20', follows: 'MO' as const, name: 'Make-up Monday' },
    ];
    const breaks = [{ name: 'Fall recess', from: '2018-10-29', until: '2018-11-04' }];
    const starts = startsOf({ swaps, breaks }, '2018-12-20');
    expect(starts).toContain('2018-10-29');
    expect(starts.at(-1)).toBe('2018-12-17');
  });

  test('numbered by hand are taken as they are, and counted in order of date', () => {
    const weeks = [
      { number: 3, from: '2018-09-24', until: '2018-09-28' },
      { number: 1, from: '2018-09-10', until: '2018-09-14' },
      { number: 2, from: '2018-09-17', until: '2018-09-21' },
    ];
    expect(numberWeeks(makeTerm({ weeks }), { from: '2018-09-12', until: '2018-12-14' })).toEqual([
      { number: 1, from: '2018-09-10', until: '2018-09-14', index: 0 },
      { number: 2, from: '2018-09-17', until: '2018-09-21', index: 1 },
      { number: 3, from: '2018-09-24', until: '2018-09-28', index: 2 },
    ]);
  });
});
