/**
 * A fast parser for the YAML that people and the importer mostly write: block mappings and lists, one-line texts,
 * plain or quoted, folded and literal texts, and one-line mappings and lists in braces and brackets.
 *
 * It supports a small part of YAML on purpose and returns null for anything else: errors, other multi-line texts, anchors,
 * escapes, keys without a value. The full parser then reads the file. Where it returns a result, that equals the
 * full parser's, positions included; a property test compares the two. It is ten times as fast, which matters for a
 * university's two thousand files, and a command that reads only a few files need not load the full parser.
 */
import { isPlain, LONGEST_KEY, readFlow } from './quick-flow.ts';
import { type Cursor, findLines, type Line } from './quick-lines.ts';
import { readBlockText } from './quick-text.ts';
import type { Entry, ListNode, MapNode, Node, TextNode } from './tree.ts';

const DEEPEST = 10;
/** Tabs, carriage returns, document markers and directives. */
const UNUSUAL = /[\t\r]|^(?:---|\.\.\.|%)/m;
const BLOCK_KEY = /([A-Za-z0-9](?:[A-Za-z0-9 _-]*[A-Za-z0-9_-])?):(?: +|$)/my;

/** The root mapping of a text without control characters; null: only the full parser can read it. */
export function parseQuickly(text: string): MapNode | null {
  if (UNUSUAL.test(text)) return null;
  return readMap({ text, lines: findLines(text), line: 0 }, 0, 0);
}

function readBlock(cursor: Cursor, indent: number, depth: number): Node | null {
  const line = cursor.lines[cursor.line] as Line;
  if (depth > DEEPEST) return null;
  return isItem(cursor, line) ? readList(cursor, indent, depth) : readMap(cursor, indent, depth);
}

function isItem({ text }: Cursor, line: Line): boolean {
  return text[line.at] === '-' && text[line.at + 1] === ' ';
}

function readMap(cursor: Cursor, indent: number, depth: number): MapNode | null {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let line = cursor.lines[cursor.line]; line && line.indent === indent; line = cursor.lines[cursor.line]) {
    const entry = readEntry(cursor, line, indent, depth);
    if (!entry || seen.has(entry.key)) return null;
    seen.add(entry.key);
    entries.push(entry);
  }
  const first = entries[0];
  if (!first || isDeeper(cursor, indent)) return null;
  return { type: 'map', entries, start: first.keySpan.start, end: (entries.at(-1) as Entry).value.end };
}

function readEntry(cursor: Cursor, line: Line, indent: number, depth: number): Entry | null {
  const { text } = cursor;
  BLOCK_KEY.lastIndex = line.at;
  const key = BLOCK_KEY.exec(text)?.[1];
  if (key === undefined || key.length > LONGEST_KEY) return null;
  const at = BLOCK_KEY.lastIndex;
  const keySpan = { start: line.at, end: line.at + key.length };
  cursor.line += 1;
  const value =
    at >= line.end || text[at] === '#' ? readNested(cursor, indent, depth) : readInline(cursor, at, line.end, indent);
  return value && { key, keySpan, value };
}

/** The value below a key: more indented, or a list at the key's own indentation. */
function readNested(cursor: Cursor, indent: number, depth: number): Node | null {
  const next = cursor.lines[cursor.line];
  if (!next) return null;
  if (next.indent > indent) return readBlock(cursor, next.indent, depth + 1);
  return next.indent === indent && isItem(cursor, next) ? readList(cursor, indent, depth + 1) : null;
}

function readList(cursor: Cursor, indent: number, depth: number): ListNode | null {
  const items: Node[] = [];
  const start = (cursor.lines[cursor.line] as Line).at;
  for (
    let line = cursor.lines[cursor.line];
    line && line.indent === indent && isItem(cursor, line);
    line = cursor.lines[cursor.line]
  ) {
    const item = readItem(cursor, line, indent, depth);
    if (!item) return null;
    items.push(item);
  }
  return isDeeper(cursor, indent) ? null : { type: 'list', items, start, end: (items.at(-1) as Node).end };
}

function readItem(cursor: Cursor, line: Line, indent: number, depth: number): Node | null {
  let at = line.at + 2;
  while (cursor.text[at] === ' ') at += 1;
  BLOCK_KEY.lastIndex = at;
  if (BLOCK_KEY.test(cursor.text)) {
    // `- on: …`: a mapping whose keys start in the column after the dash.
    line.indent += at - line.at;
    line.at = at;
    return depth > DEEPEST ? null : readMap(cursor, line.indent, depth + 1);
  }
  cursor.line += 1;
  return at >= line.end ? null : readInline(cursor, at, line.end, indent);
}

/** Whether the next line is more indented: then the value continues and was misread. */
function isDeeper(cursor: Cursor, indent: number): boolean {
  const next = cursor.lines[cursor.line];
  return next !== undefined && next.indent > indent;
}

/** A one-line value, followed by at most a comment. */
function readInline(cursor: Cursor, at: number, end: number, indent: number): Node | null {
  const { text } = cursor;
  const first = text[at] as string;
  if (first === '>' || first === '|') return readBlockText(cursor, at, end, indent);
  if (isDeeper(cursor, indent)) return null;
  if (!'"\'{['.includes(first)) return readPlain(text, at, end);
  const value = readFlow(text, at, 0);
  return value && /^(?: +#[^\n]*| *)$/.test(text.slice(value.end, end)) ? value : null;
}

function readPlain(text: string, at: number, end: number): TextNode | null {
  const comment = text.slice(at, end).search(/ #/);
  const value = text.slice(at, comment < 0 ? end : at + comment).trimEnd();
  // `Room #5`: left to the full parser, which warns about it.
  if (comment >= 0 && !/^ *#(?: |$)/.test(text.slice(at + value.length, end))) return null;
  return isPlain(value) ? { type: 'text', value, start: at, end: at + value.length } : null;
}
