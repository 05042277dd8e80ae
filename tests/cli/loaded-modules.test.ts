/**
 * With one course, loading modules takes most of a command's time. Upper bounds on their number need no clock; they may be
 * raised for a new module that every build or start needs.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Packages that only servers need. */
const SERVERS = [
  'express',
  'helmet',
  'prom-client',
  'pino',
  'pg',
  'nodemailer',
  'web-push',
  'openid-client',
  'chokidar',
];
/** Packages that read other files than plain rules. */
const READERS = ['yaml', 'parse5', 'chevrotain', 'csv-parse'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-modules-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Loaded {
  readonly count: number;
  /** Packages, and folders of src. */
  readonly parts: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  /** Node's own, as it calls them. */
  readonly native: ReadonlySet<string>;
}

async function listLoaded(...argv: string[]): Promise<Loaded> {
  const list = path.join(folder, 'modules.txt');
  const flags = ['--import', path.join(import.meta.dirname, 'list-modules.ts')];
  // npm and npx name the checkout in INIT_CWD.
  const env = { ...process.env, INIT_CWD: folder, LOADED_MODULES: list };
  const command = [path.join(ROOT, 'src/main.ts'), ...argv, '--data', path.join(ROOT, 'data')];
  const child = spawn(process.execPath, [...flags, ...command], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A server prints its first line when it listens.
  if (argv[0] === 'serve') child.stdout.once('data', () => child.kill('SIGINT'));
  child.stdout.resume();
  await once(child, 'close');
  const lines = (await readFile(list, 'utf8')).split('\n');
  const files = lines.filter((url) => url.startsWith('file:'));
  const native = new Set(lines.flatMap((line) => /^NativeModule (.+)/.exec(line)?.[1] ?? []));
  const own = files.flatMap((url) => /\/src\/(.+)\.ts$/.exec(url)?.[1] ?? []);
  const packages = files.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  const parts = new Set([...packages, ...own.map((name) => path.dirname(name))]);
  return { count: files.length, own: new Set(own), parts, native };
}

test('a build of one course loads neither server nor importers, and no language that nobody asked for', async () => {
  const { count, parts, own } = await listLoaded('build', '--out', 'site');
  expect(SERVERS.filter((name) => parts.has(name))).toEqual([]);
  expect(READERS.filter((name) => parts.has(name))).toEqual([]);
  expect([...parts].filter((name) => /^(?:desk|my|notices|doctor|import)(?:\/|$)/.test(name))).toEqual([]);
  expect([...own].filter((name) => /messages\/(?:de|es|fr)$/.test(name))).toEqual([]);
  expect(parts.has('ics')).toBe(true);
  expect(count).toBeLessThanOrEqual(570);
});

test('a server with a store listens before it loads what only some requests need, and Node’s own HTTP client never', async () => {
  await listLoaded('publish', '--state', 'state');
  const { count, parts, own, native } = await listLoaded('serve', '--state', 'state', '--port', '0');
  const later = [...READERS, 'prom-client', 'chokidar', 'pg', 'nodemailer', 'web-push', 'openid-client', 'qrcode'];
  expect(later.filter((name) => parts.has(name))).toEqual([]);
  expect([...own].filter((name) => /messages\/(?:de|es|fr)$/.test(name))).toEqual([]);
  expect(native).toContain('_http_server');
  expect(native).not.toContain('internal/deps/undici/undici');
  expect(parts.has('express')).toBe(true);
  expect(count).toBeLessThanOrEqual(920);
});
