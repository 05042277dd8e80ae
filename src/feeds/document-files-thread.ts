/** Writes and removes the files of many documents in a worker thread started by `document-files.ts`. */
import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { writeDerivedFile } from '../publish/whole-file.ts';
import type { FilesAnswer, FilesRequest } from './document-files.ts';

// Nobody waits for these files. Only Linux gives a thread a priority of its own.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

function act({ write: files, remove }: FilesRequest): void {
  for (const one of files) {
    try {
      writeDerivedFile(one.file, one.temporary, one.text);
    } catch (error) {
      throw Object.assign(error as NodeJS.ErrnoException, { file: one.file });
    }
  }
  for (const file of remove) rmSync(file, { force: true });
}

function answer(request: FilesRequest): FilesAnswer {
  const [first] = request.write;
  try {
    if (first) mkdirSync(path.dirname(first.file), { recursive: true });
    act(request);
    return { number: request.number, error: null };
  } catch (error) {
    // Structured cloning does not preserve the code of an error.
    const { code = '', message, file = first?.file ?? '' } = error as NodeJS.ErrnoException & { file?: string };
    return { number: request.number, error: { code, message, file } };
  }
}

parentPort?.on('message', (request: FilesRequest) => parentPort?.postMessage(answer(request)));
