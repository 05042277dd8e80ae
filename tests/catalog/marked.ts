/** Folders in which «…» marks the expected caret position, and the catalog's problems for them. */
import { readCatalog } from '../../src/catalog/catalog.ts';
import type { Position, Problem } from '../../src/domain/problem.ts';
import { openCase, type ProblemCase } from './problem-cases.ts';

export const COURSE_PATH = 'courses/fall-2018/cos418.yaml';
export const TERM_PATH = 'terms/fall-2018.yaml';
export const SITE_PATH = 'site.yaml';
export const COURSE_HEAD = 'code: COS 418\ntitle: Distributed Systems\n';
export const TERM_HEAD = 'title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n';

export interface MarkedReading {
  /** All problems, without source lines. */
  readonly problems: readonly Omit<Problem, 'source'>[];
  /** The marked position. */
  readonly at: Position;
}

/** Reads a folder of one marked file and others, by default a site, a term and a course without a problem. */
export function readMarked(path: string, marked: string, others: ProblemCase['others'] = {}): MarkedReading {
  const { files, line, column, length } = openCase({ code: 'yaml-syntax', path, marked, others });
  const problems = readCatalog(files).problems.map(({ source: _, ...problem }) => problem);
  return { problems, at: { file: path, line, column, length: Math.max(1, length) } };
}

/** `readMarked` of a course whose lines after the head are given. */
export function readMarkedCourse(lines: string, others: ProblemCase['others'] = {}): MarkedReading {
  return readMarked(COURSE_PATH, COURSE_HEAD + lines, others);
}

/** `readMarked` of a term whose lines after the head are given. */
export function readMarkedTerm(lines: string, head = TERM_HEAD): MarkedReading {
  return readMarked(TERM_PATH, head + lines);
}
