import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/domain/problem.ts';
import { PROBLEM_CODES } from '../../src/domain/problem-codes.ts';
import { checkRules } from '../../src/publish/check.ts';
import { openCase, PROBLEM_CASES } from './problem-cases.ts';

describe('every problem code', () => {
  test('has a case, and no case has an unknown code', () => {
    expect(PROBLEM_CASES.map(({ code }) => code).sort()).toEqual(Object.keys(PROBLEM_CODES).sort());
  });

  test.each(PROBLEM_CASES.map((one) => [one.code, one] as const))(
    '%s is reported where it is, with a hint',
    (code, one) => {
      const { files, line, column, length } = openCase(one);
      const problems = checkRules(files).problems;
      const shown = problems.map(formatProblem).join('\n');
      const problem = problems.find((candidate) => candidate.code === code);
      expect(problem, shown).toBeDefined();
      expect(problem?.at, shown).toEqual({ file: one.path, line, column, length: Math.max(1, length) });
      expect(problem?.hint, shown).toBeTruthy();
      // One mistake causes one problem; no duplicates in other words.
      expect(new Set(problems.map((other) => other.code)), shown).toEqual(new Set([code]));
      const file = files.find(({ path }) => path === one.path);
      const source = file?.unread ? file.unread.source : file?.text.split('\n')[line - 1];
      expect(problem?.source, shown).toBe(source?.slice(0, 400));
    },
  );
});
