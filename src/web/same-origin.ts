/** Forms are taken from this site's own pages only. */
import type { RequestHandler } from 'express';

/**
 * Refuses what a browser says comes from elsewhere: by Sec-Fetch-Site, else by Origin. A request with neither is no
 * browser's form, and carries no authority but the secrets written in it.
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
