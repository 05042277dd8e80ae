/**
 * Bounds on how often one client may do what costs something or could be guessed: a bucket of tries that fills again.
 * Who asked is kept as a salted hash, in memory only, and forgotten with the process. Feeds have no bound.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Clock } from '../service/clock.ts';
import { createAttemptLimitFor } from '../service/desk/attempts.ts';
import { addressOf } from './desk/client-address.ts';

export interface ClientLimit {
  /** Takes one try; answers 0, or for Retry-After the seconds until there is one. */
  take(request: Request): number;
}

/** @param tries at once @param everyMs one more after this long */
export function createClientLimit(tries: number, everyMs: number, clock: Clock): ClientLimit {
  const limit = createAttemptLimitFor(tries, everyMs);
  const salt = randomBytes(16);
  return {
    take(request) {
      const who = createHmac('sha256', salt)
        .update(groupOf(addressOf(request)))
        .digest('base64url');
      return limit.take(who, clock());
    },
  };
}

/** One household's IPv6 addresses share a /64. */
export function groupOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
