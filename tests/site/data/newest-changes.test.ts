import { expect, test } from 'vitest';
import type { PublishedChange, PublishedCourse } from '../../../src/domain/published.ts';
import type { Courses } from '../../../src/feeds/courses.ts';
import { listNewest } from '../../../src/site/data/newest-changes.ts';
import type { CourseEntry } from '../../../src/store/course-entry.ts';

function open(...all: readonly (readonly [key: string, changes: readonly [at: number, urgent?: true][]])[]) {
  const loaded: string[] = [];
  const published = all.map(([key, own]) => {
    const changes = own.map(([at, urgent], index): PublishedChange => {
      const change = { at, identity: `${key}/L`, section: 'L', date: '2018-10-10', line: `${index}` };
      return urgent ? { ...change, urgent } : change;
    });
    return { course: { key }, changes } as unknown as PublishedCourse;
  });
  const courses = {
    ready: async (keys: Iterable<string>) => void loaded.push(...keys),
    get: (key: string) => published.find(({ course }) => course.key === key) ?? null,
  } as unknown as Courses;
  const entries = all.map(([key, own]) => ({ key, firstPublished: 0, lastModified: own[0]?.[0] }) as CourseEntry);
  return { courses, entries, loaded };
}

test('a publication is not split, not even between courses', async () => {
  const { courses, entries } = open(['t/a', [[9], [8], [8]]], ['t/b', [[8], [8], [7]]]);
  const found = await listNewest(courses, entries, 2);
  expect(found.map(({ course, change }) => [course.course.key, change.at])).toEqual([
    ['t/a', 9],
    ['t/a', 8],
    ['t/a', 8],
    ['t/b', 8],
    ['t/b', 8],
  ]);
});

test('cancellations and moves stay longer, and courses with nothing as new are not loaded', async () => {
  const { courses, entries, loaded } = open(['t/a', [[9], [9], [5, true], [4]]], ['t/b', [[8]]]);
  const found = await listNewest(courses, entries, 2);
  expect(found.map(({ change }) => change.at)).toEqual([9, 9, 5]);
  expect(loaded).toEqual(['t/a']);
});
