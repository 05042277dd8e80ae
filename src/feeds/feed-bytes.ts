/**
 * The bytes of feeds within a bound on memory. What can be spared goes first: the plain bytes of feeds that are kept
 * compressed too, five times as large and seldom asked for; then all bytes of the feeds sent longest ago.
 */
import { dropBodies, type Feed, weighFeed } from './feed.ts';

export interface FeedBytes {
  /** Notes that a feed was sent, and the bytes that this added to what it keeps. */
  used(feed: Feed, added: number): void;
  /** Counts a feed no longer. */
  leave(feed: Feed): void;
  /** Bytes kept now. */
  total(): number;
}

export function createFeedBytes(maxBytes: number): FeedBytes {
  /** With plain bytes to spare. */
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

/** Feeds in the order of their last use. */
interface Uses {
  add(feed: Feed): void;
  delete(feed: Feed): boolean;
  /** Takes the oldest out; null when there is none but `newest`. */
  takeOldest(newest: Feed | null): Feed | null;
}

function createUses(): Uses {
  const feeds = new Set<Feed>();
  // One that goes on: begun anew, it would pass the places of all that went before, 20 µs where there are many.
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
