/**
 * Rate limits: a token bucket per key. Kept in this process only: what it guards cannot be guessed anyway, so this only
 * limits noise and floods of mail.
 */
import { createBoundedMap } from '../domain/bounded-map.ts';

export interface AttemptLimit {
  /** Takes one try. @returns 0 if it is allowed, otherwise the seconds to wait @param now epoch ms */
  take(key: string, now: number): number;
}

interface Bucket {
  tries: number;
  at: number;
}

/** Beyond these, the keys not used for longest are forgotten. */
const MOST_KEYS = 10_000;

/** @param tries how many at once @param everyMs after which one more is allowed */
export function createAttemptLimit(tries: number, everyMs: number): AttemptLimit {
  const buckets = createBoundedMap<string, Bucket>({ entries: MOST_KEYS });
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
      buckets.set(key, { tries: bucket.tries - 1, at });
      return 0;
    },
  };
}
