/** The log's destination: standard output, in batches, until it is closed. */
import { writeSync } from 'node:fs';

/** The longest time a line waits for its batch: a write per line would cost as much as the answer. */
const BATCH_CHARACTERS = 8192;
const FLUSH_MS = 100;
/** The most buffered bytes: if a full pipe is not read, the newest lines are dropped. */
const MOST_CHARACTERS = 4_000_000;

export interface LogOutput {
  write(line: string): void;
  flush(): void;
}

/** @param write like fs.writeSync: returns the number of bytes written */
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
      // A full pipe is retried with the next lines; any other error means that it is closed.
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
