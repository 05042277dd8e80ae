/** Sends the files that browsers get. */
import { Router } from 'express';
import type { Assets } from './assets.ts';
import { sendDocument } from './document.ts';

export function routeAssets(assets: Assets, compression: boolean): Router {
  const router = Router();
  router.get('/assets/:name', async (request, response, next) => {
    const found = await assets.find(request.params.name);
    if (!found) return next();
    sendDocument(request, response, { ...found, cache: 'public, max-age=31536000, immutable' }, compression);
  });
  return router;
}
