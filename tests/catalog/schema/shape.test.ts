import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../../src/domain/problem-codes.ts';
import { readMarked, readMarkedCourse, readMarkedTerm, SITE_PATH } from '../marked.ts';

const SECTIONS = 'sections: {L01: {kind: lab, meets: TBA}}\n';
const IDS = 'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.';
const TEXT = 'A text that begins with [ or { needs quotes; a list or mapping cannot stand here.';
const MAPPING = 'Write {key: value}, or each key on a line of its own, indented.';
const WRITTEN = 'See docs/format.md for how it is written.';
const MEND = 'Write something, or take the key away.';
const KNOWN =
  'Known keys: code, crossListed, formerly, title, titleLanguage, language, published, campus, url, links, note, staff, show staff, cancelled, taken away, draft, allow, sections, deadlines, changes or withdrawn.';

type Case = readonly [marked: string, code: ProblemCode, message: string, hint: string | undefined];

const courses: readonly Case[] = [
  ['note: «[a]»', 'wrong-shape', '“note” must be a text.', TEXT],
  ['links: «a»', 'wrong-shape', '“links” must be a mapping (key: value).', MAPPING],
  [
    'changes: «a»',
    'wrong-shape',
    '“changes” must be a list.',
    'Write [a, b], or each on a line of its own after a dash.',
  ],
  ['allow: «{a: b}»', 'wrong-shape', '“allow” must be a text or a list.', WRITTEN],
  ['formerly: [«[a]»]', 'wrong-shape', 'This must be a text.', TEXT],
  [`formerly: [${'a, '.repeat(10)}«[a]»]`, 'wrong-shape', 'This must be a text.', TEXT],
  ['staff: {a1: «[x]»}', 'wrong-shape', '“a1” must be a text or a mapping (key: value).', WRITTEN],
  ['staff: {1a: «[x]»}', 'wrong-shape', '“1a” must be a text or a mapping (key: value).', WRITTEN],
  ['draft: «[a]»', 'wrong-shape', '“draft” must be a text.', TEXT],
  ['draft: «maybe»', 'unknown-word', '“maybe” is not possible here.', 'Possible: yes, no, true or false.'],
  [
    'cancelled: «removd»',
    'unknown-word',
    '“removd” is not possible here.',
    'Did you mean “removed”? Possible: confirmed, cancelled or removed.',
  ],
  // Regression: these were reported as an empty word, at the whole mapping.
  ['show staff: «nobody»', 'unknown-word', '“nobody” is not possible here.', 'Possible: names, initials or none.'],
  [
    'show staff: {lecture: «nobody»}',
    'unknown-word',
    '“nobody” is not possible here.',
    'Possible: names, initials or none.',
  ],
  [
    'show staff: «[names]»',
    'wrong-shape',
    '“show staff” must be one of a few words or a mapping (key: value).',
    WRITTEN,
  ],
  [`formerly: «[${'a, '.repeat(50)}a]»`, 'too-large', '“formerly” has more than 50 entries.', 'Shorten it.'],
  [`crossListed: «${'x'.repeat(41)}»`, 'too-large', '“crossListed” has more than 40 characters.', 'Shorten it.'],
  [`crossListed: [«${'x'.repeat(41)}»]`, 'too-large', 'This has more than 40 characters.', 'Shorten it.'],
  [`crossListed: {code: «${'x'.repeat(41)}»}`, 'too-large', '“code” has more than 40 characters.', 'Shorten it.'],
  ['crossListed: {code: A, «titel»: B}', 'unknown-key', 'There is no key “titel” here.', 'Did you mean “title”?'],
  ['links: {«""»: https://example.edu}', 'too-large', 'The key “” is too long or empty.', undefined],
  [
    'links: {«"a\\nb"»: https://example.edu}',
    'wrong-shape',
    'This must be in one line.',
    'Only notes may have several lines.',
  ],
  ['note: «""»', 'empty-text', '“note” is empty.', MEND],
  ['staff: {a: {«name»: }}', 'empty-text', '“name” has nothing after it.', MEND],
  ['staff: {a: {«role»: A}}', 'missing-key', 'The key “name” is missing.', 'Add name: …'],
  ['staff: {«a b»: A}', 'bad-id', '“a b” is no id.', IDS],
  ['staff: {a: {name: A, «rol»: B}}', 'unknown-key', 'There is no key “rol” here.', 'Did you mean “role”?'],
  ['«zzzzzzzz»: b', 'unknown-key', 'There is no key “zzzzzzzz” here.', KNOWN],
  [
    '«zzzzzzzz»:',
    'unknown-key',
    'There is no key “zzzzzzzz” here.',
    'If it belongs to the text before it, put that text in quotes: a comma ends a text inside { }.',
  ],
  ['«notes»:', 'unknown-key', 'There is no key “notes” here.', 'Did you mean “note”?'],
  ['crossListed: «"a\\nb"»', 'wrong-shape', '“crossListed” must be in one line.', 'Only notes may have several lines.'],
  ['withdrawn: {«section»: L01}', 'missing-key', 'The key “date” is missing.', 'Add date: …'],
  ['withdrawn: [{section: L01, date: 2018-09-17, pattern: «a b»}]', 'bad-id', '“a b” is no id.', IDS],
];

const terms: readonly Case[] = [
  ['weeks: {«1000»: 2018-09-12}', 'unknown-word', '“1000” is no number of a week.', 'Write a number from 0 on.'],
  ['weeks: «[a]»', 'wrong-shape', '“weeks” must be a mapping (key: value).', MAPPING],
  ['breaks: [«a»]', 'wrong-shape', 'This must be a mapping (key: value).', MAPPING],
  ['breaks: [{dates: [«[a]»]}]', 'wrong-shape', 'This must be a text.', TEXT],
  [
    'swaps: {date: 2018-10-09, follows: Monday, «x»: y}',
    'unknown-key',
    'There is no key “x” here.',
    'Known keys: name, date, follows, from, until or for.',
  ],
  [
    `periods: {«${'x'.repeat(41)}»: 2018-09-12}`,
    'too-large',
    `The key “${'x'.repeat(41)}” is too long or empty.`,
    undefined,
  ],
];

describe('the shape of a file', () => {
  test('of a nested key is reported at the key', () => {
    const long = 'x'.repeat(81);
    const { problems, at } = readMarkedCourse(`sections: {L01: {kind: lab, meets: TBA, crn: {a: 1, «${long}»: 2}}}\n`);
    expect(problems.map(({ code, message, at }) => [code, message, at])).toEqual([
      ['too-large', `The key “${'x'.repeat(59)}…” is too long or empty.`, at],
    ]);
  });

  test.each(['«[a]»\n', '«a»\n'])('that is no mapping is reported as a whole: %j', (marked) => {
    const { problems, at } = readMarked(SITE_PATH, marked);
    expect(problems).toEqual([
      { code: 'wrong-shape', severity: 'error', message: 'This must be a mapping (key: value).', hint: MAPPING, at },
    ]);
  });

  const judge = (read: ReturnType<typeof readMarkedCourse>, [, code, message, hint]: Case): void => {
    expect(read.problems).toEqual([{ code, severity: 'error', message, ...(hint ? { hint } : {}), at: read.at }]);
  };

  test.each(courses)('of a course with %s is reported', (...one) => {
    judge(readMarkedCourse(`${one[0]}\n${SECTIONS}`), one);
  });

  test.each(terms)('of a term with %s is reported', (...one) => {
    judge(readMarkedTerm(`${one[0]}\n`), one);
  });
});
