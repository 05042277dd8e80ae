/** Plans courses in a worker thread started by `planning.ts`. */
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Course, CourseKey } from '../domain/model.ts';
import { StoreError, sendError } from '../store/errors.ts';
import { type OpenedReads, openReads } from '../store/open-reads.ts';
import { documentOf, indexRowOf, readUnpacked } from '../store/packed-course.ts';
import { createQueue } from '../store/queue.ts';
import type { StoredDocument } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { listConcernCodes } from './concerns.ts';
import { listVisible, packVisible } from './differences.ts';
import { planCourse } from './plan.ts';
import { listHours, listTouched, type PlanFindings } from './plan-findings.ts';
import type { PlannedBatch, PlanningRequest, PlanningShared, SentPlan, SentTask } from './planning.ts';

// The threads that answer requests, and collect garbage for them, come first. Only Linux gives a thread a priority of its own.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** The rules that were sent last. */
const courses = new Map<CourseKey, Course>();
const encoder = new TextEncoder();

/** Nothing else waits for this thread. */
const pace = (): Promise<void> => Promise.resolve();

/** A change, with the store that it is planned over. */
interface Session {
  readonly shared: PlanningShared;
  readonly opened: Promise<OpenedReads>;
}

let session: Session | null = null;
/** One batch after another; the documents of the next ones are read meanwhile. */
const turns = createQueue();

/** @param document null: it was never published @returns null: the stored document is damaged */
function plan(task: SentTask, shared: PlanningShared, document: StoredDocument | null): Promise<SentPlan | null> {
  const { key, digest, term, site, desk } = task;
  const { terms, sites, desks, location: _, ...context } = shared;
  const course = courses.get(key);
  const own = terms[term];
  const words = sites[site];
  const changes = desks[desk];
  if (!course || !own || !words || !changes) throw new RangeError(`the rules of ${key} are not here`);
  const work = async (): Promise<SentPlan> => {
    const rules = { course, term: own, site: words, digest };
    const last = document ? readUnpacked(key, document) : null;
    const planned = await planCourse(rules, last, { ...context, deskChanges: () => changes }, pace);
    const { before: __, next, visible, ...rest } = planned;
    const differences = listVisible(planned);
    const found: PlanFindings = {
      concerns: listConcernCodes(planned, context.now),
      touched: listTouched(planned, differences),
      hours: listHours(next, differences),
    };
    return {
      rest: { ...rest, found },
      before: document && encoder.encode(document.text),
      next: encoder.encode(document && next === last ? document.text : documentOf(next, last)),
      known: { lastModified: next.lastModified, row: indexRowOf(next) },
      visible: packVisible(visible),
    };
  };
  return unlessUnreadableLater(work());
}

async function planAll(tasks: readonly SentTask[]): Promise<(SentPlan | null)[]> {
  // Whatever becomes of the batch: they are not sent again.
  for (const { key, course } of tasks) if (course) courses.set(key, course);
  if (!session) throw new RangeError('nothing was said about the terms');
  const { shared, opened } = session;
  const reads = await opened;
  const documents = await reads.loadDocuments(tasks.map(({ key }) => key));
  return turns.run(async () => {
    const planned: (SentPlan | null)[] = [];
    for (const task of tasks) planned.push(await plan(task, shared, documents.get(task.key) ?? null));
    return planned;
  });
}

function* listBuffers(planned: readonly (SentPlan | null)[]): Generator<ArrayBuffer> {
  for (const one of planned) {
    if (!one) continue;
    yield one.next.buffer;
    if (one.before) yield one.before.buffer;
    if (one.visible) yield one.visible.meetings.buffer;
  }
}

function begin(shared: PlanningShared): Session {
  const opened = openReads(shared.location);
  // Whoever plans is told.
  opened.catch(() => undefined);
  return { shared, opened };
}

async function end({ opened }: Session): Promise<void> {
  try {
    await (await opened).close();
  } catch {
    // What could not be opened was told to those who planned.
  }
}

parentPort?.on('message', async (request: PlanningRequest) => {
  if (request.type === 'begin') session = begin(request.shared);
  else if (request.type === 'end') {
    const ended = session;
    session = null;
    if (ended) await end(ended);
  } else {
    const { number, tasks } = request;
    const answer = await planAll(tasks).then(
      (planned): PlannedBatch => ({ number, planned, error: null }),
      (error: Error): PlannedBatch => {
        // A fault of the program ends the thread, which tells whoever plans.
        if (!(error instanceof StoreError)) throw error;
        return { number, planned: [], error: sendError(error) };
      },
    );
    parentPort?.postMessage(answer, [...listBuffers(answer.planned)]);
  }
});
