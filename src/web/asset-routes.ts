/** Sends the files that browsers get. */
import { Router } from 'express';
import { chooseEncoding } from '../feeds/conditional.ts';
import type { Assets } from './assets.ts';
import { compressFully, sendDocument } from './document.ts';

/** Each text is compressed once, as far as possible: what stands at its address never changes. */
export function routeAssets(assets: Assets, compression: boolean): Router {
  const router = Router();
  const compressed = new Map<string, Promise<Buffer>>();
  router.get('/assets/:name', async (request, response, next) => {
    const { name } = request.params;
    const found = await assets.find(name);
    if (!found) return next();
    const encoding =
      compression && /text|svg/.test(found.type) ? chooseEncoding(request.headers['accept-encoding']) : 'identity';
    const file = { ...found, cache: 'public, max-age=31536000, immutable' };
    if (encoding === 'identity') return sendDocument(request, response, file, false);
    const key = `${encoding} ${name}`;
    const body = compressed.get(key) ?? compressFully(found.body, encoding);
    compressed.set(key, body);
    sendDocument(request, response, { ...file, compressed: { encoding, body: await body } }, compression);
  });
  return router;
}
