/** What a browser asks of a whole site: its icons at their usual addresses, and the manifest that makes it installable. */
import { Router } from 'express';
import { sendDocument } from './document.ts';
import { MANIFEST, PAPER } from './installed-site.ts';
import type { PageContext } from './page-context.ts';

const TYPE = 'application/manifest+json';
const DAY = 'public, max-age=86400';

/** Where browsers look, whatever a page says. */
const USUAL: Readonly<Record<string, string>> = {
  '/favicon.ico': 'favicon.ico',
  '/apple-touch-icon.png': 'apple-touch-icon.png',
  '/apple-touch-icon-precomposed.png': 'apple-touch-icon.png',
};

type IconContext = Pick<PageContext, 'assets' | 'siteName' | 'compression'>;

export function routeSiteIcons(context: IconContext): Router {
  const router = Router({ caseSensitive: true });
  for (const [address, name] of Object.entries(USUAL)) {
    router.get(address, async (request, response, next) => {
      const found = await context.assets.find(context.assets.href(name).slice('/assets/'.length));
      if (found) sendDocument(request, response, { ...found, cache: DAY }, false);
      else next();
    });
  }
  router.get(MANIFEST, (request, response) => {
    const body = JSON.stringify(describeSite(context));
    sendDocument(request, response, { body, type: TYPE, cache: DAY }, context.compression);
  });
  return router;
}

/** https://www.w3.org/TR/appmanifest/ */
function describeSite({ assets, siteName }: IconContext): object {
  const icon = (name: string, size: number, purpose: string): object => ({
    src: assets.href(name),
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: siteName,
    short_name: siteName,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: PAPER.light,
    theme_color: PAPER.light,
    icons: [icon('icon-192.png', 192, 'any'), icon('icon-512.png', 512, 'any'), icon('icon-512.png', 512, 'maskable')],
  };
}
