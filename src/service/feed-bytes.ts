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
  /** Both in the order of their last use; the first have plain bytes to spare. */
  const ample = new Set<Feed>();
  const lean = new Set<Feed>();
  let total = 0;
  const spare = (feed: Feed): void => {
    total -= feed.bodies.identity?.length ?? 0;
    feed.bodies.identity = null;
    ample.delete(feed);
    lean.add(feed);
  };
  const leave = (feed: Feed): void => {
    if (ample.delete(feed) || lean.delete(feed)) total -= weighFeed(feed);
  };
  const shrink = (feeds: ReadonlySet<Feed>, used: Feed, letGo: (feed: Feed) => void): void => {
    for (const oldest of feeds) {
      if (total <= maxBytes) return;
      if (oldest !== used) letGo(oldest);
    }
  };
  return {
    leave,
    total: () => total,
    used(feed, added) {
      total += added;
      ample.delete(feed);
      lean.delete(feed);
      (canSpare(feed) ? ample : lean).add(feed);
      shrink(ample, feed, spare);
      shrink(lean, feed, (oldest) => {
        leave(oldest);
        dropBodies(oldest);
      });
    },
  };
}

function canSpare({ bodies }: Feed): boolean {
  return bodies.identity !== null && (bodies.gzip !== null || bodies.br !== null);
}
