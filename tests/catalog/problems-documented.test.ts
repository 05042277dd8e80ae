import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/domain/problem.ts';
import { PROBLEM_CODES } from '../../src/domain/problem-codes.ts';
import { checkRules } from '../../src/publish/check.ts';
import { openCase, PROBLEM_CASES } from './problem-cases.ts';

const page = readFileSync('docs/problems.md', 'utf8');
const chapters = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), chapter] as const),
);

test('docs/problems.md has a chapter for each code and for nothing else', () => {
  expect([...chapters.keys()]).toEqual(Object.keys(PROBLEM_CODES));
});

test.each(Object.entries(PROBLEM_CODES))(
  'the chapter of %s has its title, what check prints, and how to fix it',
  (code, title) => {
    const chapter = chapters.get(code) ?? '';
    expect(chapter).toContain(`**${title}.**`);
    expect(chapter).toContain('\nFix: ');
    const one = PROBLEM_CASES.find((candidate) => candidate.code === code);
    const problem = one && checkRules(openCase(one).files).problems.find((found) => found.code === code);
    const printed = problem ? formatProblem(problem).split('\n') : [];
    expect(printed.length).toBeGreaterThan(1);
    // Very long lines are truncated in the documentation.
    const shown = printed.map((line) => `    ${line.length > 160 ? `${line.slice(0, 157)}…` : line}\n`).join('');
    expect(chapter).toContain(shown);
  },
);

test('the page has no example of a code that format.md or the code list does not know', () => {
  const named = [...page.matchAll(/\[([a-z]+(?:-[a-z]+)+)\]/g)].map(([, code]) => code);
  for (const code of named) expect(Object.keys(PROBLEM_CODES)).toContain(code);
});
