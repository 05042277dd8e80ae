/** Asks every replica for a feed that was just changed, until each of them shows it: how long changes take to arrive. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './exchange.ts';
import type { FeedReader } from './feed-reader.ts';
import type { Ledger } from './ledger.ts';
import type { Replica } from './replica.ts';

export interface Follower {
  /** @param view where the ledger keeps what is seen */
  follow(url: string, tag: string, view: string): void;
  /** Resolves when every replica that is there shows what was followed, or was given up. */
  idle(): Promise<void>;
}

const FIRST_MS = 5;
const LAST_MS = 200;
const GIVEN_UP_MS = 30_000;
const PATIENCE_MS = 2000;

export function createFollower(context: {
  readonly ledger: Ledger;
  readonly reader: FeedReader;
  readonly replicas: readonly Replica[];
}): Follower {
  const { ledger, reader } = context;
  const following = new Set<Promise<void>>();

  const followAt = async (replica: Replica, url: string, tag: string, view: string): Promise<void> => {
    const until = performance.now() + GIVEN_UP_MS;
    for (let wait = FIRST_MS; replica.exists() && performance.now() < until; wait = Math.min(wait * 1.5, LAST_MS)) {
      const answer = await ask(replica.place, { path: url, patienceMs: PATIENCE_MS }).catch(() => null);
      const read = answer?.status === 200 ? reader.read(url, answer) : null;
      if (read && 'tag' in read) {
        ledger.see(view, url, read.tag, performance.now());
        // It, or a later one.
        if ((ledger.orderOf(url, read.tag) ?? Infinity) >= (ledger.orderOf(url, tag) ?? 0)) return;
      }
      await sleep(wait);
    }
  };

  return {
    follow(url, tag, view) {
      for (const replica of context.replicas) {
        const one = followAt(replica, url, tag, view).finally(() => following.delete(one));
        following.add(one);
      }
    },
    async idle() {
      while (following.size > 0) await Promise.all(following);
    },
  };
}
