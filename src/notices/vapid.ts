/** Who sends: a signed token for each push service (RFC 8292), made once and used for hours. */
import webPush from 'web-push';
import { createBoundedMap } from '../domain/bounded-map.ts';
import type { Clock } from '../domain/clock.ts';
import type { NoticeKeys } from '../store/notices.ts';

export interface VapidParts {
  readonly keys: NoticeKeys;
  /** Whom a push service may write to: https: or mailto:. */
  readonly contact: string;
  readonly clock: Clock;
}

/** The Authorization header for an endpoint. */
export type SignVapid = (endpoint: string) => string;

/** Services refuse tokens that expire later than in 24 hours. */
const VALID_MS = 12 * 60 * 60_000;
/** Before that a new one is made: clocks differ, and a message may wait. */
const USED_MS = VALID_MS / 2;
/** There are few push services, but an endpoint can name any host. */
const SERVICES_KEPT = 100;

export function createVapidSigner({ keys, contact, clock }: VapidParts): SignVapid {
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
