/** Accepts forms from this site's own pages only (CSRF protection). */
import type { RequestHandler } from 'express';

/**
 * Refuses cross-site requests by Sec-Fetch-Site, otherwise by Origin. A request with neither does not come from a
 * browser's form, and has no authority but the secrets in it.
 */
export function requireSameOrigin(publicUrl: string | null): RequestHandler {
  const own = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, response, next) => {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const allowed =
      site !== undefined
        ? site === 'same-origin' || site === 'none'
        : origin === undefined || (URL.canParse(origin) && [own, host].includes(new URL(origin).host));
    if (allowed) return next();
    response.status(403).type('text/plain').send('This form was sent from another site.\n');
  };
}
