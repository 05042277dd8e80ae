/** `belltower restore`: an exported state into an empty store. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { utcMinuteOf } from '../domain/date.ts';
import { type RestoreOutcome, restoreState } from '../store/state-restore.ts';
import type { Store } from '../store/store.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';

interface RestoreOptions extends FolderOptions {
  readonly overwrite?: boolean;
  readonly keepSignIns?: boolean;
  readonly afterLoss?: boolean;
}

export function addRestore({ program, terminal }: CommandLine): void {
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
      let store: Store | null = null;
      try {
        if (!(await handle.stat()).isFile()) cannotRead();
        store = await openStore(readFolderOptions(options, terminal));
        const keepSignIns = options.keepSignIns === true;
        const afterLoss = options.afterLoss === true;
        const how = { overwrite: options.overwrite === true, keepSignIns, afterLoss, now: terminal.now() };
        const outcome = await restoreState(store, handle.createReadStream({ encoding: 'utf8' }), how);
        if (!outcome.restored) throw new CommandError(`nothing was restored: ${outcome.reason}`);
        for (const line of sayRestored(outcome, keepSignIns)) terminal.out(line);
        if (afterLoss) terminal.out(sayLost(outcome.last));
      } finally {
        await store?.close();
        await handle.close();
      }
    });
}

function sayLost(last: number): string {
  const since = `${utcMinuteOf(last)} UTC`;
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
