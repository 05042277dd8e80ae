/** Feeds as files for any static host. Only what changed is written, and each file's time is its feed's Last-Modified. */
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFeedPath } from './address.ts';
import { listStaticFeeds } from './combinations.ts';
import type { Courses } from './courses.ts';
import { compress, encodeFeed, type Feed } from './feed.ts';
import { createPace } from './pace.ts';
import type { Shelf } from './shelf.ts';

export interface StaticBuild {
  readonly written: number;
  readonly unchanged: number;
  readonly feeds: number;
  /** Combinations that the limit left out, by course. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Feeds too large for calendar programs: not written. */
  readonly refused: readonly string[];
}

export async function writeStaticFiles(
  courses: Courses,
  shelf: Shelf,
  folder: string,
  combinations: number,
): Promise<StaticBuild> {
  const pace = createPace();
  const leftOut = new Map<string, number>();
  const refused: string[] = [];
  let written = 0;
  let unchanged = 0;
  let feeds = 0;
  for (const key of courses.keys()) {
    const published = courses.get(key);
    if (!published) continue;
    const { course } = published;
    const ids = [course.id, ...course.formerly, ...course.crossListed.map(({ id }) => id)];
    for (const id of ids) {
      const view = courses.find(course.term, id);
      if (!view || view.published !== published) continue;
      const listed = listStaticFeeds(courses, view, combinations);
      if (listed.leftOut > 0) leftOut.set(`${course.term}/${id}`, listed.leftOut);
      for (const address of listed.addresses) {
        const answer = shelf.find(address);
        const file = writeFeedPath(address);
        if (answer.type !== 'feed') {
          refused.push(file);
          continue;
        }
        feeds += 1;
        for (const [ending, body] of encodings(answer.feed)) {
          if (await writeChanged(path.join(folder, `${file}${ending}`), body, answer.feed.lastModified)) written += 1;
          else unchanged += 1;
        }
        await pace();
      }
    }
  }
  return { written, unchanged, feeds, leftOut, refused };
}

function encodings(feed: Feed): [string, Buffer][] {
  const body = encodeFeed(feed, 'identity');
  return [
    ['', body],
    ['.gz', compress(body, 'gzip')],
    ['.br', compress(body, 'br')],
  ];
}

/** Whether the file had to be written: its bytes differ from what is there. */
export async function writeChanged(file: string, body: Buffer, lastModified: number): Promise<boolean> {
  const before = await readFile(file).catch(() => null);
  if (before?.equals(body)) return false;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, body);
  const time = new Date(lastModified);
  await utimes(file, time, time);
  return true;
}
