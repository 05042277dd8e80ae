/** /robots.txt, /healthz, /readyz: what machines ask. */
import { Router } from 'express';
import { sendPlain } from './feed-response.ts';

export interface Readiness {
  /** False: no feed can be served yet. */
  readonly ready: boolean;
  /** What is unavailable, in words; feeds may be served all the same. */
  readonly unavailable: readonly string[];
}

export function routeHealth(readiness: () => Readiness): Router {
  const router = Router();
  router.get('/robots.txt', (request, response) => {
    // Google's calendar fetcher may obey this file: feeds stay allowed, personal pages are nobody's to index.
    const text = 'User-agent: *\nAllow: /\nDisallow: /desk\nDisallow: /api\n';
    sendPlain(request, response, 200, text, { 'Cache-Control': 'public, max-age=3600' });
  });
  router.get('/healthz', (request, response) => {
    sendPlain(request, response, 200, 'ok');
  });
  router.get('/readyz', (request, response) => {
    const { ready, unavailable } = readiness();
    const lines = [ready ? 'ready' : 'not ready', ...unavailable.map((what) => `unavailable: ${what}`)];
    sendPlain(request, response, ready ? 200 : 503, lines.join('\n'), ready ? {} : { 'Retry-After': '5' });
  });
  return router;
}
