/** One-line values for the fast parser: quoted texts, mappings in braces, lists in brackets. */
import type { Entry, Node } from './tree.ts';

const DEEPEST = 10;
/** The longest implicit key that YAML allows, in characters. */
export const LONGEST_KEY = 200;
const FLOW_KEY = /([A-Za-z0-9](?:[A-Za-z0-9 _-]*[A-Za-z0-9_-])?): +/y;
const PLAIN_BEGINS = /[A-Za-z0-9(./\u00a1-\ud7ff]/;
const QUOTED = /"((?:[^"\\\n]|\\["\\/])*)"|'((?:[^'\n]|'')*)'/y;
const FLOW_PLAIN = /[^,[\]{}\n]+/y;

/** Whether an unquoted text is unambiguously a plain scalar. */
export function isPlain(value: string): boolean {
  return PLAIN_BEGINS.test(value[0] ?? '') && !value.includes(': ') && !value.includes(' #') && !value.endsWith(':');
}

/** A value in quotes, braces or brackets, or (inside those) a plain text; null for anything unsupported. */
export function readFlow(text: string, at: number, depth: number): Node | null {
  const first = text[at];
  if (depth > DEEPEST) return null;
  if (first === '{' || first === '[') return readFlowCollection(text, at, depth, first === '{');
  if (first === '"' || first === "'") {
    QUOTED.lastIndex = at;
    const match = QUOTED.exec(text);
    if (!match) return null;
    const value = match[1]?.replaceAll(/\\(.)/g, '$1') ?? (match[2] as string).replaceAll("''", "'");
    return { type: 'text', value, start: at, end: QUOTED.lastIndex };
  }
  FLOW_PLAIN.lastIndex = at;
  const value = FLOW_PLAIN.exec(text)?.[0].trimEnd();
  return value !== undefined && isPlain(value) ? { type: 'text', value, start: at, end: at + value.length } : null;
}

function readFlowCollection(text: string, start: number, depth: number, isMap: boolean): Node | null {
  const entries: Entry[] = [];
  const items: Node[] = [];
  const seen = new Set<string>();
  const close = isMap ? '}' : ']';
  let at = skipSpaces(text, start + 1);
  while (text[at] !== close) {
    const key = isMap ? readFlowKey(text, at, seen) : null;
    if (isMap && !key) return null;
    const value = readFlow(text, key?.next ?? at, depth + 1);
    if (!value) return null;
    if (key) entries.push({ key: key.name, keySpan: { start: at, end: at + key.name.length }, value });
    else items.push(value);
    const next = skipComma(text, value.end, close);
    if (next === null) return null;
    at = next;
  }
  const span = { start, end: at + 1 };
  return isMap ? { type: 'map', entries, ...span } : { type: 'list', items, ...span };
}

/** @param seen the mapping's keys so far; this key is added */
function readFlowKey(
  text: string,
  at: number,
  seen: Set<string>,
): { readonly name: string; readonly next: number } | null {
  FLOW_KEY.lastIndex = at;
  const name = FLOW_KEY.exec(text)?.[1];
  if (name === undefined || name.length > LONGEST_KEY || seen.has(name)) return null;
  seen.add(name);
  return { name, next: FLOW_KEY.lastIndex };
}

/** The offset of the next item or of the closing bracket; null if neither follows. */
function skipComma(text: string, from: number, close: string): number | null {
  const at = skipSpaces(text, from);
  if (text[at] === close) return at;
  const next = skipSpaces(text, at + 1);
  return text[at] === ',' && text[next] !== close ? next : null;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}
