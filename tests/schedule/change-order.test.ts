import { expect, test } from 'vitest';
import { listAnnouncements } from '../../src/schedule/change-order.ts';
import { change, makeCourse, makeTerm } from './rules.ts';

test('announcements are those of the course and its term, each instant once, in order', () => {
  const at = (announced: number) => change(null, '2018-10-11', { cancel: true }, { announced });
  const term = makeTerm({ changes: [at(30), at(9)] });
  expect(listAnnouncements(makeCourse([], { changes: [at(100), at(9), at(-5)] }), term)).toEqual([-5, 9, 30, 100]);
  expect(listAnnouncements(makeCourse([]), makeTerm())).toEqual([]);
});
