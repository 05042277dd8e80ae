/**
 * Renamed courses (`formerly:`): everything stored under the former key is moved to the new one before planning, so
 * that the course keeps its history whenever and wherever the rename happened.
 */
import { foldId } from '../domain/id.ts';
import { type CourseKey, courseKey } from '../domain/model.ts';
import { mergePublications } from '../publication/merging.ts';
import type { CourseSummary, StoreTransaction } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import type { IsClosed } from './closing.ts';
import { mayHaveCourse, type Rules } from './rules.ts';
import { createLoader } from './stored-courses.ts';

/** @returns the former key of each renamed course */
export async function followRenames(
  tx: StoreTransaction,
  rules: Rules,
  known: ReadonlyMap<CourseKey, CourseSummary>,
  instant: number,
  now: number,
  isClosed: IsClosed,
): Promise<ReadonlyMap<CourseKey, CourseKey>> {
  const renamed = new Map<CourseKey, CourseKey>();
  const stored = new Map([...known.values()].map((summary) => [foldId(summary.key), summary]));
  for (const { key, term, formerly } of rules.catalog.courses.values()) {
    if (isClosed(term)) continue;
    for (const id of formerly) {
      const former = stored.get(foldId(courseKey(term, id)));
      // An id that another file has now belongs to that file.
      if (!former || former.key === key || mayHaveCourse(rules, former.key)) continue;
      if (await moveCourse(tx, former, key, instant, now)) renamed.set(key, former.key);
    }
  }
  return renamed;
}

async function moveCourse(
  tx: StoreTransaction,
  former: CourseSummary,
  to: CourseKey,
  instant: number,
  now: number,
): Promise<boolean> {
  const from = former.key;
  const load = createLoader(tx);
  const before = await unlessUnreadableLater(load(former));
  if (!before) return false;
  const present = await unlessUnreadableLater(tx.findCourse(to).then(load));
  const course = { ...before.course, key: to };
  const published = present ? mergePublications(present, before, instant) : { ...before, course };
  // Without a digest it is planned again.
  await tx.saveCourse(to, { published, rules: present ? '' : former.rules, retired: false });
  await tx.removeCourse(from);
  await tx.renameSubject(from, to);
  await tx.addAudit({ at: now, who: 'belltower', what: 'rename', subject: to, before: from, after: to });
  return true;
}
