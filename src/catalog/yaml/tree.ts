/**
 * A YAML file as a tree of texts, lists and mappings with their positions.
 *
 * Nothing is typed (YAML's failsafe schema): `01` is the text 01 and `NO` the text NO.
 */
import { NOWHERE, type Span } from '../source.ts';

export interface TextNode extends Span {
  readonly type: 'text';
  readonly value: string;
}

export interface ListNode extends Span {
  readonly type: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends Span {
  readonly type: 'map';
  readonly entries: readonly Entry[];
}

/** `key:` with nothing after it. */
export interface NothingNode extends Span {
  readonly type: 'nothing';
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

export type Node = TextNode | ListNode | MapNode | NothingNode;

/** The entry of a key, unless the key is missing or has no value. */
export function entryAt(node: Node | null | undefined, key: string): Entry | null {
  if (node?.type !== 'map') return null;
  for (const entry of node.entries) {
    if (entry.key === key) return entry.value.type === 'nothing' ? null : entry;
  }
  return null;
}

export function valueAt(node: Node | null | undefined, key: string): Node | null {
  return entryAt(node, key)?.value ?? null;
}

/** The span of a key; if it is missing, of the mapping. */
export function keySpanOf(node: Node, key: string): Span {
  return entryAt(node, key)?.keySpan ?? node;
}

/** The span of a key's value; if it is missing, of the mapping. */
export function valueSpanOf(node: Node, key: string): Span {
  return valueAt(node, key) ?? node;
}

/** The span of a mapping's first key; of any other node, the whole. */
export function firstKeySpanOf(node: Node): Span {
  return node.type === 'map' ? (node.entries[0]?.keySpan ?? node) : node;
}

/** A list's items; any other node as a single item; no items without a node. */
export function itemsOf(node: Node | null): readonly Node[] {
  if (!node || node.type === 'nothing') return [];
  return node.type === 'list' ? node.items : [node];
}

/** The entries of a mapping that have values. */
export function entriesOf(node: Node | null): readonly Entry[] {
  return node?.type === 'map' ? node.entries : [];
}

/** The node as plain values, for the schemas. */
export function plainOf(node: Node): unknown {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'nothing':
      return undefined;
    case 'list':
      return node.items.map((item) => plainOf(item) ?? '');
    case 'map': {
      const plain: Record<string, unknown> = {};
      // Keys without a value are kept, so that unknown ones are reported.
      for (const { key, value } of node.entries) plain[key] = plainOf(value);
      return plain;
    }
  }
}

export interface Followed {
  readonly node: Node;
  /** The node's key; null for list items. */
  readonly key: Span | null;
  /** Whether the whole path exists. */
  readonly complete: boolean;
}

/** Follows a path as far as it exists. */
export function followPath(root: Node, path: readonly PropertyKey[]): Followed {
  let node = root;
  let key: Span | null = null;
  for (const step of path) {
    const entry = node.type === 'map' ? node.entries.find((candidate) => candidate.key === step) : undefined;
    const next: Node | undefined = node.type === 'list' ? node.items[Number(step)] : entry?.value;
    if (!next) return { node, key, complete: false };
    node = next;
    key = entry?.keySpan ?? null;
  }
  return { node, key, complete: true };
}

const DEEPEST = 20;

/** Converts a JSON value from outside a file to nodes without positions; numbers and booleans become texts. */
export function nodeOf(value: unknown, depth = 0): Node {
  if (depth > DEEPEST || value === null || value === undefined) return { type: 'nothing', ...NOWHERE };
  if (Array.isArray(value)) return { type: 'list', items: value.map((item) => nodeOf(item, depth + 1)), ...NOWHERE };
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => ({
      key,
      keySpan: NOWHERE,
      value: nodeOf(item, depth + 1),
    }));
    return { type: 'map', entries, ...NOWHERE };
  }
  const text = value === true ? 'yes' : value === false ? 'no' : String(value);
  return { type: 'text', value: text.toWellFormed().normalize('NFC'), ...NOWHERE };
}
