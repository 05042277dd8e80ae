/** Names the program that makes the files: what another one would make may differ. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readVersion } from './version.ts';

/** The version of the package; in a checkout, where that stays the same, a digest of the sources. */
export function readProgramDigest(): string {
  const root = path.resolve(import.meta.dirname, '../..');
  const version = readVersion();
  if (!import.meta.filename.endsWith('.ts')) return version;
  const digest = createHash('sha256');
  for (const file of globSync('src/**/*.ts', { cwd: root }).sort()) digest.update(readFileSync(path.join(root, file)));
  return `${version} ${digest.digest('base64url')}`;
}
