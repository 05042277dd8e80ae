/** Who is at the other end, for limits only; never logged. */
import type { Request } from 'express';

const NEAR = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1$|f[cd])/i;

/** The connection's address; behind a proxy of this network, the address that it names last. */
export function addressOf(request: Request): string {
  const direct = request.socket.remoteAddress ?? '';
  if (!NEAR.test(direct)) return direct;
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim();
  return last && last.length <= 45 ? last : direct;
}
