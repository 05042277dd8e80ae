/**
 * Merges a course's own file over its imported file. The own file adds and overrides; where both set a key to
 * different values, that is reported as a disagreement.
 *
 * Works on the nodes of the two files. Imported nodes get no position (NOWHERE), so that problems of the result
 * point into the own file or nowhere; the imported file is machine-written and checked separately.
 */
import { foldId } from '../domain/id.ts';
import { Diagnostics } from './diagnostics.ts';
import { NOWHERE, openSource } from './source.ts';
import { parseYaml } from './yaml/parse.ts';
import { type Entry, type MapNode, type Node, plainOf } from './yaml/tree.ts';

export interface Disagreement {
  /** `sections.A.where` */
  readonly path: string;
  readonly imported: string;
  readonly own: string;
}

export interface Overlaid {
  readonly root: Node;
  readonly disagreements: readonly Disagreement[];
}

/** Mappings merged by key, and those whose entries are merged as well; everything else is replaced as a whole. */
const BY_KEY = new Set(['staff', 'links', 'show staff', 'sections', 'topics']);
const ENTRIES_BY_KEY = new Set(['staff', 'sections']);

/** Merges the own course over the imported one. If either is not a mapping, returns the own one. */
export function overlayCourse(imported: Node, own: Node): Overlaid {
  const disagreements: Disagreement[] = [];
  if (own.type === 'nothing') return { root: withoutPlaces(imported), disagreements };
  if (imported.type !== 'map' || own.type !== 'map') return { root: own, disagreements };
  return { root: mergeMaps(imported, own, [], disagreements), disagreements };
}

/** The disagreements between two files; none if either cannot be parsed, which `check` reports. */
export function findDisagreements(imported: string, own: string): readonly Disagreement[] {
  const [below, above] = [imported, own].map((text) => parseYaml(new Diagnostics(openSource({ path: '', text }))));
  return below && above ? overlayCourse(below, above).disagreements : [];
}

function mergeMaps(below: MapNode, above: MapNode, path: readonly string[], disagreements: Disagreement[]): MapNode {
  const left = new Map(
    above.entries.filter(({ value }) => value.type !== 'nothing').map((entry) => [foldKey(entry.key, path), entry]),
  );
  const entries = below.entries.map((entry): Entry => {
    const own = left.get(foldKey(entry.key, path));
    if (!own) return { key: entry.key, keySpan: NOWHERE, value: withoutPlaces(entry.value) };
    left.delete(foldKey(entry.key, path));
    return {
      key: own.key,
      keySpan: own.keySpan,
      value: mergeValues(entry.value, own.value, [...path, entry.key], disagreements),
    };
  });
  return { ...above, entries: [...entries, ...left.values()] };
}

/** Ids are case-insensitive; keys are case-sensitive. */
function foldKey(key: string, path: readonly string[]): string {
  return path.length === 1 && ENTRIES_BY_KEY.has(path[0] as string) ? foldId(key) : key;
}

function mergeValues(below: Node, above: Node, path: readonly string[], disagreements: Disagreement[]): Node {
  const entryOf = path.length === 2 && ENTRIES_BY_KEY.has(path[0] as string) ? path[0] : null;
  const [one, other] = entryOf === 'staff' ? [asPerson(below), asPerson(above)] : [below, above];
  if ((entryOf !== null || isMergedByKey(path)) && one.type === 'map' && other.type === 'map') {
    const merged = mergeMaps(one, other, path, disagreements);
    return entryOf === 'sections' ? giveWay(merged, one, other) : merged;
  }
  const [imported, own] = [describe(below), describe(above)];
  if (imported !== own && imported !== 'TBA') disagreements.push({ path: path.join('.'), imported, own });
  return above;
}

function isMergedByKey(path: readonly string[]): boolean {
  const last = path.at(-1) as string;
  return BY_KEY.has(last) && (path.length === 1 || last === 'topics');
}

/** `able: Jo Able` is short for `able: {name: Jo Able}`. */
function asPerson(node: Node): Node {
  if (node.type !== 'text') return node;
  const { start, end } = node;
  return { type: 'map', entries: [{ key: 'name', keySpan: NOWHERE, value: node }], start, end };
}

/** A room or staff given by the own section overrides those of the imported patterns. */
function giveWay(merged: MapNode, below: MapNode, above: MapNode): MapNode {
  const has = (node: MapNode, key: string): boolean =>
    node.entries.some((entry) => entry.key === key && entry.value.type !== 'nothing');
  if (has(above, 'meets') || !has(below, 'meets')) return merged;
  const own = ['where', 'staff'].filter((key) => has(above, key));
  if (own.length === 0) return merged;
  const strip = (node: Node): Node =>
    node.type === 'map' ? { ...node, entries: node.entries.filter(({ key }) => !own.includes(key)) } : node;
  const entries = merged.entries.map((entry) => {
    if (entry.key !== 'meets') return entry;
    const { value } = entry;
    return { ...entry, value: value.type === 'list' ? { ...value, items: value.items.map(strip) } : strip(value) };
  });
  return { ...merged, entries };
}

function withoutPlaces(node: Node): Node {
  switch (node.type) {
    case 'list':
      return { ...node, ...NOWHERE, items: node.items.map(withoutPlaces) };
    case 'map':
      return {
        ...node,
        ...NOWHERE,
        entries: node.entries.map(({ key, value }) => ({ key, keySpan: NOWHERE, value: withoutPlaces(value) })),
      };
    default:
      return { ...node, ...NOWHERE };
  }
}

/** A value on one line, for comparison. */
function describe(node: Node): string {
  const plain = plainOf(node);
  return typeof plain === 'string' ? plain.trim() : (JSON.stringify(plain) ?? '');
}
