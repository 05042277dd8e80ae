import { expect, test } from 'vitest';
import { finishProblems } from '../../src/catalog/finish.ts';
import type { Problem } from '../../src/domain/problem.ts';

const files = [
  { path: 'a.yaml', text: 'one\ntwo\nthree' },
  { path: 'b.yaml', text: 'four' },
];
const at = { file: 'a.yaml', line: 1, column: 1, length: 3 };
const problem: Problem = { code: 'room-conflict', severity: 'warning', message: 'M', at };

test('problems that differ in anything shown are all reported, each with its line', () => {
  const different: readonly Problem[] = [
    { ...problem, code: 'person-conflict' },
    problem,
    { ...problem, message: 'N' },
    { ...problem, at: { ...at, column: 2 } },
    { ...problem, at: { ...at, line: 3 } },
    { ...problem, at: { ...at, file: 'b.yaml' } },
  ];
  const found = finishProblems([...different, ...different], files, new Map());
  expect(found.map(({ source, ...rest }) => [source, rest])).toEqual(
    ['one', 'one', 'one', 'one', 'three', 'four'].map((source, index) => [source, different[index]]),
  );
});

test('problems without a position are reported once per code and message', () => {
  const { at: _, ...loose } = problem;
  const different: readonly Problem[] = [{ ...loose, code: 'person-conflict' }, loose, { ...loose, message: 'N' }];
  expect(finishProblems([...different, ...different], files, new Map())).toEqual(different);
});

test('a line that is known stays as it is', () => {
  const known = { ...problem, source: 'As it was read.' };
  expect(finishProblems([known], files, new Map())).toEqual([known]);
  expect(finishProblems([known], [], new Map())).toEqual([known]);
});
