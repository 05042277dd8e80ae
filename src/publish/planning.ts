/**
 * Plans many courses in worker threads: the event loop stays free, and several cores are used. A thread gets the rules,
 * reads the stored documents by itself, and returns those that are to be written, which are moved and not copied; only
 * the main thread writes the store.
 *
 * An idle thread is kept for a minute: a change usually follows its preview, and a new thread would load and compile
 * everything again. Until then it caches the courses' rules, which are as large as their documents and slower to copy.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Course, CourseKey, Site, Term } from '../domain/model.ts';
import { createThreadCalls } from '../domain/thread-calls.ts';
import { receiveError, type SentError } from '../store/errors.ts';
import type { KnownCourse } from '../store/packed-course.ts';
import type { StoreLocation } from '../store/store.ts';
import type { CourseDeskChanges } from './desk-changes.ts';
import type { PackedDifferences } from './differences.ts';
import type { CoursePlan, PlanContext } from './plan.ts';

/** What all courses of a change share. */
export interface PlanningShared extends Omit<PlanContext, 'deskChanges'> {
  readonly terms: readonly Term[];
  readonly sites: readonly Site[];
  /** Most courses of a term share theirs. */
  readonly desks: readonly CourseDeskChanges[];
  /** Of the stored documents. */
  readonly location: StoreLocation;
}

export interface PlanningTask {
  readonly course: Course;
  /** As in Rules.digests. */
  readonly digest: string;
  /** The index of its term, site and desk changes in PlanningShared. */
  readonly term: number;
  readonly site: number;
  readonly desk: number;
}

/** A task as it is sent. */
export interface SentTask extends Omit<PlanningTask, 'course'> {
  readonly key: CourseKey;
  /** Null: the thread has it already, with the same digest. */
  readonly course: Course | null;
}

/** What a thread is sent: what is shared comes first. */
export type PlanningRequest =
  | { readonly type: 'begin'; readonly shared: PlanningShared }
  | { readonly type: 'plan'; readonly number: number; readonly tasks: readonly SentTask[] }
  | { readonly type: 'end' };

/** A plan, with its publications as JSON texts in UTF-8. */
export interface SentPlan {
  readonly rest: Omit<CoursePlan, 'before' | 'next' | 'visible'>;
  /** Null: it was never published. */
  readonly before: Uint8Array<ArrayBuffer> | null;
  readonly next: Uint8Array<ArrayBuffer>;
  /** Of `next`. */
  readonly known: KnownCourse;
  readonly visible: PackedDifferences | null;
}

export interface PlannedBatch {
  readonly number: number;
  /** In the order of the tasks; null: the stored document is damaged. */
  readonly planned: readonly (SentPlan | null)[];
  /** Why nothing was planned. */
  readonly error: SentError | null;
}

export interface Planning {
  /** The plans in the order of the tasks. */
  plan(tasks: readonly PlanningTask[]): Promise<PlannedBatch['planned']>;
  end(): void;
}

/** More would wait for each other: the writes of a change take as long as two threads plan. */
const MOST_THREADS = 2;
const WAIT_MS = 60_000;
const waiting: PlanningThread[] = [];

export function startPlanning(shared: PlanningShared): Planning {
  const count = Math.min(MOST_THREADS, availableParallelism());
  // In the order in which they were left: each gets the courses that it had.
  const threads = Array.from({ length: count }, () => waiting.shift() ?? startThread());
  for (const thread of threads) thread.begin(shared);
  let turn = 0;
  return {
    plan(tasks) {
      turn += 1;
      const thread = threads[turn % count] as PlanningThread;
      return thread.plan(tasks);
    },
    end() {
      for (const thread of threads) thread.rest();
    },
  };
}

interface PlanningThread {
  begin(shared: PlanningShared): void;
  plan(tasks: readonly PlanningTask[]): Promise<PlannedBatch['planned']>;
  /** Waits for the next change; ends if none comes. */
  rest(): void;
}

function startThread(): PlanningThread {
  // The thread's file is in this folder: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./planning-thread${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { execArgv: [] });
  const calls = createThreadCalls<PlannedBatch['planned']>();
  /** The digests of the rules that it has. */
  const known = new Map<CourseKey, string>();
  let timer: NodeJS.Timeout | undefined;
  const leave = (): void => {
    const index = waiting.indexOf(thread);
    if (index >= 0) waiting.splice(index, 1);
  };
  const fail = (why: Error): void => {
    leave();
    calls.end(why);
  };
  const send = (request: PlanningRequest): void => worker.postMessage(request);
  worker.on('message', ({ number, planned, error }: PlannedBatch) => {
    if (error) calls.refuse(number, receiveError(error));
    else calls.answer(number, planned);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the planning thread has ended')));
  const thread: PlanningThread = {
    begin(shared) {
      clearTimeout(timer);
      worker.ref();
      send({ type: 'begin', shared });
    },
    plan: (tasks) =>
      calls.ask((number) => {
        const sent = tasks.map(({ course, ...rest }): SentTask => {
          const { key } = course;
          const isKnown = known.get(key) === rest.digest;
          return { ...rest, key, course: isKnown ? null : course };
        });
        send({ type: 'plan', number, tasks: sent });
        // What cannot be sent is not known there.
        for (const { key, digest } of sent) known.set(key, digest);
      }),
    rest() {
      if (calls.hasEnded()) return;
      send({ type: 'end' });
      waiting.push(thread);
      // An idle thread does not keep the process alive.
      worker.unref();
      timer = setTimeout(() => {
        leave();
        void worker.terminate();
      }, WAIT_MS).unref();
    },
  };
  return thread;
}
