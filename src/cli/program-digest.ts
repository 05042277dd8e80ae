/** Names the program that makes the files: what another one would make may differ. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readVersion } from './version.ts';

/** The version of the package; in a checkout, where that stays the same, a digest of the sources. */
export function readProgramDigest(): string {
  const version = readVersion();
  if (!import.meta.filename.endsWith('.ts')) return version;
  const digest = createHash('sha256');
  const sources = path.dirname(import.meta.dirname);
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) digest.update(readFileSync(path.join(sources, name)));
  return `${version} ${digest.digest('base64url')}`;
}
