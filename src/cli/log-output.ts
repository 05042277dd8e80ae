/** Where the log's lines go: standard output, in batches, and nowhere once its reader has gone. */
import { writeSync } from 'node:fs';

/** Under load a line's own write would cost as much as the answer: lines wait for each other, and not for long. */
const BATCH_CHARACTERS = 8192;
const FLUSH_MS = 100;
/** Where a full pipe is not emptied, the newest lines are dropped rather than memory filled. */
const MOST_CHARACTERS = 4_000_000;

export interface LogOutput {
  write(line: string): void;
  flush(): void;
}

/** @param write as fs.writeSync: returns how many bytes were taken */
export function createLogOutput(write: (bytes: Buffer) => number = (bytes) => writeSync(1, bytes)): LogOutput {
  let lines: string[] = [];
  let characters = 0;
  let rest: Buffer = Buffer.alloc(0);
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    rest = Buffer.concat([rest, Buffer.from(lines.join(''))]);
    lines = [];
    characters = rest.length;
    try {
      while (rest.length > 0) rest = rest.subarray(write(rest));
      characters = 0;
    } catch (error) {
      // A full pipe is tried again with the next lines; any other error means that nobody reads them any more.
      isClosed = (error as NodeJS.ErrnoException).code !== 'EAGAIN';
      if (isClosed) rest = Buffer.alloc(0);
    }
  };
  return {
    flush,
    write(line) {
      if (isClosed || characters > MOST_CHARACTERS) return;
      lines.push(line);
      characters += line.length;
      if (characters >= BATCH_CHARACTERS) flush();
      else timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
  };
}
