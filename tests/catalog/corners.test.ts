import { describe, expect, test } from 'vitest';
import { finishProblems } from '../../src/catalog/finish.ts';
import { findNearest, listWords } from '../../src/catalog/nearest.ts';
import { formatProblem, type Problem } from '../../src/domain/problem.ts';
import { readDate } from '../../src/words/date.ts';
import { codesOf, readFolder, readGoodCourse, TERM } from './rules.ts';

describe('shapes', () => {
  test.each([
    ['too many rooms', `where: [${'a, '.repeat(51)}b]`, ['too-large']],
    [
      'too many patterns',
      `note: x, where: online, title: y, url: "https://a.example", staff: [${'A B, '.repeat(51)}C D]`,
      ['too-large'],
    ],
    ['a mapping of topics as a list', 'topics: [a]', ['wrong-shape']],
    ['a topic without a name', 'topics: {"": x}', ['bad-date', 'too-large']],
    ['a topic of many lines', 'topics: {2018-09-17: "a\\nb"}', ['wrong-shape']],
  ])('refuse %s', (_, keys, codes) => {
    expect(codesOf(`sections: {L01: {kind: lab, meets: TBA, ${keys}}}\n`)).toEqual(codes);
  });

  test('refuse changes that are no list, with a hint how one is written', () => {
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml': 'code: A\ntitle: A\nsections: {L: {kind: lab, meets: TBA}}\nchanges: snow\n',
    });
    expect(problems.map(formatProblem).join('\n')).toContain(
      'Write [a, b], or each on a line of its own after a dash.',
    );
  });

  test('refuse keys that are no text, and list the known keys where none is near', () => {
    expect(codesOf('sections: {L01: {kind: lab, meets: TBA}}\n? [a]\n: b\n')).toEqual(['wrong-shape']);
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml':
        'code: A\ntitle: A\nsections: {L: {kind: lab, meets: {on: Mon 10am-11am, zzzzzz: 1}}}\n',
    });
    expect(problems[0]?.hint).toMatch(/^Known keys: on, dates, /);
  });

  test('go at most twenty levels deep, and the quick way ten', () => {
    const nested = (depth: number): string =>
      `note: ${'['.repeat(depth)}a${']'.repeat(depth)}\nsections: {L01: {kind: lab, meets: TBA}}\n`;
    expect(codesOf(nested(15))).toEqual(['wrong-shape']);
    expect(codesOf(nested(30))).toEqual(['too-large']);
    expect(codesOf(nested(600))).toEqual(['too-large']);
    const keys = (depth: number): string =>
      `note:\n${Array.from({ length: depth }, (_, index) => `${' '.repeat(index + 1)}a:\n`).join('')}${' '.repeat(depth + 1)}b\n`;
    expect(codesOf(`${keys(13)}sections: {L01: {kind: lab, meets: TBA}}\n`)).toEqual(['wrong-shape']);
    const items = (depth: number): string =>
      `links:\n${Array.from({ length: depth }, (_, index) => `${' '.repeat(2 * index)}- a:\n`).join('')}`;
    expect(codesOf(`${items(8)}sections: {L01: {kind: lab, meets: TBA}}\n`)).toContain('wrong-shape');
  });

  test('may be written in any of YAML’s ways', () => {
    const course = readGoodCourse(`note: >-
  folded
  text
"staff": { ada: { name: 'A. B' }, }
sections:
    L01: {
      kind: lecture,
      meets: [
        "Mon 10am-11am",
      ]
    }
    P01:
        kind: precept
        meets:
        - on: Tue 10am-11am
          where: |
            Bowen 222
        -
          on: Wed 10am-11am
`);
    expect(course.note).toBe('folded text');
    expect(course.sections.map(({ patterns }) => patterns.length)).toEqual([1, 2]);
    expect(course.sections[1]?.patterns[0]?.where).toEqual([{ type: 'text', text: 'Bowen 222' }]);
  });

  test('may come with carriage returns and a byte order mark', () => {
    const text =
      '\ufeffcode: A\r\ntitle: B\r\nnote: |\r\n  one\r\n  two\r\nsections:\r\n  L01: {kind: lab, meets: Mon 3-4}\r\n';
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': text });
    expect(problems.map(formatProblem)).toEqual([
      'courses/fall-2018/a.yaml:7:34: error: “3-4” may be 3:00am-4:00am or 3:00pm-4:00pm. [ambiguous-time]\n  7 |   L01: {kind: lab, meets: Mon 3-4}\n    |                                  ^^^\n  hint: Write 3:00am-4:00am or 3:00pm-4:00pm. Where all times are 24-hour notation, write clock: 24 in the term.'
        .replace('7:34', '7:31')
        .replace('                                  ^^^', '                               ^^^'),
    ]);
  });
});

describe('places of problems', () => {
  test('are the whole text where the part cannot be found in it', () => {
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml': 'code: A\ntitle: A\nsections: {L: {kind: lab, meets: "M\\u006fndy 10am-11am"}}\n',
    });
    expect(problems[0]?.at).toMatchObject({ line: 3, column: 34, length: 22 });
  });

  test('of names in a quoted list are the whole text, of plain ones the name', () => {
    const of = (staff: string): unknown =>
      readFolder({
        'courses/fall-2018/a.yaml': `code: A\ntitle: A\nsections:\n  L:\n    kind: lab\n    meets: TBA\n    staff: ${staff}\n`,
      }).problems[0]?.at;
    expect(of('ada, bob')).toMatchObject({ column: 12, length: 3 });
    expect(of('"ada, bob"')).toMatchObject({ column: 12, length: 10 });
    const withs = (text: string): unknown =>
      readFolder({
        'courses/fall-2018/a.yaml': `code: A\ntitle: A\nsections:\n  L: {kind: lab, meets: TBA}\n  M:\n    kind: lab\n    meets: TBA\n    with: ${text}\n`,
      }).problems[0]?.at;
    expect(withs('L, X')).toMatchObject({ column: 14, length: 1 });
    expect(withs('"L, X"')).toMatchObject({ column: 11, length: 6 });
  });

  test('have their line cut where it is very long', () => {
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml': `code: A\ntitle: ${'x'.repeat(2000)}\nsections: {L: {kind: lab, meets: TBA}}\n`,
    });
    expect(problems[0]?.source?.length).toBe(400);
    expect(problems[0]?.at?.length).toBe(2000);
  });
});

describe('hints', () => {
  test('name what is near, not what is far', () => {
    expect(findNearest('wehre', ['where', 'staff'])).toBe('where');
    expect(findNearest('show-staff', ['show staff', 'staff'])).toBe('show staff');
    expect(findNearest('crosslisted', ['crossListed'])).toBe('crossListed');
    expect(findNearest('xyz', ['where', 'staff'])).toBeNull();
    expect(findNearest('', ['where'])).toBeNull();
  });

  test('list a few words and say how many more', () => {
    expect(listWords(['a'])).toBe('a');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b or c');
    expect(listWords(['a', 'b', 'c'], 2)).toBe('a, b, … (3 in all)');
  });

  test('quote long texts shortened', () => {
    const read = readDate('x'.repeat(100));
    expect(!read.ok && read.mistake.message).toBe(`“${'x'.repeat(59)}…” is no date.`);
  });

  test('for codes, sections, patterns and periods that are near nothing say what there is', () => {
    const hints = (lines: string): (string | undefined)[] =>
      readFolder({ 'courses/fall-2018/a.yaml': `code: A\ntitle: A\n${lines}` }).problems.map(({ hint }) => hint);
    expect(hints('allow: zzzzzzz\nsections: {L: {kind: lab, meets: TBA}}\n')).toEqual([
      'docs/problems.md lists the codes.',
    ]);
    expect(hints('sections: {L01: {kind: lab, meets: {on: Mon 10am-11am, during: examz}}}\n')).toEqual([
      'Did you mean exams?',
    ]);
    expect(
      hints(
        'sections: {L01: {kind: lab, meets: [{id: late, on: Mon 10am-11am}]}}\nwithdrawn: {section: L01, date: 2018-09-17, pattern: lat}\n',
      ),
    ).toEqual(['Did you mean late?']);
    expect(
      hints(
        'sections: {L01: {kind: lab, meets: [{id: late, on: Mon 10am-11am}]}}\nwithdrawn: {section: L01, date: 2018-09-17, pattern: zzzz}\n',
      ),
    ).toEqual(['Pattern ids there: late.']);
    expect(hints('staff: {song: Zhenyu Song}\nsections: {L01: {kind: lab, meets: TBA, staff: zong}}\n')).toEqual([
      'Did you mean “song”?',
    ]);
  });

  test('for courses of a missing term name the terms there are', () => {
    const { problems } = readFolder({ 'courses/fall-2019/a.yaml': 'code: A\n' });
    expect(problems.map(({ hint }) => hint)).toEqual(['Terms: fall-2018. belltower new term writes one.']);
  });
});

describe('dates of patterns', () => {
  test('may all lie in breaks', () => {
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml':
        'code: A\ntitle: A\nsections: {L: {kind: lab, meets: {on: Mon 10am-11am, from: 2018-10-27, until: 2018-11-04}}}\n',
    });
    expect(problems.map(({ message }) => message)).toEqual(['This pattern never meets: all its dates lie in breaks.']);
  });

  test('on a swapped day outside the halves belong to the one that is over, else to the first', () => {
    const term = `${TERM}swaps: [{date: Thu 2018-12-20, follows: Monday}, {date: Sat 2018-09-01, follows: Monday}]\n`;
    const codes = (meets: string): string[] =>
      codesOf(`sections: {L01: {kind: lab, meets: ${meets}}}\n`, { 'terms/fall-2018.yaml': term });
    expect(codes('[{on: Mon 10am-11am, half: second}, 2018-12-20 7pm-8pm]')).toEqual(['pattern-id-needed']);
    expect(codes('[{on: Mon 10am-11am, half: first}, 2018-09-01 7pm-8pm]')).toEqual(['pattern-id-needed']);
    expect(codes('[{on: Mon 10am-11am, half: first}, 2018-12-20 7pm-8pm]')).toEqual([]);
  });

  test('every second week of no week at all are none', () => {
    expect(
      codesOf(
        'sections: {L01: {kind: lab, meets: {on: Mon 10am-11am, every: second calendar week, from: 2019-03-01}}}\n',
      ),
    ).toEqual(['never-meets']);
    expect(
      codesOf('sections: {L01: {kind: lab, meets: {on: Mon 10am-11am, every: second week, during: exams}}}\n'),
    ).toEqual(['never-meets']);
  });

  test('lean on one another in a net without a circle', () => {
    const lines =
      'sections: {A: {kind: lab, meets: Mon 1pm-2pm}, B: {kind: lab, meets: {after: A, for: 5 min}}, C: {kind: lab, meets: {after: A, for: 5 min}}, D: {kind: lab, meets: [{after: B, for: 5 min}, {id: c, after: C, for: 5 min}]}}\n';
    expect(codesOf(lines)).toEqual([]);
  });
});

describe('what was found elsewhere', () => {
  const files = [{ path: 'a.yaml', text: 'one\ntwo' }];
  const at = { file: 'a.yaml', line: 2, column: 1, length: 3 };
  const problem: Problem = { code: 'room-conflict', severity: 'warning', message: 'M', at };

  test('gets its source line, and is reported once', () => {
    expect(finishProblems([problem, problem], files, new Map())).toEqual([{ ...problem, source: 'two' }]);
    const loose: Problem = { code: 'room-conflict', severity: 'warning', message: 'M' };
    expect(finishProblems([loose, loose], files, new Map())).toEqual([loose]);
  });

  test('of unknown files and lines stays as it is', () => {
    const lost = [
      { ...problem, at: { ...at, file: 'b.yaml' } },
      { ...problem, at: { ...at, line: 9 } },
    ];
    expect(finishProblems(lost, files, new Map()).map(({ source }) => source)).toEqual([undefined, undefined]);
  });

  test('is silenced like the rest', () => {
    expect(finishProblems([problem], files, new Map([['a.yaml', new Set(['room-conflict'] as const)]]))).toEqual([]);
  });
});
