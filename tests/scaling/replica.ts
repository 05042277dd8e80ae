/** A replica as operators run it: a `belltower serve` process on its own port, from a release's folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Place } from './exchange.ts';

/** As in belltower@.service. */
const MEMORY = ['--max-semi-space-size=16', '--heap-growing-percent=50'];

export interface Replica {
  readonly port: number;
  readonly place: Place;
  /** Whether it should be responding now. */
  expected(): boolean;
  /** Whether the process exists, possibly frozen. */
  exists(): boolean;
  /** Resolves when it reports ready. @param release the program's folder; default: the previous one */
  start(release?: string): Promise<void>;
  /** SIGKILL, like a power cut. */
  kill(): Promise<void>;
  /** SIGTERM, as systemd sends it. @returns how long it took (ms) */
  stop(): Promise<number>;
  freeze(): void;
  thaw(): void;
}

interface ReplicaOptions {
  readonly port: number;
  readonly release: string;
  readonly state: string;
  readonly log: string;
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
}

const READY_MS = 60_000;

export function createReplica(options: ReplicaOptions): Replica {
  const { port, name } = options;
  const place: Place = { secure: false, port, name, agent: new Agent({ keepAlive: true }) };
  let release = options.release;
  let child: ChildProcess | null = null;
  let expected = false;

  const waitUntilReady = async (running: ChildProcess): Promise<void> => {
    const started = performance.now();
    while (performance.now() - started < READY_MS) {
      if (running.exitCode !== null) break;
      const answer = await ask(place, { path: '/readyz', patienceMs: 2000 }).catch(() => null);
      if (answer?.status === 200) return;
      await sleep(50);
    }
    throw new Error(`the replica on port ${port} does not start; its log: ${options.log}`);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number> => {
    const running = child;
    expected = false;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return 0;
    const started = performance.now();
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
    return performance.now() - started;
  };

  return {
    port,
    place,
    expected: () => expected,
    exists: () => child !== null,
    async start(from) {
      release = from ?? release;
      const log = openSync(options.log, 'a');
      child = spawn(
        process.execPath,
        [...MEMORY, 'src/main.ts', 'serve', '--port', String(port), '--state', options.state],
        {
          cwd: release,
          env: { PATH: process.env.PATH, NODE_ENV: 'production', LOG_FORMAT: 'json', ...options.environment },
          stdio: ['ignore', log, log],
        },
      );
      await waitUntilReady(child);
      expected = true;
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    freeze() {
      expected = false;
      child?.kill('SIGSTOP');
    },
    thaw() {
      child?.kill('SIGCONT');
      expected = true;
    },
  };
}
