import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/catalog.ts';
import { openCourseContext, readChange } from '../../src/catalog/read-change.ts';
import { formatProblem } from '../../src/domain/problem.ts';

const PATHS = ['site.yaml', 'terms/fall-2018.yaml', 'courses/fall-2018/cos418.yaml'] as const;
const SHIPPED = PATHS.map((path) => ({ path, text: readFileSync(`data/${path}`, 'utf8') }));

/** Reads the shipped folder with one file's text replaced; every problem must have a printable position. */
function readWith(path: string, text: string): ReturnType<typeof readCatalog> {
  const reading = readCatalog([...SHIPPED.filter((file) => file.path !== path), { path, text }]);
  for (const problem of reading.problems) {
    formatProblem(problem);
    const lines = (problem.at?.file === path ? text : '').split('\n');
    if (problem.at?.file !== path) continue;
    expect(problem.at.line).toBeGreaterThan(0);
    expect(problem.at.line).toBeLessThanOrEqual(lines.length);
    expect(problem.at.column).toBeLessThanOrEqual((lines[problem.at.line - 1]?.length ?? 0) + 1);
  }
  // Whatever a course's content, it is either read or reported as broken.
  const { courses, broken } = reading.catalog;
  expect(courses.size + broken.size).toBe(1);
  return reading;
}

const path = fc.constantFrom(...PATHS);

describe('never throws and never loses a course', () => {
  test('whatever bytes a file holds', () => {
    fc.assert(
      fc.property(
        path,
        fc.uint8Array({ maxLength: 400 }),
        (where, bytes) => void readWith(where, Buffer.from(bytes).toString('latin1')),
      ),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(path, fc.string({ unit: 'binary', maxLength: 300 }), (where, text) => void readWith(where, text)),
      { numRuns: 100 },
    );
  });

  test('whatever YAML-like words stand in it', () => {
    const word = fc.constantFrom(
      'code: ',
      'title: ',
      'sections:',
      'L01',
      ': {',
      '}',
      '[',
      ']',
      'kind: lecture',
      'meets: ',
      'Mon 10am-11am',
      'after: L01',
      ', ',
      '\n',
      '\n  ',
      '\n    - ',
      '&a ',
      '*a',
      '!!map ',
      '<<: ',
      '? ',
      '"',
      "'",
      '| ',
      '>-\n',
      '#',
      '\t',
      '__proto__: ',
      'constructor: ',
      'classes: ',
      '2018-09-12',
      ' to ',
      'zone: America/New_York',
      '---\n',
      'uidDomain: a\n',
      '\u0000',
      '\u2028',
      '\ud800',
      '😀',
    );
    fc.assert(
      fc.property(path, fc.array(word, { maxLength: 40 }), (where, words) => void readWith(where, words.join(''))),
      { numRuns: 200 },
    );
  });

  test('whatever is changed in the shipped files', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 30 }),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('\n', ': ', '{', '[', '"', 'x2', 'T', '9:30', '2018-02-30', 'P01', 'OH'),
      ),
    });
    fc.assert(
      fc.property(path, fc.array(edit, { minLength: 1, maxLength: 4 }), (where, edits) => {
        let { text } = SHIPPED.find((file) => file.path === where) as { text: string };
        for (const { at, length, put } of edits) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + length);
        }
        readWith(where, text);
      }),
      { numRuns: 200 },
    );
  });

  test('whatever a change from outside is', () => {
    const { catalog } = readCatalog(SHIPPED);
    const context = openCourseContext(catalog, 'fall-2018/cos418');
    if (!context) throw new Error('no context');
    const keys = fc.constantFrom(
      'id',
      'announced',
      'sections',
      'kinds',
      'on',
      'from',
      'until',
      'pattern',
      'cancel',
      'move',
      'where',
      'staff',
      'note',
      'closed',
      'extra',
      'instead',
      'say',
      'why',
      'x',
      '__proto__',
    );
    const values = fc.oneof(
      fc.constantFrom('L01', '2018-10-10', '2018-10-10 4pm-5pm', 'yes', 'Mon 10am-11am', 'online', 'from 2pm'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(keys, values)), (value) => {
        const { change, problems } = readChange(value, context);
        expect(change === null).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 200 },
    );
  });
});

/** What “soon” is: a reader that is slower than the file is long takes hours. */
const SOON = { timeout: 120_000 };

describe('large files end soon with a problem', SOON, () => {
  const courses = 'courses/fall-2018/cos418.yaml';
  test.each([
    ['brackets', '['.repeat(450_000)],
    ['braces', 'a: {'.repeat(100_000)],
    ['brackets opened and closed', 'a: [[]]\n'.repeat(20_000)],
    ['nested keys', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['dashes', '- '.repeat(200_000)],
    ['keys', Array.from({ length: 15_000 }, (_, index) => `key${index}: x\n`).join('')],
    ['one long text', `note: "${'\\n'.repeat(200_000)}"\n`],
    ['anchors', `a: &a [${'*a, '.repeat(50_000)}]\n`],
    ['more than is read', `# ${'x'.repeat(1_000_000)}\n`],
    [
      'sections',
      `sections:\n${Array.from({ length: 1100 }, (_, index) => `  S${index}: {kind: lab, meets: Mon 10am-11am}\n`).join('')}`,
    ],
    [
      'patterns',
      `code: A\ntitle: A\nsections:\n${Array.from({ length: 900 }, (_, index) => `  S${index}: {kind: lab, meets: [Mon 1pm-2pm, Mon 2pm-3pm, Tue 1pm-2pm, Tue 2pm-3pm, Wed 1pm-2pm]}\n`).join('')}`,
    ],
    [
      'sections that lean on one another',
      `code: A\ntitle: A\nsections:\n${Array.from({ length: 900 }, (_, index) => `  S${index}: {kind: lab, meets: [{after: S${index + 1}, for: 5 min}, {id: b, after: S${index + 1}, for: 5 min}]}\n`).join('')}  S900: {kind: lab, meets: Mon 1pm-2pm}\n`,
    ],
    [
      'dates',
      `code: A\ntitle: A\nsections: {L01: {kind: lab, meets: {dates: [${'1970-01-01 to 2199-12-31, '.repeat(300)}], time: 7pm-8pm}}}\n`,
    ],
  ])('%s', (what, text) => {
    const { problems } = readWith(courses, text);
    expect(problems.length).toBeLessThanOrEqual(1000);
    if (what !== 'sections that lean on one another')
      expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });
});

describe('the order of keys does not matter', () => {
  /** A small random course as plain values; sections reference each other. */
  const pattern = fc.record(
    {
      on: fc.constantFrom('Mon Wed 10am-11am', 'Fri 2pm-3pm', '2018-10-24 7pm-9pm'),
      id: fc.constantFrom('a', 'b'),
      where: fc.constantFrom('Bowen 222', 'online', 'TBA'),
      staff: fc.constantFrom('lloyd', 'Guest Speaker'),
      note: fc.constant('Hi'),
    },
    { requiredKeys: ['on'] },
  );
  const section = fc.record(
    {
      kind: fc.constantFrom('lecture', 'lab'),
      meets: fc.oneof(pattern, fc.constant('TBA'), fc.constant({ after: 'L01', for: '1 hour' })),
      title: fc.constant('T'),
      with: fc.constantFrom('L01', 'P01'),
      ended: fc.constant('2018-11-01'),
    },
    { requiredKeys: ['kind', 'meets'] },
  );
  const course = fc.record({
    code: fc.constant('A'),
    title: fc.constant('B'),
    staff: fc.constant({ lloyd: 'Wyatt Lloyd', song: { name: 'Zhenyu Song', role: 'Preceptor' } }),
    sections: fc.record({ L01: section, P01: section, OH: section }, { requiredKeys: ['L01'] }),
    published: fc.constant('2018-09-01'),
  });

  /** Prints values in YAML flow style; `pick` determines the order of each mapping's keys. */
  function print(value: unknown, pick: (keys: string[]) => string[]): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    return `{${pick(Object.keys(value))
      .map((key) => `${key}: ${print((value as Record<string, unknown>)[key], pick)}`)
      .join(', ')}}`;
  }

  /** The course without the order of sections and people and without source positions. */
  function settle(text: string): unknown {
    const { catalog, problems } = readCatalog([...SHIPPED.slice(0, 2), { path: PATHS[2], text }]);
    const read = catalog.courses.get('fall-2018/cos418');
    const plain = JSON.parse(JSON.stringify(read ?? null, (key, value) => (key === 'at' ? undefined : value))) as {
      sections: { id: string }[];
      staff: { id: string }[];
    } | null;
    plain?.sections.sort((a, b) => (a.id < b.id ? -1 : 1));
    plain?.staff.sort((a, b) => (a.id < b.id ? -1 : 1));
    return [plain, problems.map(({ code }) => code).sort()];
  }

  test('in any mapping of a course', () => {
    fc.assert(
      fc.property(course, (value) => {
        const forward = print(value, (keys) => keys);
        const backward = print(value, (keys) => keys.toReversed());
        const sorted = print(value, (keys) => keys.toSorted());
        expect(settle(backward)).toEqual(settle(forward));
        expect(settle(sorted)).toEqual(settle(forward));
      }),
      { numRuns: 60 },
    );
  });
});
