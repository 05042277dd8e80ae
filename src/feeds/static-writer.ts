/**
 * Writes files for static hosts; unchanged files are skipped. A file's modification time is that of its content, or
 * later if it changed without a publication (another PUBLIC_URL or release): web servers derive validators from time
 * and size, so different content must not have the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmdirSync, rmSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { createFileBatch } from '../publish/file-batch.ts';
import type { FileTime, FileTimes } from '../publish/revisions-file.ts';
import { compressInThread } from './feed.ts';

export interface StaticWriter {
  /** Compresses in parallel; resolves when another file may be added. @param lastModified epoch ms */
  write(name: string, body: string | Buffer, lastModified: number): Promise<void>;
  /**
   * Leaves a course's files as they are. @param address 'fall-2018/cos418'
   * @returns false: they are not as the last build left them, and have to be written
   */
  leave(address: string): boolean;
  /** Renames the new files into place and removes what only the last build wrote. @throws FileWriteError */
  finish(): Promise<void>;
  /** After a failure: removes the files that were not renamed into place. */
  discard(): Promise<void>;
  counts(): { readonly written: number; readonly unchanged: number; readonly removed: number };
  /** What the next build needs to know. */
  times(): FileTimes;
}

/** Compressing less saves nothing. */
const WORTH_COMPRESSING = 800;
const COMPRESSED = ['gzip', 'br'] as const;
const ENDINGS = { gzip: '.gz', br: '.br' } as const;

/** Files being compressed at a time. */
const AT_ONCE = 16;

/** @param before the times of the previous build's files, by name */
export function createStaticWriter(folder: string, before: FileTimes): StaticWriter {
  const times = new Map<string, FileTime>();
  const batch = createFileBatch(folder);
  const byAddress = groupByAddress(before);
  let written = 0;
  let unchanged = 0;
  let removed = 0;

  const put = async (file: string, body: Buffer, seconds: number): Promise<number> => {
    const stood = statFile(file);
    if (stood?.size === body.length && readFileSync(file).equals(body)) {
      unchanged += 1;
      return secondsOf(stood);
    }
    const time = stood ? later(seconds, secondsOf(stood)) : seconds;
    await batch.add(file, body, time * 1000);
    written += 1;
    return time;
  };

  const running = new Set<Promise<void>>();
  const failure: unknown[] = [];
  const writeOne = async (name: string, content: string | Buffer, lastModified: number): Promise<void> => {
    const body = Buffer.isBuffer(content) ? content : Buffer.from(content);
    const file = path.join(folder, name);
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const usual = timeOf(digest, Math.floor(lastModified / 1000), before.get(keyOf(name)));
    times.set(keyOf(name), { digest, seconds: await put(file, body, usual) });
    if (body.length < WORTH_COMPRESSING) return;
    for (const encoding of COMPRESSED) {
      await put(`${file}${ENDINGS[encoding]}`, await compressInThread(body, encoding), usual);
    }
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
    leave(address) {
      const keys = byAddress.get(address) ?? [];
      const counts = keys.map((key) => countIntact(path.join(folder, key), (before.get(key) as FileTime).seconds));
      if (keys.length === 0 || counts.includes(0)) return false;
      for (const key of keys) times.set(key, before.get(key) as FileTime);
      unchanged += counts.reduce((sum, count) => sum + count, 0);
      return true;
    },
    async finish() {
      await Promise.all(running);
      if (failure.length > 0) throw failure[0];
      await batch.commit();
      for (const [key, { seconds }] of before) if (!times.has(key)) removed += removeFile(folder, key, seconds);
    },
    async discard() {
      await Promise.all(running);
      batch.discard();
    },
    counts: () => ({ written, unchanged, removed }),
    times: () => times,
  };
}

/** The names used in revisions.json since the first release. */
function keyOf(name: string): string {
  return `/${name}`;
}

/** '/fall-2018/cos418/week/index.html' and '/fall-2018/cos418.json' are of 'fall-2018/cos418'. */
function groupByAddress(files: FileTimes): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const key of files.keys()) {
    const [, term, course] = key.split('/');
    const address = `${term}/${course?.replace(/\.json$/, '')}`;
    const group = groups.get(address);
    if (group) group.push(key);
    else groups.set(address, [key]);
  }
  return groups;
}

function timeOf(digest: string, own: number, remembered: FileTime | undefined): number {
  if (!remembered) return own;
  return remembered.digest === digest ? remembered.seconds : later(own, remembered.seconds);
}

function later(seconds: number, than: number): number {
  return Math.max(seconds, than + 1);
}

function statFile(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function secondsOf(stats: Stats): number {
  return Math.floor(stats.mtimeMs / 1000);
}

/** The files of one content, with its compressed forms; 0: one of them is missing or was written since. */
function countIntact(file: string, seconds: number): number {
  const stats = statFile(file);
  if (!stats || secondsOf(stats) !== seconds) return 0;
  if (stats.size < WORTH_COMPRESSING) return 1;
  const forms = COMPRESSED.map((encoding) => statFile(`${file}${ENDINGS[encoding]}`));
  return forms.every((form) => form && secondsOf(form) === seconds) ? 1 + forms.length : 0;
}

/** Only what a build wrote: somebody else's file has another time. @returns the number of files */
function removeFile(root: string, key: string, seconds: number): number {
  const file = path.join(root, key);
  const own = ['', ...Object.values(ENDINGS)]
    .map((ending) => `${file}${ending}`)
    .filter((name) => {
      const stats = statFile(name);
      return stats && secondsOf(stats) === seconds;
    });
  for (const name of own) rmSync(name);
  if (own.length > 0) removeEmpty(path.dirname(file), path.resolve(root));
  return own.length;
}

function removeEmpty(folder: string, root: string): void {
  for (let one = folder; one.startsWith(root + path.sep); one = path.dirname(one)) {
    try {
      rmdirSync(one);
    } catch (error) {
      // Something else is in it.
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
      throw error;
    }
  }
}
