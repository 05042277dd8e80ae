/** The folder of rules on disk: reading it whole, and noticing that it changed. */
import { readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { watch as watchPaths } from 'chokidar';
import type { SourceFile } from '../catalog/catalog.ts';
import { createPace } from './pace.ts';

/** Rules never weigh this much; a larger file is somebody's mistake and would stop the rest. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const SETTLE_MS = 60;

/** The folder of rules is missing or cannot be read. */
export class FolderError extends Error {
  override name = 'FolderError';
}

function isRules(file: string): boolean {
  return /\.ya?ml$/i.test(file) && !path.basename(file).startsWith('.');
}

/**
 * Every YAML file below `folder`, by its path relative to it with forward slashes, sorted.
 * @throws FolderError when the folder itself cannot be read.
 */
export async function readFolder(folder: string): Promise<SourceFile[]> {
  let names: string[];
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('it is no folder');
    names = await listFiles(folder, '');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FolderError(`cannot read the folder of rules ${folder}: ${why}`);
  }
  const rules = names.filter(isRules).sort();
  const files: SourceFile[] = [];
  // One by one in slices: two thousand small files take 25 ms so, and 200 by way of Node's threads.
  const pace = createPace();
  for (const name of rules) {
    const file = readRulesFile(folder, name);
    if (file) files.push(file);
    await pace();
  }
  return files;
}

/** Folder by folder: Node's own recursive listing asks the disk for each file, and lets nobody in between. */
async function listFiles(folder: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = path.join(below, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(folder, name).catch(() => [])));
    else found.push(name);
  }
  return found;
}

function readRulesFile(folder: string, name: string): SourceFile | null {
  const file = path.join(folder, name);
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return null;
    return { path: name.split(path.sep).join('/'), text: readFileSync(file, 'utf8') };
  } catch {
    // Gone between listing and reading, as editors do when they save: the watcher calls again.
    return null;
  }
}

/** Calls `onChange` shortly after rules in the folder were written, added or removed, until `stop` is called. */
export function watchFolder(folder: string, onChange: () => void): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchPaths(folder, {
    ignoreInitial: true,
    ignored: (file, found) => found?.isFile() === true && !isRules(file),
  });
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  watcher.on('all', settle);
  // A save during the first look around was told to nobody.
  watcher.on('ready', settle);
  watcher.on('error', () => onChange());
  return {
    async stop() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
