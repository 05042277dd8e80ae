/**
 * The nightly upkeep: publishes the removal of meetings 30 days after an edit of the rules took them away. It needs no
 * rules, so held edits stay held; of several replicas, the first publishes and the others find nothing due.
 */
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import { nextInstant } from '../publication/instant.ts';
import { letLeave } from '../publication/taken.ts';
import { openClosed } from '../publish/closing.ts';
import { measureFeeds } from '../publish/feed-sizes.ts';
import { createLoader, listStored } from '../publish/stored-courses.ts';
import type { CourseEntry } from '../store/course-entry.ts';
import type { Store } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';

/** The courses that have something due. */
export function listDue(entries: Iterable<CourseEntry>, now: number): CourseKey[] {
  const due: CourseKey[] = [];
  for (const { key, leavesAt } of entries) if (leavesAt !== undefined && leavesAt <= now) due.push(key);
  return due;
}

/** The courses of a store that have something due. */
export async function findDue(store: Store, now: number): Promise<CourseKey[]> {
  return listDue(
    (await store.courseIndex()).flatMap(({ entry }) => entry ?? []),
    now,
  );
}

/** Publishes the removal of what is due. @returns the courses that changed */
export async function publishUpkeep(store: Store, clock: Clock, due: readonly CourseKey[]): Promise<CourseKey[]> {
  if (due.length === 0) return [];
  return store.write(async (tx) => {
    const now = clock();
    const instant = nextInstant(now, (await tx.head()).instant);
    const stored = await listStored(tx, new Set(due));
    const load = createLoader(tx);
    const pace = createPace();
    const published: CourseKey[] = [];
    const isClosed = await openClosed(tx);
    for (const key of due.filter((one) => !isClosed(one))) {
      await pace();
      const summary = stored.get(key);
      // A damaged course is skipped.
      const last = summary && !summary.retired ? await unlessUnreadableLater(load(summary)) : null;
      if (!summary || !last) continue;
      const left = letLeave(last, nextInstant(instant, last.lastModified), now);
      if (!left) continue;
      const next = measureFeeds(last, left);
      await tx.saveCourse(key, { published: next, rules: summary.rules, retired: false });
      published.push(key);
    }
    return published;
  });
}

const HOUR = 3;

/** Runs the work every night at three, by this machine's clock. @returns stops it */
export function startNightly(work: () => void, clock: Clock): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(() => {
      work();
      wait();
    }, msUntilNight(clock()));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}

function msUntilNight(now: number): number {
  const night = new Date(now);
  night.setHours(HOUR, 0, 0, 0);
  if (night.getTime() <= now) night.setDate(night.getDate() + 1);
  return night.getTime() - now;
}
