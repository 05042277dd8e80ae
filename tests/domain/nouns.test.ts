import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as dates from '../../src/domain/date.ts';
import { foldId, idOfCode, isId } from '../../src/domain/id.ts';
import * as identity from '../../src/domain/identity.ts';
import { isBusy, isKind, KINDS } from '../../src/domain/kind.ts';
import { courseKey } from '../../src/domain/model.ts';
import { formatProblem, isError, type Problem, sortProblems } from '../../src/domain/problem.ts';

/** A date by the platform's own arithmetic. */
const day = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const isoOf = (date: Date): string => date.toISOString().slice(0, 10);

describe('dates', () => {
  test('are counted, shifted and named as the platform does', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (date, shift) => {
        const text = isoOf(date);
        expect(dates.isLocalDate(text)).toBe(true);
        expect(dates.dateOfDay(dates.dayNumber(text))).toBe(text);
        const shifted = new Date(`${text}T12:00:00Z`);
        shifted.setUTCDate(shifted.getUTCDate() + shift);
        expect(dates.addDays(text, shift)).toBe(isoOf(shifted));
        expect(dates.weekdayOf(text)).toBe(['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][date.getUTCDay()]);
      }),
    );
    expect(dates.weekdayOf('1969-12-29')).toBe('MO');
  });

  test.each(['2018-02-29', '2018-13-01', '2018-00-10', '2018-1-1', '18-01-01', '', '2018-01-01T00:00', '2018-01-32'])(
    '%j is none',
    (text) => {
      expect(dates.isLocalDate(text)).toBe(false);
    },
  );

  test('begin their week at most six days before, on its first day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...dates.WEEKDAYS), (date, first) => {
        const text = isoOf(date);
        const start = dates.weekStart(text, first);
        expect(dates.weekdayOf(start)).toBe(first);
        const back = dates.dayNumber(text) - dates.dayNumber(start);
        expect(back >= 0 && back < 7).toBe(true);
      }),
    );
  });

  test('of a span are all between its ends, both included', () => {
    const span = { from: '2018-10-30', until: '2018-11-02' };
    expect(dates.datesOf(span)).toEqual(['2018-10-30', '2018-10-31', '2018-11-01', '2018-11-02']);
    expect(dates.datesOf(span).every((date) => dates.isWithin(date, span))).toBe(true);
    expect([dates.isWithin('2018-10-29', span), dates.isWithin('2018-11-03', span)]).toEqual([false, false]);
    expect(dates.datesOf({ from: '2018-11-02', until: '2018-11-01' })).toEqual([]);
  });

  test.each([
    ['2018-10-30', '2018-11-02', true],
    ['2018-10-31', '2018-11-01', true],
    ['2018-10-29', '2018-11-01', false],
    ['2018-10-31', '2018-11-03', false],
    ['2018-10-29', '2018-11-03', false],
  ])('from %s to %s within a span: %s', (from, until, expected) => {
    expect(dates.isSpanWithin({ from, until }, { from: '2018-10-30', until: '2018-11-02' })).toBe(expected);
  });

  test('have times that are counted in minutes, also past midnight and before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (minutes) => {
        const { days, time } = dates.timeOfMinutes(minutes);
        expect(days * 1440 + dates.minutesOf(time)).toBe(minutes);
        expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });

  test('have weekdays that are sorted from Monday, each once', () => {
    expect(dates.sortWeekdays(['SU', 'WE', 'MO', 'WE'])).toEqual(['MO', 'WE', 'SU']);
  });
});

describe('ids', () => {
  test.each(['a', 'L01', '01', 'OH-Lloyd', 'a_b', 'x'.repeat(32)])('%s is one', (id) => expect(isId(id)).toBe(true));
  test.each(['', '-a', '_a', 'a b', 'a.b', 'a/b', 'é', 'x'.repeat(33), 'a\n'])('%j is none', (id) =>
    expect(isId(id)).toBe(false),
  );

  test('are compared without regard to case', () => {
    expect(foldId('OH-Lloyd')).toBe(foldId('oh-lloyd'));
    expect(courseKey('fall-2018', 'cos418')).toBe('fall-2018/cos418');
  });

  test.each([
    ['COS 418', 'cos418'],
    ['Économie 101/B', 'economie101b'],
    ['-x', 'x'],
    ['計算', ''],
    ['A'.repeat(50), 'a'.repeat(32)],
    ['__-COS-418_A', 'cos-418_a'],
    ['COS-418', 'cos-418'],
  ])('of the code %s is %j', (code, id) => {
    expect(idOfCode(code)).toBe(id);
    if (id !== '') expect(isId(id)).toBe(true);
  });
});

describe('identities', () => {
  const section = { term: 't', course: 'c', section: 's' };

  test('are made of what never changes', () => {
    expect(identity.identifyMeeting(section, '', '2018-09-12')).toBe('t/c/s//2018-09-12');
    expect(identity.identifyExtraMeeting(section, 'more', '2018-09-12')).toBe('t/c/s/extra/more/2018-09-12');
    expect(identity.identifyRelativeMeeting(section, 'a', 't/c/l//2018-09-12')).toBe('t/c/s/a/by/t/c/l//2018-09-12');
    expect(identity.identifySeries(section, 'a', ['WE', 'MO'])).toBe('t/c/s/a/series/MO+WE');
  });

  test('of different kinds never meet, whatever ids are called', () => {
    const id = fc.constantFrom('extra', 'series', 'by', 'a', 's');
    fc.assert(
      fc.property(id, id, id, (one, two, three) => {
        const of = { term: 't', course: one, section: two };
        const base = identity.identifyMeeting({ ...of, section: three }, '', '2018-09-12');
        const all = [
          identity.identifyMeeting(of, three, '2018-09-12'),
          identity.identifyExtraMeeting(of, three, '2018-09-12'),
          identity.identifyRelativeMeeting(of, three, base),
          identity.identifySeries(of, three, ['MO']),
        ];
        expect(new Set(all).size).toBe(4);
      }),
    );
  });

  test('give UIDs that are opaque, short and the same for good', () => {
    expect(identity.makeUid('t/c/s//2018-09-12', 'example.edu')).toBe('4f4d22f6111503d3aba9ae6ca6461521@example.edu');
    fc.assert(
      fc.property(
        fc.string(),
        (text) => void expect(identity.makeUid(text, 'x'.repeat(120)).length).toBeLessThanOrEqual(191),
      ),
    );
  });
});

test('kinds have words, and only office hours and deadlines leave the time free', () => {
  expect(KINDS.filter((kind) => !isBusy(kind))).toEqual(['office hours', 'deadline']);
  expect([isKind('lecture'), isKind('toString'), isKind('Lecture')]).toEqual([true, false, false]);
});

describe('problems', () => {
  const at = { file: 'a.yaml', line: 3, column: 5, length: 4 };
  const problem: Problem = {
    code: 'bad-time',
    severity: 'error',
    message: 'No.',
    hint: 'Mend it.',
    at,
    source: '\tab wxyz!',
  };

  test('are printed with their line, a caret below the place, and a hint', () => {
    expect(formatProblem(problem)).toBe(
      'a.yaml:3:5: error: No. [bad-time]\n  3 | \tab wxyz!\n    | \t   ^^^^\n  hint: Mend it.',
    );
  });

  test('are printed as far as they are known', () => {
    expect(formatProblem({ code: 'bad-time', severity: 'warning', message: 'No.' })).toBe('warning: No. [bad-time]');
    expect(formatProblem({ code: 'bad-time', severity: 'warning', message: 'No.', at })).toBe(
      'a.yaml:3:5: warning: No. [bad-time]',
    );
    const beyond = { ...problem, at: { ...at, column: 30, length: 9 }, source: 'short' };
    expect(formatProblem(beyond).split('\n')[2]).toBe('    |      ^');
  });

  test('are sorted: errors first, then by file, line and column, then by words', () => {
    const warning: Problem = { code: 'bad-time', severity: 'warning', message: 'A' };
    const later: Problem = { ...problem, at: { ...at, line: 20 } };
    const elsewhere: Problem = { ...problem, at: { ...at, file: 'b.yaml' } };
    const other: Problem = { ...problem, message: 'Zo.' };
    const placed: Problem = { ...warning, at: { ...at, file: 'A.yaml' } };
    const sorted = [problem, other, later, elsewhere, warning, placed];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(sorted, { minLength: 6 }),
        (any) => void expect(sortProblems(any)).toEqual(sorted),
      ),
    );
    expect(sortProblems([problem, problem])).toHaveLength(2);
    expect([isError(problem), isError(warning)]).toEqual([true, false]);
  });
});
