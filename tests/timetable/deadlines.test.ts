import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { composeSelection } from '../../src/feeds/composition.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { createFeedCache } from '../../src/feeds/feed-cache.ts';
import { findSpans, listChosenMeetings } from '../../src/feeds/personal/composition.ts';
import { compareDocuments, selectMeetings } from '../../src/notices/content.ts';
import { writeCourseJson } from '../../src/site/data/course-json.ts';
import { browseCourse, type CoursePage } from '../../src/timetable/course-page.ts';
import { renderDeadlines } from '../../src/timetable/deadline-list.ts';
import { renderChooser } from '../../src/timetable/section-chooser.ts';
import { publishLines } from '../fixtures/rules-published.ts';

const RULES = `sections:
  L01: {kind: lecture, meets: Mon 10am-11am}
  P01: {kind: precept, meets: Fri 10am-11am}
  P02: {kind: precept, meets: Fri 11am-noon}
deadlines:
  - {id: hw1, title: HW 1, due: 2018-10-01 11:59pm, url: "https://example.edu/hw1"}
  - {id: hw2, title: HW 2, due: 2018-10-09 12am, note: On paper.}
  - {id: lab1, title: Lab 1, due: 2018-10-10 5pm, for: P01}
  - {id: lab2, title: Lab 2, due: 2018-10-11 5pm, for: P02}
`;
const published = publishLines(['2018-09-01T12:00:00Z', RULES]);
const courses = createCourses();
courses.put('fall-2018/cos418', published);
const feedCache = createFeedCache({
  courses,
  drafts: false,
  maxBytes: 1e9,
  compose: (selection) => composeSelection(selection, null),
});
const NOW = Date.parse('2018-10-02T15:00:00Z');

async function browse(choose: string[] | null, now: number | null = NOW): Promise<CoursePage> {
  const request = { term: 'fall-2018', course: 'cos418', choose, week: null, now };
  const page = await browseCourse({ courses, feedCache, drafts: false }, request);
  if (!page) throw new Error('no page');
  return page;
}
const titlesOf = ({ deadlines }: CoursePage) => deadlines.map(({ title }) => title);
const textOf = (node: unknown) =>
  node
    ? render(node as VNode)
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
    : '';

describe('a course’s page', () => {
  test('lists what is due for the choice, apart from its meetings', async () => {
    const page = await browse(['P02', 'deadlines']);
    expect(titlesOf(page)).toEqual(['HW 1', 'HW 2', 'Lab 2']);
    expect(page.due?.title).toBe('HW 2');
    expect(page.meetings.every(({ section }) => section === 'P02')).toBe(true);
    expect(page.feed?.path).toBe('/fall-2018/cos418/P02+deadlines.ics');
    expect(textOf(renderDeadlines(page))).toContain('Monday 8 October, midnight , HW 2 On paper.');
    expect(textOf(renderDeadlines(page))).toContain('Earlier: 1 deadline Monday 1 October, 11:59 pm , HW 1');
  });

  test('lists all of them without a choice, and where only deadlines are chosen', async () => {
    for (const choose of [[], ['deadlines']]) {
      const page = await browse(choose);
      expect(titlesOf(page)).toEqual(['HW 1', 'HW 2', 'Lab 1', 'Lab 2']);
      expect(new Set(page.meetings.map(({ section }) => section))).toEqual(new Set(['L01', 'P01', 'P02']));
    }
  });

  test('offers them as a section that is not chosen unasked', async () => {
    const page = await browse(null);
    expect(page.chosen).toEqual(['L01']);
    const chooser = textOf(renderChooser({ page, action: null, links: null, bar: null as never }));
    expect(chooser).toContain('Deadlines HW 2 due Monday 8 October, midnight');
  });

  test('has no such part where a course has none', async () => {
    const page = await browse(null);
    expect(
      renderDeadlines({ ...page, deadlines: [], sections: page.sections.filter(({ kind }) => kind !== 'deadline') }),
    ).toBeNull();
  });
});

test('a course’s JSON has them apart from its meetings', () => {
  const view = courses.find('fall-2018', 'cos418');
  const json = view && writeCourseJson(courses, view);
  expect(json?.meetings.some(({ section }) => section === 'deadlines')).toBe(false);
  expect(json?.deadlines[0]).toMatchObject({
    pattern: 'hw1',
    start: '2018-10-01T23:59:00-04:00',
    end: null,
    deadline: { title: 'HW 1', url: 'https://example.edu/hw1', for: [] },
  });
  expect(json?.sections.at(-1)).toMatchObject({ kind: 'deadline', feed: '/fall-2018/cos418/deadlines.ics' });
});

test('a personal calendar has those for its sections', () => {
  const dueIn = (...sections: string[]) =>
    listChosenMeetings(
      findSpans(
        courses,
        sections.map((section) => ({ term: 'fall-2018', course: 'cos418', section, from: null, until: null })),
        false,
      ),
    ).flatMap(({ meeting }) => meeting.facts.deadline?.title ?? []);
  expect(dueIn('deadlines', 'P02')).toEqual(['HW 1', 'HW 2', 'Lab 2']);
  expect(dueIn('P01', 'deadlines')).toEqual(['HW 1', 'HW 2', 'Lab 1']);
  expect(dueIn('deadlines')).toHaveLength(4);
  expect(dueIn('P01')).toEqual([]);
});

test('those who are told of changes are told of their own deadlines', () => {
  const later = RULES.replace('2018-10-10 5pm', '2018-10-12 5pm');
  const next = publishLines(['2018-09-01T12:00:00Z', RULES], ['2018-10-02T12:00:00Z', later]);
  const content = compareDocuments(published, next, NOW);
  const toldTo = (...sections: string[]) =>
    selectMeetings(content, { sections, part: 'all', at: NOW }).map(({ after }) => after?.deadline?.title);
  expect(toldTo()).toEqual(['Lab 1']);
  expect(toldTo('P01', 'deadlines')).toEqual(['Lab 1']);
  expect(toldTo('deadlines')).toEqual(['Lab 1']);
  expect(toldTo('P02', 'deadlines')).toEqual([]);
  expect(toldTo('P01')).toEqual([]);
});
