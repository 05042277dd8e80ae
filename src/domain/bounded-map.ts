/** A map that keeps its most recently used entries: the oldest are evicted when it grows past its bound. */
export interface BoundedMap<Key, Value> {
  /** The entry, which becomes the most recently used one. */
  use(key: Key): Value | undefined;
  /** The entry; its age stays as it is, which is cheaper. */
  get(key: Key): Value | undefined;
  /** Adds the entry as the most recently used one. */
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  /** Removes every entry, without `onLeave`. */
  clear(): void;
}

export interface Bound<Key, Value> {
  readonly entries: number;
  /** The greatest sum of all weights. One entry is kept, however heavy. */
  readonly weight?: number;
  readonly weigh?: (value: Value) => number;
  /** Called when an entry has left, evicted or deleted. */
  readonly onLeave?: (key: Key, value: Value) => void;
}

export function createBoundedMap<Key, Value>(bound: Bound<Key, Value>): BoundedMap<Key, Value> {
  const { entries, weight = Number.POSITIVE_INFINITY, weigh = () => 0, onLeave } = bound;
  // A Map iterates in insertion order.
  const kept = new Map<Key, Value>();
  let total = 0;
  const remove = (key: Key): void => {
    const value = kept.get(key);
    if (value === undefined) return;
    kept.delete(key);
    total -= weigh(value);
    onLeave?.(key, value);
  };
  return {
    get: (key) => kept.get(key),
    use(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      remove(key);
      kept.set(key, value);
      total += weigh(value);
      // An iterator skips deleted slots at the front, which is slow where there are many.
      if (kept.size <= entries && total <= weight) return;
      for (const oldest of kept.keys()) {
        if (kept.size <= entries && (total <= weight || kept.size === 1)) break;
        remove(oldest);
      }
    },
    delete: remove,
    clear() {
      kept.clear();
      total = 0;
    },
  };
}
