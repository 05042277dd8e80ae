import { expect, test } from 'vitest';
import { idOfKind, ownTitle, readTitle } from '../../../src/import/calendar/titles.ts';

/** Key, kind, id, and what is the title's own. */
function tellTitle(title: string, code: string): string {
  const { key, kind, id, cancelled } = readTitle(title, code);
  return `${key} | ${kind} | ${id ?? '-'} | ${ownTitle(key, code, id) ?? '-'}${cancelled ? ' | cancelled' : ''}`;
}

test.each([
  ['COS 418 L01 · Lecture 7: Paxos', 'COS 418', 'COS 418 L01 · Lecture | lecture | L01 | -'],
  ['COS 418 Precept P02', 'COS 418', 'COS 418 Precept P02 | precept | P02 | -'],
  ['CANCELLED: COS 418 Lecture', 'COS 418', 'COS 418 Lecture | lecture | - | - | cancelled'],
  ['Abgesagt: Übung', 'INF 1', 'Übung | class | - | Übung | cancelled'],
  ['Office Hours (Ada Kiln)', 'COS 418', 'Office Hours (Ada Kiln) | office hours | - | Office Hours (Ada Kiln)'],
  ['OH', 'COS 418', 'OH | office hours | - | -'],
  ['Lab A', 'BIO 1', 'Lab A | lab | - | -'],
  ['Final exam', 'BIO 1', 'Final exam | exam | - | Final exam'],
  ['Guest talk', 'BIO 1', 'Guest talk | class | - | Guest talk'],
  ['BIO1 Lab 3', 'BIO 1', 'BIO1 Lab | lab | - | -'],
  ['Lecture: Trees', 'BIO 1', 'Lecture | lecture | - | -'],
  ['Lecture in Room B12', 'BIO 1', 'Lecture in Room B12 | lecture | B12 | Lecture in Room B12'],
  ['Tutorial T1A — North', 'BIO 1', 'Tutorial T1A — North | tutorial | T1A | Tutorial T1A — North'],
  ['', 'BIO 1', ' | class | - | -'],
])('the title %j in %j is read as %s', (title, code, expected) => {
  expect(tellTitle(title, code)).toBe(expected);
});

test('ids of kinds', () => {
  expect((['lecture', 'precept', 'office hours', 'exam', 'other'] as const).map(idOfKind)).toEqual([
    'L',
    'P',
    'OH',
    'EXAM',
    'X',
  ]);
});
