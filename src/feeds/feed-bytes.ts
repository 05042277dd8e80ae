/**
 * Bounds the memory of feeds' bodies. Evicted first: the identity bytes of feeds that are also kept compressed, five
 * times as large and seldom requested; then all bodies of the least recently sent feeds.
 */
import { dropBodies, type Feed, weighFeed } from './feed.ts';

export interface FeedBytes {
  /** Records that a feed was sent, and by how many bytes its bodies grew. */
  used(feed: Feed, added: number): void;
  /** Stops counting a feed. */
  leave(feed: Feed): void;
  /** The bytes in memory. */
  total(): number;
}

export function createFeedBytes(maxBytes: number): FeedBytes {
  /** Feeds with identity bytes that can be evicted. */
  const ample = createUses();
  const lean = createUses();
  let newest: Feed | null = null;
  let total = 0;
  const leave = (feed: Feed): void => {
    if (ample.delete(feed) || lean.delete(feed)) total -= weighFeed(feed);
    if (feed === newest) newest = null;
  };
  const shrink = (uses: Uses, release: (feed: Feed) => void): void => {
    while (total > maxBytes) {
      const oldest = uses.takeOldest(newest);
      if (!oldest) return;
      release(oldest);
    }
  };
  const spare = (feed: Feed): void => {
    total -= feed.bodies.identity?.length ?? 0;
    feed.bodies.identity = null;
    lean.add(feed);
  };
  const letGo = (feed: Feed): void => {
    total -= weighFeed(feed);
    dropBodies(feed);
  };
  return {
    leave,
    total: () => total,
    used(feed, added) {
      if (feed === newest && added === 0) return;
      newest = feed;
      total += added;
      ample.delete(feed);
      lean.delete(feed);
      (canSpare(feed) ? ample : lean).add(feed);
      shrink(ample, spare);
      shrink(lean, letGo);
    },
  };
}

function canSpare({ bodies }: Feed): boolean {
  return bodies.identity !== null && (bodies.gzip !== null || bodies.br !== null);
}

/** Feeds, least recently used first. */
interface Uses {
  add(feed: Feed): void;
  delete(feed: Feed): boolean;
  /** Removes and returns the oldest feed other than `newest`; null if there is none. */
  takeOldest(newest: Feed | null): Feed | null;
}

function createUses(): Uses {
  const feeds = new Set<Feed>();
  // The iterator is kept: a new one would skip all entries deleted before it, 20 µs where there are many.
  let coming = feeds.values();
  return {
    add: (feed) => void feeds.add(feed),
    delete: (feed) => feeds.delete(feed),
    takeOldest(newest) {
      let { value, done } = coming.next();
      if (value !== undefined && value === newest) ({ value, done } = coming.next());
      if (done || !value) {
        coming = feeds.values();
        return null;
      }
      feeds.delete(value);
      return value;
    },
  };
}
