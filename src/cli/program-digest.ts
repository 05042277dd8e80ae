/** Identifies the program that wrote a build's files: releases may differ in what they write. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from './version.ts';

/** The package's version; in a checkout, a digest of the sources. */
export function readProgramDigest(): string {
  if (!import.meta.filename.endsWith('.ts')) return VERSION;
  const digest = createHash('sha256');
  const sources = path.dirname(import.meta.dirname);
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of names.sort()) digest.update(readFileSync(path.join(sources, name)));
  return `${VERSION} ${digest.digest('base64url')}`;
}
