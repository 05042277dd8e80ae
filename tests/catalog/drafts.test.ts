import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { carryCourse } from '../../src/catalog/carry-course.ts';
import { draftCourse, draftSite, draftTerm, writeText } from '../../src/catalog/templates.ts';
import { guessWeek } from '../../src/catalog/week-guess.ts';
import type { Term } from '../../src/domain/model.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { checkRules } from '../../src/publish/check.ts';
import { readFolder, readGoodCourse, readGoodTerm, TERM } from './rules.ts';

/** The output of check for a folder. */
function check(files: Readonly<Record<string, string>>): string[] {
  return checkRules(Object.entries(files).map(([path, text]) => ({ path, text }))).problems.map(formatProblem);
}

describe('a drafted', () => {
  const site = draftSite({ uidDomain: 'calendar.example.edu', name: 'Example: University' });
  const term = draftTerm({
    title: 'Spring 2027',
    zone: 'Europe/Berlin',
    guessed: { zone: false, classes: true },
    week: guessWeek('Europe/Berlin'),
    classes: { from: '2027-02-01', until: '2027-05-14' },
  });
  const course = draftCourse({ code: 'COS 418', title: 'Systems: "distributed"', published: '2027-01-15' });

  test.each([
    ['America/New_York', 'MO', ['SA', 'SU']],
    ['Europe/Berlin', 'MO', ['SA', 'SU']],
    ['Africa/Cairo', 'SA', ['FR', 'SA']],
    ['Asia/Jerusalem', 'SU', ['FR', 'SA']],
    ['Asia/Tokyo', 'MO', ['SA', 'SU']],
    ['Asia/Kolkata', 'SU', ['SU']],
  ])('term has the week of its country: %s', (zone, starts, weekend) => {
    expect(guessWeek(zone)).toEqual({ starts, weekend });
    const guessed = { zone: true, classes: true };
    const text = draftTerm({
      title: 'A',
      zone,
      guessed,
      week: guessWeek(zone),
      classes: { from: '2027-02-01', until: '2027-05-14' },
    });
    const marked = text.split('\n').filter((line) => line.endsWith('# check'));
    expect(marked.map((line) => line.split(':')[0])).toEqual(['zone', 'weekend', 'classes']);
    expect(readGoodTerm(text)).toMatchObject({ weekStarts: starts, weekend });
  });

  test('folder passes check', () => {
    expect(
      check({ 'site.yaml': site, 'terms/spring-2027.yaml': term, 'courses/spring-2027/cos418.yaml': course }),
    ).toEqual([]);
  });

  test('file passes check with all its comments uncommented', () => {
    const open = (text: string): string =>
      text
        .replace(/^# yaml-language-server.*\n/, '')
        .replaceAll(/^( *)# (?=\s*(?:-|[A-Za-z0-9-]+: ?[^ ]|[a-z]+:$))/gm, '$1')
        .replace(/^ {2}L01: \{kind: lecture, meets: TBA\}\n/m, '');
    const files = {
      'site.yaml': open(site).replace('MH 101, ', ''),
      'terms/spring-2027.yaml': open(term),
      'courses/spring-2027/cos418.yaml': open(course).replaceAll('Main Hall 003', 'Main Hall 101'),
    };
    expect(files['terms/spring-2027.yaml']).toContain('\nswaps:\n  - {name: Monday schedule');
    expect(files['courses/spring-2027/cos418.yaml']).toContain('\n  OH:\n');
    expect(check(files).filter((one) => !one.includes('change-refers-to-nothing'))).toEqual([]);
  });

  test.each([
    'plain',
    'a: b',
    '- a',
    '"quoted"',
    "it's",
    '#hash',
    'a #b',
    '',
    '{x}',
    'two\nlines',
    '計算',
    '@a',
    'yes',
    '\\',
  ])('text %j is read back', (text) => {
    const { catalog } = readFolder({
      'courses/fall-2018/a.yaml': draftCourse({ code: 'A', title: text, published: '2018-09-01' }),
    });
    expect(catalog.courses.get('fall-2018/a')?.title ?? '').toBe(text.replace('\n', ' '));
    expect(writeText('a b')).toBe('a b');
  });

  test.each([...'#:{}[],&*!|>%@`"\''])('text with %s in it stands in quotes', (sign) => {
    expect(writeText(`a${sign}b`)).toBe(JSON.stringify(`a${sign}b`));
  });

  test('text is on one line, without quotes if possible', () => {
    expect(['  a \n  b ', '(a)', 'é', '4', '.a', '-a', ''].map(writeText)).toEqual([
      'a b',
      '(a)',
      'é',
      '4',
      '".a"',
      '"-a"',
      '""',
    ]);
  });

  test('term shows dates that lie about those of its classes', () => {
    const dates = term
      .split('\n')
      .flatMap((line) => [...line.matchAll(/(?:[A-Z][a-z]{2} )?\d{4}-\d{2}-\d{2}/g)].join(' to ') || []);
    expect(dates).toEqual([
      'Mon 2027-02-01 to Fri 2027-05-14',
      '2027-05-14 to 2027-05-20',
      '2027-05-21 to 2027-05-28',
      '2027-03-18 to 2027-03-22',
      '2027-04-01 to 2027-04-05',
      'Sun 2027-03-28',
      '2027-04-01 to 2027-04-05',
      '2027-04-07',
    ]);
    expect(course).toContain('\npublished: 2027-01-15\n');
    expect(course).toContain('#   - announced: 2027-01-15 18:00\n#     sections: L01\n#     on: 2027-01-29\n');
  });
});

describe('a course carried to another term', () => {
  const spring = `title: Spring 2019\nzone: America/New_York\nclasses: 2019-02-04 to 2019-05-03\n`;
  const target: Term = { ...readGoodTerm(spring), id: 'spring-2019' };
  const inTarget = (text: string): string[] =>
    check({
      'site.yaml': 'uidDomain: example.edu\n',
      'terms/spring-2019.yaml': spring,
      'courses/spring-2019/a.yaml': text,
    });

  test('as shipped passes check, with its comments and the same meaning', () => {
    const text = readFileSync('data/courses/fall-2018/cos418.yaml', 'utf8');
    const carried = carryCourse(text, target, '2019-01-20');
    expect(carried).toContain('published: 2019-01-20\n');
    expect(carried).toContain('# Thursday: none. Start assignments early!');
    expect(inTarget(carried).filter((one) => !one.includes('unknown-place'))).toEqual([]);
    const sections = (yaml: string, term: string): unknown =>
      readFolder({ [`terms/${term}.yaml`]: term === 'spring-2019' ? spring : TERM, [`courses/${term}/a.yaml`]: yaml })
        .catalog.courses.get(`${term}/a`)
        ?.sections.map(({ id, patterns }) => [id, patterns.map(({ at: _, ...rest }) => rest)]);
    expect(sections(carried, 'spring-2019')).toEqual(sections(text, 'fall-2018'));
  });

  test('leaves behind what belongs to the old term', () => {
    const lines = `formerly: cos400
published: 2018-09-05
draft: yes
sections:
  L01:
    kind: lecture
    formerly: L00
    topics: {2018-09-17: Paxos}
    meets:
      - {on: Mon 10am-11am, until: 2018-10-08, where: Bowen 222} # the old room
      - {on: Mon 10am-11am, from: 2018-10-15, where: Friend 008}
      - 2018-10-09 7pm-9pm
  L02: {kind: lab, meets: [{on: Tue 10am-11am, half: first}, {on: Tue 2pm-3pm, half: second}]}
  L03: {kind: lab, meets: [{on: Tue 10am-11am, weeks: odd}, {on: Tue 2pm-3pm, weeks: even}]}
  L04: {kind: lab, meets: {on: Wed 10am-11am, weeks: "1-13", during: [classes, exams]}}
  L05: {kind: lab, meets: Mon 4pm-5pm, ended: 2018-10-12, instead: L04}
  L06: {kind: lab, meets: Mon 4pm-5pm, ended: 2018-10-12}
  L07: {kind: lab, meets: [{id: a, after: L06, for: 1 hour}]}
  Midterm: {kind: exam, with: L01, meets: 2018-10-24 7pm-9pm}
  Final: {kind: exam, meets: {dates: 2019-01-18, time: 9am-noon}}
  Review: {kind: review, meets: [{on: 2018-10-22 7pm, where: Bowen 222}]}
changes:
  - {announced: 2018-10-10, sections: L01, on: 2018-10-15, cancel: yes}
withdrawn: [{section: L01, date: 2018-09-17}]
`;
    readGoodCourse(lines);
    const carried = carryCourse(`code: A\ntitle: A\n${lines}`, target, '2019-01-20');
    expect(inTarget(carried)).toEqual([]);
    for (const gone of [
      '2018',
      '2019-01-18',
      'formerly',
      'draft',
      'changes',
      'withdrawn',
      'topics',
      'half',
      'exams',
      'ended',
      'L05',
      'Bowen',
    ]) {
      expect(carried).not.toContain(gone);
    }
    expect(carried).toContain('L01:\n    kind: lecture\n    meets:\n      - {on: Mon 10am-11am, where: Friend 008}\n');
    expect(carried).toContain('weeks: odd');
    expect(carried).toContain('Midterm: {kind: exam, with: L01, meets: TBA}');
    expect(carried).toContain('Review: {kind: review, meets: TBA}');
    // Two halves become two patterns of the same week, distinguished by an id.
    expect(carried).toContain('[{on: Tue 10am-11am}, {on: Tue 2pm-3pm, id: p2}]');
    expect(carried).toContain('L06: {kind: lab, meets: Mon 4pm-5pm}');
  });

  test('keeps halves, weeks and periods that the other term has', () => {
    const lines =
      'sections: {L01: {kind: lab, meets: {on: Mon 10am-11am, half: first, weeks: "1, 3", during: Classes}}}\n';
    const same = readGoodTerm(TERM);
    const carried = carryCourse(`code: A\ntitle: A\n${lines}`, same, '2018-09-01');
    expect(carried).toContain('{on: Mon 10am-11am, half: first, weeks: "1, 3", during: Classes}');
    expect(carried).toContain('title: A\npublished: 2018-09-01\n');
  });

  /** Carries sections over to a term with exams, no halves and thirteen weeks. */
  const carry = (sections: string): string => {
    const other = readGoodTerm(`${spring}exams: 2019-05-10\n`);
    return carryCourse(`code: A\ntitle: A\nsections:\n${sections}`, other, '2019-01-20').replace(/^.*sections:\n/s, '');
  };

  test.each([
    ['[2018-10-10 4pm-5pm, 2018-10-11 4pm-5pm]', 'TBA'],
    ['{on: 2018-10-10, time: 4pm-5pm}', 'TBA'],
    ['Tue 10am-11am', 'Tue 10am-11am'],
    ['{on: Tue 10am-11am, from: 2018-10-15, until: 2018-10-22}', '{on: Tue 10am-11am}'],
    ['{on: Tue 10am-11am, weeks: [1, "2, 13"]}', '{on: Tue 10am-11am, weeks: [1, "2, 13"]}'],
    ['{on: Tue 10am-11am, weeks: [1, "2, 14"]}', '{on: Tue 10am-11am}'],
    ['{on: Tue 10am-11am, during: [classes, " Exams "]}', '{on: Tue 10am-11am, during: [classes, " Exams "]}'],
    ['{on: Tue 10am-11am, weeks: "2, 14"}', '{on: Tue 10am-11am}'],
    ['{on: Tue 10am-11am, weeks: "2, 13"}', '{on: Tue 10am-11am, weeks: "2, 13"}'],
    ['{on: Tue 10am-11am, during: reading}', '{on: Tue 10am-11am}'],
    [
      '[{on: Tue 10am-11am, until: 2018-10-14}, {on: Wed 1pm-2pm, from: 2018-10-01}, {on: Tue 2pm-3pm, from: 2018-10-15}]',
      '[{on: Wed 1pm-2pm}, {on: Tue 2pm-3pm, id: p2}]',
    ],
    ['{on: Tue 10am-11am, during: [classes, reading]}', '{on: Tue 10am-11am}'],
    // Of two consecutive patterns the last is carried over; two that share a date are not consecutive.
    ['[{on: Tue 10am-11am, until: 2018-10-14}, {on: Tue 2pm-3pm, from: 2018-10-15}]', '[{on: Tue 2pm-3pm}]'],
    [
      '[{on: Tue 10am-11am, until: 2018-10-15}, {on: Tue 2pm-3pm, from: 2018-10-15}]',
      '[{on: Tue 10am-11am}, {on: Tue 2pm-3pm, id: p2}]',
    ],
    // Ids are assigned only where a pattern was removed, and compared case-insensitively.
    ['[{on: Tue 10am-11am}, {on: Wed 10am-11am}]', '[{on: Tue 10am-11am}, {on: Wed 10am-11am}]'],
    [
      '[{on: Tue 10am-11am, half: first}, {id: x, on: Tue 2pm-3pm}, {id: X, on: Tue 4pm-5pm}, {on: Tue 6pm-7pm}]',
      '[{on: Tue 10am-11am}, {id: x, on: Tue 2pm-3pm}, {id: p3, on: Tue 4pm-5pm}, {on: Tue 6pm-7pm, id: p4}]',
    ],
  ])('that meets %s then meets %s', (meets, expected) => {
    expect(carry(`  L01: {kind: lab, meets: ${meets}}\n`)).toBe(`  L01: {kind: lab, meets: ${expected}}\n`);
  });

  test.each([
    ['before it', '{kind: lab, meets: {before: l01, for: 1 hour}}'],
    ['after it, among others', '{kind: lab, meets: [Tue 1pm-2pm, {after: L01, for: 1 hour}]}'],
    ['with it', '{kind: exam, meets: TBA, with: "P01, l01"}'],
    ['with it in a list', '{kind: exam, meets: TBA, with: [P01, L01]}'],
  ])('keeps a section that had ended where another one is %s', (_, other) => {
    const others = `  P01: {kind: precept, meets: TBA}\n  X: ${other}\n`;
    const ended = (keys: string): string => `  L01: {kind: lab, meets: Tue 4pm-5pm${keys}}\n`;
    expect(carry(ended(', ended: 2018-10-12') + others)).toBe(ended('') + others);
    // A section does not keep a reference to itself.
    expect(carry(ended(', ended: 2018-10-12, with: L01') + others.split('  X')[0])).toBe(others.split('  X')[0]);
  });

  test('keeps numbers as they are written', () => {
    const text =
      'code: 010\ntitle: 1.50\nsections:\n  01: {kind: lab, meets: TBA, ended: 2018-10-12}\n  02: {kind: lab, meets: TBA, with: 01}\n';
    expect(carryCourse(text, target, '2019-01-20')).toBe(
      text.replace('1.50\n', '1.50\npublished: 2019-01-20\n').replace(', ended: 2018-10-12', ''),
    );
  });

  test('that is no mapping stays as it is', () => {
    expect(carryCourse('- a\n', target, '2019-01-20')).toBe('- a\n');
    expect(carryCourse('code: A\n', target, '2019-01-20')).toBe('published: 2019-01-20\ncode: A\n');
  });
});
