/** How long a child's event loop was held, as `children/loop-watch.ts` saw it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../child.ts';
import type { LoopReport } from '../children/loop-watch.ts';

export interface LoopWatch {
  readonly nodeOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What was seen since the last reading. */
  read(child: Child): Promise<LoopReport>;
}

const PATIENCE_MS = 30_000;

export function watchLoop(folder: string, name: string): LoopWatch {
  const file = path.join(folder, `${name}-loop.json`);
  let seen = 0;
  return {
    nodeOptions: ['--import', path.join(import.meta.dirname, '..', 'children', 'loop-watch.ts')],
    environment: { BENCH_LOOP_FILE: file },
    async read(child) {
      process.kill(child.pid, 'SIGUSR2');
      const until = performance.now() + PATIENCE_MS;
      while (performance.now() < until) {
        const report = await readReport(file);
        if (report && report.number > seen) {
          seen = report.number;
          return report;
        }
        await sleep(5);
      }
      throw new Error(`${name} did not say how long its loop was held`);
    },
  };
}

async function readReport(file: string): Promise<LoopReport | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as LoopReport);
}
