/** Reads pasted pages in a worker thread with limits of time and memory, one at a time; nothing is stored. */
import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HourCycle } from '../../domain/model.ts';
import type { UnusedLine, UsedLine } from '../../import/page/model.ts';
import type { OpenDoubt } from '../../import/page/settle.ts';

export interface PageAsked {
  readonly text: string;
  readonly id: string;
  readonly code: string | null;
  readonly title: string | null;
  /** The course’s hour cycle, where it is known. */
  readonly hourCycle: HourCycle | null;
  /** The date of today, YYYY-MM-DD. */
  readonly published: string;
  /** By a doubt's key: whether its second reading is chosen. */
  readonly answers: readonly (readonly [string, boolean])[];
}

export interface PageRead {
  readonly used: readonly UsedLine[];
  readonly unused: readonly UnusedLine[];
  readonly nothing: string | null;
  readonly meetings: number;
  readonly sections: number;
  readonly doubts: readonly OpenDoubt[];
  readonly yaml: string;
}

export type PageAnswer = { readonly read: PageRead } | { readonly refused: 'busy' | 'slow' | 'broken' };

/** In characters; course pages have some thousands. */
export const LONGEST_PAGE = 150_000;

/** Reading takes milliseconds, but starting the thread may take seconds on a busy machine. */
const DEADLINE_MS = 30_000;
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };
/** The most requests waiting. */
const MOST_WAITING = 4;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

export async function readPastedPage(asked: PageAsked): Promise<PageAnswer> {
  if (waiting >= MOST_WAITING) return { refused: 'busy' };
  waiting += 1;
  const mine = last.then(() => readInThread(asked));
  last = mine;
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

async function readInThread(asked: PageAsked): Promise<PageAnswer> {
  // The thread's file beside this one: TypeScript in a checkout, compiled JavaScript in the package.
  const file = new URL(`./page-thread${path.extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { workerData: asked, execArgv: [], resourceLimits: MEMORY });
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  try {
    const [read] = (await once(worker, 'message', { signal: deadline })) as [PageRead];
    return { read };
  } catch {
    // Out of memory, an error, or the deadline passed: the answer says which.
    return { refused: deadline.aborted ? 'slow' : 'broken' };
  } finally {
    await worker.terminate();
  }
}
