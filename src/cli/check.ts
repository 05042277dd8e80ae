/** `belltower check [DIR | FILE…]`: every problem of a folder of rules at once, or those of single files in it. */
import path from 'node:path';
import { Option } from 'commander';
import { readConfig } from '../config.ts';
import { formatProblem, isError, type Problem, sortProblems } from '../domain/problem.ts';
import { type CheckReport, checkRules } from '../publish/check.ts';
import { findMisnamed, readFolder } from '../publish/folder.ts';
import { annotate } from './annotations.ts';
import { type CheckedFolder, chooseChecked } from './check-paths.ts';
import type { CommandLine } from './command-line.ts';
import { FINE, PROBLEMS } from './exit.ts';
import { type Output, tellJson } from './tell-json.ts';

/** With more problems than this, counts come first and only the first of each code are shown. */
const MANY = 60;

interface CheckOptions {
  readonly json?: boolean;
  readonly format?: string;
  readonly all?: boolean;
  readonly strict?: boolean;
}

export function addCheck({ program, terminal, end }: CommandLine): void {
  program
    .command('check')
    .description('read a folder of rules and report every problem in it, or only those of the named files')
    .argument(
      '[paths...]',
      'the folder to check (default: data/), or files of it, as an editor or a Git hook passes them',
    )
    .option('--strict', 'exit 1 for warnings, too')
    .option('--json', 'print the problems as JSON')
    .addOption(
      new Option('--format <name>', 'text, json, or github for annotations of a pull request').choices([
        'text',
        'json',
        'github',
      ]),
    )
    .option('--all', 'show every problem, however many there are')
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const { data } = readConfig({}, terminal.environment);
      const checked = paths.length === 0 ? [{ folder: data, files: null }] : chooseChecked(paths, terminal.folder);
      const reports: Report[] = [];
      for (const one of checked) reports.push(await check(one, terminal.folder));
      if (options.json || options.format === 'json') tellJson(terminal, 'check', toJson(reports));
      else for (const text of write(reports, options)) terminal.out(text);
      const bad = reports.some(({ problems }) => problems.some((one) => options.strict || isError(one)));
      end(bad ? PROBLEMS : FINE);
    });
}

interface Report {
  /** The folder of rules, from the user's working folder. */
  readonly shown: string;
  /** How many files were named; null: the whole folder is meant. */
  readonly files: number | null;
  readonly problems: readonly Problem[];
  /** Problems of files that were not named. */
  readonly others: number;
  readonly counts: CheckReport['counts'];
}

async function check({ folder, files }: CheckedFolder, base: string): Promise<Report> {
  const { problems, counts } = checkRules(await readFolder(folder));
  const sorted = sortProblems([...problems, ...(await findMisnamed(folder))]);
  const shown = path.relative(base, folder) || '.';
  if (files === null) return { shown, files: null, problems: sorted, others: 0, counts };
  const own = sorted.filter(({ at }) => at !== undefined && files.has(at.file));
  return { shown, files: files.size, problems: own, others: sorted.length - own.length, counts };
}

function toJson(reports: readonly Report[]): Output<'check'> {
  return reports.flatMap(({ problems, shown }) =>
    problems.map((problem) => ({ ...problem, ...(problem.at ? { path: pathOf(problem.at.file, shown) } : {}) })),
  );
}

function write(reports: readonly Report[], { format, all = false }: CheckOptions): string[] {
  if (format === 'github') {
    return reports.flatMap(({ problems, shown }) => problems.map((problem) => annotate(problem, shown)));
  }
  return reports.flatMap((report) => describeCheck(report, all));
}

function pathOf(file: string, folder: string): string {
  return path.join(folder, file).split(path.sep).join('/');
}

function describeCheck(report: Report, all: boolean): string[] {
  const { problems, shown } = report;
  const errors = problems.filter(isError).length;
  const found =
    problems.length === 0 ? 'no problems' : `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`;
  return [...describeProblems(problems, shown, all), `${shown}: ${describeExtent(report)}; ${found}`];
}

function describeExtent({ files, others, counts }: Report): string {
  if (files !== null) {
    return `${count(files, 'file')} checked${others === 0 ? '' : `, ${count(others, 'problem')} in others not shown`}`;
  }
  const { terms, courses, sections, meetings } = counts;
  return `${count(terms, 'term')}, ${count(courses, 'course')}, ${count(sections, 'section')}, ${count(meetings, 'meeting')}`;
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
