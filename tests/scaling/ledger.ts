/**
 * Records all revisions of each feed, when each was acknowledged, and when each was last seen and by whom, to
 * compute the worst staleness. A response may show a revision before the ledger knows it, so observations
 * are evaluated at the end. Pure; instants are milliseconds on one clock.
 */

export interface Ledger {
  /**
   * Adds the feed's next revision, in the order in which they were made.
   * @param at when its author received the acknowledgement; null: not acknowledged
   */
  publish(url: string, tag: string, at: number | null): void;
  /** Records a response's revision. @param view the observer and phase; evaluated separately */
  see(view: string, url: string, tag: string, at: number): void;
  /** Index of a revision among its feed's; null: unknown to the ledger. */
  orderOf(url: string, tag: string): number | null;
  /** Staleness of a view's stalest response (ms), and its feed. */
  worstOf(view: string): Staleness;
  /** Revisions that were shown but never published. */
  strangers(): readonly { readonly url: string; readonly tag: string }[];
}

export interface Staleness {
  readonly ms: number;
  readonly url: string | null;
}

interface Feed {
  readonly tags: string[];
  readonly acknowledged: (number | null)[];
}

interface Sight {
  readonly view: string;
  readonly url: string;
  readonly tag: string;
  at: number;
}

export function createLedger(): Ledger {
  const feeds = new Map<string, Feed>();
  // Staleness grows with time, so a view's last observation of a revision is its worst.
  const sights = new Map<string, Sight>();

  const orderOf = (url: string, tag: string): number | null => {
    const order = feeds.get(url)?.tags.lastIndexOf(tag) ?? -1;
    return order < 0 ? null : order;
  };
  const stalenessOf = ({ url, tag, at }: Sight): number => {
    const order = orderOf(url, tag);
    if (order === null) return 0;
    const later = feeds.get(url)?.acknowledged.slice(order + 1) ?? [];
    const since = later.find((instant) => instant !== null) ?? at;
    return Math.max(0, at - since);
  };

  return {
    publish(url, tag, at) {
      const feed = feeds.get(url) ?? { tags: [], acknowledged: [] };
      feeds.set(url, feed);
      if (feed.tags.at(-1) === tag) return;
      feed.tags.push(tag);
      feed.acknowledged.push(at);
    },
    see(view, url, tag, at) {
      const key = `${view} ${url} ${tag}`;
      const known = sights.get(key);
      if (known) known.at = Math.max(known.at, at);
      else sights.set(key, { view, url, tag, at });
    },
    orderOf,
    worstOf(view) {
      let worst: Staleness = { ms: 0, url: null };
      for (const sight of sights.values()) {
        const ms = sight.view === view ? stalenessOf(sight) : 0;
        if (ms > worst.ms) worst = { ms, url: sight.url };
      }
      return worst;
    },
    strangers: () =>
      [...sights.values()].filter(({ url, tag }) => orderOf(url, tag) === null).map(({ url, tag }) => ({ url, tag })),
  };
}
