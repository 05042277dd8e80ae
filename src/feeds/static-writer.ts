/**
 * Writes files for static hosts; unchanged files are skipped. A file's modification time is that of its content, or
 * later if it changed without a publication (another PUBLIC_URL or release): web servers derive validators from time
 * and size, so different content must not have the same.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileTime, FileTimes } from '../publish/revisions-file.ts';
import { removeLeftovers, writeWholeFile } from '../publish/whole-file.ts';
import { compress } from './feed.ts';

export interface StaticWriter {
  /** Writes in parallel; resolves when another file may be added. @param lastModified epoch ms */
  write(name: string, body: string | Buffer, lastModified: number): Promise<void>;
  /** Resolves when all are written. @throws FileWriteError the first one */
  finish(): Promise<void>;
  counts(): { readonly written: number; readonly unchanged: number };
  /** What the next build needs to know. */
  times(): FileTimes;
}

/** Compressing less saves nothing. */
const WORTH_COMPRESSING = 800;

/** Files being written at a time. */
const AT_ONCE = 24;

/** @param before the times of the previous build's files, by name */
export function createStaticWriter(folder: string, before: FileTimes): StaticWriter {
  const times = new Map<string, FileTime>();
  const tidied = new Set<string>();
  let written = 0;
  let unchanged = 0;
  const put = async (file: string, body: Buffer, seconds: number): Promise<number> => {
    const outcome = await writeChanged(file, body, seconds);
    if (outcome.isWritten) written += 1;
    else unchanged += 1;
    return outcome.seconds;
  };
  const running = new Set<Promise<void>>();
  const failure: unknown[] = [];
  const writeOne = async (name: string, content: string | Buffer, lastModified: number): Promise<void> => {
    const body = Buffer.isBuffer(content) ? content : Buffer.from(content);
    const file = path.join(folder, name);
    if (!tidied.has(path.dirname(file))) await removeLeftovers(path.dirname(file));
    tidied.add(path.dirname(file));
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const usual = timeOf(digest, Math.floor(lastModified / 1000), before.get(keyOf(name)));
    const seconds = await put(file, body, usual);
    times.set(keyOf(name), { digest, seconds });
    if (body.length < WORTH_COMPRESSING) return;
    await put(`${file}.gz`, compress(body, 'gzip'), usual);
    await put(`${file}.br`, compress(body, 'br'), usual);
  };
  return {
    async write(name, content, lastModified) {
      if (failure.length > 0) throw failure[0];
      while (running.size >= AT_ONCE) await Promise.race(running);
      const task: Promise<void> = writeOne(name, content, lastModified)
        .catch((error: unknown) => void failure.push(error))
        .finally(() => running.delete(task));
      running.add(task);
    },
    async finish() {
      await Promise.all(running);
      if (failure.length > 0) throw failure[0];
    },
    counts: () => ({ written, unchanged }),
    times: () => times,
  };
}

/** The names used in revisions.json since the first release. */
function keyOf(name: string): string {
  return `/${name}`;
}

function timeOf(digest: string, own: number, remembered: FileTime | undefined): number {
  if (!remembered) return own;
  return remembered.digest === digest ? remembered.seconds : later(own, remembered.seconds);
}

function later(seconds: number, than: number): number {
  return Math.max(seconds, than + 1);
}

/** Writes the file if its content differs, with a later time. */
async function writeChanged(
  file: string,
  body: Buffer,
  seconds: number,
): Promise<{ readonly isWritten: boolean; readonly seconds: number }> {
  const before = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const stood = before && Math.floor((await stat(file)).mtimeMs / 1000);
  if (stood !== null && before?.equals(body)) return { isWritten: false, seconds: stood };
  const time = stood === null ? seconds : later(seconds, stood);
  await writeWholeFile(file, body, { modifiedAt: time * 1000 });
  return { isWritten: true, seconds: time };
}
