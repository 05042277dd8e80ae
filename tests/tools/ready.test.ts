/** `tools/run.cjs` and `tools/ready.cjs` in checkouts of its own, with an npm that only records that it was called. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'belltower-ready-'));
  mkdirSync(path.join(root, 'tools'));
  mkdirSync(path.join(root, 'bin'));
  for (const name of ['ready.cjs', 'run.cjs']) {
    cpSync(path.resolve(import.meta.dirname, '../../tools', name), path.join(root, 'tools', name));
  }
  write('src/main.ts', 'console.log(process.execPath, ...process.argv.slice(2))');
  write('tools/other.ts', 'console.log("developing")');
  write('package-lock.json', JSON.stringify({ packages: LOCKED }));
  // A registry that cannot be reached.
  write('bin/npm', '#!/bin/sh\necho "$@" > "$(dirname "$0")/called"\nrm -rf node_modules/*\nexit 1\n');
  chmodSync(path.join(root, 'bin/npm'), 0o755);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const LOCKED = {
  '': {},
  'node_modules/express': { version: '5.0.0' },
  'node_modules/vitest': { version: '5.0.0', dev: true },
  'node_modules/fsevents': { version: '2.0.0', optional: true },
};

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

function install(packages: Record<string, string>): void {
  const listed = Object.fromEntries(
    Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
  for (const name of Object.keys(packages)) write(`node_modules/${name}/package.json`, '{}');
  write('node_modules/.package-lock.json', JSON.stringify({ packages: listed }));
}

function start(target = 'src/main.ts') {
  const { npm_execpath: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [path.join(root, 'tools/run.cjs'), target, 'check'], {
    env: { ...env, PATH: `${path.join(root, 'bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  const isNpmCalled = existsSync(path.join(root, 'bin/called'));
  return { code: run.status, out: run.stdout.trim(), err: run.stderr, isNpmCalled };
}

it('runs what was installed without development packages with the Node at hand, and calls no npm', () => {
  install({ express: '5.0.0' });
  expect(start()).toEqual({ code: 0, out: `${process.execPath} check`, err: '', isNpmCalled: false });
  expect(readdirSync(path.join(root, 'node_modules'))).toContain('express');
});

it('prefers the Node of the checkout', () => {
  install({ express: '5.0.0', vitest: '5.0.0' });
  write('node_modules/node/bin/node', '#!/bin/sh\necho "own $@"\n');
  chmodSync(path.join(root, 'node_modules/node/bin/node'), 0o755);
  expect(start()).toEqual({
    code: 0,
    out: expect.stringMatching(/^own .*main\.ts check$/),
    err: '',
    isNpmCalled: false,
  });
  expect(start('tools/other.ts').out).toMatch(/^own .*other\.ts check$/);
});

it.each([
  ['another version', { express: '4.9.9' }, 'src/main.ts'],
  ['a package missing', { debug: '4.0.0' }, 'src/main.ts'],
  ['no development packages for a development command', { express: '5.0.0' }, 'tools/other.ts'],
])('with %s says what to run and changes nothing', (_, packages, target) => {
  install(packages);
  const { code, out, err, isNpmCalled } = start(target);
  expect({ code, out, isNpmCalled }).toEqual({ code: 1, out: '', isNpmCalled: false });
  expect(err).toContain('Nothing was changed');
  expect(err).toContain('npm ci');
  expect(readdirSync(path.join(root, 'node_modules'))).toEqual(['.package-lock.json', ...Object.keys(packages)]);
});

it('installs where nothing is installed, and says so when that fails', () => {
  const { code, err, isNpmCalled } = start();
  expect({ code, isNpmCalled }).toEqual({ code: 1, isNpmCalled: true });
  expect(readFileSync(path.join(root, 'bin/called'), 'utf8')).toContain('ci --include=dev');
  expect(err).toContain('the installation failed');
});

it('takes an installation that did not end for none', () => {
  write('node_modules/.cache/belltower/one', '');
  write('node_modules/debug/package.json', '{}');
  expect(start().isNpmCalled).toBe(true);
});

it('starts nothing from node_modules/.bin, which holds shell scripts on Windows', () => {
  const tools = path.resolve(import.meta.dirname, '../../tools');
  const starting = /spawn\w*\(\s*(?:path\.join\([^)]*bin\b|`?'?[^'`]*\.bin\/)/;
  expect("spawnSync(path.join(bin, 'vitest'), [])").toMatch(starting);
  const files = readdirSync(tools).filter((name) => /\.(?:ts|cjs)$/.test(name));
  expect(files).toContain('test.ts');
  expect(files.filter((name) => starting.test(readFileSync(path.join(tools, name), 'utf8')))).toEqual([]);
});
