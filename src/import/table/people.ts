/** Reads a cell of names as people, first name first: "Smith, John" is John Smith. */
import { saysUnknown } from './cell.ts';

/** What a comma in a column separates: last and first name, or people. */
export type NameStyle = 'last, first' | 'listed';

const NOBODY =
  /^(?:staff|the staff|faculty(?: staff)?|instructor|professor|(?:instructor|faculty|staff|prof(?:essor)?)[ ,:-]*(?:tba|tbd|staff|unassigned|to be (?:announced|determined))|tba[ ,]*(?:staff|faculty|instructor)?|tbd[ ,].*|no instructor|multiple(?: instructors)?|various|departmental?|unstaffed|(?:staff|tba)[ ,]+(?:staff|tba|tbd))\.?$/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|ed\.?d|j\.?d|dr|prof|mr|mrs|ms)\.?$/i;
const MOST = 20;

export function learnNames(cells: Iterable<string>): NameStyle {
  let pairs = 0;
  let singles = 0;
  for (const names of namesIn(cells)) {
    const sure = sureStyle(names);
    if (sure) return sure;
    const [last = ''] = names;
    if (last.includes(' ')) continue;
    if (names.length === 2) pairs += 1;
    else if (names.length === 1 && !isNobody(last)) singles += 1;
  }
  // Where people go by one name, a comma stands between people.
  return pairs > 0 && singles * 10 < pairs ? 'last, first' : 'listed';
}

/** What stands between the commas of each part of a cell. */
function* namesIn(cells: Iterable<string>): Generator<readonly string[]> {
  for (const cell of cells)
    for (const part of withoutBrackets(cell).split(/[;|\n]/))
      yield part
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !SUFFIX.test(name));
}

/** The style where one cell leaves no doubt. */
function sureStyle(names: readonly string[]): NameStyle | null {
  const [, first = ''] = names;
  // Three surnames are no last and first names: here a comma stands between people.
  if (names.length >= 3 && names.length % 2 === 1 && names.every((name) => /^\p{Lu}\p{L}{2,}$/u.test(name)))
    return 'listed';
  // "Able, J." and "Able, Jo K." are unambiguous.
  const initial = /^(?:\p{Lu}\.?(?: ?\p{Lu}\.?)?|\p{L}+ \p{Lu}\.?)$/u.test(first);
  return names.length === 2 && initial ? 'last, first' : null;
}

/** `['Jo Able', 'Kim Baker']`, as programs print lists. */
function withoutBrackets(cell: string): string {
  const list = /^\[(.*)\]$/s.exec(cell.trim());
  return list ? (list[1] ?? '').replaceAll(/['"]\s*,\s*['"]/g, ';').replaceAll(/^['"]|['"]$/g, '') : cell;
}

export interface PeopleRead {
  readonly people: readonly string[];
  readonly doubt: string | null;
}

export function readPeople(cell: string, style: NameStyle): PeopleRead {
  const people: string[] = [];
  let doubt: string | null = null;
  for (const part of withoutBrackets(cell).split(/\s*[;|\n]\s*|\s+(?:and|&)\s+|\s+\/\s+/)) {
    const read = readPart(part.replaceAll(/\([^)]*\)|<[^>]*>|\[[^\]]*\]|\S+@\S+/g, ' ').trim(), style);
    people.push(...read.people);
    doubt ??= read.doubt;
  }
  const names = people
    .map((name) => name.replaceAll(/\s+/g, ' ').replace(/^[\s,.]+|[\s,]+$/g, ''))
    .filter((name) => name !== '' && !isNobody(name));
  return { people: [...new Set(names)].slice(0, MOST), doubt };
}

function isNobody(name: string): boolean {
  return saysUnknown(name) || NOBODY.test(name);
}

function readPart(part: string, style: NameStyle): PeopleRead {
  if (part === '' || isNobody(part)) return { people: [], doubt: null };
  const pieces = joinSuffixes(
    part
      .split(',')
      .map((piece) => piece.trim())
      .filter((piece) => piece !== ''),
  );
  if (pieces.length === 1) return { people: pieces, doubt: null };
  const allFull = pieces.every((piece) => piece.includes(' '));
  if (pieces.length === 2 && style === 'last, first') {
    return allFull && !/^(?:de|van|von|la|le|el|al|di|da|del|st|mc|mac|o)\b/i.test(part)
      ? { people: [turn(pieces)], doubt: `“${part}” read as one person; it may be two` }
      : { people: [turn(pieces)], doubt: null };
  }
  if (allFull) return { people: pieces, doubt: null };
  if (style === 'listed') {
    const one = pieces.length === 2 && pieces.every((piece) => !piece.includes(' '));
    return { people: pieces, doubt: one ? `“${part.slice(0, 80)}” read as two people; it may be one` : null };
  }
  if (pieces.length % 2 === 0) {
    const pairs = Array.from({ length: pieces.length / 2 }, (_, at) => turn(pieces.slice(at * 2, at * 2 + 2)));
    return { people: pairs, doubt: `“${part.slice(0, 80)}” read as ${pairs.join('; ').slice(0, 120)}` };
  }
  return { people: pieces, doubt: `“${part.slice(0, 80)}” read as ${pieces.length} people` };
}

function turn([last = '', first = '']: readonly string[]): string {
  return `${first} ${last}`.trim();
}

function joinSuffixes(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    if (joined.length > 0 && SUFFIX.test(piece)) joined[joined.length - 1] += ` ${piece}`;
    else joined.push(piece);
  }
  return joined;
}
