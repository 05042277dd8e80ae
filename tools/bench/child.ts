/** Programs that are measured: started as children, waited for, and ended by their own process ids. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, truncateSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Child {
  readonly pid: number;
  readonly port: number;
  readonly log: string;
  /** Throws away what was logged so far. */
  readonly clearLog: () => void;
  readonly stop: () => Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  /** Its output goes to NAME.log in this folder, as a service manager would keep it. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** How long it may take to listen. */
  readonly patience?: number;
}

export const ROOT = path.resolve(import.meta.dirname, '..', '..');
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
// Without a listener a signal ends this program before it can end the others.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A child that must not outlive this program, however it ends. */
export function killWithUs(child: ChildProcess): void {
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => running.delete(child));
}

/** Starts a program and waits until it listens. @throws Error with the end of its log when it does not. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const log = path.join(options.folder, `${options.name}.log`);
  const out = openSync(log, 'a');
  const child = spawn(options.command, options.args, {
    cwd: ROOT,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  killWithUs(child);
  let failure: string | null = null;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      failure = `ended with ${signal ?? code}`;
      resolve();
    });
  });
  const until = performance.now() + (options.patience ?? 30_000);
  while (!(await answers(options.port))) {
    if (failure !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${options.name} does not start (${failure ?? 'too slow'}): ${await lastLines(log)}`);
    }
    await sleep(5);
  }
  return {
    pid: child.pid as number,
    port: options.port,
    log,
    clearLog: () => truncateSync(log),
    async stop() {
      if (failure === null) child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), 8000);
      await ended;
      clearTimeout(cut);
    },
  };
}

/** A port that is free now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function lastLines(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.slice(-600);
}
