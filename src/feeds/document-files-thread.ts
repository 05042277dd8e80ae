/** Writes and removes the files of many documents in a worker thread started by `document-files.ts`. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { FilesAnswer, FilesRequest, NewFile } from './document-files.ts';

// Nobody waits for these files. Only Linux gives a thread a priority of its own.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

function write({ file, temporary, text }: NewFile): void {
  const opened = openSync(temporary, 'w');
  try {
    writeWhole(opened, Buffer.from(text));
  } finally {
    closeSync(opened);
  }
  renameSync(temporary, file);
}

function writeWhole(opened: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(opened, bytes, done);
}

function act({ write: files, remove }: FilesRequest): void {
  for (const one of files) {
    try {
      write(one);
    } catch (error) {
      rmSync(one.temporary, { force: true });
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
