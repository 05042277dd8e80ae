import { expect, it } from 'vitest';
import type { FeedAddress } from '../../src/feeds/address.ts';
import { composeSelection, createPrintedEvents } from '../../src/feeds/composition.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { nameSelection, readSelectionName, selectSections } from '../../src/feeds/feed-selection.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { publishLines } from '../fixtures/rules-published.ts';
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

it('has deadlines in the feed of a whole course only where the address asks for them', () => {
  const lines = `sections:
  L01: {kind: lecture, meets: Mon 10am-11am}
  P01: {kind: precept, meets: Fri 10am-11am}
deadlines:
  - {id: hw1, title: HW 1, due: 2018-10-01 5pm}
  - {id: lab1, title: Lab 1, due: 2018-10-02 5pm, for: P01}
`;
  courses.put('fall-2018/cos418', publishLines(['2018-09-01T12:00:00Z', lines]));
  const dueIn = (...parts: string[]) =>
    ['HW 1', 'Lab 1'].filter((title) => compose('cos418', parts, 'subscription').includes(`${title} due`));
  expect(dueIn('all')).toEqual([]);
  expect(dueIn('deadlines')).toEqual(['HW 1', 'Lab 1']);
  expect(dueIn('DEADLINES', 'L01')).toEqual(['HW 1']);
  expect(dueIn('all', 'deadlines')).toEqual(['HW 1', 'Lab 1']);
  // The two have names of their own in the cache, by which they are composed again.
  const view = courses.find('fall-2018', 'cos418');
  if (!view) throw new Error('no course');
  for (const parts of [['all'], ['all', 'deadlines']]) {
    const selection = selectSections(courses, view, {
      term: 'fall-2018',
      course: 'cos418',
      parts,
      form: 'subscription',
    });
    expect(readSelectionName(courses, nameSelection(selection))?.sections).toEqual(selection.sections);
  }
});
