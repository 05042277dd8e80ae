import { describe, expect, it } from 'vitest';
import { createReadingMemory, readCatalog } from '../../src/catalog/catalog.ts';

const SITE = { path: 'site.yaml', text: 'name: Site\nuidDomain: example.edu\n' };
const TERM = {
  path: 'terms/t.yaml',
  text: 'title: T\nzone: Europe/Zurich\nclasses: 2027-02-22 to 2027-06-04\n',
};
const IMPORTED = {
  path: 'imported/t/cs1.yaml',
  text: 'code: CS 1\ntitle: One\nsections:\n  A: {kind: lecture, meets: Mon 10:00am-11:00am, where: Hall 1}\n  B: {kind: lab, meets: TBA}\n',
};
const OWN = {
  path: 'courses/t/cs1.yaml',
  text: 'title: The First\nsections:\n  A: {where: Hall 2}\n  OH: {kind: office hours, meets: Fri 2pm-3pm}\n',
};

describe('an imported course', () => {
  it('stands alone', () => {
    const { catalog, problems } = readCatalog([SITE, TERM, IMPORTED]);
    expect(problems).toEqual([]);
    expect(catalog.courses.get('t/cs1')?.sections.map(({ id }) => id)).toEqual(['A', 'B']);
  });

  it('is overridden and extended by its own file', () => {
    const { catalog, problems } = readCatalog([SITE, TERM, OWN, IMPORTED]);
    expect(problems).toEqual([]);
    const course = catalog.courses.get('t/cs1');
    expect([course?.code, course?.title]).toEqual(['CS 1', 'The First']);
    expect(course?.sections.map(({ id }) => id)).toEqual(['A', 'B', 'OH']);
    expect(course?.sections[0]?.patterns[0]).toMatchObject({
      type: 'weekly',
      where: [{ type: 'text', text: 'Hall 2' }],
    });
  });

  it('is read again when only what was imported changed', () => {
    const memory = createReadingMemory();
    readCatalog([SITE, TERM, OWN, IMPORTED], { memory });
    const later = { ...IMPORTED, text: IMPORTED.text.replace('10:00am-11:00am', '9:00am-10:00am') };
    const { catalog } = readCatalog([SITE, TERM, OWN, later], { memory });
    expect(catalog.courses.get('t/cs1')?.sections[0]?.patterns[0]).toMatchObject({ start: '09:00' });
  });

  it('leaves its own file standing when it cannot be read', () => {
    const { catalog } = readCatalog([
      SITE,
      TERM,
      { ...OWN, text: `code: CS 1\n${OWN.text.replace('{where: Hall 2}', '{kind: lecture, meets: TBA}')}` },
      { ...IMPORTED, text: '{' },
    ]);
    expect(catalog.courses.get('t/cs1')?.sections.map(({ id }) => id)).toEqual(['A', 'OH']);
  });
});
