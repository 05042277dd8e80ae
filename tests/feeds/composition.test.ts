import { expect, it } from 'vitest';
import type { FeedAddress } from '../../src/feeds/address.ts';
import { composeSelection, createPrintedEvents } from '../../src/feeds/composition.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { selectSections } from '../../src/feeds/feed-selection.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { courseFacts, PUBLISHED, schedule } from '../publication/schedules.ts';

const crossListed = [{ id: 'ece418', code: 'ECE 418', title: 'Systems, Distributed' }];
const { next } = reviseCourse(null, { ...schedule(), course: courseFacts({ crossListed }) }, PUBLISHED);
const courses = createCourses();
courses.put(next.course.key, next);
const [first = '', second = ''] = next.sections.map(({ id }) => id);

function compose(
  id: string,
  parts: string[],
  form: FeedAddress['form'],
  print?: ReturnType<typeof createPrintedEvents>,
) {
  const view = courses.find('fall-2018', id);
  if (!view) throw new Error(`no course ${id}`);
  const address = { term: 'fall-2018', course: id, parts, form };
  return composeSelection(
    selectSections(courses, view, address),
    'https://calendar.example.edu',
    print,
  ).body.toString();
}

it('joins printed events to the same bytes as printing again, under each of a course’s codes', () => {
  const print = createPrintedEvents();
  for (let times = 0; times < 2; times += 1) {
    for (const id of ['cos418', 'ece418']) {
      for (const form of ['subscription', 'download'] as const) {
        for (const parts of [[first], [second], [first, second], ['all']]) {
          expect(compose(id, parts, form, print)).toBe(compose(id, parts, form));
        }
      }
    }
  }
  expect(compose('ece418', [first], 'subscription', print)).toContain('ECE 418');
});
