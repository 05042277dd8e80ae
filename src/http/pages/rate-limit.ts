/** A bound on how often one address may do something that costs: counted in fixed windows, in bounded memory. */
import type { Clock } from '../../service/clock.ts';

export interface RateLimit {
  /** Counts one; answers 0, or the seconds to wait where it is too many. */
  take(address: string): number;
}

const MAX_ADDRESSES = 20_000;

export function createRateLimit(max: number, windowMs: number, clock: Clock): RateLimit {
  let began = 0;
  const counts = new Map<string, number>();
  return {
    take(address) {
      const now = clock();
      if (now - began >= windowMs || now < began || counts.size >= MAX_ADDRESSES) {
        counts.clear();
        began = now;
      }
      const key = groupOf(address);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= max ? 0 : Math.max(1, Math.ceil((began + windowMs - now) / 1000));
    },
  };
}

/** One household's IPv6 addresses share a /64. */
function groupOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}
