/** `belltower export`: the whole state as one file. */
import path from 'node:path';
import { openWholeFile } from '../publish/whole-file.ts';
import { exportState, isEmptyStore } from '../store/state-export.ts';
import type { Store } from '../store/store.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { nameState, openStore } from './open-store.ts';

export function addExport({ program, terminal }: CommandLine): void {
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
