import { describe, expect, test } from 'vitest';
import { COURSE_PATH, readMarked, readMarkedCourse, TERM_HEAD, TERM_PATH } from '../marked.ts';
import { codesOf, readGoodCourse } from '../rules.ts';

const TO_COME = 'sections: {L01: {kind: lab, meets: TBA}}\n';
const oneSection = (keys: string): string => `sections: {L01: {kind: lab, ${keys}}}\n`;
const readSection = (keys: string) => readGoodCourse(oneSection(keys)).sections[0];

describe('a course', () => {
  test.each([
    ['no key for them', 'code: A\ntitle: A\n', 'code', 'c'],
    ['an empty one', 'code: A\ntitle: A\nsections: {}\n', 'sections', 's'],
  ])('without sections, with %s, is told so at %s', (_, text, key) => {
    const { problems, at } = readMarked(COURSE_PATH, text.replace(key, `«${key}»`));
    expect(problems).toEqual([
      {
        code: 'course-empty',
        severity: 'warning',
        message: 'The course has no sections.',
        hint: 'Add sections: with L01: {kind: lecture, meets: TBA}.',
        at,
      },
    ]);
  });

  test('without any key misses what it needs', () => {
    expect(readMarked(COURSE_PATH, '«{}»').problems.map(({ code }) => code)).toEqual([
      'missing-key',
      'missing-key',
      'course-empty',
    ]);
  });

  test('does not take spaces around texts for part of them', () => {
    const course = readGoodCourse(`crossListed: [" ECE 418 ", {code: " EGR 1 "}]
links: {" Forum ": " https://example.edu/forum "}
staff: {song: " Zhenyu Song "}
sections:
  L01: {kind: lecture, where: "  Room   5 ", staff: " song ", meets: [Mon 10am-11am, {on: Tue 10am-11am, during: " Exams "}]}
  P01: {kind: precept, meets: {after: " L01 ", for: 1 hour, copies: 12}, topics: {2018-09-17: " Paxos "}}
withdrawn: {section: " l01 ", date: 2018-09-17}
`);
    expect(course.crossListed).toEqual([
      { id: 'ece418', code: 'ECE 418', title: null },
      { id: 'egr1', code: 'EGR 1', title: null },
    ]);
    expect(course.links).toEqual([{ title: 'Forum', url: 'https://example.edu/forum' }]);
    expect(course.staff.map(({ name }) => name)).toEqual(['Zhenyu Song']);
    const [lecture, precept] = course.sections;
    expect(lecture).toMatchObject({
      kind: 'lecture',
      patterns: [{ where: [{ type: 'text', text: 'Room 5' }], staff: [{ id: 'song' }] }, { during: ['exams'] }],
    });
    expect(precept).toMatchObject({ kind: 'precept', patterns: [{ section: 'L01', copies: 12 }] });
    expect([...(precept?.topics ?? [])]).toEqual([['2018-09-17', 'Paxos']]);
    expect(course.withdrawn).toMatchObject([{ section: 'L01', pattern: null }]);
  });

  test('shows staff and what is cancelled as it says', () => {
    const show = (lines: string) => readGoodCourse(`${lines}\n${TO_COME}`);
    expect(['confirmed', 'cancelled', 'removed'].map((word) => show(`cancelled: ${word}`).cancelled)).toEqual([
      'confirmed',
      'cancelled',
      'removed',
    ]);
    expect([...show('show staff: {lecture: names, lab: initials, exam: none}').showStaff]).toEqual([
      ['lecture', 'names'],
      ['lab', 'initials'],
      ['exam', 'none'],
    ]);
  });

  test('names withdrawn meetings by their pattern', () => {
    const course = readGoodCourse(
      `${oneSection('meets: {id: late, on: Mon 10am-11am}')}withdrawn: {section: L01, date: 2018-09-17, pattern: late}\n`,
    );
    expect(course.withdrawn).toMatchObject([{ section: 'L01', date: '2018-09-17', pattern: 'late' }]);
  });

  test.each([
    ['another code without a code', 'crossListed: {«title»: X}\n', 'missing-key', 'The key “code” is missing.'],
    ['another code with an id that is none', 'crossListed: {code: X, id: «a b»}\n', 'bad-id', '“a b” is no id.'],
    [
      'another code of no letters',
      'crossListed: {title: X, code: «計算»}\n',
      'bad-id',
      'The code “計算” gives no id for an address.',
    ],
    ['an allowed code that is none', 'allow: [long-meeting, «zzzzzz»]\n', 'unknown-word', 'There is no code “zzzzzz”.'],
    [
      'a withdrawn meeting of no section',
      'withdrawn: {section: «X99», date: 2018-09-17, pattern: a}\n',
      'unknown-section',
      'There is no section “X99” in this course.',
    ],
  ])('with %s is told that alone, where it is', (_, lines, code, message) => {
    const { problems, at } = readMarkedCourse(lines + TO_COME);
    expect(problems.map((problem) => [problem.code, problem.message, problem.at])).toEqual([[code, message, at]]);
  });
});

describe('a course of very many sections', () => {
  const sections = (count: number, meets = 'TBA'): string =>
    `sections:\n  «S»0: {kind: lab, meets: ${meets}}\n${Array.from({ length: count - 1 }, (_, index) => `  S${index + 1}: {kind: lab, meets: ${meets}}\n`).join('')}`;
  const hundred = `[${Array.from({ length: 100 }, () => 'Mon').join(', ')}]`;

  test.each([
    ['1001 sections', sections(1001)],
    ['4100 patterns', sections(41, hundred)],
  ])('is not read further: %s', (many, lines) => {
    const { problems, at } = readMarkedCourse(lines);
    expect(problems).toEqual([
      {
        code: 'too-large',
        severity: 'error',
        message: `The course has ${many}.`,
        hint: 'At most 1000 sections and 4000 patterns are read.',
        at,
      },
    ]);
  });

  test('is read at its limits', () => {
    expect(readMarkedCourse(sections(1000)).problems).toEqual([]);
    const codes = readMarkedCourse(sections(40, hundred)).problems.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['pattern-incomplete']));
  });
});

describe('a section', () => {
  test.each([
    ['is no mapping', 'Mon 10am-11am', 'wrong-shape'],
    ['has nothing after it', '', 'empty-text'],
  ])('that %s is known by its name nevertheless', (_, value, code) => {
    expect(codesOf(`sections: {L01: ${value}, P01: {kind: lab, meets: TBA, with: L01}}\n`)).toEqual([code]);
  });

  test('that ended has no meetings to come, and may have had no rules', () => {
    expect(readSection('ended: 2018-10-12')).toMatchObject({
      patterns: [],
      toBeAnnounced: false,
      ended: { on: '2018-10-12', instead: [] },
    });
    expect(readSection('note: To come.')).toMatchObject({ patterns: [], toBeAnnounced: true, ended: null });
  });

  test('may name itself among its other ids', () => {
    expect(readSection('meets: TBA, also: l01, formerly: L01')).toMatchObject({ also: ['l01'], formerly: ['L01'] });
  });

  test('is listed by course and section, with commas or spaces between', () => {
    expect(readSection('meets: TBA, listed: "cs8803/A,, ece5/B-1 c/D,"')?.listed).toEqual([
      { course: 'cs8803', section: 'A' },
      { course: 'ece5', section: 'B-1' },
      { course: 'c', section: 'D' },
    ]);
    for (const wrong of ['cs8803/A/B', 'x.y/A', 'cs8803/A.', `a/${'b'.repeat(33)}`])
      expect(codesOf(oneSection(`meets: TBA, listed: ${wrong}`)), wrong).toEqual(['bad-id']);
  });

  test('has topics by dates, with errors at their positions', () => {
    expect([...(readSection('meets: TBA, topics: {2018-09-17: " ", Mon 2018-09-24: Raft}')?.topics ?? [])]).toEqual([
      ['2018-09-24', 'Raft'],
    ]);
    for (const [topics, code] of [
      ['{«2018-09-31»: Paxos}', 'no-such-date'],
      ['{«2018-09-17»: }', 'empty-text'],
      ['{2018-09-17: «[Paxos]»}', 'wrong-shape'],
    ] as const) {
      const { problems, at } = readMarkedCourse(oneSection(`meets: TBA, topics: ${topics}`));
      expect(problems.map((problem) => [problem.code, problem.at])).toEqual([[code, at]]);
    }
  });
});

describe('a pattern', () => {
  test('may be of one day, and of many copies whatever its type', () => {
    expect(readSection('meets: {on: Mon 10am-11am, from: 2018-09-17, until: 2018-09-17}')?.patterns).toMatchObject([
      { from: '2018-09-17', until: '2018-09-17', copies: 1 },
    ]);
    for (const when of ['on: Mon 10am-11am', 'dates: 2018-10-24, time: 7pm-8pm'])
      expect(readSection(`meets: {${when}, copies: 99}`)?.patterns, when).toMatchObject([{ copies: 99 }]);
  });

  test.each([
    ['dates in a list in a list', '{dates: [«[2018-10-24]»], time: 7pm-8pm}', 'wrong-shape'],
    ['a base that is a list', '{after: «[L01]», for: 1 hour}', 'wrong-shape'],
    ['dates of which none is one', '{dates: «soon», time: 7pm-8pm}', 'bad-date'],
  ])('with %s is told that alone', (_, meets, code) => {
    const { problems, at } = readMarkedCourse(oneSection(`meets: ${meets}`));
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([[code, at]]);
  });

  test.each([
    [
      'in the order of their numbers',
      'weeks: {11: 2018-09-17, 2: 2018-09-24, 1: 2018-10-01}',
      'Its weeks are 1 to 11.',
    ],
    ['unless there are none', 'weeks: {}', undefined],
  ])('of a week that is not there is told the term’s weeks, %s', (_, weeks, hint) => {
    const { problems, at } = readMarkedCourse(oneSection('meets: {on: Mon 10am-11am, weeks: «3»}'), {
      [TERM_PATH]: `${TERM_HEAD}${weeks}\n`,
    });
    expect(problems).toEqual([
      {
        code: 'no-such-week',
        severity: 'error',
        message: 'The term has no teaching week 3.',
        ...(hint ? { hint } : {}),
        at,
      },
    ]);
  });
});
