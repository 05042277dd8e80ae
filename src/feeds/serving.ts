/**
 * A running server: the published courses and their feeds, kept in step with the store and, where this process
 * publishes one, with a folder of rules. The last good feeds are served whatever fails.
 */
import type { ReadingMemory } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import type { Conditions } from '../publish/conditions.ts';
import { watchFolder } from '../publish/folder-watch.ts';
import { reportHeld, reportLarge } from '../publish/reports.ts';
import type { RulesFiles } from '../publish/rules-files.ts';
import { watchStoreHealth } from '../publish/store-health.ts';
import { StoreError, StoreUnavailableError } from '../store/errors.ts';
import { type IndexCopy, openIndexCopy } from '../store/index-copy.ts';
import type { Store } from '../store/store.ts';
import { createFeedAnswers, type FeedAnswers } from './answering.ts';
import { composeSelection, createPrintedEvents } from './composition.ts';
import type { Courses } from './courses.ts';
import { createFeedCache, type FeedCache } from './feed-cache.ts';
import { createFollowing, type Following, type OwnPublication } from './following.ts';
import { createHolidays, type Holidays } from './holidays.ts';
import { createInstaller, type Installer } from './install-publication.ts';
import { createKnownValidators, type KnownValidators } from './known-validators.ts';
import { type LastPublication, openLastPublication } from './last-publication.ts';
import { runNightlyTasks } from './nightly-tasks.ts';
import { createNotableCourses, type NotableCourses } from './notable-courses.ts';
import { createRulesReading, type RulesReading, type SiteWords } from './rules-reading.ts';
import { createTurns, type Turns } from './turns.ts';
import { startNightly } from './upkeep.ts';

export interface ServingContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly conditions: Conditions;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  /** The folder of rules to publish; null: the rules published to the store are served. */
  readonly folder: string | null;
  /** The folder of a replica's disk cache, for starting while the database is unreachable; null: none. */
  readonly cache: string | null;
}

export interface Serving extends FeedAnswers {
  readonly courses: Courses;
  readonly feedCache: FeedCache;
  readonly holidays: Holidays;
  readonly validators: KnownValidators;
  readonly status: () => ServingStatus;
  /** The folder's rules at the last reading; null: not read yet. */
  readonly files: () => RulesFiles | null;
  /** As RulesReading.frame, for changes of single courses. */
  readonly frame: ReadingMemory;
  /** Null: no rules were read yet. */
  readonly site: () => SiteWords | null;
  /** Every publication up to this instant (epoch ms) is served, and later ones have later instants; 0: unknown. */
  readonly publishedUntil: () => number;
  /** The store revision that is served; negative: none yet. */
  readonly revision: () => number;
  /** Resolves when there is something to serve: with an empty store, the newest term. */
  readonly served: Promise<void>;
  /** Publishes the folder now and whenever it or the store changes. */
  readonly begin: () => Promise<void>;
  /** Reads and publishes the folder again, or reads the store again. */
  readonly readAgain: () => Promise<void>;
  /**
   * Serves what was committed, without waiting for the store's notification.
   * @param own this process's publication, whose courses need not be read back
   */
  readonly catchUp: (own?: OwnPublication) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ServingStatus {
  /** Whether there is anything to serve, from the store or the disk cache. */
  readonly ready: boolean;
  /** Publications that failed since the start. */
  readonly failures: number;
  /** When rules and store were last read and published completely (epoch ms); 0: not yet. */
  readonly readAt: number;
}

/** Condition subjects: the folder's rules were not published, or the store's could not be read. */
const PUBLISHING = 'rules';
const FOLLOWING = 'store';
/** Condition subject of a replica's copy on its own disk. */
const DISK_CACHE = 'disk cache';
const UNKEPT = {
  code: 'disk-cache-failing',
  hint: 'make room on the disk, or let this user write the folder; until then this machine cannot start without the database',
} as const;
const FEED_MEMORY = 32 * 1024 * 1024;

/** The parts of a running server and its recurring tasks. */
interface Works {
  readonly context: ServingContext;
  readonly feedCache: FeedCache;
  readonly holidays: Holidays;
  readonly installer: Installer;
  readonly notable: NotableCourses;
  readonly following: Following;
  readonly reading: RulesReading;
  readonly turns: Turns;
  /** Writes to the disk cache: no change waits for them. */
  readonly keeping: Turns;
  readonly last: LastPublication | null;
  readonly indexCopy: IndexCopy | null;
  /** Call it once there is anything to serve. */
  readonly setReady: () => void;
  readonly served: Promise<void>;
  isReady: boolean;
  isStopped: boolean;
}

/** Loads the published courses; `begin` then publishes the folder's rules and watches it. */
export async function startServing(context: ServingContext): Promise<Serving> {
  const copy = await openCopy(context);
  const works = openWorks(context, copy === 'unreachable' ? null : copy);
  const { store, conditions, clock } = context;
  const { installer, feedCache, turns, reading } = works;
  const validators = createKnownValidators(store, context.publicUrl, context.log);
  await loadPublished(works, copy !== 'unreachable');
  const health = watchStoreHealth({
    store,
    conditions,
    retry: () => readAgain(works),
    keepAgain: () => keepCopy(works),
  });
  // Before any change can be requested; an unreachable database has delayed the start enough.
  if (store.available()) await health.probe();
  let running: Running | null = null;
  return {
    courses: installer.courses,
    feedCache,
    holidays: works.holidays,
    validators,
    files: reading.files,
    frame: reading.frame,
    site: reading.site,
    publishedUntil: works.following.until,
    revision: works.following.seen,
    served: works.served,
    ...createFeedAnswers({ courses: installer.courses, feedCache, validators, isReady: () => works.isReady }),
    async begin() {
      await readAgain(works);
      running = keepRunning(works, clock);
    },
    readAgain: () => readAgain(works),
    catchUp(own) {
      // Immediately: the store's notification may already have started reading it.
      if (own) works.following.offer(own);
      return turns.run(FOLLOWING, () => catchUp(works));
    },
    status: () => ({
      ready: works.isReady,
      failures: turns.failures(),
      readAt: turns.succeededAt(),
    }),
    async stop() {
      works.isStopped = true;
      await health.stop();
      await running?.stop();
      await validators.flush();
      await turns.idle();
      await works.keeping.idle();
      works.indexCopy?.close();
    },
  };
}

/** A replica's copy of the index of courses; null: none is needed, or it cannot be written. */
async function openCopy({ store, cache, log }: ServingContext): Promise<IndexCopy | 'unreachable' | null> {
  if (store.driver !== 'postgresql' || cache === null) return null;
  try {
    return await openIndexCopy(store, `${cache}-index`);
  } catch (error) {
    if (error instanceof StoreUnavailableError) return 'unreachable';
    if (!(error instanceof StoreError)) throw error;
    log.warn({}, `the index of courses is kept in memory: ${error.message}`);
    return null;
  }
}

function openWorks(context: ServingContext, indexCopy: IndexCopy | null): Works {
  const { store, conditions, clock, cache, publicUrl, drafts } = context;
  const last = store.driver === 'postgresql' && cache !== null ? openLastPublication(cache) : null;
  const installer = createInstaller({ store, conditions, last, indexCopy, forget: (key) => feedCache.forget(key) });
  const print = createPrintedEvents();
  const feedCache = createFeedCache({
    courses: installer.courses,
    drafts,
    maxBytes: FEED_MEMORY,
    compose: (selection) => composeSelection(selection, publicUrl, print),
  });
  const notable = createNotableCourses(installer.read, installer.courses);
  const following = createFollowing(store, installer, indexCopy?.revision);
  const holidays = createHolidays(store, installer.courses, conditions);
  const turns = createTurns(conditions, clock);
  const keeping = createTurns(conditions, clock, UNKEPT);
  const reading = createRulesReading({ ...context, installer, following });
  const { promise: served, resolve } = Promise.withResolvers<void>();
  const works: Works = {
    ...{
      context,
      feedCache,
      holidays,
      installer,
      notable,
      following,
      reading,
      turns,
      keeping,
      last,
      indexCopy,
      served,
    },
    isReady: false,
    isStopped: false,
    setReady() {
      works.isReady = true;
      resolve();
    },
  };
  return works;
}

/** From the store or, while the database is unreachable, from this machine's disk cache. */
async function loadPublished(works: Works, isReachable: boolean): Promise<void> {
  const { following, last, installer, context } = works;
  try {
    if (isReachable) {
      await following.catchUp();
      await works.holidays.catchUp();
      works.isReady = true;
    }
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
  if (!works.isReady) {
    for (const [key, text, revision] of (await last?.read()) ?? []) {
      // The copy of the index has them already; their documents are found on the disk from now on.
      if (!works.indexCopy) installer.putText(key, text, revision);
      works.isReady = true;
    }
    const what = works.isReady ? 'serving the last publication kept on this machine' : 'there is nothing to serve yet';
    context.log.warn({}, what);
  }
}

function readAgain(works: Works): Promise<void> {
  const { context, turns, reading } = works;
  const { folder } = context;
  if (folder === null) return turns.run(FOLLOWING, () => catchUp(works));
  return turns.run(PUBLISHING, async () => {
    await reading.publishFolder(folder, works.setReady);
    await catchUp(works);
  });
}

async function catchUp(works: Works): Promise<void> {
  const { context, following, reading } = works;
  await following.catchUp();
  await works.holidays.catchUp();
  works.isReady = true;
  if (context.folder === null) await reading.followStore();
  if (context.store.writable) reportHeld(await context.store.heldEdits(), context.conditions);
  reportLarge(await works.notable.list(), context.conditions);
  void keepCopy(works);
}

/** Writes the disk cache. */
function keepCopy(works: Works): Promise<void> {
  return works.keeping.run(DISK_CACHE, () => works.installer.keep(() => works.isStopped));
}

interface Running {
  stop(): Promise<void>;
}

/** Watches the folder and the store, and runs the recurring tasks. */
function keepRunning(works: Works, clock: Clock): Running {
  const { folder, store } = works.context;
  // At the start too, for machines that are off at night.
  const tidy = (): Promise<void> => runNightlyTasks({ ...works, ...works.context, catchUp: () => catchUp(works) });
  let tidied = tidy();
  const endNights = startNightly(() => {
    tidied = tidy();
  }, clock);
  const looked = lookThrough(works);
  const watched = folder === null ? null : watchFolder(folder, () => void readAgain(works));
  const unwatch = store.watch(() => void works.turns.run(FOLLOWING, () => catchUp(works)));
  return {
    async stop() {
      endNights();
      await Promise.all([looked, tidied]);
      unwatch();
      await watched?.stop();
    },
  };
}

/** Finds damaged documents before anybody requests them. */
async function lookThrough(works: Works): Promise<void> {
  const { context, installer } = works;
  if (!context.store.documentNow) return;
  try {
    await installer.verify(() => works.isStopped);
  } catch (error) {
    // Courses can be loaded without it.
    context.log.warn({}, `the published courses could not be looked through: ${String((error as Error).message)}`);
  }
}
