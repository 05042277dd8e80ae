/**
 * Registers the store's conditions: unreachable, not writable, deleted or replaced. Failed publications are retried as
 * soon as a real write succeeds.
 */
import {
  RowDamagedError,
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreReplacedError,
  StoreTooNewError,
  StoreUnavailableError,
} from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Conditions } from './conditions.ts';

const STORE = 'store';
const UNREACHABLE = 'the database cannot be reached: feeds are served as last published, changes are refused';
const REPLACED =
  'the files of the state were deleted or replaced under the running server: changes are refused, feeds are served as they were';

/** The store, with its refused writes registered; they are logged once when they begin. */
export function registerRefusals(store: Store, conditions: Conditions): Store {
  const write: Store['write'] = async (work) => {
    try {
      return await store.write(work);
    } catch (error) {
      if (error instanceof StoreError) register(store, error, conditions);
      throw error;
    }
  };
  return {
    ...store,
    get writable() {
      return store.writable;
    },
    write,
  };
}

function register(store: Store, error: StoreError, conditions: Conditions): void {
  if (error instanceof RowDamagedError) return;
  if (error instanceof StoreReplacedError) raiseReplaced(conditions);
  else if (error instanceof StoreUnavailableError && store.driver === 'postgresql') raiseUnreachable(conditions);
  else {
    const why = `changes are refused and edits are not published: ${error.message}`;
    conditions.raise('store-unwritable', STORE, why, adviseOn(error));
  }
}

function adviseOn(error: StoreError): string {
  if (error instanceof StoreFullError) return 'make room on the disk; the server tries again by itself';
  if (error instanceof StoreReadOnlyError)
    return 'let this user write the state folder; the server tries again by itself';
  if (error instanceof StoreTooNewError) return 'run the later release here too';
  return 'the server tries again by itself';
}

function raiseReplaced(conditions: Conditions): void {
  const hint = 'move the files back to where they were; or restart the server, to use what is there now';
  conditions.raise('store-replaced', STORE, REPLACED, hint);
}

function raiseUnreachable(conditions: Conditions): void {
  conditions.raise('store-unreachable', STORE, UNREACHABLE, 'start the database, or mend the network to it');
}

export interface StoreHealthContext {
  readonly store: Pick<Store, 'available' | 'inPlace' | 'probe' | 'driver'>;
  readonly conditions: Conditions;
  /** Reads and publishes again; a failure is registered. */
  readonly retry: () => Promise<void>;
  /** Writes this machine's copy of the publication again; a failure is registered. */
  readonly keepAgain: () => Promise<void>;
  /** The polling interval (ms). */
  readonly lookMs?: number;
}

export interface StoreHealth {
  /** Tries a small write and registers the outcome. */
  probe(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_MS = 1000;
/** While the store cannot be written, a write is tried at every this many polls. */
const PROBE_EVERY = 2;
/** The greatest number of polls between two retries of what fails otherwise; it doubles up to this. */
const LONGEST_WAIT = 32;

export function watchStoreHealth(context: StoreHealthContext): StoreHealth {
  const { store, conditions, retry, keepAgain, lookMs = LOOK_MS } = context;
  const has = (...codes: readonly string[]): boolean => conditions.list().some(({ code }) => codes.includes(code));

  const look = (): void => {
    if (store.available()) conditions.clear('store-unreachable', STORE);
    else raiseUnreachable(conditions);
    if (store.inPlace()) conditions.clear('store-replaced', STORE);
    else raiseReplaced(conditions);
  };

  const canWrite = async (): Promise<boolean> => {
    try {
      await store.probe();
      return true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      register(store as Store, error, conditions);
      return false;
    }
  };

  /** A small write may succeed where a publication does not: the condition ends when that succeeds too. */
  const recover = async (): Promise<void> => {
    if (!(await canWrite())) return;
    if (has('publication-failing')) await retry();
    if (!has('publication-failing')) conditions.clear('store-unwritable', STORE);
  };

  let wait = PROBE_EVERY;
  let looks = 0;
  const act = async (): Promise<void> => {
    look();
    looks += 1;
    if (has('store-replaced', 'store-unreachable')) return;
    if (has('store-unwritable')) {
      if (looks % PROBE_EVERY === 0) await recover();
      return;
    }
    const isUnpublished = has('publication-failing', 'rules-unreadable');
    if (!isUnpublished && !has('disk-cache-failing')) {
      wait = PROBE_EVERY;
      looks = 0;
    } else if (looks >= wait) {
      looks = 0;
      wait = Math.min(wait * 2, LONGEST_WAIT);
      await (isUnpublished ? retry() : keepAgain());
    }
  };

  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      turn = act().finally(schedule);
    }, lookMs);
    timer.unref();
  };
  look();
  schedule();
  return {
    async probe() {
      if (await canWrite()) return;
      looks = 0;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
