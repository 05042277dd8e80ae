import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import type { Course, Section } from '../../src/domain/model.ts';
import { change, dated, makeCourse, makeSection, makeTerm, move, relative, schedule, weekly } from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-11-09'] });
const section = makeSection('P01', [weekly('FR 10:00-10:50')]);

function codes(course: Course, inTerm = term): string[] {
  return schedule(course, inTerm).problems.map(({ code }) => code);
}

describe('a change', () => {
  const codesOf = (...fields: Parameters<typeof change>) =>
    codes(makeCourse([section], { changes: [change(...fields)] }));

  test('that refers to nothing is found, with its place', () => {
    const at = { file: 'courses/t/c.yaml', line: 9, column: 5, length: 3 };
    const changes = [change('P01', '2018-10-11', { cancel: true }, { id: 'typo', at })];
    expect(schedule(makeCourse([section], { changes }), term).problems).toEqual([
      {
        code: 'change-refers-to-nothing',
        severity: 'warning',
        message: 'C 1 has no meeting of P01 on Thursday 11 October 2018.',
        hint:
          'The nearest are on Friday 5 October (2018-10-05) and Friday 12 October (2018-10-12). ' +
          'A change names the original date: the one that the rules gave, before any move.',
        about: 'typo',
        at,
      },
    ]);
    expect(codesOf('P01', '2018-10-12', { cancel: true })).toEqual([]);
    expect(codesOf('P02', '2018-10-12', { cancel: true })).toEqual(['change-refers-to-nothing']);
    expect(codesOf('P01', '2018-10-12', { cancel: true }, { scope: { pattern: 'x' } })).toEqual([
      'change-refers-to-nothing',
    ]);
    expect(codesOf('P01', '2018-10-08 2018-10-11', { instead: [] })).toEqual(['change-refers-to-nothing']);
    const refersTo = (date: string, patterns: Section['patterns']) => codesOf('P01', date, { instead: patterns });
    expect(refersTo('2018-10-08 2018-10-11', [weekly('TU 10:00-11:00')])).toEqual([]);
    expect(refersTo('2018-10-12', [weekly('FR 12:00-13:00')])).toEqual([]);
    expect(refersTo('2018-10-12', [])).toEqual([]);
  });

  test('that closes hours refers to the meetings of its day as they stand', () => {
    const closed = (date: string, from: string) => change(null, date, { close: { from, until: null } });
    const codesWith = (...changes: Change[]) => codes(makeCourse([section], { changes }));
    expect(codesWith(closed('2018-10-12', '09:00'))).toEqual([]);
    expect(codesWith(closed('2018-10-12', '12:00'))).toEqual([]);
    // There was a meeting on the evening before, which ends before midnight.
    expect(codesWith(closed('2018-10-13', '00:00'))).toEqual(['change-refers-to-nothing']);
    const away = change('P01', '2018-10-12', move('2018-10-15'));
    expect(codesWith(away, closed('2018-10-12', '09:00'))).toEqual(['change-refers-to-nothing']);
  });

  test('that newer ones outdo entirely still refers to something', () => {
    const changes = [
      change('P01', '2018-10-12', move('2018-10-11'), { announced: 1 }),
      change('P01', '2018-10-12', move('2018-10-10'), { announced: 2 }),
    ];
    expect(codes(makeCourse([section], { changes }))).toEqual([]);
  });

  test('that names a moved meeting by its present date is told the original one', () => {
    const away = change('P01', '2018-10-12', move('2018-10-15'), { announced: 1 });
    const late = change('P01', '2018-10-15', { cancel: true }, { announced: 2 });
    const [problem] = schedule(makeCourse([section], { changes: [away, late] }), term).problems;
    expect(problem?.hint).toContain('P01 of Friday 12 October now stands on Monday 15 October: name it by 2018-10-12.');
  });

  test('that names another pattern id than the meetings of its date have is told theirs', () => {
    const [problem] = schedule(
      makeCourse([section], { changes: [change('P01', '2018-10-12', { cancel: true }, { scope: { pattern: 'x' } })] }),
      term,
    ).problems;
    expect(problem).toMatchObject({
      message: 'C 1 has no meeting of P01 with the pattern id x on Friday 12 October 2018.',
      hint: 'Those meetings have other pattern ids: (none).',
    });
  });

  test('of a term may leave a course alone; one of the desk may not', () => {
    const idle = (source: 'term' | 'desk') => change(null, '2018-10-11', { cancel: true }, { source, at: null });
    expect(codes(makeCourse([section]), { ...term, changes: [idle('term')] })).toEqual([]);
    const [problem] = schedule(makeCourse([section]), term, { changes: [idle('desk')] }).problems;
    expect(problem?.code).toBe('change-refers-to-nothing');
    expect(problem).not.toHaveProperty('at');
  });
});

test('topics for dates without a meeting are found, those of cancelled meetings are fine', () => {
  const topics = new Map(['2018-10-11', '2018-10-12', '2018-10-04'].map((date) => [date, 'Paxos']));
  const changes = [change('P01', '2018-10-12', { cancel: true })];
  const { problems } = schedule(makeCourse([{ ...section, topics }], { changes }), term);
  expect(problems).toMatchObject([
    {
      code: 'topic-refers-to-nothing',
      message: 'Section P01 has no meeting on 2018-10-04, 2018-10-11, where it has a topic.',
    },
  ]);
  expect(codes(makeCourse([{ ...section, topics: new Map([['2018-10-12', 'Paxos']]) }]))).toEqual([]);
});

test('an extra meeting without an end, where something comes after it, is found', () => {
  const extra = (end: string | null, on = 'P01') =>
    change(on, null, { extra: { date: '2018-10-10', start: '16:00', end } });
  const hours = [section, makeSection('P02', []), makeSection('OH', [relative('after P01', 30)])];
  expect(schedule(makeCourse(hours, { changes: [extra(null)] }), term).problems).toEqual([
    {
      code: 'base-without-end',
      severity: 'warning',
      message: 'Section OH meets after P01, whose meeting on 2018-10-10 has no end.',
      hint: 'Give that meeting an end; until then nothing comes after it.',
      at: section.at,
    },
  ]);
  expect(codes(makeCourse(hours, { changes: [extra('17:00')] }))).toEqual([]);
  expect(codes(makeCourse(hours, { changes: [extra(null, 'P02')] }))).toEqual([]);
  const before = [section, makeSection('OH', [relative('before P01', 30)])];
  expect(codes(makeCourse(before, { changes: [extra(null)] }))).toEqual([]);
});

test('a rule without an end, where something comes after it, is for the catalog to find', () => {
  const open = makeSection('P01', [weekly('FR 10:00')]);
  expect(codes(makeCourse([open, makeSection('OH', [relative('after P01', 30)])]))).toEqual([]);
});

describe('wall times', () => {
  test('that a clock change skips or repeats are found, once for each pattern', () => {
    const night = makeCourse([
      makeSection('A', [dated('2018-11-03 2018-11-04 01:30-04:00')]),
      makeSection('B', [dated('2018-11-03 23:00-01:30', { at: { file: 'f', line: 2, column: 1, length: 1 } })]),
      makeSection('C', [dated('2019-03-10 02:30-05:00', { at: { file: 'f', line: 3, column: 1, length: 1 } })]),
      makeSection('D', [dated('2018-11-04 03:00-05:00')]),
    ]);
    expect(schedule(night, term).problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^repeated-time: 01:30 comes twice on 2018-11-04 .* \(section A\)/),
      expect.stringMatching(/^repeated-time: 01:30 comes twice on 2018-11-04 .* \(section B\)/),
      expect.stringMatching(/^skipped-time: 02:30 does not exist on 2019-03-10 .* \(section C\)/),
    ]);
  });

  test('that come from one place are one problem, that of the first meeting', () => {
    const twice = makeCourse([makeSection('A', [dated('2018-11-04 2019-11-03 01:30-04:00')])]);
    expect(schedule(twice, term).problems).toMatchObject([{ message: expect.stringContaining('on 2018-11-04') }]);
  });

  test('that come from the desk, from no place at all, are each a problem', () => {
    const extra = { date: '2018-11-04', start: '01:30', end: '04:00' };
    const desk = [change('A B', null, { extra }, { source: 'desk', at: null })];
    const { problems } = schedule(makeCourse(['A', 'B'].map((id) => makeSection(id, []))), term, { changes: desk });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('(section A)'),
      expect.stringContaining('(section B)'),
    ]);
  });

  test('of a cancelled meeting do not matter', () => {
    const changes = [change('A', '2018-11-04', { cancel: true })];
    expect(codes(makeCourse([makeSection('A', [dated('2018-11-04 01:30-04:00')])], { changes }))).toEqual([]);
  });
});
