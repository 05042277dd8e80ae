/** `belltower backup`: writes an export, verifies it by a restore, and deletes the oldest ones. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type FileInProgress, openWholeFile } from '../publish/whole-file.ts';
import { exportState, isEmptyStore } from '../store/state-export.ts';
import { restoreState } from '../store/state-restore.ts';
import type { Store } from '../store/store.ts';
import { deleteOldest, nameBackup } from './backup-files.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { nameState, openStore, openTemporaryStore } from './open-store.ts';

const KEPT = '14';

export function addBackup({ program, terminal }: CommandLine): void {
  addFolderOptions(program.command('backup'))
    .description('export the state into a folder, try the export by restoring it, and delete the oldest ones')
    .argument('<folder>', 'the folder of backups; made where it is missing')
    .option('--keep <number>', 'how many backups to keep', KEPT)
    .action(async (folder: string, options: FolderOptions & { keep: string }) => {
      const keep = readKeep(options.keep);
      const config = readFolderOptions(options, terminal);
      const store = await openStore(config, { create: false });
      try {
        if (await isEmptyStore(store)) throw new CommandError(`nothing was backed up: ${nameState(config)} is empty`);
        const at = terminal.now();
        const target = path.resolve(terminal.folder, folder);
        await makeFolder(target);
        const file = path.join(target, nameBackup(at));
        const lines = await writeTried(store, await openWholeFile(file, { mode: 0o600 }));
        // For `status` and /metrics.
        await store.write((tx) => tx.saveBackup({ at, place: file }));
        const deleted = await deleteOldest(target, keep);
        const others = deleted.length === 0 ? '' : `; deleted ${deleted.join(', ')}`;
        terminal.out(`wrote ${file}: ${lines} lines, restored on trial${others}`);
      } finally {
        await store.close();
      }
    });
}

function readKeep(text: string): number {
  const keep = Number(text);
  if (!/^\d{1,6}$/.test(text) || keep < 1)
    throw new UsageError(`--keep is a number of backups, 1 or more, not “${text}”`);
  return keep;
}

/** @returns the number of lines. @throws CommandError unless a store restored from the file exports the same text */
async function writeTried(store: Store, file: FileInProgress): Promise<number> {
  try {
    const { lines, digest } = await exportWithDigest(store, file.write);
    await tryRestoring(file.temporary, digest);
    await file.publish();
    return lines;
  } finally {
    await file.discard();
  }
}

async function tryRestoring(file: string, digest: string): Promise<void> {
  const { store, close } = await openTemporaryStore();
  try {
    const text = createReadStream(file, 'utf8');
    const outcome = await restoreState(store, text, { overwrite: false, keepSignIns: true, now: 0 });
    const why = outcome.restored ? await compareWith(store, digest) : outcome.reason;
    if (why !== null) throw new CommandError(`nothing was backed up: the export cannot be restored: ${why}`);
  } finally {
    await close();
  }
}

async function compareWith(store: Store, digest: string): Promise<string | null> {
  const restored = await exportWithDigest(store, () => undefined);
  return restored.digest === digest ? null : 'the restored state differs from it';
}

async function exportWithDigest(
  store: Store,
  write: (text: string) => Promise<void> | void,
): Promise<{ readonly lines: number; readonly digest: string }> {
  const hash = createHash('sha256');
  const lines = await exportState(store, async (text) => {
    hash.update(text);
    await write(text);
  });
  return { lines, digest: hash.digest('hex') };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CommandError(`cannot make the folder of backups: ${(error as Error).message}`);
  }
}
