/** Stored courses as a publication reads and writes them, some ahead of the disk. */

import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { createPacker, documentOf } from '../store/packed-course.ts';
import type { CourseSummary, StoreReads, StoreTransaction } from '../store/store.ts';
import type { CoursePlan } from './plan.ts';

export interface PlanWriter {
  /** Puts the plan's course on its way into the store; its `next` must be packed. */
  save(plan: CoursePlan): Promise<void>;
  /** When everything is written. */
  finish(): Promise<void>;
  /** When nothing is being written any more, whatever became of it. */
  settle(): Promise<void>;
}

/** Each is a text of some kilobytes on its way to the disk. */
const SAVED_AHEAD = 16;

export function createPlanWriter(tx: StoreTransaction): PlanWriter {
  const saving: Promise<unknown>[] = [];
  return {
    async save({ key, digest, next, ending }) {
      if (saving.length >= SAVED_AHEAD) rethrow(await saving.shift());
      const stored = { published: next, rules: digest, retired: ending === 'retired' };
      saving.push(tx.saveCourse(key, stored, documentOf(next)).catch((error: unknown) => error));
    },
    async finish() {
      for (const outcome of saving.splice(0)) rethrow(await outcome);
    },
    async settle() {
      await Promise.all(saving);
    },
  };
}

function rethrow(outcome: unknown): void {
  if (outcome instanceof Error) throw outcome;
}

/**
 * Loads what courses were last published as; null: never.
 * @throws UnreadableCourseError
 */
export function createLoader(reads: StoreReads): (summary: CourseSummary | null) => Promise<PublishedCourse | null> {
  const packer = createPacker();
  return async (summary) => {
    const document = summary && (await reads.loadDocument(summary.key));
    return document ? packer.readWhole(summary.key, document) : null;
  };
}

/** So few courses are asked for one by one: a change of one meeting does not look through a university. */
const FEW = 8;

/**
 * The stored courses by key.
 * @param only the ones that will be asked for; without it, all
 * @param term of this term
 */
export async function listStored(
  reads: StoreReads,
  only?: ReadonlySet<CourseKey>,
  term?: string,
): Promise<Map<CourseKey, CourseSummary>> {
  const found = only && only.size <= FEW ? await findEach(reads, only) : await reads.listCourses();
  return new Map(found.filter(({ key }) => isOfTerm(key, term)).map((summary) => [summary.key, summary]));
}

/** Without regard to case. @param term undefined: any */
export function isOfTerm(key: CourseKey, term: string | undefined): boolean {
  return term === undefined || foldId(key.slice(0, key.indexOf('/'))) === foldId(term);
}

async function findEach(reads: StoreReads, keys: Iterable<CourseKey>): Promise<CourseSummary[]> {
  const found: CourseSummary[] = [];
  for (const key of keys) {
    const summary = await reads.findCourse(key);
    if (summary) found.push(summary);
  }
  return found;
}
