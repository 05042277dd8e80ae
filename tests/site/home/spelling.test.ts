/** Suggestions for a misspelt search. */
import { expect, test } from 'vitest';
import { createCorrection } from '../../../src/site/home/spelling.ts';
import type { CourseEntry } from '../../../src/store/course-entry.ts';

const COURSES = [
  { code: 'CS 101', title: 'Introduction to Programming' },
  { code: 'COS 418', title: 'Distributed Systems' },
  { code: 'ART 12', title: 'Künstlerische Übungen' },
] as unknown as readonly CourseEntry[];

test.each([
  [['introductoin'], ['introduction']],
  [
    ['distribted', 'sistems'],
    ['distributed', 'systems'],
  ],
  [
    ['cs', 'introducton'],
    ['cs', 'introduction'],
  ],
  [['kunstlerishe'], ['kunstlerische']],
  // A beginning of a word is right as it stands; a code is no slip; nothing is near.
  [['intro'], null],
  [['cos419'], null],
  [['xylophone'], null],
  [[], null],
])('%j becomes %j', (words, corrected) => {
  const correction = createCorrection(words);
  for (const course of COURSES) correction.learn(course);
  expect(correction.words()).toEqual(corrected);
});
