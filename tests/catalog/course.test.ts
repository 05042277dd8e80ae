import { describe, expect, test } from 'vitest';
import type { MeetingPattern } from '../../src/domain/pattern.ts';
import { codesOf, readFolder, readGoodCourse, SITE, TERM } from './rules.ts';

const PLACES = `${SITE}places:
  bowen-222: {name: Bowen Hall 222, also: [Bowen 222, "Bowen Hall, Room 222"], address: "Princeton, NJ", url: https://example.edu/b}
  cs-003: Computer Science 003
`;

/** The patterns of a section whose `meets` is given. */
function patternsOf(meets: string, more = ''): readonly MeetingPattern[] {
  return readGoodCourse(`sections:\n  L01: {kind: lecture, meets: ${meets}${more}}\n`).sections[0]?.patterns ?? [];
}

describe('a course', () => {
  test('may have every key of the format', () => {
    const course = readGoodCourse(`crossListed: [ECE 418, {id: egr418, code: EGR 418, title: Systems}]
formerly: [cos418a, cos418b]
published: 2018-09-05
url: https://example.edu/cos418
links: {Piazza: https://piazza.example.edu}
note: |
  Two lines
  of text.
staff:
  lloyd: {name: Wyatt Lloyd, role: Professor, url: https://example.edu/lloyd}
  song: Zhenyu Song
show staff: {office hours: none, precept: initials}
cancelled: removed
draft: true
sections:
  L01: {kind: lecture, title: Lecture, note: Bring paper., url: https://example.edu/l, meets: Mon 10am-11am, numbered: yes, also: L1, topics: {Mon 2018-09-17: Paxos}}
  P02: {kind: precept, meets: Fri 10am-11am, listed: [ece518/A, cs8803/B], formerly: [P05, P04]}
  P03: {kind: precept, meets: Fri 10am-11am, ended: 2018-10-12, instead: P02}
  Final: {kind: exam, meets: TBA, with: [L1, p02]}
withdrawn: [{section: P05, date: Fri 2018-09-14}]
`);
    expect(course).toMatchObject({
      key: 'fall-2018/cos418',
      firstId: 'cos418a',
      formerly: ['cos418a', 'cos418b'],
      crossListed: [
        { id: 'ece418', code: 'ECE 418', title: null },
        { id: 'egr418', code: 'EGR 418', title: 'Systems' },
      ],
      url: 'https://example.edu/cos418',
      links: [{ title: 'Piazza', url: 'https://piazza.example.edu' }],
      note: 'Two lines\nof text.',
      staff: [
        { id: 'lloyd', name: 'Wyatt Lloyd', role: 'Professor', url: 'https://example.edu/lloyd' },
        { id: 'song', name: 'Zhenyu Song', role: null, url: null },
      ],
      cancelled: 'removed',
      draft: true,
      published: Date.parse('2018-09-05T04:00:00Z'),
      withdrawn: [{ section: 'P02', date: '2018-09-14', pattern: null }],
    });
    expect([...course.showStaff]).toEqual([
      ['office hours', 'none'],
      ['precept', 'initials'],
    ]);
    const [lecture, second, third, final] = course.sections;
    expect(lecture).toMatchObject({
      title: 'Lecture',
      note: 'Bring paper.',
      url: 'https://example.edu/l',
      numbered: true,
      also: ['L1'],
    });
    expect([...(lecture?.topics ?? [])]).toEqual([['2018-09-17', 'Paxos']]);
    expect(second).toMatchObject({
      firstId: 'P05',
      formerly: ['P05', 'P04'],
      listed: [
        { course: 'ece518', section: 'A' },
        { course: 'cs8803', section: 'B' },
      ],
    });
    expect(third?.ended).toEqual({ on: '2018-10-12', instead: ['P02'] });
    // References use a section's current id, whatever spelling the file uses.
    expect(final).toMatchObject({ with: ['L01', 'P02'], toBeAnnounced: true });
    expect(course.at).toMatchObject({ file: 'courses/fall-2018/cos418.yaml', line: 1, column: 1 });
    expect(third?.at).toMatchObject({ line: 20, column: 3, length: 3 });
  });

  test('takes every scalar as text in NFC, tabs as spaces', () => {
    const course = readGoodCourse(
      'note: "a\\tb"\nsections:\n  01: {kind: lecture, title: NO, meets: TBA}\n  "02": {kind: lab, title: ~, note: "Cafe\\u0301", meets: TBA}\n',
    );
    expect(course.note).toBe('a b');
    expect(course.sections.map(({ id, title }) => [id, title])).toEqual([
      ['01', 'NO'],
      ['02', '~'],
    ]);
    expect(course.sections[1]?.note).toBe('Café');
  });

  test('shows staff by one word for all kinds', () => {
    const { showStaff } = readGoodCourse('show staff: initials\nsections: {L01: {kind: lecture, meets: TBA}}\n');
    expect(showStaff.size).toBe(15);
    expect(new Set(showStaff.values())).toEqual(new Set(['initials']));
  });

  test('treats keys with nothing after them as not written', () => {
    expect(
      readGoodCourse('note:\nstaff:\nsections: {L01: {kind: lecture, meets: , title: }}\n').sections[0]?.toBeAnnounced,
    ).toBe(true);
  });

  test.each([
    ['two people of one id', 'staff: {a: A B, A: C D}\nsections: {L01: {kind: lab, meets: TBA}}\n', ['id-taken']],
    ['its own id among the former', 'formerly: COS418\nsections: {L01: {kind: lab, meets: TBA}}\n', ['id-taken']],
    ['a former id that is none', 'formerly: cos.418\nsections: {L01: {kind: lab, meets: TBA}}\n', ['bad-id']],
    ['a code that gives no address', 'crossListed: 計算\nsections: {L01: {kind: lab, meets: TBA}}\n', ['bad-id']],
    ['a long id', `sections: {${'x'.repeat(33)}: {kind: lab, meets: TBA}}\n`, ['bad-id']],
    ['an alias that is no id', 'sections: {L01: {kind: lab, meets: TBA, also: L.1}}\n', ['bad-id']],
    [
      'an alias that is taken',
      'sections: {L01: {kind: lab, meets: TBA, also: p1}, P1: {kind: lab, meets: TBA}}\n',
      ['id-taken'],
    ],
    ['an alias that is reserved', 'sections: {L01: {kind: lab, meets: TBA, formerly: All}}\n', ['reserved-id']],
    [
      'itself instead',
      'sections: {L01: {kind: lab, meets: TBA, ended: 2018-10-01, instead: L01}}\n',
      ['refers-to-itself'],
    ],
    [
      'instead without ended',
      'sections: {L01: {kind: lab, meets: TBA, instead: L02}, L02: {kind: lab, meets: TBA}}\n',
      ['key-combination'],
    ],
    ['listed in no section', 'sections: {L01: {kind: lab, meets: TBA, listed: "cs8803/A, cs8803"}}\n', ['bad-id']],
    ['a topic without a date', 'sections: {L01: {kind: lab, meets: TBA, topics: {Monday: x}}}\n', ['bad-date']],
    [
      'two topics of a date',
      'sections: {L01: {kind: lab, meets: TBA, topics: {2018-09-17: x, Mon 2018-09-17: y}}}\n',
      ['duplicate-key'],
    ],
    [
      'a withdrawn meeting of nobody',
      'sections: {L01: {kind: lab, meets: TBA}}\nwithdrawn: {section: L02, date: 2018-09-17}\n',
      ['unknown-section'],
    ],
    [
      'a withdrawn meeting of no pattern',
      'sections: {L01: {kind: lab, meets: TBA}}\nwithdrawn: {section: L01, date: 2018-09-17, pattern: a}\n',
      ['unknown-pattern'],
    ],
    [
      'a withdrawn deadline with a date',
      'sections: {L01: {kind: lab, meets: TBA}}\ndeadlines: [{id: hw1, title: HW 1, due: 2018-10-01 5pm}]\nwithdrawn: [{deadline: hw1, date: 2018-10-01}]\n',
      ['unknown-key'],
    ],
    ['a list for a mapping', 'sections: [L01]\n', ['wrong-shape', 'course-empty']],
    ['a text for a section', 'sections: {L01: Mon 10am-11am}\n', ['wrong-shape', 'course-empty'].slice(0, 1)],
    [
      'a number of copies that is none',
      'sections: {L01: {kind: lab, meets: {on: Mon 10am-11am, copies: many}}}\n',
      ['unknown-word'],
    ],
    ['a title of two lines', 'sections: {L01: {kind: lab, meets: TBA, title: "a\\nb"}}\n', ['wrong-shape']],
    [
      'a kind per staff that is none',
      'show staff: {lecturing: none}\nsections: {L01: {kind: lab, meets: TBA}}\n',
      ['unknown-key'],
    ],
    [
      'nothing in a list',
      'sections:\n  L01:\n    kind: lab\n    meets:\n      -\n      - Mon 10am-11am\n',
      ['empty-text'],
    ],
    ['a section with nothing in it', 'sections:\n  L01:\n', ['empty-text']],
    ['a text that a comma cuts', 'sections: {L01: {kind: lab, meets: TBA, where: Hall, Room 5}}\n', ['unknown-key']],
    ['a pattern in a list in a list', 'sections: {L01: {kind: lab, meets: [[Mon 10am-11am]]}}\n', ['wrong-shape']],
  ])('may not have %s', (_, lines, codes) => {
    expect(codesOf(lines)).toEqual(codes);
  });

  test('says which key is meant', () => {
    const { problems } = readFolder({
      'courses/fall-2018/a.yaml':
        'code: A\ntitle: A\nSection: {}\nsections: {L01: {kind: lab, meets: {on: Mon 10am-11am, wehre: x}, staf: y}}\n',
    });
    expect(problems.map(({ hint }) => hint)).toEqual([
      'Did you mean “sections”?',
      'Did you mean “where”?',
      'Did you mean “staff”?',
    ]);
  });

  test('says that a comma in braces ends a text', () => {
    const { problems } = readFolder({ 'site.yaml': `${SITE}places: {d: {name: EQuad D Wing, D221}}\n` });
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ['unknown-key', 'If it belongs to the text before it, put that text in quotes: a comma ends a text inside { }.'],
    ]);
  });

  test('in an empty file is reported with the missing keys', () => {
    for (const text of ['', '# nothing yet\n', '[]', 'text']) {
      const { problems, catalog } = readFolder({ 'courses/fall-2018/a.yaml': text });
      expect(
        problems.some(({ severity }) => severity === 'error'),
        text,
      ).toBe(true);
      expect([...catalog.broken]).toEqual(['fall-2018/a']);
    }
  });
});

describe('a weekly pattern', () => {
  test('in one text', () => {
    expect(patternsOf('Mon Wed 10:00am-10:50am x2')).toMatchObject([
      {
        type: 'weekly',
        id: '',
        weekdays: ['MO', 'WE'],
        start: '10:00',
        end: '10:50',
        copies: 2,
        rhythm: 'week',
        weeks: null,
        half: null,
        during: ['classes'],
        from: null,
        until: null,
      },
    ]);
  });

  test('with everything', () => {
    expect(
      patternsOf(
        '{id: a, on: Mon, time: 10am-11am, every: second week, weeks: "1, 3", half: first, during: [classes, Exams], from: 2018-09-17, until: 2018-10-26, copies: 3, note: Hi.}',
      ),
    ).toMatchObject([
      {
        id: 'a',
        rhythm: 'second-teaching-week',
        weeks: [1, 3],
        half: 'first',
        during: ['classes', 'exams'],
        from: '2018-09-17',
        until: '2018-10-26',
        copies: 3,
        note: 'Hi.',
        at: { line: 4 },
      },
    ]);
    expect(patternsOf('{on: Mon 10am-11am, every: second calendar week, weeks: odd}')).toMatchObject([
      { rhythm: 'second-calendar-week', weeks: [1, 3, 5, 7, 9, 11, 13] },
    ]);
    expect(patternsOf('{on: Mon 10am-11am, weeks: [even, 1]}')).toMatchObject([{ weeks: [1, 2, 4, 6, 8, 10, 12] }]);
  });

  test.each([
    ['two times', '{on: Mon 10am-11am, time: 10am-11am}', ['key-combination']],
    ['two numbers of copies', '{on: Mon 10am-11am x2, copies: 2}', ['key-combination']],
    ['a length', '{on: Mon 10am-11am, for: 1 hour}', ['key-combination']],
    ['two whens', '{on: Mon 10am-11am, dates: 2018-10-01}', ['key-combination']],
    ['no when', '{where: Bowen}', ['pattern-incomplete']],
    [
      'bounds turned around',
      '{on: Mon 10am-11am, from: 2018-10-10, until: 2018-10-01}',
      ['span-backwards', 'never-meets'],
    ],
    ['an odd rhythm', '{on: Mon 10am-11am, every: twelfth week}', ['unknown-word']],
    ['a bad time of its own', '{on: Mon, time: 3-4}', ['ambiguous-time']],
  ])('may not have %s', (_, meets, codes) => {
    expect(codesOf(`sections: {L01: {kind: lab, meets: ${meets}}}\n`)).toEqual(codes);
  });
});

describe('a dated pattern', () => {
  test('in one text, and with dates and a time', () => {
    const dates = ['2018-10-24', '2018-10-31'];
    for (const meets of [
      '"2018-10-24, 2018-10-31 7pm-9pm"',
      '{on: "2018-10-24, 2018-10-31", time: 7pm-9pm}',
      '{dates: [Wed 2018-10-31, 2018-10-24], time: 7pm-9pm}',
    ]) {
      expect(patternsOf(meets)).toMatchObject([
        { type: 'dated', dates, start: '19:00', end: '21:00', id: '', copies: 1 },
      ]);
    }
  });

  test('needs a time, and dates that can be read', () => {
    expect(codesOf('sections: {L01: {kind: lab, meets: {dates: 2018-10-24}}}\n')).toEqual(['pattern-incomplete']);
    expect(codesOf('sections: {L01: {kind: lab, meets: {dates: [Oct 24], time: 7pm-8pm}}}\n')).toEqual(['bad-date']);
    expect(codesOf('sections: {L01: {kind: lab, meets: {dates: 2018-10-24, time: 7pm, half: first}}}\n')).toEqual([
      'key-combination',
    ]);
  });

  test('far from the term is probably a slip', () => {
    expect(codesOf('sections: {L01: {kind: exam, meets: 2019-03-26 7pm-9pm}}\n')).toEqual([]);
    expect(codesOf('sections: {L01: {kind: exam, meets: 2019-10-24 7pm-9pm}}\n')).toEqual(['outside-term']);
  });
});

describe('a relative pattern', () => {
  test('leans on a section by any of its ids', () => {
    const { sections } = readGoodCourse(`sections:
  L01: {kind: lecture, meets: Mon 10am-11am, formerly: L00}
  OH: {kind: office hours, meets: [{after: l00, for: 30 minutes, gap: 10 min, half: second}, {id: b, before: L01, for: 1 hour, weeks: 2, from: 2018-09-10}]}
`);
    expect(sections[1]?.patterns).toMatchObject([
      { type: 'relative', side: 'after', section: 'L01', minutes: 30, gap: 10, half: 'second', weeks: null },
      {
        type: 'relative',
        side: 'before',
        section: 'L01',
        minutes: 60,
        gap: 0,
        half: null,
        weeks: [2],
        from: '2018-09-10',
        until: null,
      },
    ]);
  });

  test.each([
    ['a rhythm', '{after: L01, every: second week}', ['key-combination']],
    ['a time', '{after: L01, time: 3pm}', ['key-combination']],
    ['itself as base', '{after: OH}', ['circle']],
    ['both sides', '{after: L01, before: L01}', ['key-combination']],
  ])('may not have %s', (_, meets, codes) => {
    expect(
      codesOf(`sections: {L01: {kind: lecture, meets: Mon 10am-11am}, OH: {kind: lab, meets: ${meets}}}\n`),
    ).toEqual(codes);
  });

  test('may come before what has no end, and after what is to be announced', () => {
    readGoodCourse(
      'sections: {L01: {kind: lecture, meets: Mon 2pm-3pm}, A: {kind: lab, meets: {before: L01, for: 1 hour}}, B: {kind: lab, meets: {after: T, for: 1 hour}}, T: {kind: lab, meets: TBA}}\n',
    );
    expect(
      codesOf(
        'sections: {A: {kind: lab, meets: {after: B, for: 1 hour}}, B: {kind: lab, meets: {after: C}}, C: {kind: lab, meets: Mon 10am-11am}}\n',
      ),
    ).toEqual(['base-without-end']);
  });

  test('never meets where none of the base’s dates fits', () => {
    expect(
      codesOf(
        'sections: {L01: {kind: lecture, meets: Mon 2pm-3pm}, A: {kind: lab, meets: {after: L01, from: 2019-01-02}}}\n',
      ),
    ).toEqual(['never-meets']);
  });

  test('may come before what has no end', () => {
    expect(
      codesOf('sections: {A: {kind: lab, meets: Fri 14:00}, B: {kind: lab, meets: {before: A, for: 1 hour}}}\n'),
    ).toEqual([]);
  });

  // Regression: the caret was at another pattern of the section if an earlier one was invalid.
  test('is reported where it stands, whatever else is wrong beside it', () => {
    const text =
      'code: A\ntitle: A\nsections:\n  A: {kind: lab, meets: [Mon 3-4, {after: B, for: 1 hour}]}\n  B: {kind: lab, meets: {after: A, for: 1 hour}}\n';
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': text });
    expect(problems.map(({ code, at }) => [code, at?.line, at?.column])).toEqual([
      ['ambiguous-time', 4, 30],
      ['circle', 4, 43],
      ['circle', 5, 33],
    ]);
  });

  test('shows a long circle whole', () => {
    const text =
      'code: A\ntitle: A\nsections: {A: {kind: lab, meets: {after: B}}, B: {kind: lab, meets: {after: C}}, C: {kind: lab, meets: {after: A}}}\n';
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': text });
    expect(problems.map(({ message }) => message.replace(/.*: /, ''))).toEqual([
      'A → B → C → A.',
      'B → C → A → B.',
      'C → A → B → C.',
    ]);
  });

  test('shows no circle where it only leads into one', () => {
    const leaning = (base: string) => `{kind: lab, meets: {after: ${base}, for: 5 min}}`;
    const text = `code: A\ntitle: A\nsections: {A: ${leaning('B')}, B: ${leaning('C')}, C: ${leaning('B')}}\n`;
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': text });
    expect(problems.map(({ message }) => message.replace(/.*: /, ''))).toEqual(['B → C → B.', 'C → B → C.']);
  });
});

// Regression: in a term of one week `even` selects no week, and was treated as no restriction at all.
test('a pattern of even weeks never meets in a term of one week, whatever else meets by its rule', () => {
  const term = 'title: A\nzone: America/New_York\nclasses: 2018-09-12 to 2018-09-14\n';
  const even = 'B: {kind: lab, meets: {on: Wed 2pm-3pm, weeks: even}}';
  const codes = (lines: string): string[] => codesOf(`sections: {${lines}}\n`, { 'terms/fall-2018.yaml': term });
  expect(codes(even)).toEqual(['never-meets', 'term-length']);
  expect(codes(`A: {kind: lab, meets: Wed 10am-11am}, ${even}`)).toEqual(['never-meets', 'term-length']);
});

describe('ids of patterns', () => {
  const codes = (meets: string, term = TERM): string[] =>
    codesOf(`sections: {L01: {kind: lab, meets: Mon 10am-11am}, OH: {kind: lab, meets: [${meets}]}}\n`, {
      'terms/fall-2018.yaml': term,
    });

  test.each([
    ['other weekdays', 'Mon 10am-11am, Tue 10am-11am'],
    ['one after the other', '{on: Mon 10am-11am, until: 2018-10-08}, {on: Mon 2pm-3pm, from: 2018-10-09}'],
    ['halves', '{on: Mon 10am-11am, half: first}, {on: Mon 2pm-3pm, half: second}'],
    ['odd and even weeks', '{on: Mon 10am-11am, weeks: odd}, {on: Mon 2pm-3pm, weeks: even}'],
    ['periods', 'Mon 10am-11am, {on: Mon 2pm-3pm, during: exams}'],
    [
      'a rhythm begun a week later',
      '{on: Mon 10am-11am, every: second week}, {on: Mon 2pm-3pm, every: second week, from: 2018-09-24}',
    ],
    [
      'a rhythm of the calendar begun a week later',
      '{on: Mon 10am-11am, every: second calendar week}, {on: Mon 2pm-3pm, every: second calendar week, from: 2018-09-24}',
    ],
    [
      'a dated meeting in the week that a rhythm leaves out',
      '{on: Mon 10am-11am, every: second calendar week}, 2018-09-24 7pm-9pm',
    ],
    [
      'lectures up to a date and from the next one on',
      '{after: L01, until: 2018-10-08}, {after: L01, from: 2018-10-15}',
    ],
    ['lectures of odd and of even weeks', '{after: L01, weeks: odd}, {after: L01, weeks: even}'],
    ['lectures of the two halves', '{after: L01, half: first}, {after: L01, half: second}'],
    ['another date', 'Mon 10am-11am, 2018-10-09 7pm-9pm'],
    ['after another weekday', 'Tue 10am-11am, {after: L01}'],
    ['equal ids on other weekdays', '{id: a, on: Mon 10am-11am}, {id: a, on: Tue 10am-11am}'],
    ['an id for one', 'Mon 10am-11am, {id: a, on: Mon 2pm-3pm}'],
  ])('are not needed for %s', (_, meets) => {
    expect(codes(meets)).toEqual([]);
  });

  test.each([
    ['two times of a day', 'Mon 10am-11am, Mon 2pm-3pm', ['pattern-id-needed']],
    ['three', 'Mon 10am-11am, Mon 2pm-3pm, Mon 4pm-5pm', ['pattern-id-needed', 'pattern-id-needed']],
    [
      'a date that two spans share',
      '{on: Mon 10am-11am, until: 2018-10-08}, {on: Mon 2pm-3pm, from: 2018-10-08}',
      ['pattern-id-needed'],
    ],
    [
      'a lecture that two spans share',
      '{after: L01, until: 2018-10-08}, {after: L01, from: 2018-10-08}',
      ['pattern-id-needed'],
    ],
    [
      'a dated meeting in a week of a rhythm',
      '{on: Mon 10am-11am, every: second calendar week}, 2018-10-01 7pm-9pm',
      ['pattern-id-needed'],
    ],
    ['a week in common', '{after: L01, weeks: 1-3}, {after: L01, weeks: 3-5}', ['pattern-id-needed']],
    [
      'rhythms that a recess brings together',
      '{on: Mon 10am-11am, every: second week}, {on: Mon 2pm-3pm, every: second calendar week, from: 2018-09-24}',
      ['pattern-id-needed'],
    ],
    ['one day in common', 'Mon Wed 10am-11am, Wed Fri 2pm-3pm', ['pattern-id-needed']],
    ['a dated meeting on a class day', 'Mon 10am-11am, 2018-10-08 7pm-9pm', ['pattern-id-needed']],
    ['after a section of that weekday', 'Mon 2pm-3pm, {after: L01}', ['pattern-id-needed']],
    ['equal ids but for case', '{id: a, on: Mon 10am-11am}, {id: A, on: Mon 2pm-3pm}', ['pattern-id-twice']],
    ['dates that only a break keeps apart', 'Wed 10am-11am, 2018-11-21 7pm-9pm', ['pattern-id-needed']],
  ])('are needed for %s', (_, meets, expected) => {
    expect(codes(meets)).toEqual(expected);
  });

  test('are needed where a swap borrows the other pattern’s weekday for a dated one', () => {
    const term = `${TERM}swaps: [{date: Tue 2018-10-09, follows: Monday}]\n`;
    expect(codes('Mon 10am-11am, 2018-10-09 7pm-9pm', term)).toEqual(['pattern-id-needed']);
    expect(codes('Tue 10am-11am, 2018-10-09 7pm-9pm', term)).toEqual([]);
  });

  test('are needed beyond the term’s dates too', () => {
    const lines = 'A: {kind: lab, meets: 2019-02-20 5pm-6pm}, B: {kind: lab, meets: [{after: A}, 2019-02-20 7pm-9pm]}';
    expect(codesOf(`sections: {${lines}}\n`)).toEqual(['pattern-id-needed']);
  });

  test('are required of the later one, by line', () => {
    const text =
      'code: A\ntitle: A\nsections:\n  OH:\n    kind: lab\n    meets:\n      - Mon 10am-11am\n      - Mon 2pm-3pm\n';
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': text });
    expect(problems[0]?.at).toMatchObject({ line: 8, column: 9 });
    expect(problems[0]?.message).toBe(
      'This pattern and the one on line 7 can both fall on 2018-09-17, and neither has an id.',
    );
    expect(problems[0]?.hint).toContain('this one on line 8, if both are new');
    const more = readFolder({ 'courses/fall-2018/a.yaml': `${text}      - Mon 6pm-7pm\n` }).problems;
    expect(more.map(({ message }) => /line \d+/.exec(message)?.[0])).toEqual(['line 7', 'line 7']);
  });
});

describe('places and people', () => {
  const venues = (where: string): unknown =>
    readGoodCourse(`sections: {L01: {kind: lab, meets: Mon 10am-11am, where: ${where}}}\n`, { 'site.yaml': PLACES })
      .sections[0]?.patterns[0]?.where;

  test.each(['bowen-222', 'Bowen Hall 222', 'bowen  hall,  room 222', 'BOWEN222'])('%s is the named place', (where) => {
    expect(venues(JSON.stringify(where))).toMatchObject([
      { type: 'place', place: { id: 'bowen-222', address: 'Princeton, NJ' } },
    ]);
  });

  test('online, links, to be announced and several', () => {
    const link = 'https://meet.example.edu/j/1';
    expect(venues('online')).toEqual([{ type: 'online', url: null }]);
    expect(venues(`Online ${link}`)).toEqual([{ type: 'online', url: link }]);
    expect(venues(link)).toEqual([{ type: 'online', url: link }]);
    for (const text of [`Zoom ${link}`, `Zoom: ${link}`, `Online via Zoom: ${link}`, `MS Teams (${link})`])
      expect(venues(JSON.stringify(text)), text).toEqual([{ type: 'online', url: link }]);
    // A room in addition to the link is a place like any other.
    expect(() => venues(`"Bowen 222 and Zoom ${link}"`)).toThrow('is not among the site’s places');
    expect(venues('tbd')).toEqual([{ type: 'tba' }]);
    expect(venues('[cs-003, online]')).toMatchObject([{ place: { name: 'Computer Science 003' } }, { type: 'online' }]);
  });

  test.each(['TBA', 'tbd.', ' Tbc ', 'to be announced', 'To be determined.', 'to be confirmed'])(
    '%j is to be announced, as a place and as a time',
    (text) => {
      expect(venues(JSON.stringify(text))).toEqual([{ type: 'tba' }]);
      const { sections } = readGoodCourse(`sections: {L01: {kind: lab, meets: ${JSON.stringify(text)}}}\n`);
      expect(sections[0]).toMatchObject({ toBeAnnounced: true, patterns: [] });
    },
  );

  test.each(['online: ', 'Online, ', 'online – ', 'ONLINE - ', ' '])('%j may stand before a link', (before) => {
    const where = JSON.stringify(`${before}https://meet.example.edu/j/1`);
    expect(venues(where)).toEqual([{ type: 'online', url: 'https://meet.example.edu/j/1' }]);
  });

  test.each(['TBA soon', 'not tba', 'online or not', 'go online', 'online: example.edu'])('%j is a place', (text) => {
    const course = readGoodCourse(
      `sections: {L01: {kind: lab, meets: Mon 10am-11am, where: ${JSON.stringify(text)}}}\n`,
    );
    expect(course.sections[0]?.patterns[0]?.where).toEqual([{ type: 'text', text }]);
  });

  test.each([
    ['?pwd=a', true],
    ['#password=a', true],
    ['?a=b;passwd=a', true],
    ['?a=b&passcode=a', true],
    ['?pw=a', true],
    ['?Token=a', true],
    ['?secret=a', true],
    ['?pwd=&a=b', false],
    ['?nopwd=a', false],
    ['?pwdless=a', false],
  ])('a link with %s carries a password: %s', (query, told) => {
    const where = JSON.stringify(`https://meet.example.edu/j/1${query}`);
    expect(codesOf(`sections: {L01: {kind: lab, meets: TBA, where: ${where}}}\n`)).toEqual(
      told ? ['password-in-link'] : [],
    );
  });

  test('a text is a place where none are named, and unknown where some are', () => {
    expect(
      readGoodCourse('sections: {L01: {kind: lab, meets: Mon 10am-11am, where: "Room 5, Hall"}}\n').sections[0]
        ?.patterns[0]?.where,
    ).toEqual([{ type: 'text', text: 'Room 5, Hall' }]);
    const { problems } = readFolder({
      'site.yaml': PLACES,
      'courses/fall-2018/a.yaml':
        'code: A\ntitle: A\nsections: {L01: {kind: lab, meets: Mon 10am-11am, where: [Bowen 223, Elsewhere]}}\n',
    });
    expect(problems.map(({ code, hint }) => [code, hint?.slice(0, 30)])).toEqual([
      ['unknown-place', 'Did you mean “Bowen 222”? Else'],
      ['unknown-place', 'Name it under places in site.y'],
    ]);
  });

  test.each([
    ['online ftp://example.edu', 'bad-url'],
    ['https://user:pass@example.edu/', 'bad-url'],
    ['"https://example.edu/a b"', 'bad-url'],
    ['https://', 'bad-url'],
    [`https://example.edu/${'x'.repeat(990)}`, 'too-large'],
    ['x'.repeat(201), 'too-large'],
    ['https://zoom.example/j/1?a=b&PWD=x', 'password-in-link'],
  ])('%s is refused', (where, code) => {
    expect(codesOf(`sections: {L01: {kind: lab, meets: TBA, where: ${where}}}\n`)).toEqual(
      where.startsWith('online ftp') ? [] : [code],
    );
  });

  test('staff are ids, full names, or both', () => {
    const staff = (text: string): string[] | undefined =>
      readGoodCourse(
        `staff: {lloyd: Wyatt Lloyd, song: Zhenyu Song, dr: "Lloyd, Wyatt"}\nsections: {L01: {kind: lab, meets: Mon 10am-11am, staff: ${text}}}\n`,
      ).sections[0]?.patterns[0]?.staff.map(({ id }) => id);
    expect(staff('lloyd')).toEqual(['lloyd']);
    expect(staff('"Lloyd, SONG"')).toEqual(['lloyd', 'song']);
    expect(staff('[song, Wyatt Lloyd, song]')).toEqual(['song', 'lloyd']);
    expect(staff('"Lloyd, Wyatt"')).toEqual(['dr']);
    expect(staff('"Guest Speaker, lloyd"')).toEqual(['Guest Speaker', 'lloyd']);
    expect(
      codesOf('staff: {lloyd: Wyatt Lloyd}\nsections: {L01: {kind: lab, meets: TBA, staff: "Wyatt Lloyd, x"}}\n'),
    ).toEqual(['unknown-person']);
  });

  test('of the section hold for patterns that do not say it', () => {
    const { sections } = readGoodCourse(
      'sections: {L01: {kind: lab, where: A, staff: Guest One, meets: [Mon 10am-11am, {on: Tue 10am-11am, where: B, staff: []}]}}\n',
    );
    expect(sections[0]?.patterns.map(({ where, staff }) => [where, staff.length])).toEqual([
      [[{ type: 'text', text: 'A' }], 1],
      [[{ type: 'text', text: 'B' }], 0],
    ]);
  });
});

describe('what is probably wrong', () => {
  const codes = (meets: string): string[] => codesOf(`sections: {L01: {kind: lab, meets: ${meets}}}\n`);

  test('is a meeting longer than half a day', () => {
    expect(codes('[Mon 8am-8pm, 2018-10-09 8am-8pm]')).toEqual([]);
    expect(codes('[Mon 8am-8:01pm, 2018-10-09 8am-8:01pm]')).toEqual(['long-meeting', 'long-meeting']);
  });

  test('is a date more than sixty days from the term', () => {
    // Classes begin on 12 September, exams end on 26 January.
    expect(codes('[2018-07-14 8am-9am, 2019-03-27 8am-9am]')).toEqual([]);
    expect(codes('[2018-07-13 8am-9am, {id: b, dates: 2019-03-28, time: 8am-9am}]')).toEqual([
      'outside-term',
      'outside-term',
    ]);
  });
});
