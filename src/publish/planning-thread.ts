/** Plans courses in a worker thread started by `planning.ts`. */
import { parentPort } from 'node:worker_threads';
import type { Course, CourseKey } from '../domain/model.ts';
import { createPacker, documentOf, indexRowOf } from '../store/packed-course.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { listVisible, packVisible } from './differences.ts';
import { findLastStart } from './last-start.ts';
import { planCourse } from './plan.ts';
import type { PlannedText, PlanningRequest, PlanningShared, SentTask } from './planning.ts';
import { readStored } from './stored-courses.ts';

/** The rules that were sent last. */
const courses = new Map<CourseKey, Course>();
let shared: PlanningShared | null = null;

/** Nothing else waits for this thread. */
const pace = (): Promise<void> => Promise.resolve();

/** Null: the stored document is damaged. */
function plan({ key, digest, term, site, desk, document, ...sent }: SentTask): Promise<PlannedText | null> {
  if (!shared) throw new RangeError('nothing was said about the terms');
  const { terms, sites, desks, ...context } = shared;
  const course = sent.course ?? courses.get(key);
  const own = terms[term];
  const words = sites[site];
  const changes = desks[desk];
  if (!course || !own || !words || !changes) throw new RangeError(`the rules of ${key} are not here`);
  courses.set(key, course);
  const work = async (): Promise<PlannedText> => {
    const rules = { course, term: own, site: words, digest };
    // A packer of its own: nothing of its document is kept once it is planned.
    const last = document ? readStored(createPacker(), key, document) : null;
    const planned = await planCourse(rules, last, { ...context, deskChanges: () => changes }, pace);
    const { before: _, next, ...rest } = planned;
    const visible = packVisible(listVisible(planned));
    return { rest, document: documentOf(next, last), row: indexRowOf(next), visible, lastStart: findLastStart(next) };
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
