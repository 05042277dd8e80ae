/** A browser's push subscription as sent by its script (PushSubscription.toJSON). */
import { z } from 'zod';
import type { Target } from './subscribing.ts';

const schema = z.object({
  endpoint: z.url().max(1000),
  // An uncompressed point on P-256 and 16 bytes (RFC 8291 §2, §3.2).
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{87}=?$/), auth: z.string().regex(/^[\w-]{22}={0,2}$/) }),
});

/** @param anyEndpoint whether http endpoints are accepted; the target address is checked on each request */
export function readPushTarget(body: unknown, anyEndpoint: boolean): Target | null {
  const read = schema.safeParse(body);
  if (!read.success) return null;
  const { endpoint, keys } = read.data;
  const url = new URL(endpoint);
  const isAllowed = url.protocol === 'https:' || (anyEndpoint && url.protocol === 'http:');
  return isAllowed && url.username === '' ? { address: url.href, settings: keys } : null;
}
