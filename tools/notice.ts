/**
 * `npm run notice`: writes NOTICE, the packages that the published package runs with, their licences and copyright lines,
 * from what package-lock.json installs. `npm run sbom` prints the same packages as a CycloneDX document.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

/** What the compiled package contains and nobody installs: the bundler's helper (tools/bundle.ts). */
const CONTAINED = [
  '@oxc-project/runtime (MIT)',
  '    Copyright (c) 2014-present Sebastian McKenzie and other contributors',
];

/** The text of NOTICE. */
export function printNotice(): string {
  const lock: { packages: Record<string, Locked> } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  const lines = Object.entries(lock.packages)
    .filter(([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional)
    .map(([place, { version, license }]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const rights = findCopyright(path.join(root, place));
      return `${name} ${version} (${license ?? 'see its package'})${rights ? `\n    ${rights}` : ''}`;
    });
  return [
    'Belltower is distributed under the MIT licence (LICENSE). At run time it uses these packages,',
    'each under its own licence; their texts are in their folders under node_modules.',
    '',
    ...[...new Set(lines)].sort(),
    '',
    'The compiled package also contains a function of this one, whose licence has the text of LICENSE',
    'under its own copyright line.',
    '',
    ...CONTAINED,
    '',
  ].join('\n');
}

/** The first copyright line of the package's licence file; null where it has none. */
function findCopyright(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined) return null;
  const lines = readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/);
  return lines.find((line) => /copyright.*\b(19|20)\d\d/i.test(line))?.trim() ?? null;
}

if (import.meta.main) writeFileSync(path.join(root, 'NOTICE'), printNotice());
