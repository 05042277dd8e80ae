/**
 * Bounds on how often one client may do what costs something, or be wrong about a secret: a bucket of tries that fills
 * again. Who asked is kept as a salted hash, in memory only, and forgotten with the process. Feeds have no bound, and
 * whoever has a right secret meets none: it is looked up first, and only wrong ones are counted.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createAttemptLimit } from './attempt-limit.ts';
import { groupOf } from './client-address.ts';

export interface ClientLimit {
  /**
   * Takes one try; answers 0, or for Retry-After the seconds until there is one.
   * @param about where tries are counted apart for each thing that is asked for @param now epoch ms
   */
  take(address: string, now: number, about?: string): number;
}

/** @param tries at once @param everyMs one more after this long */
export function createClientLimit(tries: number, everyMs: number): ClientLimit {
  const limit = createAttemptLimit(tries, everyMs);
  const salt = randomBytes(16);
  return {
    take(address, now, about = '') {
      const who = createHmac('sha256', salt)
        .update(`${groupOf(address)} ${about}`)
        .digest('base64url');
      return limit.take(who, now);
    },
  };
}
