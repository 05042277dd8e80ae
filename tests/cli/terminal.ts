/** A terminal for tests: collects what a command says. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../src/cli/command.ts';

export const SHIPPED = path.resolve(import.meta.dirname, '../../data');

export interface Trial {
  /** A temporary folder with a copy of the shipped rules in `data/`. */
  readonly folder: string;
  readonly data: string;
  /** What the next commands read from standard input. */
  input: string;
  /** The time that commands see (epoch ms); null: the clock’s. */
  now: number | null;
  run(...argv: string[]): Promise<{ code: number; out: string; err: string }>;
  remove(): Promise<void>;
}

/** A folder of its own with the shipped rules, and commands run in it. */
export async function openTrial(environment: Record<string, string> = {}): Promise<Trial> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-trial-'));
  const data = path.join(folder, 'data');
  await cp(SHIPPED, data, { recursive: true });
  const trial: Trial = {
    folder,
    data,
    input: '',
    now: null,
    async run(...argv) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCommand(argv, {
        out: (text) => out.push(text),
        drained: () => Promise.resolve(),
        err: (text) => err.push(text),
        environment: { INIT_CWD: folder, BELLTOWER_DATA: data, LOG_LEVEL: 'silent', ...environment },
        folder,
        isInteractive: false,
        now: () => trial.now ?? Date.now(),
        readInput: () => Promise.resolve(Buffer.from(trial.input)),
        untilStopped: () => Promise.resolve('test'),
      });
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  return trial;
}
