/** The server as its users run it: a process of its own, over a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ChildSite {
  readonly port: number;
  readonly state: string;
  readonly child: ChildProcess;
  /** Everything that it wrote so far. */
  output(): string;
  /** Sends SIGTERM to the process that was started. @returns its exit code, or the signal's name */
  terminate(): Promise<number | string>;
  /** Ends it however it stands, and deletes its state. */
  forget(): Promise<void>;
}

/** @param command what is run: Node itself, or `npm start` */
export async function startChild(
  data: string,
  command: readonly string[] = [process.execPath, 'src/main.ts', 'serve'],
): Promise<ChildSite> {
  const state = await mkdtemp(path.join(tmpdir(), 'belltower-child-'));
  const [program = '', ...args] = command;
  const environment = { BELLTOWER_DATA: data, BELLTOWER_STATE: state, PORT: '0', LOG_FORMAT: 'json' };
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
  });
  const port = await new Promise<number>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (found && said.includes('Stop with')) resolve(Number(found));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then((how) => reject(new Error(`the server ended (${how}):\n${said}`)));
  });
  return {
    port,
    state,
    child,
    output: () => said,
    async terminate() {
      child.kill('SIGTERM');
      return await ended;
    },
    async forget() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
      await rm(state, { recursive: true, force: true });
    },
  };
}
