/** robots.txt, /healthz and /readyz. */
import { Router } from 'express';
import { CONDITION_CODES, type Condition } from '../domain/condition.ts';
import { sendPlain } from '../feeds/feed-response.ts';
import type { Conditions } from '../publish/conditions.ts';

/** @param isReady false: no feed can be served yet */
export function routeHealth(
  isReady: () => boolean,
  conditions: Pick<Conditions, 'list'>,
  publicUrl: string | null,
): Router {
  const router = Router();
  router.get('/robots.txt', (request, response) => {
    // Google's calendar fetcher may obey robots.txt: feeds are allowed, those of persons to it alone.
    const sitemap = publicUrl === null ? '' : `\nSitemap: ${publicUrl}/sitemap.xml\n`;
    const text =
      'User-agent: *\nAllow: /\nDisallow: /desk\nDisallow: /api\nDisallow: /*/staff/\n\n' +
      `User-agent: Google-Calendar-Importer\nAllow: /\n${sitemap}`;
    sendPlain(request, response, 200, text, { 'Cache-Control': 'public, max-age=3600' });
  });
  router.get('/healthz', (request, response) => {
    sendPlain(request, response, 200, 'ok');
  });
  router.get('/readyz', (request, response) => {
    const ready = isReady();
    const lines = [ready ? 'ready' : 'not ready', ...describeConditions(conditions.list())];
    sendPlain(request, response, ready ? 200 : 503, lines.join('\n'), ready ? {} : { 'Retry-After': '5' });
  });
  return router;
}

/** Codes and counts only: this is public, and subjects may name draft courses or local paths. */
function describeConditions(conditions: readonly Condition[]): string[] {
  return [...Map.groupBy(conditions, ({ code }) => code)].map(
    ([code, { length }]) => `${code} (${length}): ${CONDITION_CODES[code].title}`,
  );
}
