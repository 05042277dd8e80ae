/** The thread that writes: its statements and commits, which wait for the disk, hold up nobody's requests. */
import { parentPort } from 'node:worker_threads';
import type { Row } from './sql.ts';
import { checkpoint, openHandle, type SqliteHandle } from './sqlite-file.ts';
import type { WriterAnswer, WriterRequest } from './sqlite-writer.ts';

/** After a commit without another one (ms). */
const QUIET_MS = 500;

let handle: SqliteHandle | null = null;
let quiet: NodeJS.Timeout | undefined;

function checkpointWhenQuiet(): void {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    if (handle) checkpoint(handle);
  }, QUIET_MS);
}

async function act(request: WriterRequest): Promise<Row[]> {
  switch (request.type) {
    case 'open':
      handle = openHandle(request.folder, request.busyMs, request.maxBytes);
      return [];
    case 'close':
      clearTimeout(quiet);
      handle?.close();
      handle = null;
      return [];
    case 'run':
      clearTimeout(quiet);
      handle?.run(request.text);
      if (request.text === 'COMMIT') checkpointWhenQuiet();
      return [];
    case 'all':
      return (await handle?.all(request.text, ...request.values)) ?? [];
  }
}

parentPort?.on('message', async (request: WriterRequest) => {
  const answer: WriterAnswer = await act(request).then(
    (rows) => ({ id: request.id, rows, error: null }),
    (error: Error) => ({
      id: request.id,
      rows: [],
      // Classes do not travel between threads.
      error: {
        name: error.name,
        message: error.message,
        cause: error.cause instanceof Error ? error.cause.message : '',
      },
    }),
  );
  parentPort?.postMessage(answer);
  if (request.type === 'close') parentPort?.close();
});
