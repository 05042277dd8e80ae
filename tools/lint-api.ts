/**
 * `npm run lint:api`: what others' tools say of the API's description. Redocly and Spectral must find nothing, and a program
 * against the types that openapi-typescript makes of it must compile. They are fetched by npx, as few need them.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeDeskApi } from '../src/desk/api/routes.ts';
import { PUBLIC_OPERATIONS, PUBLIC_TAGS } from '../src/site/data/operations.ts';
import { describeApi } from '../src/web/openapi.ts';
import { scriptOf } from './program.ts';

const root = path.dirname(import.meta.dirname);
const folder = mkdtempSync(path.join(tmpdir(), 'belltower-lint-'));
const run = (program: string, ...rest: readonly string[]): void => {
  execFileSync(program, rest, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
};

try {
  const { operations, tags, securitySchemes } = describeDeskApi();
  const description = describeApi({
    title: 'Belltower',
    publicUrl: 'https://calendar.example.edu',
    operations: [...PUBLIC_OPERATIONS, ...operations],
    tags: [...PUBLIC_TAGS, ...tags],
    securitySchemes,
  });
  writeFileSync(path.join(folder, 'openapi.json'), JSON.stringify(description, null, 2));
  writeFileSync(path.join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
  run('npx', '--yes', '@redocly/cli@2.77.0', 'lint', 'openapi.json', '--extends', 'recommended');
  // Its warnings do not fail it.
  const report = [
    '--yes',
    '@redocly/cli@2.77.0',
    'lint',
    'openapi.json',
    '--extends',
    'recommended',
    '--format',
    'json',
  ];
  const { totals } = JSON.parse(
    execFileSync('npx', report, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  if (totals.errors + totals.warnings > 0) throw new Error('Redocly finds something');
  run('npx', '--yes', '@stoplight/spectral-cli@6.16.3', 'lint', 'openapi.json', '--fail-severity', 'warn');
  run('npx', '--yes', 'openapi-typescript@7.13.0', 'openapi.json', '--output', 'generated.d.ts');
  copyFileSync(path.join(root, 'tools/api-client.ts.txt'), path.join(folder, 'client.ts'));
  const strict = ['--strict', '--noEmit', '--allowImportingTsExtensions', '--module', 'nodenext', '--target', 'es2024'];
  run(process.execPath, scriptOf('typescript', 'tsc'), ...strict, '--lib', 'es2024,dom,dom.iterable', 'client.ts');
  console.log('the program against the generated types compiles under strict');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
