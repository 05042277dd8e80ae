/**
 * Many files that are replaced together: each is written beside the old one, all are flushed to the disk, then all are
 * renamed. Until the renaming begins the folder is as it was; during it each file is the old one or the new one.
 */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createPace } from '../domain/pace.ts';
import { explainWrite } from './file-write-error.ts';
import { nameTemporary, releaseTemporary, removeLeftovers, syncFolder } from './whole-file.ts';

export interface FileBatch {
  /**
   * Writes the new content beside the file.
   * @param modifiedAt the modification time it gets, epoch ms
   * @throws FileWriteError
   */
  add(file: string, body: Uint8Array, modifiedAt: number): Promise<void>;
  /** Puts all files in place. @throws FileWriteError */
  commit(): Promise<void>;
  /** Removes what was written and is not in place. */
  discard(): void;
}

interface Pending {
  readonly temporary: string;
  readonly target: string;
}

/** Past so many files the file system is flushed as a whole: 100,000 files flushed one by one take a quarter of an hour. */
const FEW = 1000;
/** Files being flushed at a time; file systems flush several as fast as one. */
const AT_ONCE = 16;

export function createFileBatch(root: string): FileBatch {
  const pending: Pending[] = [];
  const folders = new Set<string>();
  const pace = createPace();

  const enter = async (folder: string): Promise<void> => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
    if (!isNew) await removeLeftovers(folder);
  };

  const flush = async (paths: readonly string[], flushOne: (path: string) => Promise<void>): Promise<void> => {
    if (paths.length > FEW && (await flushFileSystem(root))) return;
    const waiting = paths.values();
    const flushNext = async (): Promise<void> => {
      for (const one of waiting) await explainWrite(one, () => flushOne(one));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, flushNext));
  };

  return {
    async add(file, body, modifiedAt) {
      await explainWrite(file, async () => {
        const before = statSync(file, { throwIfNoEntry: false });
        // A link stays a link.
        const target = before ? realpathSync.native(file) : file;
        const folder = path.dirname(target);
        await enter(folder);
        const temporary = nameTemporary(folder);
        pending.push({ temporary, target });
        writeFileSync(temporary, body, { flag: 'wx' });
        if (before) takeAttributes(temporary, before);
        utimesSync(temporary, modifiedAt / 1000, modifiedAt / 1000);
      });
    },
    async commit() {
      await flush(
        pending.map(({ temporary }) => temporary),
        flushFile,
      );
      for (const [index, { temporary, target }] of pending.entries()) {
        await explainWrite(target, async () => renameSync(temporary, target));
        releaseTemporary(temporary);
        if (index % 100 === 0) await pace();
      }
      pending.length = 0;
      await flush([...folders], syncFolder);
    },
    discard() {
      for (const { temporary } of pending.splice(0)) {
        rmSync(temporary, { force: true });
        releaseTemporary(temporary);
      }
    },
  };
}

function takeAttributes(file: string, { mode, uid, gid }: Stats): void {
  // Only root may give files away; as anybody else the file belongs to whoever writes it.
  if (process.geteuid?.() === 0) chownSync(file, uid, gid);
  chmodSync(file, mode & 0o7777);
}

async function flushFile(file: string): Promise<void> {
  // Windows flushes only what is open for writing; elsewhere the file may be read-only.
  const handle = await open(file, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @returns false where this system has no command for it */
async function flushFileSystem(folder: string): Promise<boolean> {
  return await promisify(execFile)('sync', ['-f', folder]).then(
    () => true,
    () => false,
  );
}
