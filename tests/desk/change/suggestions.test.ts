/** The days suggested for a meeting: P01 of COS 418, Wednesday 19 September 2018 from 10 to 11. */
import { expect, test } from 'vitest';
import { suggestDays } from '../../../src/desk/change/suggestions.ts';
import type { PublishedCourse } from '../../../src/domain/published.ts';
import { createCourses } from '../../../src/feeds/courses.ts';
import { publishRules } from '../../scenario/published-rules.ts';

const STAFF = 'staff: {ada: Ada Lovelace}\n';
const OWN = `${STAFF}sections:
  L01: {kind: lecture, meets: Fri 10:30am-11:20am}
  P01: {kind: precept, meets: Wed 10am-11am, where: Bowen 222, staff: ada}
`;

/** @param other the sections of another course */
async function suggest(other: string): Promise<[string, string[]][]> {
  const courses = createCourses();
  const put = (course: PublishedCourse): PublishedCourse => {
    courses.put(course.course.key, course);
    return course;
  };
  const own = put(publishRules(OWN).next);
  const { next } = publishRules(`${STAFF}sections:\n${other}`);
  put({ ...next, course: { ...next.course, key: 'fall-2018/abc1', id: 'abc1', code: 'ABC 1' } });
  const meeting = own.meetings.find(({ facts }) => facts.section === 'P01' && facts.date === '2018-09-19');
  if (!meeting) throw new Error('P01 is not on 19 September');
  const context = { courses, store: { coursesUsing: async () => [...courses.keys()] } };
  const days = await suggestDays(context, own, meeting, Date.parse('2018-09-01'));
  return days.map(({ date, clashes }) => [date, clashes.map(({ kind, with: name }) => `${kind}: ${name}`)]);
}

test('a day on which the room, the person or the students are taken comes after the free ones', async () => {
  const room = '  A: {kind: lab, meets: Thu 10am-11am, where: Bowen 222}\n';
  const person = '  B: {kind: lab, meets: Mon Tue 9am-10:30am, where: CS 003, staff: ada}\n';
  expect(await suggest(room + person)).toEqual([
    ['2018-09-17', ['person: ABC 1 B']],
    ['2018-09-18', ['person: ABC 1 B']],
    ['2018-09-20', ['room: ABC 1 A']],
    ['2018-09-21', ['class: COS 418 L01']],
    ['2018-09-26', []],
  ]);
});

test('the free days nearest to it are suggested where there are enough', async () => {
  expect(await suggest('  A: {kind: lab, meets: Thu 10am-11am, where: Bowen 222}\n')).toEqual([
    ['2018-09-17', []],
    ['2018-09-18', []],
    ['2018-09-24', []],
    ['2018-09-25', []],
    ['2018-09-26', []],
  ]);
});
