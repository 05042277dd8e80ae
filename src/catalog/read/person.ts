/** The people of a course, and the `staff` keys that refer to them. */
import { foldId } from '../../domain/id.ts';
import type { Person } from '../../domain/person.ts';
import { quote } from '../../words/mistake.ts';
import { say } from '../../words/say.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readFlag, textOf } from '../fields.ts';
import { findNearest } from '../nearest.ts';
import { entriesOf, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import { readUrl } from './url.ts';

/** Finds a person by id or full name, both folded. */
export type PersonIndex = ReadonlyMap<string, Person>;

function plainName(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Names are compared without case and with spaces collapsed. */
function foldName(text: string): string {
  return plainName(text).toLowerCase();
}

export function readPeople(diagnostics: Diagnostics, node: Node | null): Person[] {
  const seen = new Map<string, string>();
  return entriesOf(node).map(({ key, keySpan, value }) => {
    const other = seen.get(foldId(key));
    if (other !== undefined)
      diagnostics.error('id-taken', keySpan, `The id ${key} is taken by ${other}.`, 'Ids differ in more than case.');
    seen.set(foldId(key), key);
    if (value.type !== 'map')
      return { id: key, name: value.type === 'text' ? value.value.trim() : key, role: null, url: null };
    return {
      id: key,
      name: textOf(value, 'name') ?? key,
      role: textOf(value, 'role'),
      url: readUrl(diagnostics, valueAt(value, 'url')),
      ...(readFlag(value, 'feed') ? { feed: true } : {}),
    };
  });
}

export function indexPeople(people: readonly Person[]): PersonIndex {
  const byName = people.map((person) => [foldName(person.name), person] as const);
  const byId = people.map((person) => [foldId(person.id), person] as const);
  return new Map([...byName, ...byId]);
}

const LONGEST_NAME = 120;

/** Reads `staff`: ids of people of the course (in a list or one text, separated by commas) or full names. Null: it says nothing. */
export function readStaff(diagnostics: Diagnostics, node: Node | null, people: PersonIndex): readonly Person[] | null {
  if (node?.type === 'text')
    return uniquePeople(splitNames(node, people).map((part) => readPerson(diagnostics, part, people)));
  if (node?.type !== 'list') return null;
  return uniquePeople(node.items.map((item) => (item.type === 'text' ? readPerson(diagnostics, item, people) : null)));
}

/** Splits a text at commas, unless the whole text is a known name. */
function splitNames(node: TextNode, people: PersonIndex): TextNode[] {
  if (!node.value.includes(',') || people.has(foldName(node.value))) return [node];
  const plain = node.end - node.start === node.value.length;
  return [...node.value.matchAll(/[^,;]+/g)].map((match): TextNode => {
    const value = match[0].trim();
    const start = node.start + match.index + match[0].indexOf(value);
    return plain ? { type: 'text', value, start, end: start + value.length } : { ...node, value };
  });
}

function readPerson(diagnostics: Diagnostics, node: TextNode, people: PersonIndex): Person | null {
  const text = plainName(node.value);
  if (text === '') return null;
  const known = people.get(foldName(text));
  if (known) return known;
  if (text.includes(' ') && text.length <= LONGEST_NAME) return { id: text, name: text, role: null, url: null };
  const nearest = findNearest(text, new Set([...people.values()].map(({ id }) => id)));
  const hint = nearest ? say('remedy.didYouMean', { text: quote(nearest) }) : say('remedy.unknownPerson');
  diagnostics.error('unknown-person', node, say('mistake.unknownPerson', { text: quote(text) }), hint);
  return null;
}

function uniquePeople(people: readonly (Person | null)[]): Person[] {
  return [...new Map(people.filter((person) => person !== null).map((person) => [foldId(person.id), person])).values()];
}
