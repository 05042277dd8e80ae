import { expect, test } from 'vitest';
import type { PublishedChange, PublishedCourse } from '../../../src/domain/published.ts';
import type { Courses } from '../../../src/feeds/courses.ts';
import { readCursor, writeCursor } from '../../../src/site/data/change-cursor.ts';
import { listChangesSince } from '../../../src/site/data/changes-since.ts';
import type { CourseEntry } from '../../../src/store/course-entry.ts';

const AT = Date.parse('2018-10-10T00:00:00Z');

function describeCourse(key: string, ats: readonly number[], firstPublished = 0) {
  const changes = ats.toReversed().map(
    (at, index): PublishedChange => ({
      at,
      identity: `${key}/L`,
      section: 'L',
      date: '2018-10-10',
      line: `${index}`,
    }),
  );
  const lastModified = ats.at(-1) ?? firstPublished;
  const published = { course: { key }, changes, meetings: [], firstPublished, lastModified };
  return {
    entry: { key, firstPublished, lastModified } as CourseEntry,
    published: published as unknown as PublishedCourse,
  };
}

/** @returns the courses, with the keys of those that were loaded */
function openCourses(all: readonly ReturnType<typeof describeCourse>[]) {
  const loaded: string[] = [];
  const courses = {
    ready: async (keys: Iterable<string>) => void loaded.push(...keys),
    get: (key: string) => all.find(({ entry }) => entry.key === key)?.published ?? null,
  } as unknown as Courses;
  return { courses, loaded, entries: all.map(({ entry }) => entry) };
}

test('only courses that were published since are loaded, and none that is new', async () => {
  const { courses, loaded, entries } = openCourses([
    describeCourse('t/old', [AT - 9000, AT]),
    describeCourse('t/changed', [AT - 9000, AT + 1000]),
    describeCourse('t/new', [], AT + 1000),
  ]);
  const found = await listChangesSince(courses, entries, { after: AT, rest: null }, { until: AT + 1000, limit: 10 });
  expect(found.changes).toHaveLength(1);
  expect(loaded).toEqual(['t/changed']);
});

test('what is not installed everywhere yet is left for the next time', async () => {
  const { courses, entries } = openCourses([describeCourse('t/a', [AT + 1000, AT + 2000])]);
  const first = await listChangesSince(courses, entries, { after: AT, rest: null }, { until: AT + 1000, limit: 10 });
  expect(first.changes.map(({ change }) => change.at)).toEqual([AT + 1000]);
  const second = await listChangesSince(courses, entries, first.cursor, { until: AT + 2000, limit: 10 });
  expect(second.changes.map(({ change }) => change.at)).toEqual([AT + 2000]);
});

test('a replica that is behind gives nothing, and takes nothing back', async () => {
  const { courses, entries } = openCourses([describeCourse('t/a', [AT])]);
  const found = await listChangesSince(courses, entries, { after: AT + 5000, rest: null }, { until: AT, limit: 10 });
  expect(found).toMatchObject({ changes: [], cursor: { after: AT + 5000, rest: null } });
});

test('a program that was away longer than changes are kept is told so', async () => {
  const ats = Array.from({ length: 300 }, (_, index) => AT + 1000 * (index + 1));
  const { courses, entries } = openCourses([describeCourse('t/busy', ats)]);
  const ask = { until: AT + 1_000_000, limit: 1000 };
  expect((await listChangesSince(courses, entries, { after: AT, rest: null }, ask)).truncated).toEqual(['t/busy']);
  expect((await listChangesSince(courses, entries, { after: AT + 1000, rest: null }, ask)).truncated).toEqual([]);
});

test('a cursor is read as it was written, and nothing else is', () => {
  const whole = { after: AT, rest: null };
  const inside = { after: AT, rest: { until: AT + 5000, course: 'fall-2018/cos418', skip: 7 } };
  expect(readCursor(writeCursor(whole))).toEqual(whole);
  expect(readCursor(writeCursor(inside))).toEqual(inside);
  for (const text of ['', '~', 'x y', `${writeCursor(inside)}~`, 'zzzzzzzzz']) expect(readCursor(text)).toBeNull();
});
