/** `belltower build --out DIR`: the whole site as files, for any static host. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../catalog/catalog.ts';
import { type Config, readConfig } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import { formatProblem, isError, sortProblems } from '../domain/problem.ts';
import { createCourses } from '../feeds/courses.ts';
import { createHolidays } from '../feeds/holidays.ts';
import { createStaticWriter } from '../feeds/static-writer.ts';
import { nameHeld } from '../publish/agreeing.ts';
import { readFolder } from '../publish/folder.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { sayEdit } from '../publish/plan-words.ts';
import { type Publication, publish } from '../publish/publisher.ts';
import { describeEarlierStart } from '../publish/reports.ts';
import { readRules } from '../publish/rules.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { voiceOf } from '../words/voice.ts';
import { type BuildMemory, openBuildMemory } from './build-memory.ts';
import { chooseCourses, findEnding } from './build-only.ts';
import { writeSite } from './build-site.ts';
import type { CommandLine } from './command-line.ts';
import { addConfirmOption, type ConfirmOptions, readConfirm } from './confirm.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { toPublicationJson } from './plan-json.ts';
import { BUILD, writeBuild } from './previous-build.ts';
import { hasRefused, sayRefused, sayUpkeep } from './publish.ts';
import { loadPublishedCourses } from './published-courses.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

interface BuildOptions extends ConfirmOptions {
  readonly out?: string;
  readonly into?: string;
  readonly only?: readonly string[];
  readonly from?: string;
  readonly term?: string;
  readonly classes?: string;
  readonly zone?: string;
  readonly domain?: string;
  readonly id?: string;
  readonly dueTime?: string;
  readonly data?: string;
  readonly state?: string;
  readonly database?: string;
  readonly publicUrl?: string;
  readonly previous?: string;
  readonly revisions?: string;
  readonly published?: string;
  readonly first?: boolean;
  readonly combinations: string;
  readonly threads?: string;
  readonly compress?: boolean;
  readonly json?: boolean;
}

export function addBuild({ program, terminal, end }: CommandLine): void {
  addConfirmOption(program.command('build'))
    .description('write the whole site as files, feeds and pages, for any static host')
    .option('--out <folder>', 'the folder to write to')
    .option('--into <folder>', 'a folder of a site that exists: its 404 page and robots.txt stay the site’s own')
    .option('--only <courses...>', 'only these courses: cos418, or fall-2018/cos418')
    .option(
      '--from <page>',
      'instead of rules: a course page, _schedules/weekly.md, or the folder of a Just the Class site',
    )
    .option('--term <id>', 'with --from: the term, such as spring-2027')
    .option('--classes <span>', 'with --from: first and last day of classes, where data/terms has no such term')
    .option('--zone <name>', 'with --from: the time zone (default: this machine’s)')
    .option('--domain <name>', 'with --from: a domain name of yours, the right side of every UID for good')
    .option('--id <id>', 'with --from: the course’s id (default: course)')
    .option('--due-time <time>', 'with --from: when deadlines of _modules are due that name a date only: 11:59pm')
    .option('--data <folder>', 'the folder of rules (default: data/)')
    .option('--state <folder>', 'the state of a server to build from (default: .belltower/ where there is one)')
    .option('--database <url>', 'a PostgreSQL database instead')
    .option('--public-url <url>', 'the address that people reach the files at (PUBLIC_URL)')
    .option('--previous <place>', 'where the last build’s revisions.json is: a folder or an address (default: --out)')
    .option(
      '--revisions <folder>',
      'keep revisions.json in this folder, not in the site, and read the last build’s there',
    )
    .option('--published <place>', 'the site as it is online: an older revisions.json than its build stops this one')
    .option('--first', 'nothing was published before: begin the revisions')
    .option('--combinations <number>', 'joined feeds to write for each course at most', '500')
    .option('--threads <number>', 'threads that render beside the main one (default: as many as help)')
    .option('--compress', 'write a .gz and a .br beside each file, for servers that send them (nginx’s gzip_static)')
    .option('--json', 'print what was published and written as JSON')
    .action(async (options: BuildOptions) => {
      // Standard output is for the JSON alone.
      const talk = options.json ? { ...terminal, out: terminal.err } : terminal;
      end(await build(options, talk, terminal.out));
    });
}

function sayPlan(plan: CoursePlan, terminal: Terminal): void {
  if (plan.held) terminal.err(`held: ${plan.key}: ${sayEdit(plan)} (--confirm ${nameHeld(plan)} agrees to it)`);
  else if (plan.before) terminal.out(`${plan.key}: ${sayEdit(plan)}`);
}

/** @param tell prints the result */
async function build(options: BuildOptions, terminal: Terminal, tell: Terminal['out']): Promise<number> {
  const config = readOptions(options, terminal);
  const combinations = readNumber('--combinations', options.combinations);
  const threads = options.threads === undefined ? null : readNumber('--threads', options.threads);
  const shown = options.into ?? options.out;
  if (shown === undefined)
    throw new UsageError('--out FOLDER names the folder to write to (--into: within a site that exists)');
  const out = path.resolve(terminal.folder, shown);
  const rules = readRules(await readSources(config, options, terminal));
  for (const problem of sortProblems(rules.problems.filter(isError))) terminal.err(formatProblem(problem));
  const place = {
    out,
    previous: options.previous,
    revisions: options.revisions,
    published: options.published,
    isFirst: options.first === true,
    hasState: options.state !== undefined,
  };
  const memory = await openBuildMemory(config, place, terminal);
  try {
    const agreed = await readConfirm(memory.store, rules, options, terminal);
    const publication = await publish(memory.store, systemClock, rules, agreed);
    const { plans } = publication;
    sayRefused(publication, terminal);
    warnOfNew(memory, publication, terminal);
    for (const plan of plans) sayPlan(plan, terminal);
    await sayUpkeep(memory.store, terminal.out);
    const { chosen, others } = chooseCourses(await loadPublishedCourses(memory.store), options.only);
    const ending = findEnding(others, memory.written.files, out);
    if (ending !== null) terminal.err(`belltower: ${ending}`);
    const courses = createCourses();
    for (const published of chosen) courses.put(published.course.key, published);
    const holidays = createHolidays(memory.store, courses, {
      raise: (_code, subject, message, hint) => {
        throw new CommandError(`nothing was built: ${subject}: ${message} (${hint})`);
      },
      clear: () => undefined,
    });
    await holidays.catchUp();
    await memory.keep(memory.written);
    const compress = options.compress === true;
    const writer = createStaticWriter({ folder: out, before: memory.written.files, compress });
    const { publicUrl } = config;
    const { name: siteName } = rules.catalog.site;
    const voice = voiceOf(rules.catalog.site);
    const isPart = options.into !== undefined;
    const { digests } = memory.written;
    const chosenBy = { publicUrl, combinations, compress, isPart, digests, threads };
    const site = {
      ...chosenBy,
      courses,
      holidays,
      words: rules.catalog.site,
      before: memory.written.files,
      siteName,
      voice,
      writer,
      terminal,
    };
    const made = await writeSite(site).finally(() => writer.discard());
    await memory.keep({ files: writer.times(), digests: made.digests });
    await writeBuildNumber(out, memory.build());
    const counts = writer.counts();
    if (options.json) {
      const told = await toPublicationJson(memory.store, rules.problems, publication);
      tellJson({ out: tell }, 'build', { ...told, feeds: made.feeds, ...counts });
    } else tell(sayCounts(made.feeds, shown, counts));
    const isIncomplete = hasRefused(publication) || plans.some(({ held }) => held);
    return isIncomplete || rules.problems.some(isError) ? PROBLEMS : FINE;
  } finally {
    await memory.close();
  }
}

function warnOfNew(memory: BuildMemory, publication: Publication, terminal: Terminal): void {
  const earlier = memory.isUnexpectedlyNew ? describeEarlierStart(publication, terminal.now()) : null;
  if (earlier === null) return;
  terminal.err(
    `belltower: this build begins the revisions anew, but ${earlier}. If calendars subscribe already, name where the ` +
      'last build is: --previous FOLDER or ADDRESS. If none do, --first says so.',
  );
}

function readOptions({ data, state, database, publicUrl }: BuildOptions, terminal: Terminal): Config {
  const flags = Object.fromEntries(Object.entries({ data, state, database, publicUrl }).filter(([, value]) => value));
  return readConfig(flags, terminal.environment);
}

function sayCounts(
  feeds: number,
  shown: string,
  { written, unchanged, removed }: { readonly written: number; readonly unchanged: number; readonly removed: number },
): string {
  const gone = removed > 0 ? `, ${removed} removed` : '';
  return `${feeds} feeds in ${shown}: ${written} files written, ${unchanged} already as they should be${gone}`;
}

function readNumber(option: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`${option} takes a whole number`);
  return Number(text);
}

async function readSources(config: Config, options: BuildOptions, terminal: Terminal): Promise<readonly SourceFile[]> {
  if (options.from === undefined) return await readFolder(config.data);
  // It brings the full YAML parser and the importers.
  const { readFromPage } = await import('./page-source.ts');
  return await readFromPage(config.data, { ...options, from: options.from }, terminal);
}

/** Written last: whoever reads it sees a complete build. */
async function writeBuildNumber(out: string, build: number | null): Promise<void> {
  if (build === null) return;
  const file = path.join(out, BUILD);
  const text = writeBuild(build);
  if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeWholeFile(file, text);
}
