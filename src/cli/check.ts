/** `belltower check [DIR]`: every problem of a folder of rules at once. */
import path from 'node:path';
import { Option } from 'commander';
import { readConfig } from '../config.ts';
import { formatProblem, isError, type Problem, sortProblems } from '../domain/problem.ts';
import { checkRules } from '../publish/check.ts';
import { findMisnamed, readFolder } from '../publish/folder.ts';
import { annotate } from './annotations.ts';
import type { CommandLine } from './command-line.ts';
import { FINE, PROBLEMS } from './exit.ts';

/** With more problems than this, counts come first and only the first of each code are shown. */
const MANY = 60;

interface CheckOptions {
  readonly json?: boolean;
  readonly format?: string;
  readonly all?: boolean;
}

export function addCheck({ program, terminal, end }: CommandLine): void {
  program
    .command('check')
    .description('read a folder of rules and report every problem in it')
    .argument('[folder]', 'the folder to check (default: data/)')
    .option('--json', 'print the problems as JSON')
    .addOption(
      new Option('--format <name>', 'text, json, or github for annotations of a pull request').choices([
        'text',
        'json',
        'github',
      ]),
    )
    .option('--all', 'show every problem, however many there are')
    .action(async (folder: string | undefined, options: CheckOptions) => {
      const config = readConfig(folder === undefined ? {} : { data: folder }, terminal.environment);
      const files = await readFolder(config.data);
      const { problems, counts } = checkRules(files);
      const sorted = sortProblems([...problems, ...(await findMisnamed(config.data))]);
      const shown = path.relative(terminal.folder, config.data) || '.';
      for (const text of write(sorted, counts, shown, options)) terminal.out(text);
      end(sorted.some(isError) ? PROBLEMS : FINE);
    });
}

function write(
  sorted: readonly Problem[],
  counts: ReturnType<typeof checkRules>['counts'],
  shown: string,
  { json, format, all = false }: CheckOptions,
): string[] {
  if (json || format === 'json') return [JSON.stringify(sorted, null, 2)];
  if (format === 'github') return sorted.map((problem) => annotate(problem, shown));
  return describeCheck(sorted, counts, shown, all);
}

function describeCheck(
  sorted: readonly Problem[],
  counts: ReturnType<typeof checkRules>['counts'],
  shown: string,
  all: boolean,
): string[] {
  const errors = sorted.filter(isError).length;
  const found =
    sorted.length === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(sorted.length - errors, 'warning')}`;
  return [
    ...describeProblems(sorted, shown, all),
    `${shown}: ${count(counts.terms, 'term')}, ${count(counts.courses, 'course')}, ${count(counts.sections, 'section')}, ${count(counts.meetings, 'meeting')}; ${found}`,
  ];
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function describeProblems(problems: readonly Problem[], folder: string, all: boolean): string[] {
  const placed = problems.map((problem) =>
    problem.at ? { ...problem, at: { ...problem.at, file: path.join(folder, problem.at.file) } } : problem,
  );
  if (all || placed.length <= MANY) return placed.map((problem) => `${formatProblem(problem)}\n`);
  const byCode = new Map<string, Problem[]>();
  for (const problem of placed) byCode.set(problem.code, [...(byCode.get(problem.code) ?? []), problem]);
  const groups = [...byCode].sort(([, a], [, b]) => b.length - a.length);
  return [
    'Many problems; counts first (--all shows every one):',
    ...groups.map(([code, group]) => `  ${String(group.length).padStart(6)}  ${group[0]?.severity}  ${code}`),
    '',
    ...groups.flatMap(([, group]) => group.slice(0, 3).map((problem) => `${formatProblem(problem)}\n`)),
  ];
}
