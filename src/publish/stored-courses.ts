/** A publication's access to stored courses, with prefetching and buffered writes. */

import { cutBatches } from '../domain/batches.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { createPacker, type Packer } from '../store/packed-course.ts';
import type { CourseSummary, SavedCourse, StoredDocument, StoreReads, StoreTransaction } from '../store/store.ts';
import type { CoursePlan } from './plan.ts';
import { readAhead } from './read-ahead.ts';

export interface PlanWriter {
  /** Starts writing the plan's course; its `next` must be packed. */
  save(plan: CoursePlan): Promise<void>;
  /** Resolves when everything is written. */
  finish(): Promise<void>;
  /** Resolves when no write is in progress, successful or not. */
  settle(): Promise<void>;
}

/** Courses read with one statement. */
export const COURSES_AT_ONCE = 32;
/** Courses written with one statement: a database over a network is asked four times for each. */
const WRITTEN_AT_ONCE = 64;
/** Batches on their way to the disk. */
const SAVED_AHEAD = 2;

export function createPlanWriter(tx: StoreTransaction): PlanWriter {
  const saving: Promise<unknown>[] = [];
  const waiting = new Map<CourseKey, SavedCourse>();
  const send = async (): Promise<void> => {
    if (saving.length >= SAVED_AHEAD) rethrow(await saving.shift());
    const courses = [...waiting.values()];
    waiting.clear();
    saving.push(tx.saveCourses(courses).catch((error: unknown) => error));
  };
  return {
    async save({ key, digest, next, ending, provisional }) {
      if (provisional) throw new RangeError(`${key} was planned for no instant`);
      // One of its own key goes first.
      if (waiting.has(key)) await send();
      const course = { published: next, rules: digest, retired: ending === 'retired' };
      waiting.set(key, { key, course });
      if (waiting.size >= WRITTEN_AT_ONCE) await send();
    },
    async finish() {
      if (waiting.size > 0) await send();
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
 * Loads what a course was last published as; null: never.
 * @throws UnreadableCourseError
 */
export function createLoader(reads: StoreReads): (summary: CourseSummary | null) => Promise<PublishedCourse | null> {
  const packer = createPacker();
  return async (summary) => {
    const document = summary && (await reads.loadDocuments([summary.key])).get(summary.key);
    return document ? readStored(packer, summary.key, document) : null;
  };
}

/** @throws UnreadableCourseError */
export function readStored(packer: Packer, key: CourseKey, { text, isIntact }: StoredDocument): PublishedCourse {
  return isIntact ? packer.readIntact(key, text) : packer.readWhole(key, text);
}

/** Loads many one after another, some ahead; the function throws UnreadableCourseError where a document is damaged. */
export async function* loadInTurn(
  reads: StoreReads,
  keys: Iterable<CourseKey>,
): AsyncGenerator<readonly [CourseKey, () => PublishedCourse | null]> {
  const packer = createPacker();
  const batches = cutBatches([...keys], COURSES_AT_ONCE);
  for await (const [batch, documents] of readAhead(batches, (keys) => reads.loadDocuments(keys))) {
    for (const key of batch) {
      const document = documents().get(key);
      yield [key, () => (document ? readStored(packer, key, document) : null)];
    }
  }
}

/** So few courses are asked for one by one: a change of one meeting does not look through a university. */
const FEW = 8;

/**
 * The stored courses by key. @param only limits the question to these; without it, all
 * @param term of this term
 */
export async function listStored(
  reads: StoreReads,
  only?: ReadonlySet<CourseKey>,
  term?: string,
): Promise<Map<CourseKey, CourseSummary>> {
  const found =
    only && only.size <= FEW ? await findEach(reads, only) : await reads.listCourses(term ?? termOfAll(only));
  return new Map(found.filter(({ key }) => isOfTerm(key, term)).map((summary) => [summary.key, summary]));
}

/** The one term that the courses are of, folded; undefined: there are several. */
export function termOfAll(keys: ReadonlySet<CourseKey> | undefined): string | undefined {
  const terms = new Set([...(keys ?? [])].map((key) => foldId(termOf(key))));
  return terms.size === 1 ? [...terms][0] : undefined;
}

/** Without regard to case. @param term undefined: any */
export function isOfTerm(key: CourseKey, term: string | undefined): boolean {
  return term === undefined || foldId(termOf(key)) === foldId(term);
}

async function findEach(reads: StoreReads, keys: Iterable<CourseKey>): Promise<CourseSummary[]> {
  const found: CourseSummary[] = [];
  for (const key of keys) {
    const summary = await reads.findCourse(key);
    if (summary) found.push(summary);
  }
  return found;
}
