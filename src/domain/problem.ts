/**
 * A mistake in something that a person wrote, as a value: collected, never thrown.
 *
 * The codes are a closed list (problem-codes.ts), each explained in docs/problems.md.
 */
import type { ProblemCode } from './problem-codes.ts';

export type Severity = 'error' | 'warning';

/** A position in a file: line and column count from 1, `length` is the number of characters that the caret marks. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string;
  readonly at?: Position;
  /** The id of the subject, for programs: in problems about a change, that change's id. */
  readonly about?: string;
  /** The source line itself, for the caret. */
  readonly source?: string;
}

export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** Formats a problem for people: position, severity and code, message, source line with a caret, hint. */
export function formatProblem(problem: Problem): string {
  const place = problem.at ? `${problem.at.file}:${problem.at.line}:${problem.at.column}: ` : '';
  const lines = [`${place}${problem.severity}: ${problem.message} [${problem.code}]`];
  if (problem.at && problem.source !== undefined) {
    const number = String(problem.at.line);
    const start = Math.max(0, problem.at.column - 1);
    const pad = problem.source.slice(0, start).replaceAll(/[^\t]/g, ' ');
    const width = Math.max(1, Math.min(problem.at.length, Math.max(1, problem.source.length - start)));
    lines.push(`  ${number} | ${problem.source}`, `  ${' '.repeat(number.length)} | ${pad}${'^'.repeat(width)}`);
  }
  if (problem.hint) lines.push(`  hint: ${problem.hint}`);
  return lines.join('\n');
}

/** Sort order: errors first, then by file, line, column and code. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const rank = (p: Problem): string =>
    [
      p.severity === 'error' ? '0' : '1',
      p.at?.file ?? '',
      String(p.at?.line ?? 0).padStart(7, '0'),
      String(p.at?.column ?? 0).padStart(7, '0'),
      p.code,
      p.message,
    ].join('\u0000');
  return problems
    .map((problem) => ({ problem, rank: rank(problem) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ problem }) => problem);
}
