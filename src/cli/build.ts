/** `belltower build --out DIR`: the whole site as files, for any static host. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import { formatProblem, isError, sortProblems } from '../domain/problem.ts';
import { composeSelection } from '../feeds/composition.ts';
import { createCourses } from '../feeds/courses.ts';
import { createPrintedEvents } from '../feeds/printed-events.ts';
import { createShelf } from '../feeds/shelf.ts';
import { createStaticWriter } from '../feeds/static-writer.ts';
import { nameHeld } from '../publish/agreeing.ts';
import { readFolder } from '../publish/folder.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { sayEdit } from '../publish/plan-words.ts';
import { publish } from '../publish/publisher.ts';
import { describeEarlierStart } from '../publish/reports.ts';
import { readRules } from '../publish/rules.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { openBuildMemory } from './build-memory.ts';
import { writeSite } from './build-site.ts';
import type { CommandLine } from './command-line.ts';
import { addConfirmOption, type ConfirmOptions, readConfirm } from './confirm.ts';
import { FINE, PROBLEMS, UsageError } from './exit.ts';
import { BUILD, writeBuild } from './previous-build.ts';
import { sayUnreadable, sayUpkeep } from './publish.ts';
import type { Terminal } from './terminal.ts';

interface BuildOptions extends ConfirmOptions {
  readonly out: string;
  readonly data?: string;
  readonly state?: string;
  readonly database?: string;
  readonly publicUrl?: string;
  readonly previous?: string;
  readonly revisions?: string;
  readonly published?: string;
  readonly first?: boolean;
  readonly combinations: string;
}

export function addBuild({ program, terminal, end }: CommandLine): void {
  addConfirmOption(program.command('build'))
    .description('write the whole site as files, feeds and pages, for any static host')
    .requiredOption('--out <folder>', 'the folder to write to')
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
    .action(async (options: BuildOptions) => end(await build(options, terminal)));
}

function sayPlan(plan: CoursePlan, terminal: Terminal): void {
  if (plan.held) terminal.err(`held: ${plan.key}: ${sayEdit(plan)} (--confirm ${nameHeld(plan)} agrees to it)`);
  else if (plan.before) terminal.out(`${plan.key}: ${sayEdit(plan)}`);
}

async function build(options: BuildOptions, terminal: Terminal): Promise<number> {
  const { data, state, database, publicUrl } = options;
  const flags = Object.fromEntries(Object.entries({ data, state, database, publicUrl }).filter(([, value]) => value));
  const config = readConfig(flags, terminal.environment);
  if (!/^\d{1,5}$/.test(options.combinations)) throw new UsageError('--combinations takes a whole number');
  const combinations = Number(options.combinations);
  const out = path.resolve(terminal.folder, options.out);
  const rules = readRules(await readFolder(config.data));
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
    const { plans, unreadable } = publication;
    sayUnreadable(unreadable, terminal);
    const earlier = memory.isUnexpectedlyNew ? describeEarlierStart(publication, terminal.now()) : null;
    if (earlier !== null) {
      terminal.err(
        `belltower: this build begins the revisions anew, but ${earlier}. If calendars subscribe already, name where the ` +
          'last build is: --previous FOLDER or ADDRESS. If none do, --first says so.',
      );
    }
    for (const plan of plans) sayPlan(plan, terminal);
    await sayUpkeep(memory.store, terminal);
    const courses = createCourses();
    for (const [key, { published }] of await memory.store.loadCourses()) {
      if (!published.course.draft) courses.put(key, published);
    }
    const print = createPrintedEvents();
    const compose: Parameters<typeof createShelf>[0]['compose'] = (selection) =>
      composeSelection(selection, config.publicUrl, print);
    const shelf = createShelf({ courses, drafts: false, maxBytes: 0, compose });
    await memory.keep(memory.times);
    const writer = createStaticWriter(out, memory.times);
    const { publicUrl } = config;
    const siteName = rules.catalog.site.name;
    const feeds = await writeSite({ courses, shelf, siteName, publicUrl, combinations, writer, terminal });
    await memory.keep(writer.times());
    await writeBuildNumber(out, memory.build());
    const { written, unchanged } = writer.counts();
    terminal.out(`${feeds} feeds in ${options.out}: ${written} files written, ${unchanged} already as they should be`);
    return rules.problems.some(isError) || plans.some(({ held }) => held) ? PROBLEMS : FINE;
  } finally {
    await memory.close();
  }
}

/** After everything else: whoever reads it reads a whole build. */
async function writeBuildNumber(out: string, build: number | null): Promise<void> {
  if (build === null) return;
  const file = path.join(out, BUILD);
  const text = writeBuild(build);
  if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeWholeFile(file, text);
}
