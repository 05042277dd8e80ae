/** Small folders of rules for tests. */
import { type CatalogReading, readCatalog, type SourceFile } from '../../src/catalog/catalog.ts';
import type { Course, Term } from '../../src/domain/model.ts';
import { formatProblem, isError, type Problem } from '../../src/domain/problem.ts';
import { judgeFile } from './schema-judge.ts';

export const TERM = `title: Fall 2018
zone: America/New_York
classes: 2018-09-12 to 2018-12-14
exams: 2019-01-16 to 2019-01-26
breaks:
  - {name: Fall recess, dates: 2018-10-27 to 2018-11-04}
  - {name: Thanksgiving recess, dates: 2018-11-21 to 2018-11-25}
halves: {first: 2018-09-12 to 2018-10-26, second: 2018-11-05 to 2018-12-14}
`;

export const SITE = 'uidDomain: example.edu\n';

/** Editors accept whatever is accepted. */
function refuseDisagreement(sources: readonly SourceFile[], problems: readonly Problem[]): void {
  const wrong = new Set(problems.filter(isError).map(({ at }) => at?.file));
  const paths = new Set(sources.map(({ path }) => path));
  for (const source of sources) {
    const said = wrong.has(source.path) || wrong.has(undefined) ? null : judgeFile(source, paths);
    if (said && said.length > 0)
      throw new Error(`an editor refuses what is accepted: ${said.join('\n')}\n${source.text}`);
  }
}

export function readFolder(files: Readonly<Record<string, string>>): CatalogReading {
  const all = { 'site.yaml': SITE, 'terms/fall-2018.yaml': TERM, ...files };
  const sources = Object.entries(all).map(([path, text]) => ({ path, text }));
  const reading = readCatalog(sources);
  refuseDisagreement(sources, reading.problems);
  return reading;
}

/** Reads a course that must have no problem at all. */
export function readGoodCourse(lines: string, files: Readonly<Record<string, string>> = {}): Course {
  const text = `code: COS 418\ntitle: Distributed Systems\n${lines}`;
  const { catalog, problems } = readFolder({ 'courses/fall-2018/cos418.yaml': text, ...files });
  const course = catalog.courses.get('fall-2018/cos418');
  if (!course || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return course;
}

/** The codes of a course's problems, in the order shown. */
export function codesOf(lines: string, files: Readonly<Record<string, string>> = {}): string[] {
  const text = `code: COS 418\ntitle: Distributed Systems\n${lines}`;
  return readFolder({ 'courses/fall-2018/cos418.yaml': text, ...files }).problems.map(({ code }) => code);
}

export function readGoodTerm(text: string): Term {
  const { catalog, problems } = readFolder({ 'terms/fall-2018.yaml': text });
  const term = catalog.terms.get('fall-2018');
  if (!term || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  return term;
}
