/** What every section is given: how long to measure, where to put files, and somewhere to say what is going on. */
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Options } from './options.ts';

export interface Workbench extends Pick<Options, 'quick' | 'rounds' | 'seconds' | 'terms' | 'without' | 'database'> {
  /** Emptied at the end. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export async function openWorkbench(options: Options, say: (line: string) => void): Promise<Workbench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { ...options, folder, say };
}

export async function clearWorkbench(bench: Workbench): Promise<void> {
  await rm(bench.folder, { recursive: true, force: true });
}
