import { expect, it } from 'vitest';
import { readCatalog } from '../../src/catalog/catalog.ts';

const FILES = [
  { path: 'site.yaml', text: 'uidDomain: x.edu\n' },
  { path: 'terms/f.yaml', text: 'title: F\nzone: America/New_York\nclasses: 2026-09-02 to 2026-12-11\n' },
];
const course = (id: string, section = 'L') => ({
  path: `courses/f/${id}.yaml`,
  text: `code: A 1\ntitle: A\nsections: {${section}: {kind: lecture, meets: Mon 1pm-2pm}}\n`,
});

it.each([
  ...['rooms', 'holidays', 'Exams'].map((id) => [id, course(id)] as const),
  ['staff', course('a1', 'staff')] as const,
])('warns of the id %s, which is the address of a feed, and keeps what has it', (_, file) => {
  const { catalog, problems } = readCatalog([...FILES, file]);
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning reserved-id']);
  expect(catalog.courses.size).toBe(1);
});

it('says nothing of other ids', () => {
  expect(readCatalog([...FILES, course('a1')]).problems).toEqual([]);
});
