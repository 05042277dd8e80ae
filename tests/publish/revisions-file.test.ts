/** Both forms of revisions.json, and damage in them. */
import { expect, it } from 'vitest';
import { printPublications, RevisionsError, readRevisions, writeRevisions } from '../../src/publish/revisions-file.ts';
import type { Store, StoredCourse } from '../../src/store/store.ts';
import { buildCos418 } from '../fixtures/published.ts';

const KEY = 'fall-2018/cos418';
const course: StoredCourse = { published: buildCos418(), rules: 'digest', retired: false };
const store = {
  loadCourses: async () => new Map([[KEY, course]]),
  holidays: async () => [],
} as unknown as Store;
const nothing = { files: new Map(), digests: new Map() };

it('reads what it wrote, which holds differences between meetings only', async () => {
  const text = writeRevisions(await printPublications(store), nothing, 1);
  expect(readRevisions(text)).toMatchObject({ build: 1, courses: { [KEY]: course } });
  expect(text.length).toBeLessThan(JSON.stringify(course).length / 2);
});

it('reads the courses of earlier releases, which are whole', () => {
  const text = JSON.stringify({ belltower: 'revisions', format: 1, courses: { [KEY]: course } });
  expect(readRevisions(text)).toMatchObject({ courses: { [KEY]: course } });
});

it.each([
  ['null', null],
  ['a course without a document', { ...course, published: null }],
  ['a row that is none', { ...course, published: { ...course.published, meetings: [null] } }],
  ['meetings that are no list', { ...course, published: { ...course.published, meetings: 1 } }],
])('names the course that is damaged: %s', (_, damaged) => {
  const read = readRevisions(JSON.stringify({ belltower: 'revisions', format: 2, courses: { [KEY]: damaged } }));
  expect(read).toBeInstanceOf(RevisionsError);
  expect((read as RevisionsError).message).toContain(KEY);
});

it('refuses a form of a later release', () => {
  const read = readRevisions(JSON.stringify({ belltower: 'revisions', format: 3, courses: {} }));
  expect(read).toMatchObject({ isNewer: true });
});
