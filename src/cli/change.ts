/** `belltower change`: cancel, move, another room, an extra meeting, while the site runs. */

import type { Command } from 'commander';
import type { ChangeKey } from '../catalog/schema/change.ts';
import { summariseChange } from '../desk/change/change-summary.ts';
import { systemClock } from '../domain/clock.ts';
import { CONCERN_CODES, isConcernCode } from '../domain/concern.ts';
import { utcMinuteOf } from '../domain/date.ts';
import { formatProblem } from '../domain/problem.ts';
import { type ChangeOutcome, type ChangeRequest, makeChange, sayUnreached, undoChange } from '../publish/changing.ts';
import { readFolder } from '../publish/folder.ts';
import { summarisePlan } from '../publish/readers.ts';
import { type Rules, readRules } from '../publish/rules.ts';
import type { DeskChange, Store } from '../store/store.ts';
import { toChangeJson, toOutcomeJson } from './change-json.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

/** Options that are keys of a change in docs/format.md. */
const KEYS = {
  sections: 'which sections: P02, or “P01, P02”',
  kinds: 'or every section of a kind: precept',
  on: 'the meeting’s original date',
  from: 'or a span of original dates',
  until: 'the span’s last date',
  pattern: 'only the meeting of this pattern, by its id; "" for the pattern without one (default: all of that date)',
  deadline: 'or a deadline, by its id: hw1',
  move: '“Thu 2018-10-11 4pm-5pm”, a date alone, or a time alone',
  where: 'another place, or online',
  staff: 'another person',
  note: 'a line for the description',
  closed: '“from 2pm”, “until 10am”, “1pm-3pm” or “all day”',
  extra: 'a meeting that no pattern gives: “Thu 2018-10-11 4pm-5pm”',
  instead: 'other patterns over the span: “Mon Tue 4pm-8pm” (repeat it for several)',
  say: 'the public line',
  why: 'for staff only; never published',
} as const satisfies Readonly<Record<Exclude<ChangeKey, 'id' | 'announced' | 'cancel'>, string>>;

type Key = keyof typeof KEYS;
const NAMES = Object.keys(KEYS) as Key[];

type Options = FolderOptions & {
  readonly [key in Key]?: string | string[];
} & {
  readonly cancel?: boolean;
  readonly dryRun?: boolean;
  readonly undo?: string;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly by: string;
  readonly agree?: readonly string[];
};

export function addChange({ program, terminal, end }: CommandLine): void {
  const command = addFolderOptions(program.command('change'))
    .description('change meetings while the site runs; subscribers see it within their program’s next refresh')
    .argument('<subject>', 'a course (fall-2018/cos418), or a term (fall-2018) for all its courses')
    .option('--cancel', 'cancel the meetings');
  for (const key of NAMES) addKey(command, key, KEYS[key]);
  command
    .option('--dry-run', 'say what would be published, and publish nothing')
    .option('--undo <id>', 'take a change back')
    .option('--list', 'list the changes made here, a course’s with its term’s')
    .option('--json', 'print the outcome, or the list, as JSON')
    .option(
      '--agree <code>',
      'what you were asked about and mean, such as in-the-past (repeat it for several)',
      (code: string, all: string[] = []) => [...all, code],
    )
    .option('--by <name>', 'who makes the change, for the history', 'command line')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  belltower change fall-2018/cos418 --sections P02 --on 2018-10-12 --cancel --say "Join P01 or P03"\n' +
        '  belltower change fall-2018/cos418 --sections L01 --on 2018-10-10 --where "CS 104"\n' +
        '  belltower change fall-2018 --on 2018-11-15 --closed "from 2pm" --say "Snow"\n',
    )
    .action(async (subject: string, options: Options) => end(await change(subject, options, terminal)));
}

function addKey(command: Command, key: string, words: string): void {
  if (key !== 'instead') command.option(`--${key} <text>`, words);
  else command.option(`--${key} <text>`, words, (text: string, all: string[] = []) => [...all, text]);
}

async function change(subject: string, options: Options, terminal: Terminal): Promise<number> {
  const config = readFolderOptions(options, terminal);
  const others = options.list || options.undo !== undefined;
  if (others) refuseKeys(options);
  const request = others ? null : requestOf(subject, options);
  const store = await openStore(config, { create: false });
  try {
    if (options.list) return await listChanges(store, subject, options.json === true, terminal);
    const rules = await rulesOf(store, config.database === null ? config.data : null);
    const commit = options.dryRun !== true;
    const context = { store, clock: systemClock, rules };
    const outcome =
      request === null
        ? await undoChange(context, { subject, id: options.undo ?? '', by: options.by }, commit)
        : await makeChange(context, request, commit);
    if (options.json) {
      tellJson(terminal, 'change', await toOutcomeJson(store, outcome, commit));
      return codeOf(outcome);
    }
    await sayOutcome(store, outcome, { commit, undone: options.undo !== undefined }, terminal);
    return codeOf(outcome);
  } finally {
    await store.close();
  }
}

/** The rules in force: this machine's folder with SQLite, the published revision with PostgreSQL. */
export async function rulesOf(store: Store, folder: string | null): Promise<Rules> {
  if (folder !== null) return readRules(await readFolder(folder));
  const latest = await store.latestRules();
  if (!latest) throw new CommandError('no rules were published to this database yet: `belltower publish DIR` first');
  return readRules(Object.entries(latest.files).map(([path, text]) => ({ path, text })));
}

/** Refuses `--undo ID --cancel`, which is ambiguous. */
function refuseKeys(options: Options): void {
  const [key] = [...NAMES, 'cancel' as const].filter((name) => options[name] !== undefined);
  const other = options.list ? '--list' : '--undo';
  if (key !== undefined) throw new UsageError(`${other} and --${key} do not go together: make them two commands`);
  if (options.list && options.undo !== undefined) throw new UsageError('--list and --undo do not go together');
}

function requestOf(subject: string, options: Options): ChangeRequest {
  const agree = options.agree ?? [];
  const odd = agree.find((code) => !isConcernCode(code));
  if (odd !== undefined) throw new UsageError(`--agree takes one of ${CONCERN_CODES.join(', ')}, not “${odd}”`);
  const text = textOf(options);
  return { subject, text, by: options.by, idempotencyKey: null, agree: agree.filter(isConcernCode) };
}

function textOf(options: Options): Record<string, unknown> {
  const text: Record<string, unknown> = options.cancel ? { cancel: 'yes' } : {};
  for (const key of NAMES) if (options[key] !== undefined) text[key] = options[key];
  if (Object.keys(text).length === 0) throw new UsageError('say what to change: `belltower help change` has examples');
  return text;
}

/** A course's list has its term's changes too. */
async function listChanges(store: Store, subject: string, json: boolean, terminal: Terminal): Promise<number> {
  const [term = ''] = subject.split('/');
  const changes = await store.deskChanges(...new Set([term, subject]));
  if (json) {
    tellJson(terminal, 'change --list', changes.map(toChangeJson));
    return FINE;
  }
  if (changes.length === 0) terminal.out(`no changes were made to ${subject} here`);
  for (const { id, subject: over, change, madeAt, madeBy, undoneAt } of changes) {
    const whole = over === subject ? '' : ` (all of ${over})`;
    const say = change.say === null ? '' : `: ${change.say}`;
    terminal.out(
      `${id}  ${utcMinuteOf(madeAt)}Z  ${madeBy}  ${summariseChange(change)}${whole}${say}${undoneAt ? ' (undone)' : ''}`,
    );
  }
  return FINE;
}

/** A change that does not reach every course it is meant for is a problem. */
function codeOf(outcome: ChangeOutcome): number {
  return outcome.type === 'done' && outcome.publication.unreached.length === 0 ? FINE : PROBLEMS;
}

async function sayOutcome(
  store: Store,
  outcome: ChangeOutcome,
  { commit, undone }: { readonly commit: boolean; readonly undone: boolean },
  terminal: Terminal,
): Promise<void> {
  switch (outcome.type) {
    case 'done':
      return sayPublished(store, outcome, { commit, undone }, terminal);
    case 'questioned':
      terminal.err('belltower: nothing was changed. Is this meant?');
      for (const { code, message } of outcome.concerns) terminal.err(`  ${message}\n  If it is: --agree ${code}`);
      return;
    case 'refused':
      terminal.err(`belltower: nothing was changed: ${outcome.why}`);
      for (const problem of outcome.problems) terminal.err(formatProblem(problem));
      return;
    case 'conflict':
      terminal.err(
        `belltower: nothing was changed: somebody changed ${outcome.meetings.map(({ identity }) => identity).join(', ')} meanwhile`,
      );
      return;
    case 'stale':
      terminal.err('belltower: nothing was changed: other rules were published meanwhile; try again');
      return;
    case 'unknown':
      terminal.err(`belltower: nothing was changed: ${outcome.why}`);
      return;
  }
}

async function sayPublished(
  store: Store,
  { publication, concerns, change, repeated }: Extract<ChangeOutcome, { type: 'done' }>,
  { commit, undone }: { readonly commit: boolean; readonly undone: boolean },
  terminal: Terminal,
): Promise<void> {
  const { plans, unreached } = publication;
  for (const plan of plans) {
    terminal.out(`${plan.key}: ${commit ? 'published' : 'would publish'}: ${await summarisePlan(store, plan)}`);
    for (const problem of plan.problems) terminal.err(formatProblem(problem));
  }
  if (!commit) for (const { code, message } of concerns) terminal.err(`${message} (--agree ${code})`);
  for (const one of unreached) terminal.err(`belltower: not reached: ${sayUnreached(one)}`);
  if (commit) terminal.out(repeated && undone ? `${change.id} was taken back before` : sayDone(change, undone));
}

function sayDone({ id, subject, change }: DeskChange, undone: boolean): string {
  return undone
    ? `took back ${id}: ${summariseChange(change)}`
    : `change ${id} (belltower change ${subject} --undo ${id} takes it back)`;
}
