/**
 * What a running server holds: the published courses and their feeds, kept in step with the store, and with a folder
 * of rules where this process publishes one. The last good feeds stand whatever goes wrong.
 */
import { createReadingMemory } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { Conditions } from '../publish/conditions.ts';
import { readFolder } from '../publish/folder.ts';
import { watchFolder } from '../publish/folder-watch.ts';
import { planFirstPublications } from '../publish/plan.ts';
import { type Publication, publish, publishRules } from '../publish/publisher.ts';
import {
  reportHeld,
  reportLarge,
  reportProblems,
  reportPublication,
  reportRules,
  warnOfEmptyStore,
} from '../publish/reports.ts';
import { type Rules, readRulesInSlices } from '../publish/rules.ts';
import { watchStoreHealth } from '../publish/store-health.ts';
import { StoreDamagedError, StoreFullError, StoreReadOnlyError, StoreUnavailableError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import {
  UNREADABLE_RETRY_S,
  UNREADABLE_TEXT,
  UnreadableCourseError,
  unlessUnreadable,
} from '../store/unreadable-course.ts';
import { composeSelection } from './composition.ts';
import { type Courses, createCourses } from './courses.ts';
import { createHolding } from './holding.ts';
import { openLastPublication } from './last-publication.ts';
import { createPrintedEvents } from './printed-events.ts';
import { createShelf, type FeedAnswer, type Shelf } from './shelf.ts';
import { listDue, publishUpkeep, startNightly } from './upkeep.ts';

export interface ServingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly conditions: Conditions;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  /** The folder of rules that this process publishes; null: the rules that were published to the store are served. */
  readonly folder: string | null;
  /** The folder where a replica keeps its last publication, for starting while the database is away; null: nowhere. */
  readonly cache: string | null;
}

export interface Serving {
  readonly courses: Courses;
  readonly shelf: Shelf;
  /** As the shelf's; before anything could be loaded, 503. */
  readonly answerFeed: (path: string) => FeedAnswer | null;
  readonly state: () => ServingState;
  /** Publishes the folder for the first time, then whenever it or the store changes. */
  readonly begin: () => Promise<void>;
  /** Reads and publishes the folder anew, or looks at the store anew. */
  readonly readAgain: () => Promise<void>;
  /** Serves what was just committed, ahead of the store's own watch. */
  readonly catchUp: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ServingState {
  /** Whether there is anything to serve: from the store, or from this replica's last publication. */
  readonly ready: boolean;
  /** The rules as they are served; null while there are none. */
  readonly rules: Rules | null;
  /** How often rules could not be published since the start. */
  readonly failures: number;
  /** When rules and store were last read and published in full (epoch ms); 0: not yet. */
  readonly readAt: number;
}

/** What fails when publishing does: the rules were not published, or what others published could not be read. */
const PUBLISHING = 'rules';
const FOLLOWING = 'store';
/** The subject of what is wrong with the nightly upkeep. */
const UPKEEP = 'upkeep';
const FEED_MEMORY = 32 * 1024 * 1024;
const NOT_READY: FeedAnswer = {
  type: 'text',
  status: 503,
  text: 'The feeds cannot be loaded just now.',
  headers: { 'Retry-After': '30' },
};

/** Loads what was published, ready to be served; `begin` then publishes the folder's rules and watches. */
export async function startServing(parts: ServingParts): Promise<Serving> {
  const { store, clock, log, folder, conditions } = parts;
  const courses = createCourses();
  const print = createPrintedEvents();
  const shelf = createShelf({
    courses,
    drafts: parts.drafts,
    maxBytes: FEED_MEMORY,
    compose: (selection) => composeSelection(selection, parts.publicUrl, print),
  });
  const memory = createReadingMemory();
  const shared = store.driver === 'postgresql';
  let ready = false;
  let seen = -1;
  let seenRules = 0;
  let rules: Rules | null = null;
  let failures = 0;
  let readAt = 0;

  const last = shared && parts.cache !== null ? openLastPublication(parts.cache) : null;
  const holding = createHolding(courses, shelf, last, conditions);
  const load = async (key: CourseKey): Promise<void> => {
    try {
      holding.putText(key, await store.loadDocument(key));
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error;
      holding.lose(key);
    }
  };
  const loadAll = async (): Promise<void> => {
    const { revision } = await store.head();
    const listed = await store.listCourses();
    const present = new Set(listed.map(({ key }) => key));
    for (const key of courses.keys()) if (!present.has(key)) holding.put(key, null);
    // One by one: a university's courses at once are a lot of memory for a moment.
    const pace = createPace();
    for (const { key } of listed) {
      await load(key);
      await pace();
    }
    // What was published while this was reading belongs to it.
    seen = await loadSince(revision);
    ready = true;
  };

  /** A revision of several courses counts as seen when all of them are: the database may go in the middle. */
  const loadSince = async (revision: number): Promise<number> => {
    const pace = createPace();
    const changed = await store.changedSince(revision);
    for (const { key } of changed) {
      await load(key);
      await pace();
    }
    return changed.at(-1)?.revision ?? revision;
  };

  /** Compares revisions with the store's: what any process published is here afterwards. */
  const catchUp = async (): Promise<void> => {
    if (seen < 0) await loadAll();
    seen = await loadSince(seen);
    if (folder === null) await loadRules();
    if (store.writable) reportHeld(await store.heldEdits(), conditions);
    reportLarge(courses, conditions);
    await holding.keep();
  };

  /** Puts what was just published in place, without asking the store for it again. */
  const take = async ({ plans, isRenaming }: Publication): Promise<void> => {
    if (isRenaming) return;
    const written = plans.filter((plan) => !plan.held);
    const { revision } = await store.head();
    // Only if this write is the one revision not seen yet; else the store is asked, for it may be another process's.
    if (written.length === 0 || revision !== seen + 1) return;
    for (const { key, next } of written) holding.put(key, next);
    seen = revision;
  };

  const loadRules = async (): Promise<void> => {
    const number = await store.rulesNumber();
    if (number === seenRules) return;
    const latest = await store.latestRules();
    if (latest)
      rules = await readRulesInSlices(
        Object.entries(latest.files).map(([path, text]) => ({ path, text })),
        memory,
      );
    seenRules = number;
  };

  const publishFolder = async (from: string): Promise<void> => {
    const files = await readFolder(from);
    const read = await readRulesInSlices(files, memory);
    reportProblems(read, rules, log);
    reportRules(read, conditions);
    rules = read;
    try {
      const publication = await (shared ? publishRules(store, clock, files, read) : publish(store, clock, read));
      reportPublication(publication, log);
      for (const key of publication.unreadable) holding.lose(key);
      if (seen === 0) warnOfEmptyStore(publication, clock(), log);
      await take(publication);
    } catch (error) {
      if (error instanceof StoreReadOnlyError || error instanceof StoreFullError) await serveFirstRevisions(read);
      throw error;
    }
    await catchUp();
  };

  /** First revisions need neither clock nor memory, so what was never published can be served without being written. */
  const serveFirstRevisions = async (read: Rules): Promise<void> => {
    for await (const { key, next } of planFirstPublications(
      read,
      (key) => unlessUnreadable(() => courses.get(key) === null) !== true,
    )) {
      holding.put(key, next);
    }
    ready = true;
  };

  // One after another: a save during a publication is read by the next one.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (subject: string, work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).then(
      () => {
        conditions.clear('publication-failing', subject);
        readAt = clock();
      },
      (error: unknown) => {
        failures += 1;
        const why = error instanceof Error ? error.message : String(error);
        conditions.raise('publication-failing', subject, why, 'feeds are served as last published');
      },
    );
    return turn;
  };
  /** Publishes that meetings leave which were taken away a while ago, where some are due. */
  const tidy = (): void => {
    const due = store.writable ? listDue(courses, clock()) : [];
    if (due.length === 0) return;
    void inTurn(UPKEEP, async () => {
      const left = await publishUpkeep(store, clock, due);
      for (const key of left) log.info({}, `${key}: meetings taken away 30 days ago left its feeds`);
      await catchUp();
    });
  };
  const readAgain = (): Promise<void> =>
    folder === null ? inTurn(FOLLOWING, catchUp) : inTurn(PUBLISHING, () => publishFolder(folder));

  await loadAll().catch(async (error: unknown) => {
    if (!(error instanceof StoreUnavailableError)) throw error;
    for (const [key, text] of (await last?.read()) ?? []) {
      holding.putText(key, text);
      ready = true;
    }
    log.warn({}, ready ? 'serving the last publication kept on this machine' : 'there is nothing to serve yet');
  });
  const health = watchStoreHealth({ store, conditions, retry: readAgain });
  // Before anybody can ask for a change; a database that is away has kept the start waiting enough.
  if (store.available()) await health.probe();
  let stopped = false;
  let verified: Promise<void> = Promise.resolve();
  let stopWatching = async (): Promise<void> => {};
  const begin = async (): Promise<void> => {
    await readAgain();
    // A machine that was off at night does it when it starts.
    tidy();
    const endNights = startNightly(tidy, clock);
    verified = holding.verify(() => stopped);
    const watched = folder === null ? null : watchFolder(folder, () => void readAgain());
    const unwatch = store.watch(() => void inTurn(FOLLOWING, catchUp));
    stopWatching = async () => {
      endNights();
      unwatch();
      await watched?.stop();
    };
  };

  return {
    courses,
    shelf,
    begin,
    readAgain,
    catchUp: () => inTurn(FOLLOWING, catchUp),
    answerFeed: (path) => {
      const answer = answerReadable(shelf, path);
      return ready || answer === null ? answer : NOT_READY;
    },
    state: () => ({
      ready,
      rules,
      failures,
      readAt,
    }),
    async stop() {
      stopped = true;
      await health.stop();
      await verified;
      await stopWatching();
      await turn;
    },
  };
}

/** A damaged course is one course: its addresses answer 503, so that calendar programs keep what they have. */
function answerReadable(shelf: Shelf, path: string): FeedAnswer | null {
  try {
    return shelf.answer(path);
  } catch (error) {
    if (error instanceof UnreadableCourseError) return UNREADABLE;
    throw error;
  }
}

const UNREADABLE: FeedAnswer = {
  type: 'text',
  status: 503,
  text: UNREADABLE_TEXT,
  headers: { 'Retry-After': String(UNREADABLE_RETRY_S), 'Cache-Control': 'no-store' },
};
