import { describe, expect, test } from 'vitest';
import { openCourseContext, openTermContext, readChange, readPatternList } from '../../src/catalog/read-change.ts';
import type { Change } from '../../src/domain/change.ts';
import { codesOf, readFolder, readGoodCourse, readGoodTerm, TERM } from './rules.ts';

const SECTIONS = `staff: {lloyd: Wyatt Lloyd}
sections:
  L01: {kind: lecture, meets: Mon Wed 10am-11am}
  P02: {kind: precept, formerly: P03, meets: [Fri 10am-11am, {id: b, on: Fri 2pm-3pm}]}
`;

function changesOf(lines: string): readonly Change[] {
  return readGoodCourse(`${SECTIONS}changes:\n${lines}`).changes;
}

function codes(keys: string): string[] {
  return codesOf(`${SECTIONS}changes:\n  - {${keys}}\n`);
}

describe('changes of a course', () => {
  test('say all that the format lists', () => {
    const [cancelled, moved, online, midterm, extra, closed] = changesOf(`
  - announced: 2018-10-10 18:00
    sections: p03
    on: Fri 2018-10-12
    pattern: b
    cancel: yes
    say: No precept this week.
    why: For staff only.
  - {announced: 2018-10-11, sections: [L01, P02], on: 2018-10-15, move: Thu 2018-10-18 4pm-5pm, where: Bowen 222, staff: lloyd, note: Moved.}
  - {announced: 2018-10-12, from: 2018-10-20, where: online}
  - {announced: 2018-10-13, kinds: [lecture, office hours], from: 2018-10-22, until: 2018-10-26, instead: [Mon Tue 4pm-8pm, {id: late, on: Mon 9pm-10pm}]}
  - {id: more, announced: 2018-10-14, sections: L01, extra: Thu 2018-10-18 4pm-5pm, where: Bowen 222}
  - {announced: 2018-10-15, on: 2018-11-15, closed: from 2pm}
`);
    expect(cancelled).toMatchObject({
      source: 'course',
      announced: Date.parse('2018-10-10T22:00:00Z'),
      scope: { sections: ['P02'], kinds: null, dates: { from: '2018-10-12', until: '2018-10-12' }, pattern: 'b' },
      effect: {
        cancel: true,
        close: null,
        move: null,
        where: null,
        staff: null,
        note: null,
        extra: null,
        instead: null,
      },
      say: 'No precept this week.',
      why: 'For staff only.',
      at: { line: 9, column: 5 },
    });
    expect(moved?.effect).toMatchObject({
      cancel: false,
      move: { date: '2018-10-18', start: '16:00', end: '17:00' },
      where: [{ type: 'text', text: 'Bowen 222' }],
      staff: [{ id: 'lloyd' }],
      note: 'Moved.',
    });
    // A `from` without an end extends beyond the term, so that dated meetings after it are included.
    expect(online?.scope).toEqual({
      sections: null,
      kinds: null,
      dates: { from: '2018-10-20', until: '2019-03-27' },
      pattern: null,
    });
    expect(midterm?.scope.kinds).toEqual(['lecture', 'office hours']);
    expect(midterm?.effect.instead).toMatchObject([{ id: '', weekdays: ['MO', 'TU'] }, { id: 'late' }]);
    expect(extra).toMatchObject({
      id: 'more',
      scope: { dates: null },
      effect: { extra: { date: '2018-10-18', start: '16:00', end: '17:00' } },
    });
    expect(closed?.effect.close).toEqual({ from: '14:00', until: null });
  });

  test('have ids of their own making that stay when words, order and sections’ names change', () => {
    const idOf = (keys: string, lines = SECTIONS): string | undefined =>
      readGoodCourse(`${lines}changes:\n  - {${keys}}\n`).changes[0]?.id;
    const id = idOf('announced: 2018-10-10, sections: [L01, P02], on: Fri 2018-10-12, cancel: yes');
    expect(id).toMatch(/^c-[0-9a-f]{12}$/);
    expect(idOf('cancel: yes, say: Sorry., on: 2018-10-12, sections: "P02, L01", announced: 2018-10-10 00:00')).toBe(
      id,
    );
    const renamed = SECTIONS.replace('P02: {kind: precept, formerly: P03', 'P07: {kind: precept, formerly: [P03, P02]');
    expect(idOf('announced: 2018-10-10, sections: [L01, P02], on: 2018-10-12, cancel: yes', renamed)).toBe(id);
    expect(idOf('announced: 2018-10-10, sections: L01, on: 2018-10-12, cancel: yes')).not.toBe(id);
    const open = 'announced: 2018-10-10, from: 2018-10-12, where: online';
    const longer = readFolder({
      'terms/fall-2018.yaml': TERM.replace('2019-01-26', '2019-02-26'),
      'courses/fall-2018/cos418.yaml': `code: A\ntitle: A\n${SECTIONS}changes:\n  - {${open}}\n`,
    });
    expect(longer.catalog.courses.get('fall-2018/cos418')?.changes[0]?.id).toBe(idOf(open));
  });

  test.each([
    ['no date', 'announced: 2018-10-10, cancel: yes', ['change-scope']],
    ['a date that is none', 'announced: 2018-10-10, on: soon, cancel: yes', ['bad-date']],
    ['a first date that is none', 'announced: 2018-10-10, from: soon, cancel: yes', ['bad-date']],
    ['a last date that is none', 'announced: 2018-10-10, until: soon, cancel: yes', ['bad-date']],
    [
      'an extra from',
      'announced: 2018-10-10, sections: L01, from: 2018-10-12, extra: 2018-10-13 4pm',
      ['key-combination'],
    ],
    [
      'an extra until',
      'announced: 2018-10-10, sections: L01, until: 2018-10-12, extra: 2018-10-13 4pm',
      ['key-combination'],
    ],
    [
      'an extra of a pattern',
      'announced: 2018-10-10, sections: P02, pattern: b, extra: 2018-10-13 4pm',
      ['key-combination'],
    ],
    ['no announced', 'on: 2018-10-12, cancel: yes', ['missing-key']],
    ['a date and a span', 'announced: 2018-10-10, on: 2018-10-12, from: 2018-10-12, cancel: yes', ['key-combination']],
    [
      'a span turned around',
      'announced: 2018-10-10, from: 2018-10-12, until: 2018-10-01, cancel: yes',
      ['span-backwards'],
    ],
    ['no effect', 'announced: 2018-10-10, on: 2018-10-12, cancel: no', ['change-empty']],
    ['cancelled and moved', 'announced: 2018-10-10, on: 2018-10-12, cancel: yes, move: 4pm', ['key-combination']],
    ['many moved to one date', 'announced: 2018-10-10, from: 2018-10-12, move: 2018-10-13', ['key-combination']],
    ['an extra without a section', 'announced: 2018-10-10, extra: 2018-10-13 4pm-5pm', ['change-scope']],
    ['an extra without a time', 'announced: 2018-10-10, sections: L01, extra: 2018-10-13', ['pattern-incomplete']],
    [
      'an extra with another date',
      'announced: 2018-10-10, sections: L01, on: 2018-10-12, extra: 2018-10-13 4pm',
      ['key-combination'],
    ],
    ['other patterns for everybody', 'announced: 2018-10-10, on: 2018-10-12, instead: Fri 4pm-5pm', ['change-scope']],
    [
      'other patterns that clash',
      'announced: 2018-10-10, sections: L01, on: 2018-10-12, instead: [Fri 4pm-5pm, Fri 6pm-7pm]',
      ['pattern-id-needed'],
    ],
    ['an unknown section', 'announced: 2018-10-10, sections: L02, on: 2018-10-12, cancel: yes', ['unknown-section']],
    ['an unknown kind', 'announced: 2018-10-10, kinds: lectures, on: 2018-10-12, cancel: yes', ['unknown-word']],
    [
      'an unknown pattern',
      'announced: 2018-10-10, sections: L01, on: 2018-10-12, pattern: b, cancel: yes',
      ['unknown-pattern'],
    ],
    ['an unknown key', 'announced: 2018-10-10, on: 2018-10-12, canceled: yes', ['unknown-key', 'change-empty']],
    ['no mapping', 'a', ['unknown-key', 'missing-key', 'change-empty', 'change-scope']],
  ])('may not have %s', (_, keys, expected) => {
    expect(codes(keys).sort()).toEqual([...expected].sort());
  });

  test('may say that they do not cancel, beside what they do', () => {
    expect(codes('announced: 2018-10-10, on: 2018-10-15, cancel: no, note: Bring ID')).toEqual([]);
    expect(codes('announced: 2018-10-10, on: 2018-10-15, cancel: no, move: 4pm')).toEqual([]);
  });

  test('of one instant and scope need an id', () => {
    const one = '{announced: 2018-10-10, sections: L01, on: 2018-10-15';
    expect(codesOf(`${SECTIONS}changes: [${one}, note: A}, ${one}, where: B}]\n`)).toEqual(['id-taken']);
    expect(codesOf(`${SECTIONS}changes: [${one}, note: A}, ${one}, where: B, id: room}]\n`)).toEqual([]);
  });

  test('may name the meetings that other changes make', () => {
    changesOf(`
  - {id: more, announced: 2018-10-14, sections: L01, extra: Thu 2018-10-18 4pm-5pm}
  - {announced: 2018-10-15, sections: L01, on: 2018-10-18, pattern: more, cancel: yes}
`);
  });
});

describe('changes of a term', () => {
  test('are about kinds, sections or everything', () => {
    const { changes } = readGoodTerm(`${TERM}changes:
  - {announced: 2018-11-15 11:00, on: 2018-11-15, closed: from 2pm, say: Snow.}
  - {announced: 2018-11-15, kinds: lecture, sections: "L01, L02", on: 2018-11-16, where: online, staff: Guest Speaker}
`);
    expect(changes).toMatchObject([
      { source: 'term', scope: { sections: null, kinds: null }, say: 'Snow.' },
      { scope: { sections: ['L01', 'L02'], kinds: ['lecture'] }, effect: { staff: [{ name: 'Guest Speaker' }] } },
    ]);
  });

  test('cannot lean on sections of no course', () => {
    const text = `${TERM}changes:\n  - {announced: 2018-11-15, sections: OH, on: 2018-11-16, instead: {after: L01, for: 1 hour}}\n`;
    expect(readFolder({ 'terms/fall-2018.yaml': text }).problems.map(({ code }) => code)).toEqual(['key-combination']);
  });
});

describe('a change from outside a file', () => {
  const { catalog } = readFolder({ 'courses/fall-2018/cos418.yaml': `code: A\ntitle: A\n${SECTIONS}` });
  const context = openCourseContext(catalog, 'fall-2018/cos418');
  if (!context) throw new Error('no context');

  test('is read as in a file', () => {
    const value = {
      announced: '2018-10-10T22:00:00.000Z',
      sections: ['p03'],
      on: '2018-10-12',
      pattern: 'b',
      cancel: true,
      say: 'Café',
    };
    const { change, problems } = readChange(value, context);
    expect(problems).toEqual([]);
    const written = changesOf(
      '  - {announced: 2018-10-10 18:00, sections: P02, on: 2018-10-12, pattern: b, cancel: yes, say: Café}\n',
    );
    expect({ ...change, source: 'course', at: null }).toEqual({ ...written[0], at: null });
    expect(change).toMatchObject({ source: 'desk', at: null, say: 'Café' });
  });

  test.each([
    [null],
    [42],
    ['cancel'],
    [[]],
    [{}],
    [{ announced: '2018-10-10', on: '2018-10-12', cancel: true, sections: 'L09' }],
    [{ announced: '2018-10-10', on: '2018-10-12', note: { a: 1 } }],
    [{ announced: '2018-10-10', on: '2018-10-12', note: 'a\u0007b' }],
    [{ announced: '2018-10-10', on: '2018-10-12', note: 'x'.repeat(3000) }],
    [{ announced: '2018-10-10', on: '2018-10-12', cancel: true, pattern: 'zz' }],
    [{ announced: '2018-10-10', on: '2018-10-12', cancel: true, __proto__x: 1 }],
    [JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`)],
  ])('%j is refused with problems, and never throws', (value) => {
    const { change, problems } = readChange(value, context);
    expect(change).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.at).toBeUndefined();
  });

  test('may be a list of patterns', () => {
    expect(readPatternList(['Mon 10am-11am', { id: 'b', on: 'Mon 2pm-3pm' }], context).patterns).toMatchObject([
      { id: '' },
      { id: 'b' },
    ]);
    expect(readPatternList({ after: 'L01', for: '1 hour' }, context).patterns).toMatchObject([
      { type: 'relative', section: 'L01' },
    ]);
    expect(readPatternList('Mon 3-4', context)).toMatchObject({
      patterns: null,
      problems: [{ code: 'ambiguous-time' }],
    });
  });

  test('may be about a term', () => {
    const term = openTermContext(catalog, 'fall-2018');
    expect(
      term && readChange({ announced: '2018-11-15', on: '2018-11-15', closed: 'from 2pm' }, term).problems,
    ).toEqual([]);
    expect([openTermContext(catalog, 'x'), openCourseContext(catalog, 'x/y')]).toEqual([null, null]);
  });
});
