/**
 * How often something may be tried: a bucket per key that fills again with time. Kept in this process only; what it
 * guards cannot be guessed anyway, so this is against noise and mail floods.
 */

export interface AttemptLimit {
  /** Takes one try. 0: go on; else how many seconds to wait before the next. @param now epoch ms */
  take(key: string, now: number): number;
}

interface Bucket {
  tries: number;
  at: number;
}

/** So many keys are remembered; the oldest are forgotten first. */
const MOST_KEYS = 10_000;

/** @param tries how many at once @param everyMs one more after this long */
export function createAttemptLimit(tries: number, everyMs: number): AttemptLimit {
  const buckets = new Map<string, Bucket>();
  const look = (key: string, now: number): Bucket => {
    const known = buckets.get(key);
    if (!known) return { tries, at: now };
    const gained = Math.max(0, Math.floor((now - known.at) / everyMs));
    return { tries: Math.min(tries, known.tries + gained), at: known.at + gained * everyMs };
  };
  const secondsOf = (bucket: Bucket, now: number): number =>
    bucket.tries > 0 ? 0 : Math.max(1, Math.ceil((bucket.at + everyMs - now) / 1000));
  return {
    take(key, now) {
      const bucket = look(key, now);
      const wait = secondsOf(bucket, now);
      if (wait > 0) return wait;
      const at = bucket.tries === tries ? now : bucket.at;
      buckets.delete(key);
      buckets.set(key, { tries: bucket.tries - 1, at });
      if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value as string);
      return 0;
    },
  };
}
