/**
 * Strips the types of the browser's TypeScript modules in a checkout; the package has them compiled. Node's stripper
 * runs in a thread, because it takes 20 MB and blocks for a third of a second. Results are cached on disk by digest.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { FileWriteError } from '../publish/file-write-error.ts';
import { writeWholeFile } from '../publish/whole-file.ts';

const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/belltower/browser');

const THREAD = `
const { stripTypeScriptTypes } = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');
parentPort.postMessage(workerData.map((source) => stripTypeScriptTypes(source)));
`;

/**
 * @param sources by a name that changes with the source
 * @returns JavaScript by the same names
 */
export async function stripTypes(
  sources: ReadonlyMap<string, string>,
  cache = CACHE,
): Promise<ReadonlyMap<string, string>> {
  const stripped = new Map<string, string>();
  for (const name of sources.keys()) {
    const known = await readFile(path.join(cache, name), 'utf8').catch(absent);
    if (known !== null) stripped.set(name, known);
  }
  const missing = [...sources].filter(([name]) => !stripped.has(name));
  if (missing.length === 0) return stripped;
  const made = await stripInThread(missing.map(([, source]) => source));
  for (const [index, [name]] of missing.entries()) {
    const text = made[index] as string;
    stripped.set(name, text);
    await keep(path.join(cache, name), text);
  }
  return stripped;
}

async function stripInThread(sources: readonly string[]): Promise<readonly string[]> {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const [made] = await once(new Worker(THREAD, { eval: true, execArgv, workerData: sources }), 'message');
  return made;
}

/** Without a writable cache the next start strips again, as Node does with its compile cache. */
async function keep(file: string, text: string): Promise<void> {
  await writeWholeFile(file, text, { isDerived: true }).catch((error: unknown) => {
    if (!(error instanceof FileWriteError)) throw error;
  });
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
