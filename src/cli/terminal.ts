/** A command's environment; replaced in tests. */
import { buffer } from 'node:stream/consumers';
import { startedIn } from '../config.ts';
import { explainLostOutput, openLines } from './standard-output.ts';

export interface Terminal {
  readonly out: (text: string) => void;
  /** Resolves when the output of `out` is flushed, so that long output does not fill memory. */
  readonly drained: () => Promise<void>;
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The base of file arguments: the user's working folder, not npm's. */
  readonly folder: string;
  readonly isInteractive: boolean;
  readonly now: () => number;
  /** All of standard input. */
  readonly readInput: () => Promise<Uint8Array>;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: () => Promise<string>;
}

export function openTerminal(environment: Readonly<Record<string, string | undefined>>): Terminal {
  const { write: err } = openLines(process.stderr, () => undefined);
  const { write: out, drained } = openLines(process.stdout, (error) => explainLostOutput(error, err, process));
  return {
    out,
    drained,
    err,
    environment,
    folder: startedIn(environment),
    isInteractive: process.stderr.isTTY === true,
    now: () => Date.now(),
    readInput: () => buffer(process.stdin),
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
      }),
  };
}

const WIDTH = 30;

/** A progress bar, if the output is a terminal. */
export function createProgress(terminal: Terminal, what: string): (done: number, total: number) => void {
  if (!terminal.isInteractive) return () => {};
  let shown = -1;
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const percent = Math.floor(share * 100);
    if (percent === shown) return;
    shown = percent;
    const filled = Math.round(share * WIDTH);
    process.stderr.write(`\r${what} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent} %`);
    if (done >= total) process.stderr.write('\r\u001b[K');
  };
}
