/** VAPID: a signed token per push service (RFC 8292), cached for hours. */
import webPush from 'web-push';
import { createBoundedMap } from '../domain/bounded-map.ts';
import type { Clock } from '../domain/clock.ts';
import type { NoticeKeys } from '../store/notices.ts';

export interface VapidContext {
  readonly keys: NoticeKeys;
  /** Contact for push services: https: or mailto:. */
  readonly contact: string;
  readonly clock: Clock;
}

/** Returns the Authorization header for an endpoint. */
export type SignVapid = (endpoint: string) => string;

/** Services reject tokens valid for more than 24 hours. */
const VALID_MS = 12 * 60 * 60_000;
/** Tokens are renewed at half their lifetime: clocks differ, and messages may wait. */
const USED_MS = VALID_MS / 2;
/** Cache limit: there are few push services, but an endpoint can name any host. */
const SERVICES_KEPT = 100;

export function createVapidSigner({ keys, contact, clock }: VapidContext): SignVapid {
  const tokens = createBoundedMap<string, { readonly header: string; readonly madeAt: number }>({
    entries: SERVICES_KEPT,
  });
  const { vapidPublic, vapidPrivate } = keys;
  return (endpoint) => {
    const { origin } = new URL(endpoint);
    const now = clock();
    const known = tokens.use(origin);
    if (known && known.madeAt <= now && now - known.madeAt < USED_MS) return known.header;
    const expires = Math.floor((now + VALID_MS) / 1000);
    const made = webPush.getVapidHeaders(origin, contact, vapidPublic, vapidPrivate, 'aes128gcm', expires);
    tokens.set(origin, { header: made.Authorization, madeAt: now });
    return made.Authorization;
  };
}
