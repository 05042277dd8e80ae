/** The last step for all problems of a folder, wherever they were found. */
import { type Problem, sortProblems } from '../domain/problem.ts';
import { type Allowed, silence } from './read/allow.ts';
import { lineOf, openSource, type Source, type SourceFile } from './source.ts';

/**
 * Adds the source line to problems that have a position but no line, removes warnings that their file allows and
 * duplicates at one position, and sorts the rest.
 */
export function finishProblems(
  problems: readonly Problem[],
  files: readonly SourceFile[],
  allowed: ReadonlyMap<string, Allowed>,
): Problem[] {
  const sources = new Map<string, Source | null>();
  const sourceOf = (path: string): Source | null => {
    let source = sources.get(path);
    if (source === undefined) {
      const file = files.find((one) => one.path === path);
      source = file && !file.unread ? openSource(file) : null;
      sources.set(path, source);
    }
    return source;
  };
  const unique = new Map<string, Problem>();
  for (const problem of silence(problems, (path) => allowed.get(path))) {
    const { code, at, message } = problem;
    const key = at ? `${code} ${at.file} ${at.line} ${at.column} ${message}` : `${code} ${message}`;
    if (!unique.has(key)) unique.set(key, problem.source === undefined ? withLine(problem, sourceOf) : problem);
  }
  return sortProblems([...unique.values()]);
}

function withLine(problem: Problem, sourceOf: (path: string) => Source | null): Problem {
  const source = problem.at && sourceOf(problem.at.file);
  if (!problem.at || !source) return problem;
  const start = source.lines[problem.at.line - 1];
  return start === undefined ? problem : { ...problem, source: lineOf(source, { start, end: start }) };
}
