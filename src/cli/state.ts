/** `belltower export`, `restore` and `retire`: the state as a whole, and a course's end. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../domain/clock.ts';
import { isCourseKey } from '../domain/id.ts';
import { summarisePlan } from '../publish/readers.ts';
import { endCourse, reviveCourse } from '../publish/retiring.ts';
import { openWholeFile } from '../publish/whole-file.ts';
import { exportState, isEmptyStore } from '../store/state-export.ts';
import { type RestoreOutcome, restoreState } from '../store/state-restore.ts';
import type { Store } from '../store/store.ts';
import { rulesOf } from './change.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { nameState, openStore } from './open-store.ts';

interface RestoreOptions extends FolderOptions {
  readonly overwrite?: boolean;
  readonly keepSignIns?: boolean;
  readonly afterLoss?: boolean;
}

export function addState({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('export'))
    .description('write the whole state (revisions, changes, personal feeds) as one readable file')
    .option('--out <file>', 'the file to write (default: standard output)')
    .action(async (options: FolderOptions & { out?: string }) => {
      const config = readFolderOptions(options, terminal);
      const store = await openStore(config, { create: false });
      try {
        if (await isEmptyStore(store)) throw new CommandError(`nothing was exported: ${nameState(config)} is empty`);
        if (options.out !== undefined) {
          const lines = await exportToFile(store, path.resolve(terminal.folder, options.out));
          return terminal.out(`wrote ${options.out}: ${lines} lines`);
        }
        await exportState(store, async (text) => {
          terminal.out(text.trimEnd());
          await terminal.drained();
        });
      } finally {
        await store.close();
      }
    });

  addFolderOptions(program.command('restore'))
    .description('bring a state that `export` wrote into an empty store, of either database')
    .argument('<file>', 'what `export` wrote')
    .option('--overwrite', 'replace what the store holds')
    .option('--keep-sign-ins', 'leave sessions and unused sign-in links good; they end otherwise')
    .option('--after-loss', 'subscribers may have seen later publications than the file’s: continue above those')
    .action(async (file: string, options: RestoreOptions) => {
      const cannotRead = (): never => {
        throw new CommandError(`cannot read ${file}`);
      };
      const handle = await open(path.resolve(terminal.folder, file)).catch(cannotRead);
      if (!(await handle.stat()).isFile()) cannotRead();
      const store = await openStore(readFolderOptions(options, terminal));
      try {
        const keepSignIns = options.keepSignIns === true;
        const afterLoss = options.afterLoss === true;
        const how = { overwrite: options.overwrite === true, keepSignIns, afterLoss, now: terminal.now() };
        const outcome = await restoreState(store, handle.createReadStream({ encoding: 'utf8' }), how);
        if (!outcome.restored) throw new CommandError(`nothing was restored: ${outcome.reason}`);
        for (const line of sayRestored(outcome, keepSignIns)) terminal.out(line);
        if (afterLoss) terminal.out(sayLost(outcome.last));
      } finally {
        await store.close();
      }
    });

  addFolderOptions(program.command('retire'))
    .description('end a course whatever its file says: its feeds go on, with the meetings to come cancelled')
    .argument('<course>', 'term/course, such as fall-2018/cos418')
    .option('--undo', 'give it again as its file says')
    .action(async (key: string, options: FolderOptions & { undo?: boolean }) => {
      if (!isCourseKey(key)) throw new UsageError('a course is named term/course, such as fall-2018/cos418');
      const config = readFolderOptions(options, terminal);
      const store = await openStore(config, { create: false });
      try {
        const rules = await rulesOf(store, config.database === null ? config.data : null);
        const outcome = await (options.undo === true ? reviveCourse : endCourse)(store, systemClock, rules, key);
        if (outcome.type === 'refused') throw new CommandError(outcome.why);
        for (const plan of outcome.plans) terminal.out(`${plan.key}: published: ${await summarisePlan(store, plan)}`);
        const done = options.undo === true ? 'is given again' : 'has ended; its feeds go on. --undo brings it back';
        terminal.out(`${key} ${done}`);
      } finally {
        await store.close();
      }
    });
}

async function exportToFile(store: Store, target: string): Promise<number> {
  // It contains secrets as hashes only, but personal choices are private.
  const file = await openWholeFile(target, { mode: 0o600 });
  try {
    const lines = await exportState(store, file.write);
    await file.publish();
    return lines;
  } finally {
    await file.discard();
  }
}

function sayLost(last: number): string {
  const since = `${new Date(last).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return (
    `its last publication is of ${since}. What came after it is lost: changes made at the desk, personal calendars, ` +
    'requests for notices, people and tokens that were added or taken away. Edits of the rules are published again. ' +
    'Every event now has a higher SEQUENCE than subscribers can have seen, so that their programs follow'
  );
}

/** Lists the staff and tokens that the restore reactivates, even if they were removed since the export. */
function sayRestored(
  { lines, ended, tokens, staff }: Extract<RestoreOutcome, { restored: true }>,
  keepSignIns: boolean,
): string[] {
  const said = [`restored ${lines} lines`];
  if (!keepSignIns) {
    said.push(`everybody signs in again: ended ${ended} sessions and unused links (--keep-sign-ins leaves them)`);
  }
  if (tokens.length + staff.length === 0) return said;
  said.push('back in force, as when the state was exported; remove or revoke what was ended since:');
  for (const { mail, grants } of staff) {
    const roles = grants.map(({ role, scope }) => `${role} of ${scope === '*' ? 'everything' : scope}`);
    said.push(`  ${mail}: ${roles.join(', ')}`);
  }
  for (const { id, label, role, scope } of tokens) said.push(`  token ${id} ${label}: ${role} of ${scope}`);
  return said;
}
