/**
 * Writes files for static hosts; unchanged files are skipped. A file's modification time is that of its content, or
 * later if it changed without a publication (another PUBLIC_URL or release): web servers derive validators from time
 * and size, so different content must not have the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmdirSync, rmSync, type Stats, statSync, utimesSync } from 'node:fs';
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
const FORMS = [
  { encoding: 'gzip', ending: '.gz' },
  { encoding: 'br', ending: '.br' },
] as const;

/** Files being compressed at a time. */
const AT_ONCE = 16;

export interface StaticWriterOptions {
  readonly folder: string;
  /** The times of the previous build's files, by name. */
  readonly before: FileTimes;
  /** Whether a `.gz` and a `.br` are written beside each file. */
  readonly compress: boolean;
}

export function createStaticWriter({ folder, before, compress }: StaticWriterOptions): StaticWriter {
  const times = new Map<string, FileTime>();
  /** Files whose compressed forms of the previous build would hold other bytes. */
  const bare: string[] = [];
  const batch = createFileBatch(folder);
  const byAddress = groupByAddress(before);
  let written = 0;
  let unchanged = 0;
  let removed = 0;

  const put = async (file: string, body: Buffer, seconds: number): Promise<number> => {
    const stood = statFile(file);
    const isSame = stood?.size === body.length && readFileSync(file).equals(body);
    const time = isSame ? secondsOf(stood) : stood ? later(seconds, secondsOf(stood)) : seconds;
    // Its Last-Modified stays, also that of a copy made by another program.
    if (isSame && (isOfSecond(stood, time) || setTime(file, time))) {
      unchanged += 1;
      return time;
    }
    await batch.add(file, body, time * 1000);
    written += 1;
    return time;
  };

  /** A form has its file's time: by it the next build knows it for its own. */
  const putForm = async (form: string, body: Buffer, seconds: number): Promise<void> => {
    const stood = statFile(form);
    const isSame = stood?.size === body.length && isOfSecond(stood, seconds) && readFileSync(form).equals(body);
    if (isSame) unchanged += 1;
    else {
      await batch.add(form, body, seconds * 1000);
      written += 1;
    }
  };

  const running = new Set<Promise<void>>();
  const failure: unknown[] = [];
  const writeOne = async (name: string, content: string | Buffer, lastModified: number): Promise<void> => {
    const body = Buffer.isBuffer(content) ? content : Buffer.from(content);
    const file = path.join(folder, name);
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const usual = timeOf(digest, Math.floor(lastModified / 1000), before.get(keyOf(name)));
    const seconds = await put(file, body, usual);
    times.set(keyOf(name), { digest, seconds });
    if (!compress || body.length < WORTH_COMPRESSING) bare.push(keyOf(name));
    else
      for (const { encoding, ending } of FORMS)
        await putForm(`${file}${ending}`, await compressInThread(body, encoding), seconds);
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
      const counts = keys.map((key) =>
        countIntact(path.join(folder, key), (before.get(key) as FileTime).seconds, compress),
      );
      if (keys.length === 0 || counts.includes(0)) return false;
      for (const key of keys) times.set(key, before.get(key) as FileTime);
      unchanged += counts.reduce((sum, count) => sum + count, 0);
      return true;
    },
    async finish() {
      await Promise.all(running);
      if (failure.length > 0) throw failure[0];
      await batch.commit();
      for (const key of bare) removed += removeForms(folder, key, before.get(key)?.seconds);
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

/** @returns false: only its owner may, so that the file has to be replaced */
function setTime(file: string, seconds: number): boolean {
  try {
    utimesSync(file, seconds, seconds);
    return true;
  } catch {
    return false;
  }
}

/** Whether a file has the time that a build gave it: a whole second. What others write has a fraction of one. */
function isOfSecond(stats: Stats, seconds: number): boolean {
  return stats.mtimeMs === seconds * 1000;
}

/** The number of files of one content, with its compressed forms; 0: one is missing or was written since. */
function countIntact(file: string, seconds: number, compress: boolean): number {
  const stats = statFile(file);
  if (!stats || !isOfSecond(stats, seconds)) return 0;
  if (!compress || stats.size < WORTH_COMPRESSING) return 1;
  return FORMS.every(({ ending }) => isOwn(`${file}${ending}`, seconds)) ? 1 + FORMS.length : 0;
}

/** Whether a build wrote it: a file that somebody else wrote has another time. */
function isOwn(file: string, seconds: number): boolean {
  const stats = statFile(file);
  return stats !== undefined && isOfSecond(stats, seconds);
}

/** Removes what a build wrote. @returns the number of files */
function removeFile(root: string, key: string, seconds: number): number {
  const count = removeOwn([path.join(root, key)], seconds) + removeForms(root, key, seconds);
  if (count > 0) removeEmpty(path.dirname(path.join(root, key)), path.resolve(root));
  return count;
}

/** Removes the compressed forms of a file, which a server would send in its place. @returns the number of files */
function removeForms(root: string, key: string, seconds: number | undefined): number {
  if (seconds === undefined) return 0;
  return removeOwn(
    FORMS.map(({ ending }) => path.join(root, `${key}${ending}`)),
    seconds,
  );
}

function removeOwn(files: readonly string[], seconds: number): number {
  const own = files.filter((file) => isOwn(file, seconds));
  for (const file of own) rmSync(file);
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
