import { describe, expect, test } from 'vitest';
import { openCourseContext, readChange } from '../../../src/catalog/read-change.ts';
import { COURSE_PATH, readMarked, readMarkedCourse, TERM_HEAD } from '../marked.ts';
import { readFolder } from '../rules.ts';

const IMPORTED_PATH = 'imported/fall-2018/cos418.yaml';

/** Problem messages of a course whose sections come from an imported file. */
function ofImported(sections: string): { readonly message: string; readonly hint?: string; readonly at?: unknown }[] {
  const text = `code: COS 418\ntitle: Distributed Systems\nsections:\n${sections}`;
  return readMarked(COURSE_PATH, 'note: Own.\n«»', { [IMPORTED_PATH]: text }).problems.map(
    ({ code: _, severity: __, ...words }) => words,
  );
}

/** `after` each of the bases, with distinct ids. */
const lean = (...bases: readonly string[]): string =>
  `{kind: lab, meets: [${bases.map((base) => `{id: i${base}, after: ${base}, for: 5 min}`).join(', ')}]}`;

describe('a link that carries a password', () => {
  const LINK = 'https://zoom.us/j/9?pwd=abc';
  test.each([
    `note: See ${LINK}`,
    `url: ${LINK}`,
    `links: {Zoom: "${LINK}"}`,
    `sections: {L01: {kind: lecture, meets: Mon 10am-11am, where: "Zoom ${LINK}"}}`,
    `sections: {L01: {kind: lecture, meets: {on: Mon 10am-11am, where: "online ${LINK}"}, note: Hi}}`,
    `sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\nchanges: [{announced: 2018-10-01, on: 2018-10-08, where: "Zoom: ${LINK}"}]`,
    `sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\nchanges: [{announced: 2018-10-01, on: 2018-10-08, cancel: yes, say: "Join ${LINK}"}]`,
  ])('is noticed wherever it stands: %s', (lines) => {
    const codes = readMarkedCourse(`${lines}\n«»`).problems.map(({ code }) => code);
    expect(codes.filter((code) => code === 'password-in-link')).toHaveLength(1);
  });

  test('is not, where only staff reads it', () => {
    const why = `sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\nchanges: [{announced: 2018-10-01, on: 2018-10-08, cancel: yes, why: "${LINK}"}]`;
    expect(readMarkedCourse(`${why}\n«»`).problems).toEqual([]);
  });
});

describe('a pattern that meets in a week without a number', () => {
  const recess = 'breaks: {dates: 2018-10-29 to 2018-11-02}\n';
  const codes = (meets: string, term: string): string[] =>
    readFolder({
      'terms/fall-2018.yaml': `${TERM_HEAD}${term}`,
      [COURSE_PATH]: `code: A\ntitle: A\nsections: {L01: {kind: lecture, meets: ${meets}}}\n`,
    }).problems.map(({ code }) => code);

  test.each([
    ['Sun 10am-11am', recess, ['unnumbered-week']],
    ['{on: Sun 10am-11am, weeks: 1-9}', recess, ['unnumbered-week']],
    ['{on: Sun 10am-11am, weeks: 1-5}', recess, []],
    ['{on: Sun 10am-11am, until: 2018-10-21}', recess, []],
    ['Mon 10am-11am', recess, []],
    ['Sun 10am-11am', `${recess}weekend: Fri Sat\n`, []],
    [
      'Fri 10am-11am',
      'weekStarts: Sunday\nweekend: Fri Sat\nbreaks: {dates: 2018-10-28 to 2018-11-01}\n',
      ['unnumbered-week'],
    ],
  ])('is warned of: %s, %s', (meets, term, expected) => {
    expect(codes(meets, term)).toEqual(expected);
  });
});

describe('sections that lean on others', () => {
  /** The reported cycles, in source order. */
  const circles = (sections: string): string[] =>
    readMarkedCourse(`sections: {${sections}}\n«»`).problems.map(({ message }) =>
      message.replace(/.*circle: (.*)\./, '$1'),
    );

  test('have the caret on the base that is meant, among patterns one under the other', () => {
    const meets = '    meets:\n      - Mon 10am-11am\n      - {id: b, after: «A», for: 1 hour}\n';
    const { problems, at } = readMarkedCourse(
      `sections:\n  A: {kind: lab, meets: Fri 14:00}\n  B:\n    kind: lab\n${meets}`,
    );
    expect(problems).toEqual([
      {
        code: 'base-without-end',
        severity: 'error',
        message: 'This meets after A, which has no end (line 4).',
        hint: 'Give A an end there.',
        at,
      },
    ]);
  });

  test('of two circles are shown the first one', () => {
    expect(circles(`A: ${lean('B', 'C')}, B: ${lean('A')}, C: ${lean('A')}`)).toEqual([
      'A → B → A',
      'B → A → B',
      'C → A → C',
    ]);
  });

  // Regression: a cycle was missed if it passed through sections of another known cycle.
  test('each report a circle through another one', () => {
    expect(circles(`A: ${lean('B', 'C')}, B: ${lean('A')}, C: ${lean('B')}`)).toEqual([
      'A → B → A',
      'B → A → B',
      'C → B → A → C',
    ]);
  });

  test('in a circle have no dates, and patterns relative to them are not reported as never meeting', () => {
    const last = 'C: {kind: lab, meets: {after: A, for: 1 hour, until: 2018-10-01}}';
    expect(circles(`A: ${lean('B')}, B: ${lean('A')}, ${last}`)).toEqual(['A → B → A', 'B → A → B']);
  });

  test('of an imported file have no place and name no line', () => {
    const others = '  B: {kind: lab, meets: [Mon 1pm-2pm, {id: b, after: A, for: 5 min}]}\n';
    expect(ofImported(`  A: {kind: lab, meets: Fri 14:00}\n${others}`)).toEqual([
      { message: 'This meets after A, which has no end.', hint: 'Give A an end there.' },
    ]);
  });
});

describe('a section with a pattern that cannot be read', () => {
  test.each([
    ['«3-4»', 'Mon 3-4, Mon 8am-9pm', 'a meeting that is too long'],
    ['«3-4»', 'Mon 3-4, Mon 10am-11am, Mon 2pm-3pm', 'two patterns on one date'],
  ])('is told of that alone at %s in [%s], and not of %s', (mark, meets) => {
    const { problems, at } = readMarkedCourse(`sections: {L01: {kind: lab, meets: [${meets.replace('3-4', mark)}]}}\n`);
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([['ambiguous-time', at]]);
  });
});

describe('patterns on one date that are in no file', () => {
  const second = 'for example id: second; the other keeps the identity its meetings have.';
  const needed = {
    message: 'This pattern and another one can both fall on 2018-09-17, and neither has an id.',
    hint: `Give an id to the one that was added last, ${second}`,
  };
  const twice = {
    message: 'This pattern and another one can both fall on 2018-09-17, and both have the id a.',
    hint: 'Give the one that was added last another id.',
  };

  // Regression: these were reported on line 1.
  test.each([
    ['[Mon 10am-11am, Mon 2pm-3pm]', [needed]],
    ['[{id: a, on: Mon 10am-11am}, {id: a, on: Mon 2pm-3pm}]', [twice]],
  ])('but imported are told without a line: %s', (meets, expected) => {
    expect(ofImported(`  A: {kind: lab, meets: ${meets}}\n`)).toEqual(expected);
  });

  test('in a change made elsewhere are reported without a line', () => {
    const course = 'code: A\ntitle: A\nsections: {L01: {kind: lab, meets: Mon 10am-11am}}\n';
    const context = openCourseContext(readFolder({ [COURSE_PATH]: course }).catalog, 'fall-2018/cos418');
    const instead = ['Mon 4pm-5pm', 'Mon 6pm-7pm'];
    const change = { announced: '2018-09-10', sections: 'L01', on: '2018-09-17', instead };
    expect(context && readChange(change, context).problems).toEqual([
      { code: 'pattern-id-needed', severity: 'error', ...needed },
    ]);
  });
});
