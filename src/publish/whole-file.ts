/**
 * Atomic writing of files. The content goes to a temporary file in the same folder, is flushed to the disk and renamed
 * over the old file, so readers see the old content or the new, whenever the process ends. Leftovers of a killed
 * process are removed by the next one that writes there.
 */
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { explainWrite } from './file-write-error.ts';

export interface WholeFileOptions {
  /** Permissions; by default those of the replaced file, or the umask's. */
  readonly mode?: number;
  /** Fails with the code EEXIST if the file exists. */
  readonly isNew?: boolean;
  /** Modification time, epoch ms. */
  readonly modifiedAt?: number;
  /** The file can be made again, so the write does not wait for the disk. */
  readonly isDerived?: boolean;
}

/** A file that is being written: under a temporary name until `publish`. Each method throws FileWriteError. */
export interface FileInProgress {
  /** The temporary name, for reading what is written. */
  readonly temporary: string;
  write(part: string | Uint8Array): Promise<void>;
  /** Gives the file its name; nothing can be written after it. */
  publish(): Promise<void>;
  /** Removes the temporary file; idempotent, and does nothing after `publish`. */
  discard(): Promise<void>;
}

/** Writes a file completely or not at all, and creates its folders. @throws FileWriteError */
export async function writeWholeFile(
  file: string,
  body: string | Uint8Array,
  options: WholeFileOptions = {},
): Promise<void> {
  const opened = await openWholeFile(file, options);
  try {
    await opened.write(body);
    await opened.publish();
  } finally {
    await opened.discard();
  }
}

/** Begins to write a file part by part; finish with `publish` or `discard`. @throws FileWriteError */
export async function openWholeFile(file: string, options: WholeFileOptions = {}): Promise<FileInProgress> {
  const explain = <T>(work: Promise<T>): Promise<T> => explainWrite(file, () => work);
  const { temporary, write, publish, discard } = await explain(begin(file, options));
  return {
    temporary,
    write: (part) => explain(write(part)),
    publish: () => explain(publish()),
    discard: () => explain(discard()),
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? failure('ENOTDIR') : error;
  }
}

let lastNumber = 0;
const TEMPORARY = /^\.belltower-(\d+)-\d+\.new$/;
/** Temporary files of this process that are being written. */
const current = new Set<string>();
/** Folders that this process has cleaned. */
const cleaned = new Set<string>();

/** A name in the folder that nobody else writes to, until `releaseTemporary`; what a killed process leaves under it is removed later. */
export function nameTemporary(folder: string): string {
  lastNumber += 1;
  const name = path.join(folder, `.belltower-${process.pid}-${lastNumber}.new`);
  current.add(name);
  return name;
}

export function releaseTemporary(name: string): void {
  current.delete(name);
}

async function begin(file: string, options: WholeFileOptions): Promise<FileInProgress> {
  await makeFolder(path.dirname(file));
  const target = await realpath(file).catch(absent(file));
  const folder = path.dirname(target);
  await removeLeftovers(folder);
  const before = await stat(target).catch(absent(null));
  if (before && options.isNew) throw failure('EEXIST');
  if (before && !before.isFile()) throw failure(before.isDirectory() ? 'EISDIR' : 'EEXIST');
  const temporary = nameTemporary(folder);
  let handle: FileHandle | null = null;
  const discard = async (): Promise<void> => {
    await handle?.close();
    handle = null;
    await rm(temporary, { force: true });
    releaseTemporary(temporary);
  };
  try {
    // A leftover of an earlier process with this number must be neither followed nor kept.
    await rm(temporary, { force: true });
    handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, options.mode);
  } catch (error) {
    await discard();
    throw error;
  }
  const opened = handle;
  return {
    temporary,
    discard,
    write: (part) => opened.writeFile(part),
    async publish() {
      await setAttributes(opened, before, options);
      if (!options.isDerived) await opened.sync();
      // Windows renames no open file.
      await opened.close();
      handle = null;
      if (options.isNew) await linkNew(temporary, target);
      else await rename(temporary, target);
      await discard();
      if (!options.isDerived) await syncFolder(folder);
    },
  };
}

interface Attributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

async function setAttributes(
  handle: FileHandle,
  before: Attributes | null,
  { mode, modifiedAt }: WholeFileOptions,
): Promise<void> {
  const wanted = mode ?? (before ? before.mode & 0o7777 : null);
  // Only root may change the owner; otherwise the file belongs to the writer.
  if (before && process.geteuid?.() === 0) await handle.chown(before.uid, before.gid);
  if (wanted !== null) await handle.chmod(wanted);
  if (modifiedAt !== undefined) await handle.utimes(modifiedAt / 1000, modifiedAt / 1000);
}

/** Claims a new name: unlike a rename, a link replaces nothing, even if others write at the same time. */
async function linkNew(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // File systems without hard links (FAT, some network shares).
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    if (await lstat(target).catch(absent(null))) throw failure('EEXIST');
    await rename(temporary, target);
  }
}

/** Flushes the rename itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot sync a folder, and need not.
    if (!['EINVAL', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Removes temporary files of processes that ended before the rename. */
export async function removeLeftovers(folder: string): Promise<void> {
  if (cleaned.has(folder)) return;
  cleaned.add(folder);
  for (const name of await readdir(folder).catch(absent<string[]>([]))) {
    const pid = Number(TEMPORARY.exec(name)?.[1] ?? Number.NaN);
    const file = path.join(folder, name);
    if (Number.isNaN(pid) || current.has(file) || (pid !== process.pid && isRunning(pid))) continue;
    await rm(file, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

/** For optional files: returns the other value only if the file is missing. */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}
