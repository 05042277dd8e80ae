import { expect, test } from 'vitest';
import type { PublishedCourse, PublishedSection } from '../../src/domain/published.ts';
import { listStaticFeeds } from '../../src/feeds/combinations.ts';
import { type CourseView, createCourses } from '../../src/feeds/courses.ts';
import { buildCourse } from '../fixtures/published.ts';

const course = (id: string, sections: Partial<PublishedSection>[], facts = {}): PublishedCourse =>
  buildCourse({ facts: { id, key: `fall-2018/${id}`, code: id.toUpperCase(), ...facts }, sections });

const HOST = course('art110', [{ id: '001', aliases: ['LEC'], listed: [{ course: 'bio210', section: 'A' }] }]);

function open(...all: PublishedCourse[]) {
  const courses = createCourses();
  for (const one of all) courses.put(one.course.key, one);
  const find = (id: string): CourseView => courses.find('fall-2018', id) ?? expect.unreachable();
  return { courses, find };
}

test('a listed section has the id of the address, and a static build writes it there', () => {
  const { courses, find } = open(HOST, course('bio210', [{ id: 'P01', kind: 'precept' }], { formerly: ['bio200'] }));
  expect(courses.sectionsOf(find('bio210')).map(({ id }) => id)).toEqual(['P01', 'A']);
  expect(courses.findSection(find('bio210'), 'a')?.section.id).toBe('001');
  const addresses = listStaticFeeds(courses, find('bio210'), 10).addresses;
  expect(new Set(addresses.map(({ parts }) => parts.join('+')))).toEqual(new Set(['P01', 'A', 'all', 'P01+A']));
  for (const { parts } of addresses) {
    for (const part of parts) if (part !== 'all') expect(courses.findSection(find('bio210'), part)).not.toBeNull();
  }
  // Also at the course's former address.
  expect(courses.sectionsOf(find('bio200')).map(({ id }) => id)).toEqual(['P01', 'A']);
});

test('a course’s current address wins over another’s former one', () => {
  const { courses, find } = open(HOST, course('bio210', [{ id: 'A', gone: true }, { id: 'P01' }]));
  expect(courses.findSection(find('bio210'), 'A')?.section.id).toBe('001');
  expect(courses.sectionsOf(find('bio210')).map(({ id, section }) => [id, section.gone])).toEqual([
    ['P01', false],
    ['A', false],
  ]);
});

test('a course’s own section comes before one that is listed under its id', () => {
  const { courses, find } = open(HOST, course('bio210', [{ id: 'A' }]));
  expect(courses.findSection(find('bio210'), 'A')?.section.id).toBe('A');
  expect(courses.sectionsOf(find('bio210')).map(({ section }) => section.id)).toEqual(['A']);
});

test('what is asked of a term as a whole is made once for each state of its courses', () => {
  const exam = course('bio210', [{ id: 'X', kind: 'exam' }], { draft: true });
  const { courses } = open(HOST, exam);
  const index = courses.termIndex('fall-2018', false);
  expect([index.ids, index.exams]).toEqual([['art110'], []]);
  expect(courses.termIndex('fall-2018', false)).toBe(index);
  expect(courses.termIndex('fall-2018', true)).toMatchObject({ ids: ['art110', 'bio210'], exams: [{ id: 'bio210' }] });
  const lastModified = index.lastModified + 60_000;
  courses.put('fall-2018/bio210', { ...exam, lastModified });
  // A draft's publication counts: its meetings may just have left a feed.
  expect(courses.termIndex('fall-2018', false)).toMatchObject({ ids: ['art110'], lastModified });
  expect(courses.termIndex('other', false)).toMatchObject({ entries: [], lastModified: 0 });
});
