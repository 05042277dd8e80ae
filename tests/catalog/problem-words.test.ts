import { describe, expect, test } from 'vitest';
import { checkRules } from '../../src/publish/check.ts';
import { openCase, type ProblemCase } from './problem-cases.ts';

/**
 * Messages of codes with several causes: docs/problems.md has one example each, these are the others.
 * «…» marks the expected caret position; message and hint are those of the first problem there.
 */
type Case = readonly [marked: string, code: ProblemCase['code'], message: string, hint: string | undefined];

const COURSE = 'courses/fall-2018/cos418.yaml';
const TERM = 'terms/fall-2018.yaml';
const IDS = 'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.';

function tell(path: string, marked: string, [, code, message, hint]: Case, others: ProblemCase['others'] = {}): void {
  const { files, line, column, length } = openCase({ code, path, marked, others });
  const { problems } = checkRules(files);
  const found = problems.map((problem) => ({ ...problem, source: undefined }));
  const at = { file: path, line, column, length: Math.max(1, length) };
  expect(found[0]).toEqual({ code, severity: expect.any(String), message, ...(hint ? { hint } : {}), at });
}

const patterns: readonly Case[] = [
  [
    '«{where: online}»',
    'pattern-incomplete',
    'This pattern does not say when it meets.',
    'Write on: Mon Wed 10:00am-10:50am, or dates and time, or after: a section.',
  ],
  [
    '{on: Mon 10am-11am, «dates»: 2018-10-24}',
    'key-combination',
    'on and dates do not go together.',
    'Write two patterns.',
  ],
  ['{on: Mon 10am-11am, «time»: 1pm-2pm}', 'key-combination', 'The time is there twice.', 'Take time: away.'],
  ['{«dates»: 2018-10-24}', 'pattern-incomplete', 'These dates have no time.', 'Add time: 7pm-9pm.'],
  [
    '{on: Mon 10am-11am, «for»: 1 hour}',
    'key-combination',
    'for goes with after or before.',
    'Take for: away, or write a pattern of its own.',
  ],
  [
    '{dates: 2018-10-24, time: 7pm-9pm, «gap»: 1 hour}',
    'key-combination',
    'gap goes with after or before.',
    'Take gap: away, or write a pattern of its own.',
  ],
  [
    '{after: P01, for: 1 hour, «every»: second week}',
    'key-combination',
    'every goes with weekdays; a relative pattern meets whenever the other section does.',
    'Take every: away, or write a pattern of its own.',
  ],
  [
    '{after: P01, for: 1 hour, «time»: 7pm-9pm}',
    'key-combination',
    'time goes with dates; say for how long with for.',
    'Take time: away, or write a pattern of its own.',
  ],
  [
    '{after: P01, for: 1 hour, weeks: «30»}',
    'no-such-week',
    'The term has no teaching week 30.',
    'Its weeks are 1 to 14.',
  ],
  [
    '«{after: P01, for: 1 hour, from: 2018-12-15}»',
    'never-meets',
    'This pattern never meets: none of the dates of P01 fits.',
    'Check its dates and weeks, or take it away.',
  ],
  [
    '{on: Mon 10am-11am x2, «copies»: 3}',
    'key-combination',
    'The number of copies is there twice.',
    'Take copies: or the x away.',
  ],
  [
    '{on: Mon 10am-11am, from: 2018-10-01, until: «2018-09-30»}',
    'span-backwards',
    '2018-09-30 lies before 2018-10-01.',
    'Put the earlier date into from.',
  ],
  [
    '«2020-10-24 7pm-9pm»',
    'outside-term',
    '2020-10-24 lies far outside the term (2018-09-12 to 2018-12-14).',
    'Check the year, or the term’s own dates.',
  ],
  ['«Mon 8am-8:01pm»', 'long-meeting', 'From 08:00 to 20:01 are 12 h 1 min.', 'Check which half of the day is meant.'],
  [
    '{on: Mon 10am-11am, copies: «0»}',
    'unknown-word',
    '“0” is no number that is possible here.',
    'Write a number from 1 on.',
  ],
  ['{on: Mon 10am-11am, id: «a b»}', 'bad-id', '“a b” is no id.', IDS],
  ['{on: Mon 10am-11am, half: «third»}', 'unknown-word', '“third” is not possible here.', 'Possible: first or second.'],
  ['{on: «[Mon 10am-11am]»}', 'wrong-shape', '“on” must be a text.', expect.stringContaining('needs quotes')],
];

test.each(patterns)('of the pattern %s it says what is wrong', (...one) => {
  const others = `sections:\n  P01: {kind: precept, meets: Fri 10am-11am}\n  L01: {kind: lecture, meets: ${one[0]}}\n`;
  tell(COURSE, `code: COS 418\ntitle: Distributed Systems\n${others}`, one);
});

const sections: readonly Case[] = [
  [
    'meets: TBA, «instead»: P01',
    'key-combination',
    'instead goes with ended.',
    'Add ended: the last date on which this section meets.',
  ],
  [
    'meets: TBA, listed: «cs8803»',
    'bad-id',
    '“cs8803” is no course and section.',
    'Write COURSE/SECTION by their ids: cs8803/A.',
  ],
  [
    'meets: Mon 10am-11am, topics: {2018-09-17: Paxos, «Mon 2018-09-17»: Raft}',
    'duplicate-key',
    '2018-09-17 has two topics.',
    'Keep one.',
  ],
  ['meets: TBA, also: «a.b»', 'bad-id', '“a.b” is no id.', IDS],
  [
    'meets: TBA, formerly: «p01»',
    'id-taken',
    'The id p01 is taken by the section P01.',
    'Ids differ in more than case; also and formerly count too.',
  ],
  [`meets: TBA, where: «${'x'.repeat(201)}»`, 'too-large', 'A place has at most 200 characters.', 'Shorten it.'],
  ['meets: TBA, with: «X99»', 'unknown-section', 'There is no section “X99” in this course.', 'Sections: P01 or L01.'],
  ['meets: TBA, title: «"a\\nb"»', 'wrong-shape', '“title” must be in one line.', 'Only notes may have several lines.'],
];

test.each(sections)('of the section {%s} it says what is wrong', (...one) => {
  const text = `sections:\n  P01: {kind: precept, meets: Fri 10am-11am}\n  L01: {kind: lecture, ${one[0]}}\n`;
  tell(COURSE, `code: COS 418\ntitle: Distributed Systems\n${text}`, one);
});

const changes: readonly Case[] = [
  [
    'sections: L01, on: 2018-10-15, cancel: yes, «move»: 2018-10-16',
    'key-combination',
    'cancel and move do not go together in one change.',
    'Write two changes.',
  ],
  [
    'sections: L01, on: 2018-10-15, closed: all day, «move»: 4pm',
    'key-combination',
    'closed and move do not go together in one change.',
    'Write two changes.',
  ],
  [
    'sections: L01, on: 2018-10-15, instead: Tue 10am-11am, «closed»: all day',
    'key-combination',
    'instead and closed do not go together in one change.',
    'Write two changes.',
  ],
  [
    'sections: L01, extra: 2018-10-16 4pm-5pm, «cancel»: yes',
    'key-combination',
    'extra and cancel do not go together in one change.',
    'Write two changes.',
  ],
  [
    'sections: L01, from: 2018-10-15, until: 2018-10-22, «move»: 2018-10-16',
    'key-combination',
    'Meetings of several dates cannot all move to one date.',
    'Write one change for each, or move to a time alone.',
  ],
  [
    'sections: L01, extra: 2018-10-16 4pm-5pm, «on»: 2018-10-16',
    'key-combination',
    'on does not go with extra.',
    'extra has a date of its own.',
  ],
  [
    '«extra»: 2018-10-16 4pm-5pm',
    'change-scope',
    'Which section does the extra meeting belong to?',
    'Add sections: L01.',
  ],
  [
    'sections: L01, «on»: 2018-10-15, until: 2018-10-22, cancel: yes',
    'key-combination',
    'on does not go with from and until.',
    'Keep the one date, or the span.',
  ],
  [
    'sections: L01, from: 2018-10-15, until: «2018-10-08», cancel: yes',
    'span-backwards',
    '2018-10-08 lies before 2018-10-15.',
    'Check both dates against the term.',
  ],
  [
    'on: 2018-10-15, «instead»: Tue 10am-11am',
    'change-scope',
    'Which sections meet by these other patterns?',
    'Add sections: or kinds:.',
  ],
  [
    'sections: L01, on: 2018-10-15, cancel: yes, pattern: «late»',
    'unknown-pattern',
    'There is no pattern “late” there.',
    'No pattern there has an id: take it away.',
  ],
];

describe('of a change', () => {
  const head =
    'code: COS 418\ntitle: Distributed Systems\nsections: {L01: {kind: lecture, meets: Mon 10am-11am}}\nchanges:\n';

  test.each(changes)('with %s it says what is wrong', (...one) => {
    tell(COURSE, `${head}  - {announced: 2018-10-10, ${one[0]}}\n`, one);
  });

  test('that cancels nothing the error is at its first key', () => {
    const marked = `${head}  - {«announced»: 2018-10-10, sections: L01, on: 2018-10-15, cancel: no}\n`;
    tell(COURSE, marked, [
      '',
      'change-empty',
      'This change changes nothing.',
      'Add one of cancel, move, where, staff, note, closed, extra, instead; a line for people alone is a note.',
    ]);
  });

  test('it reports that its id is taken', () => {
    const line = 'announced: 2018-10-10, sections: L01, on: 2018-10-15, note: Bring ID';
    tell(COURSE, `${head}  - {id: a, ${line}}\n  - {id: «A», ${line}}\n`, [
      line,
      'id-taken',
      'Two changes have the id A.',
      'Give one of them an id of its own: changes announced at one instant for one scope need it.',
    ]);
  });

  test('of a term it reports that no course is meant', () => {
    const term = 'title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n';
    const change = '{announced: 2018-10-10, kinds: lab, on: 2018-10-15, instead: {after: «L01», for: 1 hour}}';
    tell(TERM, `${term}changes: [${change}]\n`, [
      change,
      'key-combination',
      'after cannot stand here: no one course is meant.',
      'Write it in the course’s own file.',
    ]);
  });
});

const courses: readonly Case[] = [
  ['formerly: «418.b»\n', 'bad-id', '“418.b” is no id.', 'Write the file’s former name without .yaml.'],
  [
    'formerly: «COS418»\n',
    'id-taken',
    'COS418 is the course’s present id.',
    'formerly holds the names that the file had before.',
  ],
  ['crossListed: «計算»\n', 'bad-id', 'The code “計算” gives no id for an address.', 'Write {id: ece418, code: …}.'],
  [
    'staff: {song: Zhenyu Song, «Song»: Song Li}\n',
    'id-taken',
    'The id Song is taken by song.',
    'Ids differ in more than case.',
  ],
  ['«__proto__»: x\n', 'unknown-key', 'There is no key “__proto__”.', undefined],
  ['links: {«Forum»: }\n', 'empty-text', '“Forum” has nothing after it.', 'Write something, or take the key away.'],
  ['show staff: {«lecturer»: none}\n', 'unknown-key', 'There is no key “lecturer” here.', 'Did you mean “lecture”?'],
  [
    'note: «*top»\n',
    'yaml-anchor',
    'The alias *top is not read.',
    'Write the value itself; a text that begins with * needs quotes.',
  ],
  [
    'note: "one" «two»\n',
    'yaml-quotes',
    'Something follows where the value is already complete.',
    'Put the whole text in one pair of quotes; inside them write \\" for ".',
  ],
];

test.each(courses)('of the course with %j it says what is wrong', (...one) => {
  const text = 'sections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n';
  tell(COURSE, `code: COS 418\ntitle: Distributed Systems\n${one[0]}${text}`, one);
});

const terms: readonly Case[] = [
  [
    'periods: {«exams»: 2019-01-16 to 2019-01-26}\n',
    'duplicate-key',
    'The period exams has a key of its own.',
    'Write exams: … outside periods.',
  ],
  [
    'closings: [{name: Snow, date: 2018-11-15, from: 2pm, until: «1pm»}]\n',
    'span-backwards',
    'The closing ends at 13:00, before it begins at 14:00.',
    'A closing lies within one day; write one for each day.',
  ],
  [
    'closings: [{name: Snow, date: «2017-11-15»}]\n',
    'outside-term',
    'This closing lies outside the term’s dates.',
    'Check the year, or the term’s own dates.',
  ],
  [
    'swaps: [{date: «2017-10-09», follows: Monday}]\n',
    'outside-term',
    'This day swap lies outside the term’s dates.',
    'Check the year, or the term’s own dates.',
  ],
  ['weekStarts: «Mon Tue»\n', 'bad-weekday', '“Mon Tue” is more than one weekday.', 'Write one, for example Monday.'],
];

describe('of a term', () => {
  const head = 'title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n';

  test.each(terms)('with %j it says what is wrong', (...one) => {
    tell(TERM, head + one[0], one);
  });

  test('it names a zone by example where none is near', () => {
    tell(TERM, head.replace('America/New_York', '«Zzzz»'), [
      '',
      'unknown-zone',
      '“Zzzz” is no time zone.',
      'Write it as in America/New_York or Europe/Berlin.',
    ]);
  });

  test.each([
    ['terms/fall 2018.yaml', 'file-name', 'A term’s file cannot be called “fall 2018”.', IDS],
    [
      'terms/desk.yaml',
      'reserved-id',
      'A term cannot be called “desk”: that address is Belltower’s own.',
      'Call the file by the term: fall-2018.yaml.',
    ],
  ] as const)('%s it says what cannot be', (path, code, message, hint) => {
    tell(path, `«t»${head.slice(1)}`, ['', code, message, hint]);
  });
});

test('an empty file is reported as such', () => {
  tell(COURSE, '«»', ['', 'missing-key', 'The file is empty.', 'See docs/format.md for what it holds.']);
});

test('a file outside the folders of rules is reported', () => {
  tell('courses/cos418.yaml', '«c»ode: COS 418\n', [
    '',
    'file-name',
    'This file is in no place where rules are read.',
    'Rules are site.yaml, terms/TERM.yaml and courses/TERM/COURSE.yaml (and what `import` writes to imported/).',
  ]);
});
