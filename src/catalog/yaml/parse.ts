/** YAML text → nodes with positions. YAML errors become problems. */
import type { Pair, Scalar, Node as YamlNode } from 'yaml';
import { loadLater } from '../../domain/load-later.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { LIMITS } from '../limits.ts';
import type { Span } from '../source.ts';
import { parseQuickly } from './quick.ts';
import { reportSyntax } from './syntax.ts';
import { cleanText, isClean } from './text.ts';
import type { Entry, Node } from './tree.ts';

// For what the quick reader leaves to it.
const yaml = loadLater<typeof import('yaml')>('yaml');

/** The deepest nesting allowed; valid rules need at most eight levels. */
const DEEPEST = 20;

/** Reads a file's YAML; null if it has YAML errors, which are all reported. */
export function parseYaml(diagnostics: Diagnostics): Node | null {
  const { text } = diagnostics.source;
  if (text.length > LIMITS.fileLength) {
    diagnostics.error(
      'too-large',
      { start: 0, end: 1 },
      `The file has ${text.length} characters; at most ${LIMITS.fileLength} are read.`,
      'Split it.',
    );
    return null;
  }
  const quick = isClean(text) ? parseQuickly(text) : null;
  return quick ?? parseFully(diagnostics, text);
}

/** Checks the depth first, because the parser takes seconds over thousands of levels. */
function isNestedTooDeeply(text: string): boolean {
  if (/(?:[-?] ){50}/.test(text)) return true;
  let open = 0;
  for (const bracket of text.matchAll(/[[\]{}]/g)) {
    open += bracket[0] === '[' || bracket[0] === '{' ? 1 : -1;
    if (open > LIMITS.brackets) return true;
    if (open < 0) open = 0;
  }
  return false;
}

function reportDepth(diagnostics: Diagnostics, span: Span): void {
  diagnostics.error('too-large', span, 'The file is nested too deeply.', 'Rules are at most eight levels deep.');
}

/** Reads YAML with the full parser, which reports errors. */
export function parseFully(diagnostics: Diagnostics, text: string): Node | null {
  if (isNestedTooDeeply(text)) {
    reportDepth(diagnostics, { start: 0, end: 1 });
    return null;
  }
  try {
    const document = yaml().parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      keepSourceTokens: false,
    });
    reportSyntax(diagnostics, document.errors);
    if (document.errors.length > 0) return null;
    const root = document.contents ? convert(diagnostics, document.contents as YamlNode, 0) : null;
    return diagnostics.hasErrors ? null : (root ?? { type: 'nothing', start: 0, end: 0 });
  } catch (error) {
    // Nesting deep enough to exhaust the parser's stack; anything else is a bug here or in the parser.
    if (!(error instanceof RangeError)) throw error;
    reportDepth(diagnostics, { start: 0, end: 1 });
    return null;
  }
}

function convert(diagnostics: Diagnostics, node: YamlNode, depth: number): Node {
  const [start, end] = node.range ?? [0, 0];
  const span = { start, end };
  if (depth > DEEPEST) {
    reportDepth(diagnostics, span);
    return { type: 'nothing', ...span };
  }
  refuseMarks(diagnostics, node, span);
  if (yaml().isMap(node)) {
    const entries = convertEntries(diagnostics, node.items as Pair<YamlNode, YamlNode | null>[], depth);
    return { type: 'map', entries, start, end: node.flow ? end : (entries.at(-1)?.value.end ?? end) };
  }
  if (yaml().isSeq(node)) {
    const items = node.items.map((item) => convert(diagnostics, item as YamlNode, depth + 1));
    return { type: 'list', items, start, end: node.flow ? end : (items.at(-1)?.end ?? end) };
  }
  if (yaml().isScalar(node)) return convertScalar(diagnostics, node, span);
  return { type: 'nothing', ...span };
}

function convertScalar(diagnostics: Diagnostics, node: Scalar, span: Span): Node {
  if (node.type === 'PLAIN' && span.end === span.start) return { type: 'nothing', ...span };
  if (node.type === 'PLAIN') warnOfLostComment(diagnostics, span.end);
  const value = cleanText(diagnostics, String(node.value ?? ''), span);
  return { type: 'text', value, ...span };
}

function convertEntries(
  diagnostics: Diagnostics,
  pairs: readonly Pair<YamlNode, YamlNode | null>[],
  depth: number,
): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const { key, value } of pairs) {
    const [start, end] = key?.range ?? [0, 0];
    const keySpan = { start, end };
    if (!yaml().isScalar(key)) {
      diagnostics.error('wrong-shape', keySpan, 'A key must be a text.');
      continue;
    }
    refuseMarks(diagnostics, key, keySpan);
    const name = cleanText(diagnostics, String(key.value ?? ''), keySpan);
    if (name === '<<') {
      diagnostics.error(
        'yaml-merge',
        keySpan,
        'Merge keys (<<) are not read.',
        'Write the keys out where they are needed.',
      );
    } else if (seen.has(name)) {
      diagnostics.error(
        'duplicate-key',
        keySpan,
        `The key “${name}” is there twice.`,
        'Keep one of the two; several values of one key are written as a list.',
      );
    } else if (name === '__proto__') {
      diagnostics.error('unknown-key', keySpan, 'There is no key “__proto__”.');
    }
    seen.add(name);
    const node: Node = value ? convert(diagnostics, value, depth + 1) : { type: 'nothing', start: end, end };
    entries.push({ key: name, keySpan, value: node });
  }
  return entries;
}

function refuseMarks(diagnostics: Diagnostics, node: YamlNode, span: Span): void {
  if (yaml().isAlias(node)) {
    diagnostics.error(
      'yaml-anchor',
      span,
      `The alias *${node.source} is not read.`,
      'Write the value itself; a text that begins with * needs quotes.',
    );
    return;
  }
  if (node.tag)
    diagnostics.error(
      'yaml-tag',
      span,
      'YAML tags (!…) are not read: every value is a text.',
      'Take the tag away; a text that begins with ! needs quotes.',
    );
  if ('anchor' in node && node.anchor) {
    diagnostics.error(
      'yaml-anchor',
      span,
      `The anchor &${String(node.anchor)} is not read.`,
      'Take it away; a text that begins with & needs quotes.',
    );
  }
}

/** `where: Room #5`: YAML reads `#5` as a comment. */
function warnOfLostComment(diagnostics: Diagnostics, end: number): void {
  const { text } = diagnostics.source;
  if (text[end] !== ' ') return;
  const rest = /^ +#(?=[^\s#])[^\n]*/.exec(text.slice(end, end + 100));
  if (rest && /#\d/.test(rest[0])) {
    const from = end + rest[0].indexOf('#');
    diagnostics.warn(
      'lost-comment',
      { start: from, end: end + rest[0].length },
      'This is read as a comment and cuts the text off.',
      'Put the whole text in quotes, or a space after the #.',
    );
  }
}
