/** Folded and literal texts for the fast parser: `>-`, `>`, `|-` and `|`, and the lines below them. */
import type { Cursor } from './quick-lines.ts';
import type { TextNode } from './tree.ts';

const HEADER = /^[|>]-?$/;

/**
 * Reads lines of one indentation without gaps; null for anything else. Blank lines and what looks like a comment belong
 * to the text as long as it lasts: the full parser decides.
 * @param at where the header begins; `end` is its line's end, and `indent` that of the key or dash before it
 */
export function readBlockText(cursor: Cursor, at: number, end: number, indent: number): TextNode | null {
  const { text, lines } = cursor;
  const header = text.slice(at, end);
  const own = lines[cursor.line]?.indent ?? 0;
  if (!HEADER.test(header) || own <= indent) return null;
  const parts: string[] = [];
  let last = end;
  for (let line = lines[cursor.line]; line && line.indent > indent; line = lines[cursor.line]) {
    if (line.indent !== own || line.at - own !== last + 1 || text[line.end - 1] === ' ') return null;
    parts.push(text.slice(line.at, line.end));
    last = line.end;
    cursor.line += 1;
  }
  const next = lines[cursor.line];
  const gap = text.slice(last, next ? next.at - next.indent : text.length);
  if (gap === '' || !endsText(gap, indent)) return null;
  const value = parts.join(header[0] === '>' ? ' ' : '\n') + (header.endsWith('-') ? '' : '\n');
  return { type: 'text', value, start: at, end: last + 1 };
}

/** Whether the lines after a text are empty, or comments too far left to belong to it. */
function endsText(gap: string, indent: number): boolean {
  return gap
    .split('\n')
    .every((line) => line === '' || (line.trimStart().startsWith('#') && line.search('#') <= indent));
}
