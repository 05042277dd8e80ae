/**
 * The files that browsers get: read once, named after their content, kept for a year. Modules name each other by
 * file; those names are replaced by the hashed ones as they are read.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Router } from 'express';
import { sendDocument } from './document.ts';

export interface Assets {
  /** The address of a file by its plain name. @throws Error for a name that is none: a bug. */
  href(name: string): string;
  /** Bytes by the address's last segment; null for none. */
  find(hashed: string): { readonly body: Buffer; readonly type: string } | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const FOLDER = path.resolve(import.meta.dirname, 'browser');

/** @param added by file name: rules that a room computes, put after its style sheet's own */
export function readAssets(added: Readonly<Record<string, string>> = {}, folder = FOLDER): Assets {
  const names = readdirSync(folder).filter((name) => Object.hasOwn(TYPES, path.extname(name)));
  const hashed = new Map<string, string>();
  const files = new Map<string, { readonly body: Buffer; readonly type: string }>();

  const load = (name: string): string => {
    const known = hashed.get(name);
    if (known) return known;
    const ending = path.extname(name);
    const source = readFileSync(path.join(folder, name), 'utf8');
    const text =
      ending === '.js'
        ? source.replaceAll(/(from\s+'|import\s+')\.\/([\w-]+\.js)'/g, (_, start, other) => `${start}./${load(other)}'`)
        : source + (added[name] ?? '');
    const hash = createHash('sha256').update(text).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 10);
    const made = `${path.basename(name, ending)}.${hash}${ending}`;
    hashed.set(name, made);
    files.set(made, { body: Buffer.from(text), type: TYPES[ending] as string });
    return made;
  };
  for (const name of names) load(name);

  return {
    href(name) {
      const found = hashed.get(name);
      if (!found) throw new Error(`there is no asset ${name}`);
      return `/assets/${found}`;
    },
    find: (name) => files.get(name) ?? null,
  };
}

export function routeAssets(assets: Assets, compression: boolean): Router {
  const router = Router();
  router.get('/assets/:name', (request, response, next) => {
    const found = assets.find(request.params.name);
    if (!found) return next();
    sendDocument(request, response, { ...found, cache: 'public, max-age=31536000, immutable' }, compression);
  });
  return router;
}
