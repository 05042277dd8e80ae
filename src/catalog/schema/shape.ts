/** Validates a file against its schema; schema issues become problems at the keys and values that cause them. */
import type { z } from 'zod';
import { quote } from '../../words/mistake.ts';
import { RHYTHM_WORDS } from '../../words/rhythm.ts';
import { say } from '../../words/say.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { findMeaning, findNearest, listWords } from '../nearest.ts';
import type { Span } from '../source.ts';
import { firstKeySpanOf, followPath, type Node, plainOf } from '../yaml/tree.ts';
import { keysAt } from './known-keys.ts';

type Issue = z.core.$ZodIssue;

/** Reports everything in `root` that the schema rejects. */
export function checkShape(diagnostics: Diagnostics, root: Node, schema: z.ZodType): void {
  const result = schema.safeParse(plainOf(root));
  if (result.success) return;
  for (const issue of result.error.issues) {
    if (diagnostics.isFull) return;
    reportIssue(diagnostics, root, schema, issue, []);
  }
}

function reportIssue(
  diagnostics: Diagnostics,
  root: Node,
  schema: z.ZodType,
  issue: Issue,
  base: readonly PropertyKey[],
): void {
  const path = [...base, ...issue.path];
  const { node, key, complete } = followPath(root, path);
  const span: Span = node.type === 'nothing' ? (key ?? node) : node;
  const name = String(path.at(-1) ?? '');
  const aboutValue = issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union';
  if (aboutValue && (!complete || (path.length === 0 && node.type === 'nothing'))) {
    reportMissing(diagnostics, firstKeySpanOf(node), name);
    return;
  }
  if (aboutValue && node.type === 'nothing') {
    diagnostics.error(
      'empty-text',
      span,
      `${quote(name)} has nothing after it.`,
      'Write something, or take the key away.',
    );
    return;
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      reportUnknownKeys(diagnostics, schema, node, path, issue.keys);
      return;
    case 'invalid_union':
      reportUnion(diagnostics, root, schema, issue, path, span);
      return;
    case 'invalid_type':
      diagnostics.error(
        'wrong-shape',
        span,
        `${label(name)} must be ${shapeWords(issue.expected)}.`,
        shapeHint(issue.expected),
      );
      return;
    case 'invalid_value':
      reportValue(diagnostics, span, node, name, issue.values.map(String));
      return;
    case 'invalid_key': {
      const at = followKey(root, base, issue.path) ?? span;
      reportKey(diagnostics, at, name, issue.issues);
      return;
    }
    case 'too_big':
      diagnostics.error(
        'too-large',
        span,
        issue.origin === 'string'
          ? say('mistake.longText', { name: label(name), maximum: String(issue.maximum) })
          : `${label(name)} has more than ${issue.maximum} entries.`,
        say('remedy.shorten'),
      );
      return;
    case 'too_small':
      diagnostics.error('empty-text', span, `${label(name)} is empty.`, 'Write something, or take the key away.');
      return;
    case 'invalid_format':
      reportFormat(diagnostics, span, name, textOf(node), issue.message);
      return;
    default:
      diagnostics.error(
        'wrong-shape',
        span,
        `${label(name)} cannot be read.`,
        'See docs/format.md for how it is written.',
      );
  }
}

function label(name: string): string {
  return name === '' || /^\d+$/.test(name) ? 'This' : quote(name);
}

function textOf(node: Node): string {
  return node.type === 'text' ? node.value : '';
}

function followKey(root: Node, base: readonly PropertyKey[], path: readonly PropertyKey[]): Span | null {
  const parent = followPath(root, [...base, ...path.slice(0, -1)]).node;
  if (parent.type !== 'map') return null;
  return parent.entries.find((entry) => entry.key === path.at(-1))?.keySpan ?? null;
}

function reportUnknownKeys(
  diagnostics: Diagnostics,
  schema: z.ZodType,
  node: Node,
  path: readonly PropertyKey[],
  keys: readonly string[],
): void {
  for (const key of keys) {
    if (diagnostics.isFull) return;
    reportUnknownKey(diagnostics, schema, node, path, key);
  }
}

function reportUnknownKey(
  diagnostics: Diagnostics,
  schema: z.ZodType,
  node: Node,
  path: readonly PropertyKey[],
  unknown: string,
): void {
  const entry = node.type === 'map' ? node.entries.find(({ key }) => key === unknown) : undefined;
  const known = keysAt(schema, path);
  const nearest = findMeaning(unknown, known) ?? findNearest(unknown, known);
  // `{name: EQuad D Wing, D221}`: the comma ends the text, and D221 becomes a key.
  const loose = entry?.value.type === 'nothing' && !nearest;
  const others = known.length > 0 ? `Known keys: ${listWords(known, 30)}.` : undefined;
  const hint = nearest
    ? `Did you mean ${quote(nearest)}?`
    : loose
      ? 'If it belongs to the text before it, put that text in quotes: a comma ends a text inside { }.'
      : others;
  diagnostics.error('unknown-key', entry?.keySpan ?? node, `There is no key ${quote(unknown)} here.`, hint);
}

function reportUnion(
  diagnostics: Diagnostics,
  root: Node,
  schema: z.ZodType,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PropertyKey[],
  span: Span,
): void {
  // The intended branch is one whose type matches: its issues are about nested values, not about the type. Of several,
  // that with the fewest issues.
  const isText = followPath(root, path).node.type === 'text';
  const isShape = (one: Pick<Issue, 'path' | 'code'>): boolean =>
    one.path.length === 0 && (one.code === 'invalid_type' || (one.code === 'invalid_value' && !isText));
  const fitting = issue.errors.filter((issues) => !issues.some(isShape));
  const [meant] = fitting.toSorted((one, other) => one.length - other.length);
  if (meant) {
    for (const inner of meant) reportIssue(diagnostics, root, schema, inner, path);
    return;
  }
  const shapes = issue.errors.flatMap((issues) =>
    issues.map((one) => (one.code === 'invalid_type' ? shapeWords(one.expected) : 'one of a few words')),
  );
  diagnostics.error(
    'wrong-shape',
    span,
    `${label(String(path.at(-1) ?? ''))} must be ${listWords(new Set(shapes))}.`,
    'See docs/format.md for how it is written.',
  );
}

function reportMissing(diagnostics: Diagnostics, span: Span, name: string): void {
  if (name === '')
    diagnostics.error('missing-key', span, 'The file is empty.', 'See docs/format.md for what it holds.');
  else diagnostics.error('missing-key', span, `The key ${quote(name)} is missing.`, `Add ${name}: …`);
}

function reportValue(diagnostics: Diagnostics, span: Span, node: Node, name: string, words: readonly string[]): void {
  if (node.type !== 'text') {
    diagnostics.error('wrong-shape', span, `${label(name)} must be a text.`, shapeHint('string'));
    return;
  }
  reportWord(diagnostics, span, node.value, words);
}

function reportWord(diagnostics: Diagnostics, span: Span, written: string, words: readonly string[]): void {
  const nearest = findMeaning(written, words) ?? findNearest(written, words);
  const hint = `${nearest ? `Did you mean ${quote(nearest)}? ` : ''}Possible: ${listWords(words, 20)}.`;
  diagnostics.error('unknown-word', span, `${quote(written)} is not possible here.`, hint);
}

function reportKey(
  diagnostics: Diagnostics,
  span: Span,
  name: string,
  issues: readonly { readonly code?: string; readonly message?: string }[],
): void {
  const format = issues.find((issue) => issue.code === 'invalid_format');
  if (format) reportFormat(diagnostics, span, '', name, format.message ?? '');
  else diagnostics.error('too-large', span, `The key ${quote(name)} is too long or empty.`);
}

function reportFormat(diagnostics: Diagnostics, span: Span, name: string, written: string, format: string): void {
  if (format === 'rhythm') reportRhythm(diagnostics, span, written);
  else if (format === 'week')
    diagnostics.error('unknown-word', span, `${quote(written)} is no number of a week.`, 'Write a number from 0 on.');
  else if (format === 'first week')
    diagnostics.error('unknown-word', span, `${quote(written)} is no number of a first week.`, 'Write 0 or 1.');
  else if (format === 'line')
    diagnostics.error('wrong-shape', span, `${label(name)} must be in one line.`, 'Only notes may have several lines.');
  else if (format === 'count')
    diagnostics.error(
      'unknown-word',
      span,
      `${quote(written)} is no number that is possible here.`,
      'Write a number from 1 on.',
    );
  else
    diagnostics.error(
      'bad-id',
      span,
      `${quote(written)} is no id.`,
      'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.',
    );
}

function reportRhythm(diagnostics: Diagnostics, span: Span, written: string): void {
  if (!/month/i.test(written)) reportWord(diagnostics, span, written, RHYTHM_WORDS);
  else
    diagnostics.error(
      'unknown-word',
      span,
      `${quote(written)} is not possible here.`,
      'Write it with the weekday, without every: on: first Monday of the month 4pm-5pm.',
    );
}

function shapeWords(expected: string): string {
  if (expected === 'string') return 'a text';
  if (expected === 'array') return 'a list';
  return 'a mapping (key: value)';
}

function shapeHint(expected: string): string {
  if (expected === 'string') return 'A text that begins with [ or { needs quotes; a list or mapping cannot stand here.';
  if (expected === 'array') return 'Write [a, b], or each on a line of its own after a dash.';
  return 'Write {key: value}, or each key on a line of its own, indented.';
}
