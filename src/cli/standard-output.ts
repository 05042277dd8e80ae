/** Standard output and standard error, with closed pipes (`| head`) and full disks handled. */
import { PROBLEMS } from './exit.ts';

interface Stream {
  write(text: string, onWritten?: () => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export interface Lines {
  write(text: string): void;
  /** Resolves when all earlier output is written or has failed. */
  drained(): Promise<void>;
}

/** Writes lines until a write fails; then nothing more is written. */
export function openLines(stream: Stream, onFailure: (error: NodeJS.ErrnoException) => void): Lines {
  let failed = false;
  stream.on('error', (error) => {
    if (failed) return;
    failed = true;
    onFailure(error);
  });
  return {
    write(text) {
      if (!failed) stream.write(`${text}\n`);
    },
    async drained() {
      if (!failed) await new Promise<void>((resolve) => stream.write('', resolve));
    },
  };
}

/** A closed pipe is no error; any other failure is reported, and the command fails. */
export function explainLostOutput(
  error: NodeJS.ErrnoException,
  err: (text: string) => void,
  process: Pick<NodeJS.Process, 'once' | 'exitCode'>,
): void {
  if (error.code === 'EPIPE') return;
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  err(`belltower: the output could not be written whole: ${why}`);
  // The command may otherwise succeed and set its own exit code.
  process.once('exit', () => {
    process.exitCode = PROBLEMS;
  });
}
