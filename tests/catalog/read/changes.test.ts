import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readMarkedCourse, readMarkedTerm, TERM_HEAD } from '../marked.ts';
import { codesOf, readGoodCourse, readGoodTerm } from '../rules.ts';

const SECTIONS = `sections:
  L01: {kind: lecture, formerly: [L00, L99], meets: Mon Wed 10am-11am}
  P01: {kind: precept, meets: [Fri 10am-11am, {id: b, on: Fri 2pm-3pm}]}
`;

const one = (keys: string): string => `${SECTIONS}changes:\n  - {${keys}}\n`;
const read = (keys: string) => readGoodCourse(one(keys)).changes[0];
const codes = (...changes: readonly string[]): string[] =>
  codesOf(`${SECTIONS}changes:\n${changes.map((keys) => `  - ${keys}\n`).join('')}`);

describe('the id of a change that has none', () => {
  const announced = Date.parse('2018-10-10T22:00:00Z');

  // Extra meetings' UIDs derive from these ids, so their inputs must not change.
  test.each([
    ['sections: [P01, L01], on: Fri 2018-10-12, cancel: yes', 'L00+P01|*|2018-10-12|||| '],
    ['from: 2018-10-15, until: Fri 2018-10-19, where: online', '*|*||2018-10-15|2018-10-19|| '],
    ['kinds: [precept, lecture], on: 2018-10-12, pattern: b, cancel: yes', '*|lecture+precept|2018-10-12|||b| '],
    ['sections: P01, on: 2018-10-12, pattern: "", cancel: yes', 'P01|*|2018-10-12|||""| '],
    ['sections: L01, extra: Thu 2018-10-18 4pm-5pm', 'L00|*|||||2018-10-18 '],
  ])('of {%s} is made of its instant and its scope', (keys, scope) => {
    const made = createHash('sha256').update(`${announced}|${scope.trim()}`).digest('hex');
    expect(read(`announced: 2018-10-10 18:00, ${keys}`)?.id).toBe(`c-${made.slice(0, 12)}`);
  });

  test('of a term names sections as they are written', () => {
    const made = createHash('sha256').update(`${announced}|A+B|*|2018-10-12||||`).digest('hex');
    const { changes } = readGoodTerm(
      `${TERM_HEAD}changes: [{announced: 2018-10-10 18:00, sections: "B, A", on: 2018-10-12, cancel: yes}]\n`,
    );
    expect(changes[0]?.id).toBe(`c-${made.slice(0, 12)}`);
  });
});

describe('the scope of a change', () => {
  test('from its beginning on goes on after the term, and until its end begins before', () => {
    // Up to sixty days beyond 2018-09-12 and 2019-01-26.
    const dates = (keys: string) => read(`announced: 2018-10-01, ${keys}, where: online`)?.scope.dates;
    expect(dates('until: 2018-10-19')).toEqual({ from: '2018-07-14', until: '2018-10-19' });
    expect(dates('from: 2018-10-19')).toEqual({ from: '2018-10-19', until: '2019-03-27' });
    expect(dates('from: 2018-10-19, until: 2018-10-19')).toEqual({ from: '2018-10-19', until: '2018-10-19' });
  });

  test('is all of a date’s meetings, one pattern’s, or that of the pattern without an id', () => {
    const pattern = (key: string) =>
      read(`announced: 2018-10-10, sections: P01, on: 2018-10-12, ${key}cancel: yes`)?.scope.pattern;
    expect([pattern(''), pattern('pattern: , '), pattern('pattern: b, '), pattern('pattern: "", ')]).toEqual([
      null,
      null,
      'b',
      '',
    ]);
    expect(codes('{announced: 2018-10-10, sections: P01, on: 2018-10-12, pattern: " ", cancel: yes}')).toEqual([
      'bad-id',
    ]);
  });

  test('cannot begin after all dates', () => {
    const { problems, at } = readMarkedCourse(one('announced: 2018-10-01, from: «2019-06-01», cancel: yes'));
    expect(problems).toEqual([
      {
        code: 'span-backwards',
        severity: 'error',
        message: '2019-02-12 lies before 2019-06-01.',
        hint: 'Check both dates against the term.',
        at,
      },
    ]);
  });

  test('in a term names sections and patterns that are known in courses only', () => {
    const { changes } = readGoodTerm(
      `${TERM_HEAD}changes: [{announced: 2018-10-10, sections: ", L01,; L02 ", on: 2018-10-12, pattern: b, cancel: yes}]\n`,
    );
    expect(changes[0]?.scope).toMatchObject({ sections: ['L01', 'L02'], pattern: 'b' });
  });
});

describe('a change', () => {
  test('that is no mapping is reported as such only', () => {
    expect(codes('snow')).toEqual(['wrong-shape']);
    expect(readMarkedTerm('changes: [snow]\n«»').problems.map(({ code }) => code)).toEqual(['wrong-shape']);
  });

  test('without an instant has no id that another one could have', () => {
    const same = '{sections: L01, on: 2018-10-15, cancel: yes}';
    expect(codes(same, same)).toEqual(['missing-key', 'missing-key']);
  });

  test('may name a pattern of another change', () => {
    expect(
      codes(
        '{announced: 2018-10-10, sections: L01, on: 2018-10-15, instead: {id: late, on: Mon 5pm-6pm}}',
        '{announced: 2018-10-11, sections: L01, on: 2018-10-15, pattern: late, note: Bring ID}',
      ),
    ).toEqual([]);
  });

  test('applies to the pattern without an id, if it says so', () => {
    const scopes = [
      'announced: 2018-10-10, sections: L01, on: 2018-10-15, pattern: "", cancel: yes',
      'announced: 2018-10-10, sections: L01, on: 2018-10-15, cancel: yes',
    ].flatMap((keys) => read(keys) ?? []);
    expect(scopes.map(({ scope }) => scope.pattern)).toEqual(['', null]);
    expect(new Set(scopes.map(({ id }) => id)).size).toBe(2);
  });

  test('has other patterns without a room or people unless they say so', () => {
    const change = read('announced: 2018-10-10, sections: L01, on: 2018-10-15, instead: Mon 5pm-6pm');
    expect(change?.effect.instead).toMatchObject([{ where: [], staff: [] }]);
  });

  // Regression: of two that refer to the same section, the first was silently lost.
  test.each([
    ['[{after: L01, for: 1 hour}, {after: L01, for: 2 hours}]', ['pattern-id-needed']],
    ['[{id: a, after: L01, for: 1 hour}, {id: a, after: L01, for: 2 hours}]', ['pattern-id-twice']],
    ['[{after: L01, for: 1 hour}, {id: a, after: L01, for: 2 hours}]', []],
    ['[{after: L01, for: 1 hour}, {after: P01, for: 2 hours}]', []],
  ])('with other patterns %s needs ids where they can fall on one date', (instead, expected) => {
    expect(codes(`{announced: 2018-10-10, sections: P01, from: 2018-10-15, instead: ${instead}}`)).toEqual(expected);
  });
});
