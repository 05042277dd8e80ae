/**
 * Records which program last fetched a personal calendar, and when. Nothing else about a fetch is stored, and only the
 * holder of the calendar's key sees it. Kept in memory and written to the store at most once a minute.
 */
import { createBoundedMap } from '../../domain/bounded-map.ts';
import type { Clock } from '../../domain/clock.ts';
import { StoreError } from '../../store/errors.ts';
import type { LastFetch } from '../../store/personal-fetches.ts';
import type { Store } from '../../store/store.ts';
import { nameProgram } from './program-names.ts';

export interface Fetches {
  /** @param tokenHash of the feed's address @param userAgent of who fetched it; browsers do not count */
  note(tokenHash: string, userAgent: string | undefined): void;
  last(tokenHash: string): Promise<LastFetch | null>;
  /** Writes what is not written yet. */
  stop(): Promise<void>;
}

const WRITE_MS = 60_000;
/** A lecture's worth of students many times over; past it the oldest are read from the store again. */
const MOST_KEPT = 20_000;

export function createFetches(store: Store, clock: Clock): Fetches {
  const kept = createBoundedMap<string, LastFetch>({ entries: MOST_KEPT });
  let unwritten = new Map<string, LastFetch>();
  let timer: NodeJS.Timeout | null = null;

  const write = async (): Promise<void> => {
    timer = null;
    const due = unwritten;
    unwritten = new Map();
    if (due.size === 0 || !store.writable) return;
    try {
      await store.write((tx) => tx.noteFetches(due));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // The store is out of reach; it is written with what comes next.
      unwritten = new Map([...due, ...unwritten]);
    }
  };

  return {
    note(tokenHash, userAgent) {
      const program = nameProgram(userAgent);
      if (program === null) return;
      const fetched = { at: clock(), program };
      kept.set(tokenHash, fetched);
      unwritten.set(tokenHash, fetched);
      timer ??= setTimeout(() => void write(), WRITE_MS).unref();
    },
    async last(tokenHash) {
      return kept.get(tokenHash) ?? (await store.lastFetch(tokenHash));
    },
    async stop() {
      if (timer) clearTimeout(timer);
      await write();
    },
  };
}
