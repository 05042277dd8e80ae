/**
 * Preloaded with --import: numbers the calls that modify files below FAULT_FOLDER and fails call number FAULT_CALL,
 * once. FAULT_HOW is ENOSPC or SIGKILL; data being written then is written
 * partially. The calls are listed in the file FAULT_LIST when the process ends.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { FileCall } from './calls.ts';

const require = createRequire(import.meta.url);
const fs = require('node:fs') as Record<string, unknown>;
const promises = fs.promises as Record<string, unknown>;
const { FAULT_FOLDER: folder = '', FAULT_CALL, FAULT_HOW, FAULT_LIST: list } = process.env;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Calls that fail with ENOSPC; at the others the process can only be killed. */
const NEEDS_SPACE = new Set([
  'open',
  'write',
  'writeFile',
  'appendFile',
  'copyFile',
  'rename',
  'link',
  'mkdir',
  'sync',
  'datasync',
]);
const WRITES = new Set(['write', 'writeFile', 'appendFile']);
const BY_PATH = [
  'open',
  'writeFile',
  'appendFile',
  'copyFile',
  'rename',
  'link',
  'mkdir',
  'rm',
  'unlink',
  'utimes',
  'chmod',
  'truncate',
];
const BY_HANDLE = [
  'write',
  'writeFile',
  'appendFile',
  'sync',
  'datasync',
  'truncate',
  'utimes',
  'chmod',
  'chown',
  'close',
];

const calls: FileCall[] = [];
const opened = new WeakMap<object, string>();

/** Whether this call is the one to fail. */
function note(name: string, file: string, from: string | null): boolean {
  const below = path.relative(folder, path.resolve(file));
  if (below === '' || below.startsWith('..')) return false;
  calls.push({ name, file: below, from, needsSpace: NEEDS_SPACE.has(name) });
  return calls.length === Number(FAULT_CALL);
}

function half(body: unknown): unknown {
  return typeof body === 'string' || body instanceof Uint8Array ? body.slice(0, Math.floor(body.length / 2)) : body;
}

function fail(name: string, file: string): never {
  if (FAULT_HOW === 'SIGKILL') {
    process.kill(process.pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  const error = new Error(`ENOSPC: no space left on device, ${name} '${file}'`);
  throw Object.assign(error, { code: 'ENOSPC', errno: -28, syscall: name, path: file });
}

/** The file that a call modifies; for rename, link and copy, the new name. */
function targetOf(name: string, args: readonly unknown[]): string {
  return String(['rename', 'link', 'copyFile'].includes(name) ? args[1] : args[0]);
}

function isReading(name: string, flags: unknown): boolean {
  if (name !== 'open') return false;
  return typeof flags === 'number' ? (flags & 3) === 0 : !/[wa+]/.test(String(flags ?? 'r'));
}

function wrapPath(holder: Record<string, unknown>, name: string, key: string): void {
  const real = holder[key] as Method;
  const run = (args: unknown[]): unknown => {
    const file = targetOf(name, args);
    const from = name === 'rename' || name === 'link' ? path.relative(folder, path.resolve(String(args[0]))) : null;
    if (isReading(name, args[1]) || !note(name, file, from)) return real.apply(holder, args);
    if (!WRITES.has(name)) return fail(name, file);
    const partly = real.call(holder, args[0], half(args[1]), args[2]);
    return partly instanceof Promise ? partly.then(() => fail(name, file)) : fail(name, file);
  };
  // Asynchronous functions must not throw synchronously.
  holder[key] = key.endsWith('Sync') ? (...args: unknown[]) => run(args) : async (...args: unknown[]) => run(args);
}

function wrapOpen(): void {
  const real = promises.open as Method;
  promises.open = async (...args: unknown[]) => {
    const handle = (await real.apply(promises, args)) as object;
    opened.set(handle, String(args[0]));
    return handle;
  };
}

function wrapHandle(prototype: Record<string, unknown>, name: string): void {
  const real = prototype[name] as Method;
  prototype[name] = async function (this: object, ...args: unknown[]): Promise<unknown> {
    const file = opened.get(this);
    if (file === undefined || !note(name, file, null)) return real.apply(this, args);
    if (WRITES.has(name)) await real.call(this, half(args[0]));
    return fail(name, file);
  };
}

if (isMainThread) {
  const probe = (await (promises.open as Method)(import.meta.filename, 'r')) as { close(): Promise<void> };
  const prototype = Object.getPrototypeOf(probe) as Record<string, unknown>;
  await probe.close();
  for (const name of BY_PATH) {
    wrapPath(promises, name, name);
    wrapPath(fs, name, `${name}Sync`);
  }
  wrapOpen();
  for (const name of BY_HANDLE) wrapHandle(prototype, name);
  const write = (fs.writeFileSync as Method).bind(fs);
  syncBuiltinESMExports();
  if (list !== undefined) process.on('exit', () => void write(list, JSON.stringify(calls)));
}
