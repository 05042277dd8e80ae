/** The writing worker thread: statements and commits wait for the disk without blocking requests. */
import { parentPort } from 'node:worker_threads';
import { StoreReplacedError, sendError } from './errors.ts';
import type { FileIdentity } from './file-identity.ts';
import type { Row } from './sql.ts';
import { checkpoint, openHandle, rememberStoreFiles, type SqliteHandle } from './sqlite-file.ts';
import type { WriterAnswer, WriterRequest } from './sqlite-writer.ts';

/** Idle time after a commit before the log is checkpointed (ms). */
const QUIET_MS = 500;

let handle: SqliteHandle | null = null;
let files: FileIdentity | null = null;
let quiet: NodeJS.Timeout | undefined;

/** What is committed into a deleted file would be acknowledged and lost. */
function refuseReplaced(): void {
  if (files?.isInPlace() !== false) return;
  throw new StoreReplacedError('the files of the state were deleted or replaced meanwhile: nothing was written');
}

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
      files = rememberStoreFiles(request.folder);
      return [];
    case 'close':
      clearTimeout(quiet);
      handle?.close();
      handle = null;
      return [];
    case 'run':
      clearTimeout(quiet);
      if (request.text === 'BEGIN IMMEDIATE' || request.text === 'COMMIT') refuseReplaced();
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
    (error: Error) => ({ id: request.id, rows: [], error: sendError(error) }),
  );
  parentPort?.postMessage(answer);
  if (request.type === 'close') parentPort?.close();
});
