import { describe, expect, test } from 'vitest';
import {
  change,
  dated,
  listDates,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  move,
  relative,
  schedule,
  weekly,
} from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-10-26'] });

describe('a section', () => {
  test('that ended has no meetings after that date, by no way', () => {
    const section = makeSection('P03', [weekly('FR 10:00-10:50'), dated('2018-10-15 09:00', { id: 'x' })], {
      ended: { on: '2018-10-12', instead: ['P02'] },
    });
    const changes = [
      change('P03', '2018-10-05', move('2018-10-13')),
      change('P03', '2018-10-19', move('2018-10-11')),
      change('P03', null, { extra: { date: '2018-10-20', start: '10:00', end: null } }),
    ];
    const result = schedule(makeCourse([section, makeSection('OH', [relative('after P03', 30)])], { changes }), term);
    expect(listDates(result, 'P03')).toEqual(['2018-10-12']);
    expect(listTimes(result, 'OH')).toEqual(['Fri 2018-10-12 10:50-11:20']);
    expect(result.problems).toHaveLength(3);
  });

  test('whose meetings are to be announced has none', () => {
    const section = makeSection('X', [weekly('FR 10:00-10:50')], { toBeAnnounced: true });
    expect(schedule(makeCourse([section]), term)).toMatchObject({ meetings: [], series: [], problems: [] });
  });

  test('once renamed keeps its identities by its first id', () => {
    const identities = (fields: Parameters<typeof makeSection>[2], id: string) =>
      schedule(makeCourse([makeSection(id, [weekly('FR 10:00-10:50')], fields)]), term).meetings.map(({ uid }) => uid);
    expect(identities({ firstId: 'P03', formerly: ['P03'] }, 'P02')).toEqual(identities({}, 'P03'));
  });

  test('is leant on by its own id before another that once had it', () => {
    const course = makeCourse([
      makeSection('L02', [weekly('FR 10:00-10:50')], { formerly: ['L01'] }),
      makeSection('L01', [weekly('FR 14:00-14:50')]),
      makeSection('OH', [relative('after l01', 30)]),
    ]);
    expect(listTimes(schedule(course, term), 'OH')[0]).toBe('Fri 2018-10-05 14:50-15:20');
  });

  test('can be leant on by a former id', () => {
    const course = makeCourse([
      makeSection('L02', [weekly('FR 10:00-10:50')], { firstId: 'L01', formerly: ['L01'] }),
      makeSection('OH', [relative('after l01', 30)]),
    ]);
    expect(listTimes(schedule(course, term), 'OH')).toHaveLength(4);
  });
});

describe('withdrawn', () => {
  const at = null;
  const section = makeSection('P01', [weekly('FR 10:00-10:50'), weekly('FR 15:00-15:50', { id: 'pm' })]);

  test('meetings are listed and left out, with what leant on them', () => {
    const course = makeCourse([section, makeSection('OH', [relative('after P01', 30)])], {
      withdrawn: [{ section: 'P01', date: '2018-10-05', pattern: 'pm', at }],
    });
    const result = schedule(course, term);
    expect(listTimes(result, 'P01').slice(0, 2)).toEqual(['Fri 2018-10-05 10:00-10:50', 'Fri 2018-10-12 10:00-10:50']);
    expect(listTimes(result, 'OH')[0]).toBe('Fri 2018-10-05 10:50-11:20');
    expect(listTimes(result, 'OH')).toHaveLength(7);
    expect(result.withdrawn).toEqual([
      'fall-2018/c/OH//by/fall-2018/c/P01/pm/2018-10-05',
      'fall-2018/c/P01/extra/pm/2018-10-05',
      'fall-2018/c/P01/pm/2018-10-05',
    ]);
  });

  test('without a pattern are all of the section on that date, extra ones too', () => {
    const course = makeCourse([section], {
      changes: [change('P01', null, { extra: { date: '2018-10-05', start: '18:00', end: null } }, { id: 'more' })],
      withdrawn: [{ section: 'P01', date: '2018-10-05', pattern: null, at }],
    });
    const result = schedule(course, term);
    expect(listDates(result, 'P01')).not.toContain('2018-10-05');
    expect(result.withdrawn).toEqual([
      'fall-2018/c/P01//2018-10-05',
      'fall-2018/c/P01/extra/more/2018-10-05',
      'fall-2018/c/P01/pm/2018-10-05',
    ]);
    expect(result.problems).toEqual([]);
  });

  test('are listed too when the rules no longer give them; of no section they are nothing', () => {
    const course = makeCourse([section], {
      withdrawn: [
        { section: 'P01', date: '2018-09-30', pattern: null, at },
        { section: 'Gone', date: '2018-09-30', pattern: null, at },
      ],
    });
    expect(schedule(course, term).withdrawn).toEqual(['fall-2018/c/P01//2018-09-30']);
  });
});

test('meetings and series are sorted by identity, whatever the order of sections and patterns', () => {
  const P01 = makeSection('P01', [weekly('FR 10:00-10:50', { id: 'b' }), weekly('MO 10:00-10:50', { id: 'a' })]);
  const L01 = makeSection('L01', [weekly('WE 10:00-10:50')]);
  const result = schedule(makeCourse([P01, L01]), term);
  expect(result.sections.map(({ id }) => id)).toEqual(['P01', 'L01']);
  for (const list of [result.meetings, result.series]) {
    const identities = list.map(({ identity }) => identity);
    expect(identities).toEqual(identities.toSorted());
  }
});
