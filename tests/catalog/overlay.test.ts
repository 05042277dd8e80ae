import { expect, test } from 'vitest';
import { findDisagreements, overlayCourse } from '../../src/catalog/overlay.ts';
import { Reading } from '../../src/catalog/reading.ts';
import { openSource } from '../../src/catalog/source.ts';
import { parseYaml } from '../../src/catalog/yaml/parse.ts';
import { entryAt, type Node, plainOf, valueAt } from '../../src/catalog/yaml/tree.ts';

function nodeOf(text: string): Node {
  return parseYaml(new Reading(openSource({ path: 'own.yaml', text }))) as Node;
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

test('the own file wins, and each thing said twice and differently is a disagreement', () => {
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
