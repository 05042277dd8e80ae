/** The bytes of feeds within a bound on memory: those of the feeds sent longest ago go first. */
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
  /** In the order of their last use. */
  const feeds = new Set<Feed>();
  let total = 0;
  const leave = (feed: Feed): void => {
    if (feeds.delete(feed)) total -= weighFeed(feed);
  };
  return {
    leave,
    total: () => total,
    used(feed, added) {
      total += added;
      feeds.delete(feed);
      feeds.add(feed);
      for (const oldest of feeds) {
        if (total <= maxBytes || oldest === feed) break;
        leave(oldest);
        dropBodies(oldest);
      }
    },
  };
}
