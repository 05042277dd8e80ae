import { describe, expect, test } from 'vitest';
import { openCourseContext, readChange } from '../../src/catalog/read-change.ts';
import { codesOf, readFolder, TERM } from '../catalog/rules.ts';
import { feedOf, publishRules } from './published-rules.ts';

const COURSE = `sections:
  L01: {kind: lecture, meets: Mon 10:15-11:45}
  P01: {kind: precept, meets: {on: Wed 9-11 c.t.}}
changes:
  - {announced: 2018-09-01 9:00, sections: L01, on: 2018-09-17, move: Tue 2018-09-18 14-15}
`;

describe('clock: 24', () => {
  test('reads times as they are written, in patterns, changes and closings', () => {
    const { next } = publishRules(COURSE, {
      term: 'clock: 24\nclosings: {date: Wed 2018-09-19, from: 9, until: 10}\n',
    });
    const times = next.meetings.slice(0, 2).map(({ facts }) => [facts.date, facts.startTime, facts.endTime]);
    expect(times).toEqual([
      ['2018-09-18', '14:00', '15:00'],
      ['2018-09-24', '10:15', '11:45'],
    ]);
    const precepts = next.meetings.filter(({ facts }) => facts.section === 'P01');
    expect(precepts.map(({ facts }) => `${facts.date} ${facts.startTime} ${facts.status}`).slice(0, 2)).toEqual([
      '2018-09-12 09:15 confirmed',
      '2018-09-26 09:15 confirmed',
    ]);
  });

  test('is the site’s unless the term says otherwise', () => {
    const read = (site: string, term: string) =>
      readFolder({
        'site.yaml': `uidDomain: example.edu\n${site}`,
        'terms/fall-2018.yaml': TERM + term,
      }).catalog.terms.get('fall-2018')?.clock;
    expect(read('', '')).toBeNull();
    expect(read('clock: 24\n', '')).toBe(24);
    expect(read('clock: 24\n', 'clock: 12\n')).toBe(12);
    expect(read('clock: 24\n', 'clock: by language\n')).toBeNull();
    const term = { 'terms/fall-2018.yaml': `${TERM}clock: 13\n` };
    expect(readFolder(term).problems.map(({ code }) => code)).toEqual(['unknown-word']);
  });

  test('without it such times are ambiguous, and c.t. is not', () => {
    expect(codesOf('sections: {L01: {kind: lecture, meets: Mon 10:15-11:45}}\n')).toEqual(['ambiguous-time']);
    expect(codesOf('sections: {L01: {kind: lecture, meets: Mon 10-12 c.t.}}\n')).toEqual([]);
  });

  test('writes times in feeds, and its change raises only the events that print one', () => {
    const plain = COURSE.replace('10:15-11:45', '10:15am-11:45am').replace('2018-09-01 9:00', '2018-09-01 09:00');
    const first = publishRules(plain).next;
    expect(feedOf(first)).toContain('Moved from Monday 17 September\\, 10:15 am');
    const { next } = publishRules(plain, { term: 'clock: 24\n', last: first });
    expect(feedOf(next)).toContain('Moved from Monday 17 September\\, 10:15\r\n');
    const raised = next.meetings.filter(({ sequence }, index) => sequence > (first.meetings[index]?.sequence ?? 0));
    expect(raised.map(({ facts }) => facts.date)).toEqual(['2018-09-18']);
    expect(next.changes).toEqual(first.changes);
    expect(next.lastModified).toBeGreaterThan(first.lastModified);
  });
});

test('changes from the desk, the command line and the API go by the term’s clock', () => {
  const read = (term: string, change: object) => {
    const { catalog } = readFolder({
      'terms/fall-2018.yaml': TERM + term,
      'courses/fall-2018/a.yaml': 'code: A\ntitle: A\nsections: {L01: {kind: lecture, meets: Mon 10:15am-11:45am}}\n',
    });
    const context = openCourseContext(catalog, 'fall-2018/a');
    return context && readChange({ announced: '2018-09-01', sections: 'L01', on: '2018-09-17', ...change }, context);
  };
  expect(read('clock: 24\n', { move: '9-11' })?.change?.effect.move).toMatchObject({ start: '09:00', end: '11:00' });
  expect(read('clock: 24\n', { closed: 'from 9' })?.change?.effect.close).toEqual({ from: '09:00', until: null });
  expect(read('', { move: '9-11' })?.problems.map(({ code }) => code)).toEqual(['ambiguous-time']);
});
