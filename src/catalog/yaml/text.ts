/** Cleans every text of a file: Unicode NFC, no control characters. */
import type { Diagnostics } from '../diagnostics.ts';
import type { Span } from '../source.ts';
import type { Node } from './tree.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: matches the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;
const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_LINES = /^[\x20-\x7e\n]*$/;

/** Whether a text has characters not allowed in a feed: controls, line separators, bidirectional overrides. */
export function hasForbidden(text: string): boolean {
  return FORBIDDEN.test(text) || !text.isWellFormed();
}

/** Whether none of a file's texts needs cleaning. */
export function isClean(text: string): boolean {
  return PLAIN_LINES.test(text) || (!hasForbidden(text) && text.normalize('NFC') === text);
}

/** The text in NFC, with tabs as spaces; characters not allowed in a feed are reported and removed. */
export function cleanText(diagnostics: Diagnostics, text: string, span: Span): string {
  if (PLAIN.test(text)) return text;
  const normal = text.normalize('NFC').replaceAll('\t', ' ').replaceAll('\r\n', '\n');
  if (!hasForbidden(normal)) return normal;
  const point = FORBIDDEN.exec(normal)?.[0].codePointAt(0) ?? 0xfffd;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  diagnostics.error(
    'control-character',
    span,
    `The text holds the control character ${name}.`,
    'Take it away; it may have come with pasted text.',
  );
  return normal.toWellFormed().replaceAll(new RegExp(FORBIDDEN, 'g'), ' ');
}

/** Cleans the texts of nodes that come from outside a file. */
export function cleanNode(diagnostics: Diagnostics, node: Node): Node {
  if (node.type === 'text') return { ...node, value: cleanText(diagnostics, node.value, node) };
  if (node.type === 'list') return { ...node, items: node.items.map((item) => cleanNode(diagnostics, item)) };
  if (node.type !== 'map') return node;
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: cleanNode(diagnostics, entry.value) })) };
}
