/** Rules for dates that no plain weekly pattern gives, from the file to the meetings. */
import { describe, expect, test } from 'vitest';
import type { Course, Term } from '../../src/domain/model.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { readFolder, TERM } from '../catalog/rules.ts';
import { listDates, schedule } from './rules.ts';

/** A course that must have no problem at all, with its term. */
function read(sections: string, term = TERM): { readonly course: Course; readonly term: Term } {
  const { catalog, problems } = readFolder({
    'terms/fall-2018.yaml': term,
    'courses/fall-2018/cos418.yaml': `code: COS 418\ntitle: Systems\nsections:\n${sections}`,
  });
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return {
    course: catalog.courses.get('fall-2018/cos418') as Course,
    term: catalog.terms.get('fall-2018') as Term,
  };
}

/** The dates of a section A with this pattern, as month and day. */
function datesOf(meets: string, term = TERM): string {
  const rules = read(`  A: {kind: lab, meets: ${meets}}\n`, term);
  const result = schedule(rules.course, rules.term);
  return listDates(result, 'A')
    .map((date) => date.slice(5))
    .join(' ');
}

describe('except', () => {
  test.each([
    ['one date', '{on: Wed 10am-11am, until: 2018-10-17, except: 2018-10-03}', '09-12 09-19 09-26 10-10 10-17'],
    [
      'dates and spans, in a list or in one text',
      '{on: Mon Wed 10am-11am, until: 2018-10-17, except: ["Wed 2018-09-19, 2018-10-15", 2018-10-01 to 2018-10-10]}',
      '09-12 09-17 09-24 09-26 10-17',
    ],
    [
      'moves no other date of a rhythm, the first one least of all',
      '{on: Wed 10am-11am, every: second week, until: 2018-10-24, except: 2018-09-12}',
      '09-26 10-10 10-24',
    ],
  ])('%s', (_, meets, dates) => {
    expect(datesOf(meets)).toBe(dates);
  });

  test('gives no cancelled meeting, and leaves the date to another pattern without an id', () => {
    const { course, term } = read(
      '  A: {kind: lab, meets: [{on: Wed 10am-11am, except: 2018-10-03}, 2018-10-03 4pm-5pm]}\n',
    );
    const result = schedule(course, term);
    expect(result.meetings.every(({ facts }) => facts.status === 'confirmed')).toBe(true);
    const [replaced] = result.meetings.filter(({ originalDate }) => originalDate === '2018-10-03');
    expect(replaced).toMatchObject({ identity: 'fall-2018/cos418/A//2018-10-03', facts: { startTime: '16:00' } });
  });

  test('of a relative pattern leaves the other section alone', () => {
    const { course, term } = read(
      '  L: {kind: lecture, meets: {on: Wed 10am-11am, until: 2018-09-26}}\n  OH: {kind: office hours, meets: {after: L, for: 1 hour, except: 2018-09-19}}\n',
    );
    const result = schedule(course, term);
    expect(listDates(result, 'L')).toEqual(['2018-09-12', '2018-09-19', '2018-09-26']);
    expect(listDates(result, 'OH')).toEqual(['2018-09-12', '2018-09-26']);
  });
});
