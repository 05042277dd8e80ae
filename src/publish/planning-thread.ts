/** Plans courses in a worker thread started by `planning.ts`. */
import { parentPort } from 'node:worker_threads';
import { createPacker, documentOf, indexRowOf } from '../store/packed-course.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { listVisible } from './differences.ts';
import { planCourse } from './plan.ts';
import type { PlannedText, PlanningRequest, PlanningShared, PlanningTask } from './planning.ts';
import { readStored } from './stored-courses.ts';

const packer = createPacker();
let shared: PlanningShared | null = null;

/** Nothing else waits for this thread. */
const pace = (): Promise<void> => Promise.resolve();

/** Null: the stored document is damaged. */
function plan({ course, digest, term, site, document, desk }: PlanningTask): Promise<PlannedText | null> {
  if (!shared) throw new RangeError('nothing was said about the terms');
  const { terms, sites, ...parts } = shared;
  const own = terms[term];
  const words = sites[site];
  if (!own || !words) throw new RangeError(`${course.key} has no term or site`);
  const work = async (): Promise<PlannedText> => {
    const rules = { course, term: own, site: words, digest };
    const last = document ? readStored(packer, course.key, document) : null;
    const planned = await planCourse(rules, last, { ...parts, deskChanges: () => desk }, pace);
    const { before: _, next, ...rest } = planned;
    return { rest, document: documentOf(next), row: indexRowOf(next), visible: listVisible(planned) };
  };
  return unlessUnreadableLater(work());
}

parentPort?.on('message', async (request: PlanningRequest) => {
  if (request.type === 'begin') {
    shared = request.shared;
    return;
  }
  const planned: (PlannedText | null)[] = [];
  for (const task of request.tasks) planned.push(await plan(task));
  parentPort?.postMessage({ number: request.number, planned });
});
