import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/catalog/diagnostics.ts';
import { findDisagreements, overlayCourse } from '../../src/catalog/overlay.ts';
import { openSource } from '../../src/catalog/source.ts';
import { parseYaml } from '../../src/catalog/yaml/parse.ts';
import { entryAt, type Node, plainOf, valueAt } from '../../src/catalog/yaml/tree.ts';

function nodeOf(text: string): Node {
  return parseYaml(new Diagnostics(openSource({ path: 'own.yaml', text }))) as Node;
}

const IMPORTED = `code: AAA 1
title: Beginnings
staff:
  able: Able
sections:
  A: {kind: lecture, meets: Mon Wed 9am-9:50am, where: North 1, staff: able, crn: 90001}
  B:
    kind: lab
    meets:
      - {on: Tue 9am-9:50am, where: South 1}
      - {id: b, on: Tue 1pm-2pm, where: South 2}
`;

test('the own file adds sections, topics, links and what people are', () => {
  const own =
    'staff:\n  able: {role: Professor}\nlinks: {Forum: https://example.edu}\nsections:\n  a: {topics: {2022-08-22: First}}\n  OH: {kind: office hours, meets: Fri 3pm-4pm}\n';
  const { root, disagreements } = overlayCourse(nodeOf(IMPORTED), nodeOf(own));
  expect(disagreements).toEqual([]);
  expect(plainOf(root)).toEqual({
    code: 'AAA 1',
    title: 'Beginnings',
    staff: { able: { name: 'Able', role: 'Professor' } },
    links: { Forum: 'https://example.edu' },
    sections: {
      a: {
        kind: 'lecture',
        meets: 'Mon Wed 9am-9:50am',
        where: 'North 1',
        staff: 'able',
        crn: '90001',
        topics: { '2022-08-22': 'First' },
      },
      B: {
        kind: 'lab',
        meets: [
          { on: 'Tue 9am-9:50am', where: 'South 1' },
          { id: 'b', on: 'Tue 1pm-2pm', where: 'South 2' },
        ],
      },
      OH: { kind: 'office hours', meets: 'Fri 3pm-4pm' },
    },
  });
});

test('the course’s own file wins, and each differing value is a disagreement', () => {
  const own = 'title: Beginnings, honours\nsections:\n  A: {meets: Mon Wed 10am-10:50am, where: North 1}\n';
  expect(findDisagreements(IMPORTED, own)).toEqual([
    { path: 'title', imported: 'Beginnings', own: 'Beginnings, honours' },
    { path: 'sections.A.meets', imported: 'Mon Wed 9am-9:50am', own: 'Mon Wed 10am-10:50am' },
  ]);
  expect(
    findDisagreements('sections: {A: {meets: TBA, where: TBA}}', 'sections: {A: {meets: Fri 1pm-2pm, where: North 9}}'),
  ).toEqual([]);
});

test('a room of the own section counts for patterns that had rooms of their own', () => {
  const { root } = overlayCourse(nodeOf(IMPORTED), nodeOf('sections: {B: {where: South 9}}'));
  expect(plainOf(valueAt(valueAt(root, 'sections'), 'B') as Node)).toEqual({
    kind: 'lab',
    meets: [{ on: 'Tue 9am-9:50am' }, { id: 'b', on: 'Tue 1pm-2pm' }],
    where: 'South 9',
  });
});

test('places point into the own file, and nowhere for what was imported', () => {
  const own = 'sections: {A: {note: Bring a pen}}';
  const { root } = overlayCourse(nodeOf(IMPORTED), nodeOf(own));
  const section = valueAt(valueAt(root, 'sections'), 'A');
  const note = valueAt(section, 'note');
  expect(own.slice(note?.start, note?.end)).toBe('Bring a pen');
  expect(entryAt(section, 'kind')?.keySpan.start).toBe(-1);
});

test('an empty own file leaves the imported course as it is', () => {
  expect(plainOf(overlayCourse(nodeOf(IMPORTED), nodeOf('')).root)).toEqual(plainOf(nodeOf(IMPORTED)));
});

/** The merged result as plain values, and the paths of conflicts. */
function lay(imported: string, own: string): readonly [unknown, readonly string[]] {
  const { root, disagreements } = overlayCourse(nodeOf(imported), nodeOf(own));
  return [plainOf(root), disagreements.map((one) => `${one.path}: ${one.imported} / ${one.own}`)];
}

test.each<readonly [string, string, string, unknown, readonly string[]]>([
  ['a text', 'note: a', 'note: b', { note: 'b' }, ['note: a / b']],
  ['the same text but for spaces', 'note: a', 'note: " a "', { note: ' a ' }, []],
  ['a key with nothing after it', 'note: a', 'note:\ntitle:', { note: 'a', title: undefined }, []],
  [
    'a list, which is taken whole',
    'formerly: [a, b]',
    'formerly: [b]',
    { formerly: ['b'] },
    ['formerly: ["a","b"] / ["b"]'],
  ],
  [
    'links, by their titles',
    'links: {F: x, G: y}',
    'links: {f: z, G: w}',
    { links: { F: 'x', G: 'w', f: 'z' } },
    ['links.G: y / w'],
  ],
  [
    'what is shown, by kind',
    'show staff: {lab: none}',
    'show staff: {exam: names}',
    { 'show staff': { lab: 'none', exam: 'names' } },
    [],
  ],
  [
    'a word for all kinds',
    'show staff: {lab: none}',
    'show staff: names',
    { 'show staff': 'names' },
    ['show staff: {"lab":"none"} / names'],
  ],
  [
    'people by ids of any case',
    'staff: {Ab: A B}',
    'staff: {ab: {role: C}}',
    { staff: { ab: { name: 'A B', role: 'C' } } },
    [],
  ],
  [
    'a person’s name',
    'staff: {ab: {name: A B, role: C}}',
    'staff: {ab: A C}',
    { staff: { ab: { name: 'A C', role: 'C' } } },
    ['staff.ab.name: A B / A C'],
  ],
  [
    'topics, by date',
    'sections: {A: {topics: {1: x, 2: y}}}',
    'sections: {a: {topics: {2: z}}}',
    { sections: { a: { topics: { 1: 'x', 2: 'z' } } } },
    ['sections.A.topics.2: y / z'],
  ],
  [
    'a section that is no mapping',
    'sections: {A: {kind: lab}}',
    'sections: {A: lab}',
    { sections: { A: 'lab' } },
    ['sections.A: {"kind":"lab"} / lab'],
  ],
  [
    'a mapping within a section, which is taken whole',
    'sections: {A: {crn: {a: 1, b: 2}}}',
    'sections: {A: {crn: {a: 1}}}',
    { sections: { A: { crn: { a: '1' } } } },
    ['sections.A.crn: {"a":"1","b":"2"} / {"a":"1"}'],
  ],
  [
    'a key in another case, which is another key',
    'sections: {A: {kind: lab}}',
    'sections: {A: {Kind: x}}',
    { sections: { A: { kind: 'lab', Kind: 'x' } } },
    [],
  ],
  [
    'a mapping where a list was imported',
    'links: [a]',
    'links: {F: x}',
    { links: { F: 'x' } },
    ['links: ["a"] / {"F":"x"}'],
  ],
  ['an own file that is no mapping', 'note: a', '[b]', ['b'], []],
  ['an imported file that is no mapping', '[a]', 'note: b', { note: 'b' }, []],
])('of %s the own one counts', (_, imported, own, plain, disagreements) => {
  expect(lay(imported, own)).toEqual([plain, disagreements]);
});

test.each<readonly [string, string, string, unknown]>([
  ['a room for one pattern', '{meets: {on: Mon, where: X}}', '{where: Y}', { meets: { on: 'Mon' }, where: 'Y' }],
  [
    'people for several',
    '{meets: [{on: Mon, staff: a, where: X}, Tue]}',
    '{staff: b}',
    { meets: [{ on: 'Mon', where: 'X' }, 'Tue'], staff: 'b' },
  ],
  ['a room, for patterns in a text', '{meets: Mon}', '{where: Y}', { meets: 'Mon', where: 'Y' }],
  ['no room', '{meets: {on: Mon, where: X}}', '{note: N}', { meets: { on: 'Mon', where: 'X' }, note: 'N' }],
  ['a room with nothing after it', '{meets: {on: Mon, where: X}}', '{where: }', { meets: { on: 'Mon', where: 'X' } }],
  [
    'a room and patterns of its own',
    '{meets: Mon}',
    '{where: Y, meets: {on: Tue, where: Z}}',
    { meets: { on: 'Tue', where: 'Z' }, where: 'Y' },
  ],
  ['a room, where nothing meets', '{kind: lab}', '{where: Y}', { kind: 'lab', where: 'Y' }],
])('a section’s own file may say %s', (_, imported, own, plain) => {
  expect(lay(`sections: {A: ${imported}}`, `sections: {A: ${own}}`)[0]).toEqual({ sections: { A: plain } });
});

test('what was imported has no place, however deep; what is taken over from it neither', () => {
  const { root } = overlayCourse(nodeOf('a: [b, {c: d}]\nstaff: {x: X}\n'), nodeOf('staff: {x: {role: R}}\n'));
  const places: number[] = [];
  const visit = (node: Node): void => {
    places.push(node.start, node.end);
    if (node.type === 'list') node.items.forEach(visit);
    if (node.type === 'map') {
      for (const { keySpan, value } of node.entries) {
        places.push(keySpan.start);
        visit(value);
      }
    }
  };
  visit(valueAt(root, 'a') as Node);
  expect(new Set(places)).toEqual(new Set([-1]));
  expect(entryAt(valueAt(valueAt(root, 'staff'), 'x'), 'name')?.keySpan.start).toBe(-1);
  expect(entryAt(root, 'staff')?.keySpan).toEqual({ start: 0, end: 5 });
});

test('files that cannot be read disagree in nothing', () => {
  expect([findDisagreements('a: [', 'a: b'), findDisagreements('a: b', 'a: ['), findDisagreements('', 'a: b')]).toEqual(
    [[], [], []],
  );
});
