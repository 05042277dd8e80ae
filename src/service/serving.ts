/**
 * What a running server holds: the published courses and their feeds, kept in step with the store, and with a folder
 * of rules where this process publishes one. The last good feeds stand whatever goes wrong.
 */
import { createReadingMemory } from '../catalog/catalog.ts';
import type { CourseKey } from '../domain/model.ts';
import { formatProblem, isError, sortProblems } from '../domain/problem.ts';
import { summariseDelta } from '../publication/summary.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { composeSelection } from './composition.ts';
import { type Courses, createCourses } from './courses.ts';
import { readFolder, watchFolder } from './folder.ts';
import type { ServiceLog } from './log.ts';
import { type Publication, publish } from './publisher.ts';
import { type Rules, readRules } from './rules.ts';
import { createShelf, type Shelf } from './shelf.ts';

export interface ServingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  /** The folder of rules that this process publishes; null: what the store holds is served. */
  readonly folder: string | null;
}

export interface Serving {
  readonly courses: Courses;
  readonly shelf: Shelf;
  /** What is wrong with the rules as they stand on disk, and what is held. */
  readonly state: () => ServingState;
  /** Reads and publishes the folder anew. */
  readonly readAgain: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ServingState {
  readonly rules: Rules | null;
  /** Drastic edits that wait for somebody's agreement, by course. */
  readonly held: ReadonlyMap<CourseKey, string>;
  readonly unavailable: readonly string[];
}

const FEED_MEMORY = 96 * 1024 * 1024;

/** Loads what was published, publishes the folder's rules, and goes on doing so as either changes. */
export async function startServing(parts: ServingParts): Promise<Serving> {
  const { store, clock, log } = parts;
  const courses = createCourses();
  const shelf = createShelf({
    courses,
    drafts: parts.drafts,
    maxBytes: FEED_MEMORY,
    compose: (selection) => composeSelection(selection, parts.publicUrl),
  });
  let seen = 0;
  let rules: Rules | null = null;
  let held: ReadonlyMap<CourseKey, string> = new Map();
  let trouble: string | null = null;

  const put = (key: CourseKey, published: Parameters<Courses['put']>[1]): void => {
    courses.put(key, published);
    shelf.forget(key);
  };

  const catchUp = async (): Promise<void> => {
    const changed = await store.changedSince(seen);
    for (const { revision, key } of changed) {
      const course = await store.loadCourse(key);
      put(key, course && !course.retired ? course.published : null);
      seen = Math.max(seen, revision);
    }
  };

  const memory = createReadingMemory();
  const publishFolder = async (folder: string): Promise<void> => {
    const read = readRules(await readFolder(folder), memory);
    reportProblems(read, rules, log);
    rules = read;
    const publication = await publish(store, clock, read);
    held = reportPublication(publication, log);
    await catchUp();
  };

  // One after another: a save during a publication is read by the next one.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).then(
      () => {
        trouble = null;
      },
      (error: unknown) => {
        trouble = error instanceof Error ? error.message : String(error);
        log.error({ error: trouble }, `the last good feeds stay: ${trouble}`);
      },
    );
    return turn;
  };

  const head = await store.head();
  for (const [key, course] of await store.loadCourses()) {
    if (!course.retired) courses.put(key, course.published);
  }
  seen = head.revision;
  const { folder } = parts;
  const readAgain = (): Promise<void> => (folder === null ? Promise.resolve() : inTurn(() => publishFolder(folder)));
  await readAgain();
  const watched = folder === null ? null : watchFolder(folder, () => void readAgain());
  const unwatch = store.watch(() => void inTurn(catchUp));

  return {
    courses,
    shelf,
    readAgain,
    state: () => ({
      rules,
      held,
      unavailable: [
        ...(store.available() ? [] : ['the database; feeds are served as they were, changes are refused']),
        ...(trouble === null ? [] : [`publishing: ${trouble}`]),
      ],
    }),
    async stop() {
      unwatch();
      await watched?.stop();
      await turn;
    },
  };
}

function reportProblems(rules: Rules, before: Rules | null, log: ServiceLog): void {
  const errors = sortProblems(rules.problems.filter(isError));
  // The same rules again (a second event for one save) are not reported twice.
  const said = new Set(before?.problems.filter(isError).map(formatProblem));
  if (errors.length === said.size && errors.every((problem) => said.has(formatProblem(problem)))) return;
  for (const problem of errors.slice(0, 20)) log.error({}, formatProblem(problem));
  if (errors.length > 20) log.error({}, `… and ${errors.length - 20} more errors: see \`belltower check\``);
  if (errors.length > 0) log.error({}, 'what is wrong is not published; the last good feeds stay');
}

function reportPublication(publication: Publication, log: ServiceLog): ReadonlyMap<CourseKey, string> {
  const held = new Map<CourseKey, string>();
  const published = publication.plans.filter((plan) => !plan.held);
  for (const plan of publication.plans) {
    for (const problem of plan.problems) log.warn({}, formatProblem(problem));
    if (!plan.held) continue;
    held.set(plan.key, plan.digest);
    log.warn({}, `held: ${plan.key}: ${summariseDelta(plan.delta)}. \`belltower publish --confirm\` agrees to it`);
  }
  if (published.length > 20) log.info({}, `published ${published.length} courses`);
  else for (const plan of published) log.info({}, `published ${plan.key}: ${summariseDelta(plan.delta)}`);
  return held;
}
