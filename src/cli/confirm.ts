/** `--confirm` of commands that publish a folder: selects the held edits to agree to. */
import type { Command } from 'commander';
import { systemClock } from '../domain/clock.ts';
import { type Consent, findConsent } from '../publish/agreeing.ts';
import type { PublishOptions } from '../publish/planner.ts';
import { mayHaveCourse, type Rules } from '../publish/rules.ts';
import type { Store } from '../store/store.ts';
import { CommandError, UsageError } from './exit.ts';
import type { Terminal } from './terminal.ts';

export interface ConfirmOptions {
  readonly confirm?: true | readonly string[];
}

export function addConfirmOption(command: Command): Command {
  return command.option(
    '--confirm [courses...]',
    'agree to a held edit, which takes away a section or many meetings: of these courses (term/course, or with the code that was shown: term/course@1f0c9a27), of “all”, or of the only one',
  );
}

const EDIT = /^([^/@]+\/[^/@]+)(?:@([0-9a-f]{4,32}))?$/;

/** Applies `--confirm`, and reports the edits that stay held. */
export async function readConfirm(
  store: Store,
  rules: Rules,
  { confirm }: ConfirmOptions,
  terminal: Terminal,
): Promise<PublishOptions> {
  if (confirm === undefined) return {};
  const consent = readConsent(confirm);
  if (consent.type === 'courses') {
    for (const key of consent.codes.keys()) {
      if (mayHaveCourse(rules, key) || (await store.findCourse(key))) continue;
      throw new CommandError(`nothing was published: there is no course ${key} here`);
    }
  }
  const outcome = await findConsent(store, systemClock, rules, consent, 'command line');
  if (outcome.type === 'refused') throw new CommandError(`nothing was published: ${outcome.why}`);
  for (const remark of outcome.remarks) terminal.err(`belltower: ${remark}`);
  return { agreement: outcome.agreement };
}

function readConsent(confirm: true | readonly string[]): Consent {
  if (confirm === true) return { type: 'only' };
  if (confirm.length === 1 && confirm[0] === 'all') return { type: 'all' };
  const codes = new Map<string, string | null>();
  for (const text of confirm) {
    const [, key, code] = EDIT.exec(text) ?? [];
    if (key === undefined) {
      throw new UsageError(
        `--confirm takes courses such as fall-2018/cos418, or “all”, not “${text}”; write a folder before it`,
      );
    }
    codes.set(key, code ?? null);
  }
  return { type: 'courses', codes };
}
