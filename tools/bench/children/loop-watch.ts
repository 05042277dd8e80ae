/**
 * Loaded ahead of a program with `--import`: looks once a millisecond how long its event loop was held. At SIGUSR2 it
 * writes what it saw since the last one to the file that BENCH_LOOP_FILE names, and begins anew.
 */
import { renameSync, writeFileSync } from 'node:fs';

export interface LoopReport {
  /** Counts the reports of this process. */
  readonly number: number;
  /** Milliseconds, the longest: nothing else ran in this program meanwhile. */
  readonly longest: number;
  /** Of any such stretch, the most that this thread computed; the rest it waited, for a disk or for the processor. */
  readonly computed: number;
}

const INTERVAL_MS = 1;
const file = process.env.BENCH_LOOP_FILE;
if (file !== undefined) {
  let number = 0;
  let longest = 0;
  let computed = 0;
  let looked = performance.now();
  let used = process.threadCpuUsage();
  setInterval(() => {
    const now = performance.now();
    const usedNow = process.threadCpuUsage();
    // The interval itself is no delay, computed in or not.
    longest = Math.max(longest, now - looked - INTERVAL_MS);
    computed = Math.max(computed, (usedNow.user + usedNow.system - used.user - used.system) / 1000 - INTERVAL_MS);
    looked = now;
    used = usedNow;
  }, INTERVAL_MS).unref();
  process.on('SIGUSR2', () => {
    number += 1;
    const report: LoopReport = { number, longest, computed };
    longest = 0;
    computed = 0;
    // Whole or not at all, for it is being waited for.
    writeFileSync(`${file}.new`, JSON.stringify(report));
    renameSync(`${file}.new`, file);
  });
}
