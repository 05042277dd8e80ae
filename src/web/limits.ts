/**
 * Rate limits per client, for expensive requests and wrong secrets: token buckets. Clients are stored as salted hashes,
 * in memory only. Feeds have no limit, nor has anybody with a right secret: it is looked up first, and only wrong ones
 * count.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createAttemptLimit } from './attempt-limit.ts';
import { groupOf } from './client-address.ts';

export interface ClientLimit {
  /**
   * Takes one try. @returns 0, or the seconds for Retry-After @param about counts tries for each of these separately
   * @param now epoch ms
   */
  take(address: string, now: number, about?: string): number;
}

/** @param tries at once @param everyMs after which one more is allowed */
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
