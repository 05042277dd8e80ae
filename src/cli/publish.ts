/** `belltower publish [DIR]` and `belltower diff [DIR]`: the same computation, with and without the commit. */
import { Option } from 'commander';
import type { SourceFile } from '../catalog/catalog.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import { formatProblem, isError, sortProblems } from '../domain/problem.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { findDue, publishUpkeep } from '../feeds/upkeep.ts';
import { listDifferences } from '../publication/delta.ts';
import { kindsOf } from '../publication/difference.ts';
import { sayDifference } from '../publication/words.ts';
import { nameHeld } from '../publish/agreeing.ts';
import { readFolder } from '../publish/folder.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { type Publication, previewPublication, publish, publishRules } from '../publish/publisher.ts';
import { summarisePlan } from '../publish/readers.ts';
import { BACK } from '../publish/reports.ts';
import { type Rules, readRules } from '../publish/rules.ts';
import { sqliteStoreExists } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { openRevisions } from './build-memory.ts';
import type { CommandLine } from './command-line.ts';
import { addConfirmOption, type ConfirmOptions, readConfirm } from './confirm.ts';
import { CHANGES, FINE, PROBLEMS } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore, openTemporaryStore } from './open-store.ts';
import { toPublicationJson } from './plan-json.ts';
import { writePlansMarkdown } from './plan-markdown.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

export function addPublish({ program, terminal, end }: CommandLine): void {
  addConfirmOption(addFolderOptions(program.command('publish')))
    .description('publish a folder’s rules: what subscribers see is brought in line with them')
    .argument('[folder]', 'the folder of rules (default: data/)')
    .option('--json', 'print what was published as JSON')
    .action(async (folder: string | undefined, options: FolderOptions & ConfirmOptions & { json?: boolean }) => {
      const config = readFolderOptions(options, terminal, folder);
      const { files, rules } = await readForPublishing(config.data, terminal);
      const store = await openStore(config);
      try {
        const agreed = await readConfirm(store, rules, options, terminal);
        const publication =
          config.database === null
            ? await publish(store, systemClock, rules, agreed)
            : await publishRules(store, systemClock, files, rules, agreed);
        const { plans } = publication;
        const told = options.json ? await toPublicationJson(store, rules.problems, publication) : null;
        if (told) tellJson(terminal, 'publish', told);
        else await sayPlans(store, plans, terminal, 'published');
        await sayUpkeep(store, told ? terminal.err : terminal.out);
        sayRefused(publication, terminal);
        end(hasRefused(publication) ? PROBLEMS : codeOf(rules, plans));
      } finally {
        await store.close();
      }
    });
}

interface DiffOptions extends FolderOptions {
  readonly lines?: boolean;
  readonly previous?: string;
  readonly format?: string;
  readonly exitCode?: boolean;
  readonly json?: boolean;
}

export function addDiff({ program, terminal, end }: CommandLine): void {
  addFolderOptions(program.command('diff'))
    .description(
      'say what publishing a folder’s rules would change for subscribers, and change nothing; where a server publishes every save, edit a copy of the folder and name it',
    )
    .argument('[folder]', 'the folder of rules (default: data/)')
    .option('--lines', 'name every meeting that is touched, with its time and place')
    .option('--previous <place>', 'compare with the revisions.json of a build: a folder or an address')
    .addOption(new Option('--format <name>', 'text, json or markdown').choices(['text', 'json', 'markdown']))
    .option('--json', 'print what would change as JSON')
    .option('--exit-code', 'end with 3 where something would change, for scripts; a held edit counts as a change')
    .action(async (folder: string | undefined, options: DiffOptions) => {
      const config = readFolderOptions(options, terminal, folder);
      const { rules } = await readForPublishing(config.data, terminal);
      const { store, close } = await openForPreview(config, options.previous, terminal);
      try {
        const publication = await previewPublication(store, systemClock, rules);
        const { plans } = publication;
        if (options.json || options.format === 'json') {
          tellJson(terminal, 'diff', await toPublicationJson(store, rules.problems, publication));
        } else if (options.format === 'markdown') terminal.out(writePlansMarkdown(plans));
        else await sayPlans(store, plans, terminal, 'would publish', options.lines === true);
        sayRefused(publication, terminal);
        end(hasRefused(publication) ? PROBLEMS : codeOfDiff(rules, plans, options.exitCode === true));
      } finally {
        await close();
      }
    });
}

/** Removes meetings whose 30 days are over, in case no server does it at night. */
export async function sayUpkeep(store: Store, say: Terminal['out']): Promise<void> {
  const left = await publishUpkeep(store, systemClock, await findDue(store, systemClock()));
  for (const key of left) say(`${key}: meetings taken away 30 days ago left its feeds`);
}

export function hasRefused({ unreadable, outdated }: Publication): boolean {
  return unreadable.length > 0 || outdated.length > 0;
}

export function sayRefused({ unreadable, outdated }: Publication, terminal: Terminal): void {
  for (const key of unreadable) {
    terminal.err(`${key}: not published: its stored document is damaged; bring the store back from a backup`);
  }
  for (const { key, why } of outdated) terminal.err(`${key}: not published: ${why}`);
}

/** A preview creates no store: without one, nothing was published yet. */
async function openForPreview(
  config: Config,
  previous: string | undefined,
  terminal: Terminal,
): ReturnType<typeof openTemporaryStore> {
  if (previous !== undefined) return await openRevisions(previous, terminal);
  if (config.database === null && !sqliteStoreExists(config.state)) {
    terminal.err(`belltower: there is no store in ${config.state}: compared with nothing (--state names another)`);
    return await openTemporaryStore();
  }
  const store = await openStore(config, { create: false });
  return { store, close: () => store.close() };
}

async function readForPublishing(
  folder: string,
  terminal: Terminal,
): Promise<{ readonly files: readonly SourceFile[]; readonly rules: Rules }> {
  const files = await readFolder(folder);
  const rules = readRules(files);
  for (const problem of sortProblems(rules.problems.filter(isError))) terminal.err(formatProblem(problem));
  return { files, rules };
}

async function sayPlans(
  store: Store,
  plans: readonly CoursePlan[],
  terminal: Terminal,
  done: string,
  lines = false,
): Promise<void> {
  if (plans.length === 0) terminal.out('nothing changes');
  for (const plan of plans) {
    terminal.out(`${plan.key}: ${plan.held ? 'held' : done}: ${await summarisePlan(store, plan)}`);
    if (plan.held) sayHowToAgree(plan, terminal);
    for (const problem of plan.problems) terminal.err(formatProblem(problem));
    if (lines) for (const line of listLines(plan)) terminal.out(line);
  }
}

function sayHowToAgree(plan: CoursePlan, terminal: Terminal): void {
  if (plan.ending === 'gone') terminal.out(`  if that was not meant: ${BACK}`);
  terminal.out(`  to agree: belltower publish --confirm ${nameHeld(plan)}`);
}

function listLines({ before, next }: CoursePlan): string[] {
  return listDifferences(before, next).flatMap((difference) => {
    const facts = difference.after ?? difference.before;
    const line = before === null ? null : sayDifference(difference);
    const which = `${facts ? sayMeeting(facts) : ''}${line === null ? '' : `: ${line}`}`;
    return kindsOf(difference).map((kind) => `  ${kind}: ${which}`);
  });
}

/** 'L01 2018-10-10 14:00-14:50, Hall B' */
function sayMeeting({ section, date, startTime, endTime, where }: MeetingFacts): string {
  const times = endTime === null ? startTime : `${startTime}-${endTime}`;
  return [`${section} ${date} ${times}`, ...where.map(({ text }) => text)].join(', ');
}

/** @param tells whether the exit code also reports that something would change */
function codeOfDiff(rules: Rules, plans: readonly CoursePlan[], tells: boolean): number {
  if (!tells) return codeOf(rules, plans);
  if (rules.problems.some(isError)) return PROBLEMS;
  return plans.some(({ delta, held }) => held || delta.feeds.length > 0) ? CHANGES : FINE;
}

function codeOf(rules: Rules, plans: readonly CoursePlan[]): number {
  return rules.problems.some(isError) || plans.some(({ held }) => held) ? PROBLEMS : FINE;
}
