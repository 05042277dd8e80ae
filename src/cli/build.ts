/** `belltower build --out DIR`: every feed as a file, for any static host. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { formatProblem, isError, sortProblems } from '../domain/problem.ts';
import { summariseDelta } from '../publication/summary.ts';
import { systemClock } from '../service/clock.ts';
import { composeSelection } from '../service/composition.ts';
import { createCourses } from '../service/courses.ts';
import { readFolder } from '../service/folder.ts';
import { createPrintedEvents } from '../service/printed-events.ts';
import { publish } from '../service/publisher.ts';
import { RevisionsError, readRevisions, writeRevisions } from '../service/revisions-file.ts';
import { readRules } from '../service/rules.ts';
import { createShelf } from '../service/shelf.ts';
import { writeChanged, writeStaticFiles } from '../service/static-files.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { openStore } from './open-store.ts';
import { sayUnreadable } from './publish.ts';
import type { Terminal } from './terminal.ts';

interface BuildOptions {
  readonly out: string;
  readonly data?: string;
  readonly state?: string;
  readonly database?: string;
  readonly publicUrl?: string;
  readonly previous?: string;
  readonly combinations: string;
  readonly confirm?: boolean;
}

export function addBuild({ program, terminal, end }: CommandLine): void {
  program
    .command('build')
    .description('write every feed as a file, for any static host')
    .requiredOption('--out <folder>', 'the folder to write to')
    .option('--data <folder>', 'the folder of rules (default: data/)')
    .option('--state <folder>', 'the state of a server to build from (default: .belltower/ where there is one)')
    .option('--database <url>', 'a PostgreSQL database instead')
    .option('--public-url <url>', 'the address that people reach the files at (PUBLIC_URL)')
    .option('--previous <place>', 'where the last build’s revisions.json is: a folder or an address (default: --out)')
    .option('--combinations <number>', 'joined feeds to write for each course at most', '500')
    .option('--confirm', 'agree to an edit that takes away a section or many meetings')
    .action(async (options: BuildOptions) => end(await build(options, terminal)));
}

async function build(options: BuildOptions, terminal: Terminal): Promise<number> {
  const { data, state, database, publicUrl } = options;
  const flags = Object.fromEntries(Object.entries({ data, state, database, publicUrl }).filter(([, value]) => value));
  const config = readConfig(flags, terminal.environment);
  if (!/^\d{1,5}$/.test(options.combinations)) throw new UsageError('--combinations takes a whole number');
  const out = path.resolve(terminal.folder, options.out);
  const rules = readRules(await readFolder(config.data));
  for (const problem of sortProblems(rules.problems.filter(isError))) terminal.err(formatProblem(problem));
  const memory = await openMemory(config, options, out, terminal);
  try {
    const { plans, unreadable } = await publish(memory.store, systemClock, rules, {
      confirmed: options.confirm === true,
    });
    sayUnreadable(unreadable, terminal);
    for (const plan of plans) {
      if (plan.held) terminal.err(`held: ${plan.key}: ${summariseDelta(plan.delta)} (--confirm agrees to it)`);
      else if (plan.before) terminal.out(`${plan.key}: ${summariseDelta(plan.delta)}`);
    }
    const courses = createCourses();
    for (const [key, { published, retired }] of await memory.store.loadCourses()) {
      if (!retired && !published.course.draft) courses.put(key, published);
    }
    const print = createPrintedEvents();
    const compose: Parameters<typeof createShelf>[0]['compose'] = (selection) =>
      composeSelection(selection, config.publicUrl, print);
    const shelf = createShelf({ courses, drafts: false, maxBytes: 0, compose });
    const built = await writeStaticFiles(courses, shelf, out, Number(options.combinations));
    if (memory.file) {
      const latest = Math.max(0, ...courses.keys().map((key) => courses.get(key)?.lastModified ?? 0));
      await writeChanged(path.join(out, 'revisions.json'), Buffer.from(await writeRevisions(memory.store)), latest);
    }
    for (const [course, count] of built.leftOut)
      terminal.out(`${course}: ${count} combinations left out (--combinations)`);
    for (const file of built.refused) terminal.err(`${file} is too large for calendar programs and was not written`);
    terminal.out(
      `${built.feeds} feeds in ${options.out}: ${built.written} files written, ${built.unchanged} already as they should be`,
    );
    return rules.problems.some(isError) || plans.some(({ held }) => held) ? PROBLEMS : FINE;
  } finally {
    await memory.close();
  }
}

interface Memory {
  readonly store: Store;
  /** Whether revisions.json is what remembers. */
  readonly file: boolean;
  readonly close: () => Promise<void>;
}

/** The store where there is one, else one in a temporary folder that revisions.json goes through. */
async function openMemory(config: Config, options: BuildOptions, out: string, terminal: Terminal): Promise<Memory> {
  const named = options.previous === undefined && (options.state !== undefined || config.database !== null);
  if (named || (options.previous === undefined && existsSync(path.join(config.state, 'belltower.sqlite')))) {
    const store = await openStore(config);
    return { store, file: false, close: () => store.close() };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-build-'));
  const store = await openSqliteStore(folder);
  const close = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const text = await fetchPrevious(options.previous, out, terminal);
    if (text !== null) await readRevisions(store, text);
  } catch (error) {
    await close();
    if (error instanceof RevisionsError) throw new CommandError(`${error.message} (--previous)`);
    throw error;
  }
  return { store, file: true, close };
}

/** The last build's memory; null where this is the first build. */
async function fetchPrevious(place: string | undefined, out: string, terminal: Terminal): Promise<string | null> {
  if (place !== undefined && /^https?:\/\//i.test(place)) {
    const address = /revisions\.json$/.test(place) ? place : `${place.replace(/\/+$/, '')}/revisions.json`;
    const response = await fetch(address).catch((error: Error) => {
      throw new CommandError(`cannot read ${address}: ${error.message}`);
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new CommandError(`cannot read ${address}: it answers ${response.status}`);
    return await response.text();
  }
  const folder = place === undefined ? out : path.resolve(terminal.folder, place);
  const text = await readFile(path.join(folder, 'revisions.json'), 'utf8').catch(() => null);
  if (text === null && place !== undefined) throw new CommandError(`there is no revisions.json in ${place}`);
  return text;
}
