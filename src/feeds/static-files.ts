/**
 * Feeds as files for any static host. Only what changed is written. A file's modification time is its feed's
 * Last-Modified, or later where its content changed without a publication (another PUBLIC_URL, another release): web
 * servers make their validators of time and size, and must not take other content for the same.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createPace } from '../domain/pace.ts';
import type { FileTime, FileTimes } from '../publish/revisions-file.ts';
import { removeLeftovers, writeWholeFile } from '../publish/whole-file.ts';
import { writeFeedPath } from './address.ts';
import { listStaticFeeds } from './combinations.ts';
import type { Courses } from './courses.ts';
import { compress, encodeFeed, type Feed } from './feed.ts';
import type { Shelf } from './shelf.ts';

export interface StaticBuild {
  readonly written: number;
  readonly unchanged: number;
  readonly feeds: number;
  /** Combinations that the limit left out, by course. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Feeds that could not be made, each with the server's own answer. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
  readonly times: FileTimes;
}

export async function writeStaticFiles(
  courses: Courses,
  shelf: Shelf,
  folder: string,
  combinations: number,
  before: FileTimes,
): Promise<StaticBuild> {
  const pace = createPace();
  const leftOut = new Map<string, number>();
  const refused: { file: string; why: string }[] = [];
  const times = new Map<string, FileTime>();
  let written = 0;
  let files = 0;
  for (const key of courses.keys()) {
    const published = courses.get(key);
    if (!published) continue;
    const { course } = published;
    const ids = [course.id, ...course.formerly, ...course.crossListed.map(({ id }) => id)];
    for (const id of ids) {
      const view = courses.find(course.term, id);
      if (!view || view.published !== published) continue;
      await removeLeftovers(path.join(folder, course.term, id));
      const listed = listStaticFeeds(courses, view, combinations);
      if (listed.leftOut > 0) leftOut.set(`${course.term}/${id}`, listed.leftOut);
      for (const address of listed.addresses) {
        const answer = shelf.find(address);
        const name = writeFeedPath(address);
        if (answer.type !== 'feed') {
          refused.push({ file: name, why: answer.text });
          continue;
        }
        const outcome = await writeFeed(path.join(folder, name), answer.feed, before.get(name));
        times.set(name, outcome.time);
        written += outcome.written;
        files += ENCODINGS.length;
        await pace();
      }
    }
  }
  return { written, unchanged: files - written, feeds: times.size, leftOut, refused, times };
}

const ENCODINGS = [
  ['', 'identity'],
  ['.gz', 'gzip'],
  ['.br', 'br'],
] as const;

async function writeFeed(
  file: string,
  feed: Feed,
  remembered: FileTime | undefined,
): Promise<{ readonly written: number; readonly time: FileTime }> {
  const body = encodeFeed(feed, 'identity');
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const own = Math.floor(feed.lastModified / 1000);
  const usual = remembered ? (remembered.digest === digest ? remembered.seconds : later(own, remembered.seconds)) : own;
  const outcomes = await Promise.all(
    ENCODINGS.map(([ending, encoding]) =>
      writeChanged(`${file}${ending}`, encoding === 'identity' ? body : compress(body, encoding), usual),
    ),
  );
  return {
    written: outcomes.filter(({ isWritten }) => isWritten).length,
    time: { digest, seconds: outcomes[0]?.seconds ?? usual },
  };
}

function later(seconds: number, than: number): number {
  return Math.max(seconds, than + 1);
}

/** Writes the file where its content differs from what is there, with a later time than that. */
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
