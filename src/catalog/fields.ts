/**
 * Reads single values from nodes. The schema has already reported nodes of the wrong shape; these functions return
 * null for them.
 */
import type { Read } from '../words/mistake.ts';
import type { Diagnostics } from './diagnostics.ts';
import { itemsOf, type Node, type TextNode, valueAt } from './yaml/tree.ts';

export function textNodeOf(node: Node | null, key: string): TextNode | null {
  const value = valueAt(node, key);
  return value?.type === 'text' ? value : null;
}

/** A text on one line, trimmed; null if there is none. */
export function textOf(node: Node | null, key: string): string | null {
  const text = textNodeOf(node, key)?.value.trim();
  return text ? text : null;
}

/** Reads a text in a notation and reports mistakes. */
export function readText<T>(
  diagnostics: Diagnostics,
  node: Node | null,
  notation: (text: string) => Read<T>,
): T | null {
  if (node?.type !== 'text') return null;
  const read = notation(node.value);
  if (read.ok) return read.value;
  diagnostics.mistake(node, read.mistake);
  return null;
}

export function readField<T>(
  diagnostics: Diagnostics,
  node: Node | null,
  key: string,
  notation: (text: string) => Read<T>,
): T | null {
  return readText(diagnostics, valueAt(node, key), notation);
}

/** The texts of a list, or a single text. */
export function textNodesOf(node: Node | null): readonly TextNode[] {
  return itemsOf(node).filter((item) => item.type === 'text');
}

/** Ids in a list, or in one text separated by commas or spaces: `P01, P02`. Each keeps its node for positions. */
export function readIds(node: Node | null): { readonly id: string; readonly node: Node }[] {
  return textNodesOf(node).flatMap((text) => splitIds(text));
}

function splitIds(text: TextNode): { readonly id: string; readonly node: Node }[] {
  const found: { id: string; node: Node }[] = [];
  for (const match of text.value.matchAll(/[^\s,;]+/g)) {
    const whole = match[0] === text.value;
    // In a plain scalar the offsets of value and file agree; for quoted or folded ones the whole text is marked.
    const plain = text.end - text.start === text.value.length;
    const start = text.start + match.index;
    const node: TextNode =
      whole || !plain || text.start < 0 ? text : { type: 'text', value: match[0], start, end: start + match[0].length };
    found.push({ id: match[0], node });
  }
  return found;
}

export function readFlag(node: Node | null, key: string): boolean {
  const text = textOf(node, key);
  return text === 'yes' || text === 'true';
}
