import { expect, test } from 'vitest';
import type { PublishedChange, PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { keepNewest } from '../../src/publication/changes.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { courseFacts, edit, movedTo, of, PUBLISHED, schedule, sectionFacts, venue } from './schedules.ts';

const RULES = schedule();
const LAST = reviseCourse(null, RULES, PUBLISHED).next;
const revise = (fresh: CourseSchedule, last: PublishedCourse = LAST) =>
  reviseCourse(last, fresh, last.lastModified + 1000).next;
const tell = ({ changes }: PublishedCourse) =>
  changes.map(({ section, date, until, meetings, line }) => [section, date, until, meetings, line]);

test('one edit of a section is one change, with what differs from it beside it: cancellations first, then moves', () => {
  let next = edit(RULES, of('P01'), (facts) => ({ ...facts, where: [venue('Hall 3')] }));
  next = edit(next, of('P01', '2018-10-11'), (facts) => ({ ...facts, status: 'cancelled', reason: 'Ill' }));
  next = edit(next, of('P01', '2018-10-18'), (facts) => movedTo(facts, '2018-10-19', '11:00', '11:50'));
  next = { ...next, course: courseFacts({ title: 'Systems' }) };
  expect(tell(revise(next))).toEqual([
    ['P01', '2018-10-11', undefined, undefined, 'cancelled: Ill'],
    ['P01', '2018-10-19', undefined, undefined, expect.stringMatching(/^moved from .*; room Hall 3 instead of/)],
    ['all', '2018-08-01', undefined, undefined, 'title changed from Distributed Systems'],
    ['P01', '2018-09-13', '2018-12-13', 12, expect.stringMatching(/^room Hall 3 instead of /)],
  ]);
});

test('meetings that begin at another hour of their days are said together, and so are those that end', () => {
  const later = edit(RULES, of('P01'), (facts) => movedTo(facts, facts.date, '15:00', '15:50'));
  expect(tell(revise(later))).toEqual([['P01', '2018-09-13', '2018-12-13', 14, '3 pm instead of 1:30 pm']]);
  const gone = { ...RULES, meetings: RULES.meetings.filter(of('L01')), series: RULES.series.slice(0, 1) };
  expect(tell(revise({ ...gone, sections: [sectionFacts('L01')] }))).toEqual([
    ['P01', '2018-08-01', undefined, undefined, 'section no longer given'],
    ['P01', '2018-09-13', '2018-12-13', 14, 'cancelled'],
  ]);
});

test('those withdrawn are one change too', () => {
  const withdrawn = RULES.meetings.filter(of('P01')).map(({ identity }) => identity);
  expect(tell(revise({ ...RULES, withdrawn }))).toEqual([
    ['P01', '2018-09-13', '2018-12-13', 14, 'withdrawn: it was listed by mistake'],
  ]);
});

test('a mass edit pushes out neither a cancellation nor a part of its own publication', () => {
  const change = (at: number, index: number, urgent = false): PublishedChange => ({
    ...{ at, identity: `${index}`, section: 'P01', date: '2018-10-11', line: '' },
    ...(urgent ? { urgent } : {}),
  });
  const changes = [
    ...Array.from({ length: 3 }, (_, index) => change(9, index)),
    ...Array.from({ length: 4 }, (_, index) => change(8, index)),
    change(7, 0, true),
    ...Array.from({ length: 4 }, (_, index) => change(6, index)),
    ...Array.from({ length: 7 }, (_, index) => change(5, index, true)),
  ];
  expect(keepNewest(changes, 5).map(({ at }) => at)).toEqual([9, 9, 9, 8, 8, 8, 8, 7, 5, 5, 5, 5]);
  expect(keepNewest(changes, 100)).toBe(changes);

  let course = revise(edit(RULES, of('P01', '2018-10-11'), (facts) => ({ ...facts, status: 'cancelled' })));
  for (let edits = 0; edits < 12; edits += 1) {
    const topics = edit(RULES, of('L01'), (facts) => ({ ...facts, topic: `${facts.date} ${edits}` }));
    const off = edit(topics, of('P01', '2018-10-11'), (facts) => ({ ...facts, status: 'cancelled' }));
    course = revise(off, course);
  }
  expect(course.changes.length).toBeLessThan(340);
  expect(course.changes.at(-1)).toMatchObject({ line: 'cancelled', urgent: true });
});
