import { describe, expect, test } from 'vitest';
import { hasForbidden, isClean } from '../../../src/catalog/yaml/text.ts';
import type { ProblemCode } from '../../../src/domain/problem-codes.ts';
import { readMarked, readMarkedCourse, SITE_PATH } from '../marked.ts';
import { readGoodCourse } from '../rules.ts';

const SECTIONS = 'sections: {L01: {kind: lab, meets: TBA}}\n';
const COLON = ['A colon and a space begin a new key here.', 'Put the whole text in quotes: note: "Bring: a laptop".'];
const QUOTES = ['A text cannot begin with this character.', 'Put the whole text in quotes.'];
const COMPLETE = [
  'Something follows where the value is already complete.',
  'Put the whole text in one pair of quotes; inside them write \\" for ".',
];
const INDENT = [
  'This line is not where its neighbours are.',
  'Keys of one mapping begin in one column; what belongs to a key is two spaces further in.',
];
const UNCLOSED = [
  'A quote, bracket or brace is not closed, or a colon is missing.',
  'Look for the missing " \' ] } or : before this place.',
];
const DOCUMENTS = ['A second YAML document (---) begins here.', 'One file holds one thing: take the line --- away.'];
const DEEP = ['The file is nested too deeply.', 'Rules are at most eight levels deep.'];
const TAGS = 'YAML tags (!…) are not read: every value is a text.';
const LOST = [
  'This is read as a comment and cuts the text off.',
  'Put the whole text in quotes, or a space after the #.',
];
const CONTROL = 'Take it away; it may have come with pasted text.';

describe('what YAML refuses', () => {
  test.each<readonly [string, ProblemCode, readonly string[]]>([
    ['note: «a»: b\n', 'yaml-colon', COLON],
    ['links: {a: «b: c»}\n', 'yaml-colon', COLON],
    ['note: «@»a\n', 'yaml-quotes', QUOTES],
    ['note: «`»a\n', 'yaml-quotes', QUOTES],
    ['note: "a" «b»\n', 'yaml-quotes', COMPLETE],
    ["note: 'a' «b»\n", 'yaml-quotes', COMPLETE],
    ['links:\n  a: https://example.edu\n« »b: https://example.edu\n', 'yaml-syntax', INDENT],
    ['links: [a\n«s»taff: {}\n', 'yaml-syntax', UNCLOSED],
    ['«a»\n', 'yaml-syntax', UNCLOSED],
    ['«--- a»\n', 'yaml-documents', DOCUMENTS],
    ['note: «!<x» a\n', 'yaml-tag', [TAGS, 'Take the tag away.']],
    ['note: !x «a»\n', 'yaml-tag', [TAGS, 'Take the tag away; a text that begins with ! needs quotes.']],
    [
      'note: &a «b»\n',
      'yaml-anchor',
      ['The anchor &a is not read.', 'Take it away; a text that begins with & needs quotes.'],
    ],
    [
      '&a «note»: b\n',
      'yaml-anchor',
      ['The anchor &a is not read.', 'Take it away; a text that begins with & needs quotes.'],
    ],
    ['!a «note»: b\n', 'yaml-tag', [TAGS, 'Take the tag away; a text that begins with ! needs quotes.']],
    ['«<<»: {a: b}\n', 'yaml-merge', ['Merge keys (<<) are not read.', 'Write the keys out where they are needed.']],
    ['? «[a]»\n: b\n', 'wrong-shape', ['A key must be a text.']],
    [
      '«title»: Again\n',
      'duplicate-key',
      ['The key “title” is there twice.', 'Keep one of the two; several values of one key are written as a list.'],
    ],
    [
      '- «a»\n'.replace('- «a»', '«-» a'),
      'yaml-syntax',
      ['Implicit keys need to be on a single line.', 'See docs/format.md for how the file is written.'],
    ],
    ['note: «"a\\u0007b"»\n', 'control-character', ['The text holds the control character U+0007.', CONTROL]],
    ['note: «"a\\ud800b"»\n', 'control-character', ['The text holds the control character U+FFFD.', CONTROL]],
    [
      'links: {«"a\\u202e"»: https://example.edu}\n',
      'control-character',
      ['The text holds the control character U+202E.', CONTROL],
    ],
    [`links: ${'['.repeat(20)}«[]»${']'.repeat(20)}\n`, 'too-large', DEEP],
    [`links: ${'['.repeat(20)}«${'['.repeat(480)}${']'.repeat(480)}»${']'.repeat(20)}\n`, 'too-large', DEEP],
    [`links: ${'{a: '.repeat(20)}«{}»${'}'.repeat(20)}\n`, 'too-large', DEEP],
    [`links:\n  ${'- '.repeat(20)}«a»\n`, 'too-large', DEEP],
  ])('%j is told in words that people can act on', (marked, code, [message, hint]) => {
    const { problems, at } = readMarkedCourse(marked + SECTIONS);
    const first = problems.find((problem) => problem.code === code);
    expect(first).toEqual({ code, severity: 'error', message, ...(hint ? { hint } : {}), at });
    expect(problems[0]?.code).toBe(code);
  });

  test('is reported once per line', () => {
    const { problems } = readMarkedCourse('note: "a" b "c" d\ntitle: @e @f\n«»');
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([
      ['yaml-quotes', 3],
      ['yaml-quotes', 4],
    ]);
  });

  test.each([
    ['501 brackets', `links: ${'['.repeat(501)}`],
    ['501 brackets after others that were closed', `name: >-\n  ${']'.repeat(9)}${'['.repeat(501)}`],
    ['501 braces', `links: ${'{a: '.repeat(501)}`],
    ['fifty dashes', `links:\n  ${'- '.repeat(50)}`],
    ['fifty question marks', `links:\n  ${'? '.repeat(50)}`],
  ])('is not even looked at with %s', (_, text) => {
    const { problems, at } = readMarked(SITE_PATH, `«u»idDomain: example.edu\n${text}`);
    expect(problems).toEqual([{ code: 'too-large', severity: 'error', message: DEEP[0], hint: DEEP[1], at }]);
  });

  test('is no bracket that was closed again', () => {
    const many = `]}${'[]{}'.repeat(480)}`;
    expect(readGoodCourse(`note: >-\n  ${many}\n${SECTIONS}`).note).toBe(many);
  });

  test('is a file of more than 500000 characters', () => {
    const domain = 'uidDomain: example.edu\n#';
    const fill = 'x'.repeat(500_000 - domain.length);
    expect(readMarked(SITE_PATH, `${domain}${fill}«»`).problems).toEqual([]);
    const { problems, at } = readMarked(SITE_PATH, `«u»${domain.slice(1)}${fill}x`);
    expect(problems).toEqual([
      {
        code: 'too-large',
        severity: 'error',
        message: 'The file has 500001 characters; at most 500000 are read.',
        hint: 'Split it.',
        at,
      },
    ]);
  });
});

describe('a comment that looks like part of the text', () => {
  test.each(['Room «#5»', 'Room   «#5»', 'Room «#x #5»', `a${' '.repeat(98)}«#5»`])('is reported: %j', (text) => {
    const { problems, at } = readMarkedCourse(`note: ${text}\n${SECTIONS}`);
    expect(problems).toEqual([{ code: 'lost-comment', severity: 'warning', message: LOST[0], hint: LOST[1], at }]);
  });

  test.each(['Room # 5', 'Room # see #5', 'Room #x', 'Room ##5', '"Room" #5', 'Room#5', '"Room #5"'])(
    'is none in %j',
    (text) => {
      // Read by the quick parser, and by the full one, which the folded scalar requires.
      for (const more of ['', 'draft: >-\n  no\n'])
        expect(readMarkedCourse(`note: ${text}\n${more}${SECTIONS}«»`).problems).toEqual([]);
    },
  );
});

describe('characters', () => {
  const from = (...points: readonly number[]): string => String.fromCharCode(...points);

  test.each([
    0x00, 0x08, 0x0b, 0x1f, 0x7f, 0x9f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800, 0xfeff, 0xfffe, 0xffff,
  ])('%i may not reach a feed', (point) => {
    expect(hasForbidden(`a${from(point)}b`)).toBe(true);
    expect(isClean(`a${from(point)}b`)).toBe(false);
  });

  test.each([0x09, 0x0a, 0x20, 0x7e, 0xa0, 0x2027, 0x202f, 0x2065, 0x206a, 0xe9, 0xfffd])('%i may', (point) => {
    expect(hasForbidden(`a${from(point)}b`)).toBe(false);
    expect(isClean(`a${from(point)}b`)).toBe(true);
  });

  test('that are composed are one, and clean is what needs no composing', () => {
    expect([isClean('e\u0301'), isClean('é'), isClean('a\nb')]).toEqual([false, true, true]);
    expect(readGoodCourse(`note: "e\\u0301\\tb\\r\\nc"\n${SECTIONS}`).note).toBe('é b\nc');
  });
});
