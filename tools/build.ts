/**
 * `npm run build [-- FOLDER]`: compiles src/ to dist/: JavaScript in joined files, type declarations and the browser's modules.
 * Style sheets and pictures are copied. Node strips no types under node_modules, so the published package holds dist/.
 * `--noCheck` writes the same files and leaves the types unchecked, which `npm test` has done when its tests build.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { scriptOf } from './program.ts';

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({ options: { noCheck: { type: 'boolean' } }, allowPositionals: true });
const out = path.resolve(positionals[0] ?? path.join(root, 'dist'));
const unchecked = values.noCheck ? ['--noCheck'] : [];
const compiler = scriptOf('typescript', 'tsc');

rmSync(out, { recursive: true, force: true });
const declare = [compiler, '-p', path.join(root, 'tsconfig.build.json'), '--outDir', out, ...unchecked];
execFileSync(process.execPath, declare, { stdio: 'inherit' });
await bundle(path.join(root, 'src'), out);
const browser = [
  compiler,
  '-p',
  path.join(root, 'src/web/browser'),
  '--noEmit',
  'false',
  '--outDir',
  out,
  ...unchecked,
];
execFileSync(process.execPath, browser, { stdio: 'inherit' });
for (const file of globSync('**/{browser/*.{svg,png,ico},style/*.css}', { cwd: path.join(root, 'src') })) {
  cpSync(path.join(root, 'src', file), path.join(out, file));
}
const { makeJsonSchema, SCHEMA_NAMES } = await import('../src/catalog/json-schema.ts');
mkdirSync(path.join(out, 'schemas'), { recursive: true });
for (const name of SCHEMA_NAMES) {
  writeFileSync(path.join(out, 'schemas', `${name}.json`), `${JSON.stringify(makeJsonSchema(name), null, 2)}\n`);
}
// npm sets this for a `bin`; `npm link` and running dist/main.js directly need it too.
chmodSync(path.join(out, 'main.js'), 0o755);
