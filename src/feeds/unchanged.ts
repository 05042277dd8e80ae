/** Answers conditional requests from stored validators, so that a feed which was composed before needs none of its courses. */
import type { IncomingHttpHeaders } from 'node:http';
import { StoreError } from '../store/errors.ts';
import type { StoredValidators } from '../store/feed-validators.ts';
import { judge } from './conditional.ts';
import type { Feed } from './feed.ts';
import type { KnownValidators } from './known-validators.ts';

export function isConditional(headers: IncomingHttpHeaders): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
}

/**
 * What a 304 needs of a feed; null: nobody has composed this publication, or the client's copy is another one.
 * @param stamp as KnownValidators.find
 * @param lastModified instead of the stored one (epoch ms)
 */
export async function findUnchanged(
  validators: Pick<KnownValidators, 'find'>,
  path: string,
  stamp: string | null,
  headers: IncomingHttpHeaders,
  lastModified?: number,
): Promise<Feed | null> {
  const known = await findValidators(validators, path, stamp);
  if (!known) return null;
  const unchanged = { tag: known.tag, lastModified: lastModified ?? known.lastModified };
  if (judge(headers, unchanged).status !== 304) return null;
  return { ...unchanged, name: '', filename: '', bodies: { identity: null, gzip: null, br: null }, keeper: null };
}

async function findValidators(
  validators: Pick<KnownValidators, 'find'>,
  path: string,
  stamp: string | null,
): Promise<StoredValidators | null> {
  try {
    return await validators.find(path, stamp);
  } catch (error) {
    // The feed may be in memory, or can be composed without them.
    if (error instanceof StoreError) return null;
    throw error;
  }
}
