/** Standard output and standard error, whose reader may go away (`| head`) and whose disk may be full. */
import { PROBLEMS } from './exit.ts';

interface Stream {
  write(text: string, onWritten?: () => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export interface Lines {
  write(text: string): void;
  /** Resolves when everything before it has left this process, or has failed to. */
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

/** A reader that has gone away has what it wanted; anything else is said, and the command fails. */
export function explainLostOutput(
  error: NodeJS.ErrnoException,
  err: (text: string) => void,
  process: Pick<NodeJS.Process, 'once' | 'exitCode'>,
): void {
  if (error.code === 'EPIPE') return;
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  err(`belltower: the output could not be written whole: ${why}`);
  // The command may end well in every other respect and set a code of its own.
  process.once('exit', () => {
    process.exitCode = PROBLEMS;
  });
}
